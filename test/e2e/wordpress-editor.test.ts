/** The real WordPress with the extension installed: its editors, its list of posts, and what goes out from there. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { MessageName, MessageRequest } from '../../lib/messages/protocol';
import type { AccountId, Assignment } from '../../lib/roles';
import { UNDO_WINDOW_MS } from '../../lib/workspace/approval-plan';
import type { Post } from '../../lib/workspace/records';
import { type LocalWordpress, startWordpress, type WordpressRole } from '../../scripts/wordpress';
import {
  type BrowserKind,
  byRole,
  type ExtensionBrowser,
  eventually,
  launch,
  type Page,
  within,
} from './browser';
import { closePages } from './close-pages';
import { run, say as sayTo } from './say';
import { actAs, extensionDirOf } from './stage';
import { fillWordpressLogin } from './wordpress-login';

const ROLES: readonly WordpressRole[] = ['editor', 'author', 'administrator', 'contributor'];
const WINDOW = { widthPx: 1280, heightPx: 800 };
const PUBLISH_BUTTON = '.edit-post-header__settings .editor-post-publish-button__button';
const SEND = byRole('button', 'Send for approval');
const PANEL = byRole('button', /^1 post awaits you/);
const REVIEW = byRole('dialog', 'A post to review');

let site: LocalWordpress;
beforeAll(async () => {
  site = await startWordpress();
  // Somebody's first visit to the editor begins with a tour of it.
  const preferences = { 'core/edit-post': { welcomeGuide: false }, _modified: new Date().toISOString() };
  await Promise.all(
    ROLES.map((role) => site.ask(role, 'wp/v2/users/me', { meta: { persisted_preferences: preferences } })),
  );
});
afterAll(() => site?.stop());

describe.each<BrowserKind>(['chromium', 'firefox'])('in %s', (kind) => {
  let browser: ExtensionBrowser;
  let accountId: AccountId;
  let addCleo: () => Promise<void>;
  const pages: Page[] = [];

  beforeAll(async () => {
    browser = await launch(kind, { extensionDir: extensionDirOf(kind) });
    await setUpTeam();
  });
  afterEach(({ task }) => closePages(pages, kind, task));
  afterAll(() => browser?.close());

  const say = <Name extends MessageName>(name: Name, request: MessageRequest<Name>) =>
    sayTo(browser, name, request);
  const become = (memberId: 'olu' | 'edi' | 'cleo') => say('session.actAs', { memberId });
  const switchSite = (isOn: boolean) =>
    say('sites.switch', { siteId: 'wordpress', isOn, server: site.origin });

  /** Olu owns the workspace, Edi drafts and needs approval, Cleo approves for the client. */
  async function setUpTeam(): Promise<void> {
    await run(browser, 'workspace.create', {
      workspaceId: 'w1',
      name: 'Acme Studio',
      roleModel: 'agency',
      ownerId: 'olu',
      ownerName: 'Olu Bright',
    });
    const { login, appPassword } = site.users.editor;
    const connected = await say('account.connect', {
      network: 'wordpress',
      server: site.origin,
      identifier: login,
      password: appPassword,
      mode: 'owner',
    });
    accountId = connected.accountId;
    const assigned = (change: Partial<Assignment>) => [
      { accountId, posting: 'needsApproval', credentials: 'owner', approves: false, ...change },
    ];
    await run(browser, 'member.add', {
      memberId: 'edi',
      name: 'Edi Marsh',
      role: 'editor',
      accounts: assigned({}),
    });
    addCleo = async () => {
      await become('olu');
      await run(browser, 'member.add', {
        memberId: 'cleo',
        name: 'Cleo Vance',
        role: 'client',
        clientAccess: 'read',
        accounts: assigned({ approves: true }),
      });
    };
  }

  /** Signs in by WordPress' own form, and goes on to a page of its administration. */
  async function signIn(role: WordpressRole, path: string): Promise<Page> {
    const goesOnTo = encodeURIComponent(`${site.origin}/wp-admin/${path}`);
    const page = await browser.openPage(
      `${site.origin}/wp-login.php?reauth=1&redirect_to=${goesOnTo}`,
      WINDOW,
    );
    pages.push(page);
    await fillWordpressLogin(page, site.users[role]);
    await page.waitFor('#wpadminbar', { visible: false, timeoutMs: 30_000 });
    return page;
  }

  async function postsWith(text: string): Promise<readonly Post[]> {
    const found: Post[] = [];
    for (const list of ['drafts', 'review', 'scheduled', 'failed', 'published'] as const) {
      const { posts } = await say('posts.list', { list, limit: 50 });
      found.push(...posts.map(({ post }) => post).filter((post) => post.text.includes(text)));
    }
    return found;
  }

  interface SitePost {
    readonly id: number;
    readonly status: string;
    readonly title: { readonly raw: string };
  }
  const sitePostsWith = (words: string) =>
    site.ask(
      'administrator',
      `wp/v2/posts?status=any&context=edit&_fields=id,status,title&search=${encodeURIComponent(words)}`,
    ) as Promise<SitePost[]>;

  const boxOf = (page: Page, css: string) =>
    page.evaluate((wanted) => {
      const { x, y, width, height } = document.querySelector(wanted)?.getBoundingClientRect() ?? {};
      return { x, y, width, height };
    }, css);

  const editorOf = (id: number | undefined) => `${site.origin}/wp-admin/post.php?post=${id}&action=edit`;
  /** WordPress asks for things that its own server refuses to some roles. */
  const errorsOf = (page: Page) =>
    page.errors().filter((error) => !error.includes('Failed to load resource'));

  /** A page of the administration, as whoever is signed in. */
  async function open(path: string): Promise<Page> {
    const page = await browser.openPage(`${site.origin}/wp-admin/${path}`, WINDOW);
    pages.push(page);
    return page;
  }

  /** A draft on the site that Olu sent for approval from its editor. */
  async function awaitsCleo(postId: string, title: string): Promise<number> {
    const draft = { title, content: '<!-- wp:paragraph -->\n<p>As it stands.</p>\n<!-- /wp:paragraph -->' };
    const { id } = (await site.ask('contributor', 'wp/v2/posts', draft)) as SitePost;
    const content = { text: `${title}\n\nAs it stands.`, media: [] };
    const source = { url: editorOf(id), title: '' };
    await run(browser, 'post.create', { postId, accountId, content, source });
    await run(browser, 'post.submit', { postId });
    return id;
  }

  /** Where a page would see what is drawn into it, Firefox, a window of the extension's own opens instead. */
  async function approveFrom(page: Page, words: string): Promise<void> {
    if (kind === 'firefox') {
      const popup = await browser.waitForPage('popup.html');
      await popup.waitFor('main', { text: words });
      await popup.click(byRole('button', 'Approve'));
      await eventually('the post to be approved', async () =>
        (await postsWith(words)).every(({ status }) => status !== 'awaitingApproval'),
      );
      await popup.close();
      return;
    }
    await page.waitFor(REVIEW, { text: words });
    await eventually('the post to be approved', async () => {
      // A window that has only just opened takes no press.
      await page.click(within(REVIEW, byRole('button', 'Approve')));
      await page.waitFor(within(REVIEW, byRole('button', 'Take back')), { timeoutMs: 1_000 });
      return true;
    });
  }

  /** The seconds pass in which a decision may be taken back. */
  async function goesOut(text: string): Promise<Post> {
    await say('test.moveClock', { byMs: UNDO_WINDOW_MS });
    return eventually(`“${text}” to be published`, async () =>
      (await postsWith(text)).find(({ status }) => status === 'published'),
    );
  }

  async function writeInBlocks(page: Page, title: string, paragraphs: readonly string[]): Promise<void> {
    await page.click('.editor-post-title__input');
    await page.type(title);
    for (const paragraph of paragraphs) {
      await page.press('Enter');
      await page.type(paragraph);
    }
  }

  // Which buttons WordPress draws for a role does not differ by browser: in the slower one two of them are enough.
  test.each(kind === 'chromium' ? ROLES : ROLES.slice(2))(
    'beside the publish button of a WordPress %s stands the team’s own way',
    async (role) => {
      await become('edi');
      await switchSite(false);
      const page = await signIn(role, 'post-new.php');
      await page.waitFor(PUBLISH_BUTTON, { timeoutMs: 30_000 });
      await page.waitFor('.editor-post-title__input');
      const before = await boxOf(page, PUBLISH_BUTTON);
      await switchSite(true);
      await page.waitFor('.guard-bar', { text: /Send for approval/ });
      expect(await boxOf(page, PUBLISH_BUTTON)).toEqual(before);
      await become('olu');
      await page.waitFor('.guard-bar', { text: /Save to workspace/ });
      expect(await boxOf(page, PUBLISH_BUTTON)).toEqual(before);

      // The editor goes on as it did, the site's own button with it.
      await writeInBlocks(page, `Words of the ${role} in ${kind}`, ['One.', 'Two.']);
      await page.click(PUBLISH_BUTTON);
      await page.waitFor('.editor-post-publish-panel');
      await page.waitFor('.guard-bar');
      await page.click('.editor-post-publish-panel .editor-post-publish-button__button');
      const status = role === 'contributor' ? 'pending' : 'publish';
      await eventually('the site to have it', async () =>
        (await sitePostsWith(`Words of the ${role} in ${kind}`)).some((post) => post.status === status),
      );
      expect(errorsOf(page)).toEqual([]);
    },
  );

  test('a draft of the block editor is approved by the team, and that very post goes out once', async () => {
    await addCleo();
    await become('edi');
    const page = await open('post-new.php');
    const title = `Ships & “storms” in ${kind}`;
    await writeInBlocks(page, title, ['Doors open at 8 < 9.', 'Bring a coat']);
    await page.press('Enter', ['Shift']);
    await page.type('and boots.');
    await page.click(SEND);
    await page.waitFor('.guard-bar', { text: /WordPress has not kept this post yet.*Save the draft first/ });
    await page.click(byRole('button', 'Save draft'));
    await page.waitFor('.editor-post-saved-state.is-saved');
    await page.click(SEND);
    await page.waitFor('.guard-bar', { text: /Sent for approval/ });
    // Another text is another matter.
    await page.click('.editor-post-title__input');
    await page.type('x');
    await page.waitFor(SEND);
    await page.press('Backspace');

    const [sitePost] = await sitePostsWith(title);
    expect(sitePost).toMatchObject({ status: 'draft' });
    const text = `${title}\n\nDoors open at 8 < 9.\n\nBring a coat\nand boots.`;
    const source = { url: editorOf(sitePost?.id) };
    const sent = await postsWith(title);
    expect(sent).toMatchObject([{ text, source, accountId, authorId: 'edi', status: 'awaitingApproval' }]);

    const popup = await browser.openExtensionPage('popup.html', { widthPx: 400, heightPx: 600 });
    pages.push(popup);
    for (const name of ['Olu Bright', 'Cleo Vance']) {
      await actAs(popup, name);
      await popup.click(byRole('tab', /Approve/));
      await popup.click(byRole('button', 'Approve'));
      await popup.waitFor(byRole('button', 'Undo'));
    }
    const published = await goesOut(title);
    expect(await sitePostsWith(title)).toMatchObject([{ id: sitePost?.id, status: 'publish' }]);
    expect(published.publication?.url).toMatch(`${site.origin}/ships-storms-in-${kind}/`);
    expect(errorsOf(page)).toEqual([]);
  });

  test('what awaits somebody is shown in the list of posts and in its editor, and approved there', async () => {
    await become('olu');
    const first = await awaitsCleo('f1', `First of ${kind}`);
    const second = await awaitsCleo('s2', `Second of ${kind}`);
    await become('cleo');
    const list = await open('edit.php');
    await list.waitFor(byRole('button', /^2 posts await you/));
    const rows = await list.count('#the-list > tr.iedit');
    await eventually(
      'buttons on each row',
      async () => (await list.count('.row-actions > [data-countersign]')) === rows,
    );
    const chip = within(`#post-${first}`, byRole('button', /: .*awaits you$/));
    await list.hover(`#post-${first} .row-title`);
    await list.click(chip);
    await list.click(byRole('button', 'Approve or decline …'));
    await approveFrom(list, `First of ${kind}`);

    const editor = await open(`post.php?post=${second}&action=edit`);
    await editor.click(PANEL);
    if (kind === 'chromium') {
      await editor.click(byRole('button', new RegExp(`Second of ${kind}`)));
      await editor.waitFor(REVIEW);
      // The bar beside the publish button finds its place anew, and not over the window.
      await editor.setViewport(WINDOW.widthPx - 200, WINDOW.heightPx);
    }
    await approveFrom(editor, `Second of ${kind}`);
    for (const [title, id] of [
      [`First of ${kind}`, first],
      [`Second of ${kind}`, second],
    ] as const) {
      await goesOut(title);
      expect(await sitePostsWith(title)).toMatchObject([{ id, status: 'publish' }]);
    }
    expect(errorsOf(list)).toEqual([]);
    expect(errorsOf(editor)).toEqual([]);
  });

  test('a draft of the classic editor is sent for approval as it stands in its frame', async () => {
    await become('edi');
    const page = await open('post-new.php?classic');
    const title = `Classic & ${kind}`;
    await page.fill('#title', title);
    await page.click('#content_ifr');
    await page.type('One.');
    await page.press('Enter');
    await page.type('Two.');
    // It saves by itself once it has seen a title, and takes no press meanwhile.
    await eventually('the draft to be saved', async () => {
      await page.click('#save-post');
      await page.waitFor('#message', { timeoutMs: 2_000 });
      return true;
    });
    await page.click(SEND);
    await page.waitFor('.guard-bar', { text: /Sent for approval/ });
    const [sitePost] = await sitePostsWith(title);
    expect(await postsWith(title)).toMatchObject([
      { text: `${title}\n\nOne.\n\nTwo.`, source: { url: editorOf(sitePost?.id) } },
    ]);
    await page.click('#content_ifr');
    await page.type(' Three.');
    await page.waitFor(SEND);
  });
});

/** A social site's page that is against us: it reads nothing of the workspace, and decides nothing in it. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type BrowserKind, byRole, eventually, type Page, within } from './browser';
import { closePages } from './close-pages';
import { HOSTILE_AUTHOR, HOSTILE_SITE, type HostileSite } from './hostile-site';
import { ACME, BAY, createSiteStage, type SiteStage } from './site-stage';

declare const window: { readonly hostile: HostileSite };

const PANEL = byRole('button', /await.* you for @acme/);
const REVIEW = byRole('dialog', 'A post to review');
const DECIDE = byRole('button', 'Approve or decline …');
const SECRET = 'Zebra quarterly secret';
/** What no page is to learn in any browser. */
const SECRETS = [SECRET, 'Acme Studio', 'Olu Bright', 'Edi Marsh', 'Cleo Vance'];
/** What stands in our elements and nowhere in the page. */
const OURS = [...SECRETS, 'await you', 'Send for approval', 'INSIDE', 'REACHED'];

/**
 * All that a page in Firefox reads inside of our elements: how they are built, which words the buttons have, the state
 * of a post, a count, and the handle that the page itself is called by.
 */
const KNOWN_TO_PAGES: readonly RegExp[] = [
  /^\s*$/,
  /^\[(class|style|type|d|viewBox|role|id|fill|stroke(-[a-z]+)?|width|height|focusable|popover|tabindex|hidden|aria-(hidden|busy|expanded|haspopup|describedby|labelledby|controls|disabled))\] /,
  /^\[data-(name|tone|asks|ground|theme|state|focused-first)\] [\w-]*$/,
  /^(\[[\w-]+\] )?Draft from this post( in Countersign)?$/,
  /^\[(aria-label|title)\] Countersign(: In approval(, awaits you)?)?$/,
  /^In approval$/,
  /^(Approve or decline …|Send for approval|Sending…|\[aria-label\] Hide (on this page|for this post))$/,
  /^(Posts on this account need approval before they go out|Sent for approval)\.$/,
  /^\d+ posts? awaits? you for @acme$/,
  // The language that is spoken, which the page mostly knows from the browser already.
  /^\[(lang|dir)\] (en|de|ar|ltr|rtl)$/,
];
const isKnownToPages = (each: string): boolean => KNOWN_TO_PAGES.some((known) => known.test(each));

describe.each<BrowserKind>(['chromium', 'firefox'])('in %s', (kind) => {
  /** Firefox hands a page the nodes of closed roots: there only what may be known is drawn into it. */
  const isPrivate = kind === 'chromium';
  const name = isPrivate ? 'Acme Studio' : 'Countersign';
  const SHARE = byRole('button', `Draft from this post in ${name}`);
  const STATE = byRole('button', `${name}: In approval, awaits you`);
  let stage: SiteStage;
  const pages: Page[] = [];

  beforeAll(async () => {
    stage = await createSiteStage(kind);
    for (const path of ['/@acme', '/home']) stage.social.serve(path, HOSTILE_SITE);
    await stage.switchSite(true);
    await stage.send('secret', SECRET, { sourceUrl: `${stage.social.origin}/@acme/1401` });
  });
  afterEach(({ task }) => closePages(pages, kind, task));
  afterAll(() => stage?.end());

  async function open(path: string): Promise<Page> {
    const page = await stage.browser.openPage(`${stage.social.origin}${path}`, {
      widthPx: 1280,
      heightPx: 800,
      isHostile: true,
    });
    pages.push(page);
    return page;
  }

  /** What the page got hold of that it must not have. */
  async function leaks(page: Page): Promise<string[]> {
    const reached = await page.evaluate(() => window.hostile.reach());
    expect(reached).toContain('Own words');
    const forbidden = isPrivate ? OURS : [...SECRETS, 'REACHED'];
    // By what it got hold of them: the name of each thing that it asked.
    const found = reached.split('\n').filter((line) => forbidden.some((words) => line.includes(words)));
    const inside = await page.evaluate(() => window.hostile.inside());
    const told = inside.filter((each) => isPrivate || !isKnownToPages(each));
    return [...new Set(found.map((line) => line.split(' ')[0] ?? '')), ...told].sort();
  }
  const attack = (page: Page): Promise<void> => page.evaluate(() => window.hostile.attack());
  const drafts = async () => (await stage.say('composition.list', {})).length;
  const status = async (postId: string) => (await stage.post(postId)).status;

  /** Opens the sheet of the secret post. */
  async function openSheet(page: Page): Promise<void> {
    await page.click(STATE);
    await page.waitFor('.sheet', { text: /In approval/ });
    await page.waitFor(DECIDE);
  }

  /** Opens, in the page or beside it, whatever shows the secret post in full. */
  async function openReview(page: Page): Promise<void> {
    if (isPrivate) {
      await page.click(PANEL);
      await page.click(byRole('button', new RegExp(SECRET)));
      await page.waitFor(REVIEW, { text: new RegExp(SECRET) });
      return;
    }
    await openSheet(page);
    await page.click(DECIDE);
    const popup = await stage.browser.waitForPage('popup.html#post/secret');
    await popup.waitFor('main', { text: new RegExp(SECRET) });
    await popup.waitFor(byRole('button', 'Approve'));
    await popup.close();
  }

  test('reads nothing, and presses nothing by script', async () => {
    await stage.actAs('cleo');
    const page = await open('/@acme');
    await page.waitFor(PANEL);
    await page.waitFor(STATE);
    expect(await leaks(page)).toEqual([]);
    await attack(page);
    expect(await leaks(page)).toEqual([]);
    await openSheet(page);
    await page.hover(DECIDE);
    await page.hover(PANEL);
    expect(await leaks(page)).toEqual([]);
    if (!isPrivate) {
      // It has what it can have: what is asked of it above is not asked in vain.
      expect(await page.evaluate(() => window.hostile.inside())).toEqual(
        expect.arrayContaining(['In approval', '1 post awaits you for @acme']),
      );
      await attack(page);
      expect(await leaks(page)).toEqual([]);
    }
    await page.press('Escape');
    await openReview(page);
    expect(await leaks(page)).toEqual([]);
    await attack(page);
    expect(await status('secret')).toBe('awaitingApproval');
    expect(await drafts()).toBe(0);
    expect(await leaks(page)).toEqual([]);
    await expect(stage.browser.waitForPage('popup.html', 500)).rejects.toThrow();
  });

  test('learns nothing when somebody clicks, marks and copies in what is ours', async () => {
    await stage.actAs('cleo');
    const page = await open('/@acme');
    if (isPrivate) await openReview(page);
    else await openSheet(page);
    await page.click(isPrivate ? '.review-author' : '.sheet p');
    expect(await leaks(page)).toEqual([]);
    await page.press('ArrowRight', ['Shift', 'Control']);
    await page.press('a', ['Control']);
    await page.press('c', ['Control']);
    expect(await leaks(page)).toEqual([]);
  });

  test('cannot have Approve pressed under a sheet of its own', async () => {
    await stage.actAs('cleo');
    const page = await open('/@acme');
    if (!isPrivate) {
      // There is nothing to press in the page: what is decided is decided in the window that a click opens.
      await openSheet(page);
      await page.evaluate(() => window.hostile.cover());
      await page.click(DECIDE);
      const popup = await stage.browser.waitForPage('popup.html#post/secret');
      pages.push(popup);
      await popup.waitFor(byRole('button', 'Approve'));
      expect(await page.count(byRole('button', /^Approve( |$)/))).toBe(0);
      expect(await status('secret')).toBe('awaitingApproval');
      return;
    }
    await page.click(PANEL);
    await page.click(byRole('button', new RegExp(SECRET)));
    const approve = within(REVIEW, byRole('button', 'Approve'));
    await page.waitFor(approve);
    await page.evaluate(() => window.hostile.cover());
    await page.click(approve);
    await page.waitFor('.review-cover', { text: /./ });
    expect(await status('secret')).toBe('awaitingApproval');
    await page.evaluate(() => window.hostile.uncover());
    await page.press('Escape');
  });

  test('makes no draft by script, beside its composer or on its posts', async () => {
    await stage.actAs('edi');
    const page = await open('/home');
    await page.fill('textarea', 'Half a thought');
    const send = byRole('button', 'Send for approval');
    await page.hover(send);
    await attack(page);
    expect(await leaks(page)).toEqual([]);
    expect(await stage.postsWith('Half a thought')).toEqual([]);
    expect(await drafts()).toBe(0);
    // What is said to a person's own press is not for the page either.
    await page.click(send);
    await page.waitFor('.guard-bar', { text: isPrivate ? /Olu Bright can approve/ : /Sent for approval\.$/ });
    await page.hover('.guard-bar');
    expect(await leaks(page)).toEqual([]);
  });

  test('an author that is markup stays text', async () => {
    await stage.actAs('edi');
    const page = await open('/home');
    await page.click({ ...SHARE, nth: 0 });
    const composer = await stage.browser.waitForPage('popup.html?compose=');
    pages.push(composer);
    await composer.waitFor('main', { text: /onerror=/ });
    expect(await composer.count('img[src="x"], b[onclick]')).toBe(0);
    expect(composer.errors()).toEqual([]);
    expect(await page.evaluate(() => window.hostile.pwned ?? false)).toBe(false);
    const [composition] = await stage.say('composition.list', {});
    expect(composition?.link?.title).toBe(`@${HOSTILE_AUTHOR} on Mastodon`);
    await stage.say('composition.discard', { compositionId: composition?.id as never });
  });

  test('a flood of posts is borne, and a forged start switches us off there and nowhere else', async () => {
    await stage.actAs('cleo');
    const page = await open('/@acme');
    const quiet = await open('/home');
    await quiet.waitFor(SHARE);
    await page.waitFor(PANEL);
    await page.evaluate(() => window.hostile.flood(1_500));
    await eventually(
      'buttons on every post',
      async () =>
        (await page.evaluate(() => document.querySelectorAll('[role=feed] [data-countersign]').length)) >=
        1_500,
      20_000,
    );
    expect(await stage.say('sites.get', {})).toMatchObject({ isPaused: false });
    await page.evaluate(() => void document.dispatchEvent(new CustomEvent('countersign:started')));
    await eventually('nothing of ours to be left', async () =>
      page.evaluate(() => document.querySelectorAll('[data-countersign]').length === 0),
    );
    await quiet.waitFor(SHARE);
    expect(await leaks(quiet)).toEqual([]);
  });

  test('whoever took over our script in a page is told of that page’s accounts alone', async () => {
    await stage.actAs('olu');
    await stage.run('post.create', {
      postId: 'elsewhere',
      accountId: BAY,
      content: { text: 'Of another account', media: [] },
    });
    const { seal } = await stage.say('posts.get', { postId: 'elsewhere' as never });
    const page = await open('/home?taken-over');
    const say = (name: Parameters<SiteStage['hearFromPage']>[1], request: unknown, from = page) =>
      stage.hearFromPage(from, name, request);
    const refused = { ok: false };
    const key = 'forged';

    const start = await say('page.start', {});
    expect(start).toMatchObject({ ok: true, value: { isPrivate, accounts: [{ id: ACME }] } });
    for (const [name, request] of [
      ['page.review', { postId: 'elsewhere' }],
      ['page.review', { postId: 'nowhere' }],
      ['page.decide', { postId: 'elsewhere', decision: 'approve', seal, idempotencyKey: key }],
      ['page.decide', { postId: 'secret', decision: 'approve', seal: 'x', idempotencyKey: key }],
      ['page.saveComposer', { accountId: BAY, text: 'Forged', intent: 'submit', idempotencyKey: key }],
      ['page.decide', { postId: 'secret', decision: 'decline', seal, note: 'x', idempotencyKey: key }],
      ['page.openPost', { postId: 'elsewhere' }],
      ['page.openSitePost', { author: 'nobody', permalink: 'https://a.example/' }],
      ['sitePosts.get', { accountId: ACME, url: 'https://a.example/' }],
      ['page.fill', { text: 1 }],
      ['posts.list', { list: 'review', limit: 5 }],
      ['posts.get', { postId: 'secret' }],
      ['command.run', { name: 'post.approve', args: { postId: 'secret', seal: 'x' }, idempotencyKey: key }],
      ['session.get', {}],
      ['session.actAs', { memberId: 'cleo' }],
      ['sites.switch', { siteId: 'mastodon', isOn: true, server: stage.social.otherOrigin }],
      ['sites.pause', { isPaused: false }],
      ['sites.handOver', { postId: 'secret' }],
      ['test.moveClock', { byMs: 1 }],
      ['composition.list', {}],
    ] as const) {
      const reply = await say(name, request);
      if (name === 'page.fill') expect(reply, name).toMatchObject({ ok: true, value: 'notFound' });
      else expect(reply, name).toMatchObject(refused);
      expect(JSON.stringify(reply), name).not.toContain('Of another account');
    }
    // What Cleo may see in the page is for her eyes where the browser keeps it from the page, and nowhere else.
    await stage.actAs('cleo');
    const sealed = await stage.say('posts.get', { postId: 'secret' as never });
    const permalink = `${stage.social.origin}/@acme/1401`;
    const told = JSON.stringify([
      await say('page.start', {}),
      await say('page.awaiting', { profile: 'acme' }),
      await say('page.buttonsFor', { posts: [{ key: 'k', author: 'acme', permalink }] }),
      await say('page.guard', { signedIn: 'acme' }),
      await say('page.review', { postId: 'secret' }),
    ]);
    expect(told).toContain('awaitingApproval');
    expect(SECRETS.filter((secret) => told.includes(secret)).length > 0).toBe(isPrivate);
    if (!isPrivate) {
      const { seal: right } = sealed;
      const decided = { postId: 'secret', decision: 'approve', seal: right, idempotencyKey: 'right' };
      expect(await say('page.decide', decided)).toMatchObject(refused);
    }
    await stage.actAs('olu');

    expect(await say('page.handedOver', {})).toEqual({ ok: true, value: null });
    expect(await say('page.awaiting', { profile: 'bay' })).toEqual({ ok: true, value: [] });
    expect(await stage.postsWith('Forged')).toEqual([]);
    expect(await status('secret')).toBe('awaitingApproval');

    // A server of the same browser permission that nobody switched on.
    const off = await stage.browser.openPage(`${stage.social.otherOrigin}/home`, { isHostile: true });
    pages.push(off);
    expect(await say('page.start', {}, off)).toEqual({ ok: true, value: null });
    for (const [name, request] of [
      ['page.buttonsFor', { posts: [] }],
      ['page.awaiting', {}],
      ['page.review', { postId: 'elsewhere' }],
      ['page.guard', { signedIn: 'acme' }],
      ['page.loadPanels', {}],
      ['page.share', { text: 'Forged', imageUrls: [], pageTitle: '' }],
      ['page.saveComposer', { accountId: BAY, text: 'Forged', intent: 'save', idempotencyKey: key }],
    ] as const)
      expect(await say(name, request, off), name).toMatchObject(refused);
    expect(await drafts()).toBe(0);
  });
});

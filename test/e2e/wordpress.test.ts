/** A WordPress site through the installed extension: connected by its form or on its own page, published to by the background. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { MessageName, MessageRequest } from '../../lib/messages/protocol';
import { type LocalWordpress, startWordpress, type WordpressRole } from '../../scripts/wordpress';
import {
  type BrowserKind,
  byLabel,
  byRole,
  type ExtensionBrowser,
  eventually,
  launch,
  type Page,
} from './browser';
import { closePages } from './close-pages';
import type { ExtensionGlobal } from './extension-global';
import { run, say as sayTo } from './say';
import { extensionDirOf, wipe } from './stage';
import { fillWordpressLogin } from './wordpress-login';

const SIZE = { widthPx: 1_100, heightPx: 860 };
/** Of WordPress 6.1.9, with the `?` that the form for signing in has elsewhere. */
const PAGE = '/wp-admin/authorize-application.php?';
const YES = byRole('button', 'Yes, I approve of this connection');
const NO = byRole('button', 'No, I do not approve of this connection');
const REFUSED = /The sign-in was refused on the page of the site.*Nothing was changed/;
const CLOSED = /The sign-in was not finished: its window was closed.*Nothing was changed/;

let site: LocalWordpress;
beforeAll(async () => {
  site = await startWordpress();
});
afterAll(() => site?.stop());

describe.each<BrowserKind>(['chromium', 'firefox'])('WordPress in %s', (kind) => {
  let browser: ExtensionBrowser;
  const pages: Page[] = [];
  beforeAll(async () => {
    browser = await launch(kind, { extensionDir: extensionDirOf(kind) });
  });
  afterEach(({ task }) => closePages(pages, kind, task));
  afterAll(() => browser?.close());

  const say = <Name extends MessageName>(name: Name, request: MessageRequest<Name>) =>
    sayTo(browser, name, request);

  test('a site is connected with its own words, and a post goes out to it once', async () => {
    const options = await browser.waitForPage('options.html#/setup/workspace');
    await options.setViewport(SIZE.widthPx, SIZE.heightPx);
    await options.fill(byLabel('Workspace name'), 'Acme Studio');
    await options.fill(byLabel('Your name'), 'Olu Bright');
    await options.click(byRole('button', 'Create workspace'));
    await options.click(byRole('radio', 'WordPress'));
    await options.click(byRole('button', 'Use an application password instead'));
    const { login, appPassword } = site.users.author;
    await options.fill(byLabel('Site address'), site.origin);
    await options.fill(byLabel('User name'), login);
    await options.fill(byLabel('Application password'), 'aaaa bbbb cccc dddd eeee ffff');
    await options.click(byRole('button', 'Connect account'));
    await options.waitFor('[role=alert]', { text: /You are not currently logged in/ });
    await options.fill(byLabel('Application password'), appPassword);
    await options.click(byRole('button', 'Connect account'));
    await options.waitFor(byRole('button', 'Continue'));

    await publishesOnce(`Ships in ${kind}\n\nAll of them & more: https://example.com/ships`, 'author');
  });

  test('a site is connected on its own page: no password comes to us, and a no changes nothing', async () => {
    await browser.stopBackground();
    await wipe(browser);
    await run(browser, 'workspace.create', {
      workspaceId: 'w1',
      name: 'Acme Studio',
      roleModel: 'agency',
      ownerId: 'olu',
      ownerName: 'Olu Bright',
    });
    const before = await passwordsOf('editor');
    const options = await browser.openExtensionPage('options.html#/accounts/add', SIZE);
    pages.push(options);
    const windowsBefore = await windowCount();
    await options.click(byRole('radio', 'WordPress'));
    await options.fill(byLabel('Site address'), site.origin);
    const signIn = byRole('button', /^Sign in on localhost/);

    await options.click(signIn);
    const login = await browser.waitForPage('/wp-login.php');
    await fillWordpressLogin(login, site.users.editor);
    await login.waitFor('.auth-app-card', { text: /identifying itself as Countersign, 20/ });
    await login.click(NO);
    await options.waitFor('[role=alert]', { text: REFUSED });

    await options.click(signIn);
    const closed = await browser.waitForPage(PAGE);
    await closed.waitFor(YES);
    await closed.close();
    await options.waitFor('[role=alert]', { text: CLOSED });
    expect((await say('workspace.get', {}))?.accounts).toEqual([]);
    expect(await passwordsOf('editor')).toEqual(before);

    await options.click(signIn);
    const page = await browser.waitForPage(PAGE);
    pages.push(page);
    expect(await windowCount()).toBe(windowsBefore + 1);
    await page.click(YES);
    await options.waitFor('.toast-region', { text: /Signed in as/ });
    await eventually('the window to be closed', async () => (await windowCount()) === windowsBefore);
    const [password, ...others] = (await passwordsOf('editor')).filter(
      ({ uuid }) => !before.some((known) => known.uuid === uuid),
    );
    expect(password?.name).toMatch(/^Countersign, 20.* UTC$/);
    expect(others).toEqual([]);
    expect(options.errors()).toEqual([]);
    await publishesOnce(`Harbours in ${kind}\n\nSigned in on the page of the site.`, 'editor');
  });

  interface Password {
    readonly uuid: string;
    readonly name: string;
  }
  const windowCount = () =>
    browser.evaluateInExtension(async () => {
      const global = globalThis as unknown as ExtensionGlobal;
      return (await (global.browser ?? global.chrome).windows.getAll()).length;
    });
  const passwordsOf = (role: WordpressRole) =>
    site.ask(role, 'wp/v2/users/me/application-passwords?_fields=uuid,name') as Promise<Password[]>;

  /** Publishes by the only account, and sees the post on the site as that user's. */
  async function publishesOnce(text: string, role: WordpressRole): Promise<void> {
    const [title = ''] = text.split('\n');
    const accountId = (await say('workspace.get', {}))?.accounts[0]?.id;
    await run(browser, 'post.create', { postId: 'p1', accountId, content: { text, media: [] } });
    await run(browser, 'post.publish', { postId: 'p1' });
    const published = await eventually(
      'the post on the site',
      async () => {
        const route = `wp/v2/posts?search=${encodeURIComponent(title)}&_fields=author,title`;
        const all = (await site.ask(role, route)) as { author: number; title: { rendered: string } }[];
        return all.length > 0 ? all : undefined;
      },
      30_000,
    );
    expect(published).toEqual([{ author: site.users[role].id, title: { rendered: title } }]);
  }
});

/** A WordPress site through the installed extension: connected by its form, published to by the background. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MessageName, MessageRequest } from '../../lib/messages/protocol';
import { type LocalWordpress, startWordpress } from '../../scripts/wordpress';
import { type BrowserKind, byLabel, byRole, type ExtensionBrowser, eventually, launch } from './browser';
import { say as sayTo } from './say';
import { extensionDirOf } from './stage';

let site: LocalWordpress;
beforeAll(async () => {
  site = await startWordpress();
});
afterAll(() => site?.stop());

describe.each<BrowserKind>(['chromium', 'firefox'])('WordPress in %s', (kind) => {
  let browser: ExtensionBrowser;
  beforeAll(async () => {
    browser = await launch(kind, { extensionDir: extensionDirOf(kind) });
  });
  afterAll(() => browser?.close());

  const say = <Name extends MessageName>(name: Name, request: MessageRequest<Name>) =>
    sayTo(browser, name, request);

  test('a site is connected with its own words, and a post goes out to it once', async () => {
    const options = await browser.waitForPage('options.html#/setup/workspace');
    await options.setViewport(1_100, 860);
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

    const text = `Ships in ${kind}\n\nAll of them & more: https://example.com/ships`;
    const view = await say('workspace.get', {});
    const accountId = view?.accounts[0]?.id;
    const run = (name: string, args: unknown) =>
      say('command.run', { name, args, idempotencyKey: `${name}-${kind}` });
    await run('post.create', { postId: 'p1', accountId, content: { text, media: [] } });
    await run('post.publish', { postId: 'p1' });
    const published = await eventually(
      'the post on the site',
      async () => {
        const all = (await site.ask('author', `wp/v2/posts?search=${kind}`)) as {
          link: string;
          title: { rendered: string };
        }[];
        return all.length > 0 ? all : undefined;
      },
      30_000,
    );
    expect(published).toMatchObject([{ title: { rendered: `Ships in ${kind}` } }]);
  });
});

/** Labels of an enterprise and saved texts, in both browsers. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type BrowserKind, byLabel, byRole, type ExtensionBrowser, launch, type Page } from './browser';
import { closePages } from './close-pages';
import { expectSound } from './expect-sound';
import { run, say } from './say';
import { extensionDirOf } from './stage';

const SIZE = { widthPx: 1_100, heightPx: 860 };
const URL_OF_POST = 'https://bsky.app/profile/a1.test/post/';

describe.each<BrowserKind>(['chromium', 'firefox'])('in %s', (kind) => {
  let browser: ExtensionBrowser;
  const pages: Page[] = [];

  beforeAll(async () => {
    browser = await launch(kind, { extensionDir: extensionDirOf(kind) });
    const workspace = { workspaceId: 'w1', name: 'Globex', roleModel: 'enterprise' };
    await run(browser, 'workspace.create', { ...workspace, ownerId: 'amy', ownerName: 'Amy Stone' });
    const account = { network: 'bluesky', handle: 'a1.test', name: 'A1', server: 'https://pds.example' };
    await run(browser, 'account.add', { accountId: 'a1', profileId: 'did:plc:a1', ...account });
    await run(browser, 'team.create', { teamId: 't1', name: 'EMEA', accountIds: ['a1'] });
    const teams = [{ teamId: 't1', accountRoles: {} }];
    await run(browser, 'member.add', { memberId: 'edi', name: 'Edi Marsh', role: 'editor', teams });
    for (const [post, label] of [
      ['1', 'press'],
      ['1', 'urgent'],
      ['2', 'press'],
      ['3', 'Praise'],
    ])
      await run(browser, 'engage.label', {
        accountId: 'a1',
        url: `${URL_OF_POST}${post}`,
        label,
        isOn: true,
      });
  });
  afterEach(async ({ task }) => {
    await closePages(pages, kind, task);
    await say(browser, 'session.actAs', { memberId: 'amy' as never });
  });
  afterAll(() => browser?.close());

  async function open(path: string, size: object = {}): Promise<Page> {
    const page = await browser.openExtensionPage(path, { ...SIZE, ...size });
    pages.push(page);
    return page;
  }

  const labelsOn = async (post: string) =>
    (await say(browser, 'sitePosts.get', { accountId: 'a1' as never, url: `${URL_OF_POST}${post}` })).labels;
  const focused = (page: Page) => page.evaluate(() => document.activeElement?.tagName);

  test('a label is made, renamed and merged; how many posts it changes is said before', async () => {
    const options = await open('options.html#/labels');
    await options.fill(byLabel('New label'), 'PRESS');
    await options.press('Enter');
    await options.waitFor('[role=alert]', { text: /there is a label “press” already/i });
    await options.fill(byLabel('New label'), 'Spring');
    await options.press('Enter');
    await options.waitFor(byRole('button', 'Rename Spring'));
    await options.waitFor('main', { text: /press on 2 posts/ });

    await options.click(byRole('button', 'Rename press'));
    await options.waitFor('dialog', { text: /2 posts carry it and change with it/ });
    await options.fill(byLabel('New name'), 'Media');
    await options.press('Enter');
    await options.waitFor('.toast-region', { text: /“press” is “Media” now on 2 posts/ });
    expect(await focused(options)).toBe('H1');
    expect(await labelsOn('1')).toEqual(['Media', 'urgent']);

    await options.click(byRole('button', 'Merge Media'));
    await options.fill(byLabel('Label that stays'), 'urgent');
    await options.click(byRole('button', 'Merge'));
    await options.waitFor('.toast-region', { text: /“Media” went into “urgent” on 2 posts/ });
    expect([await labelsOn('1'), await labelsOn('2')]).toEqual([['urgent'], ['urgent']]);
    await options.click(byRole('button', 'Delete Praise'));
    await options.waitFor('dialog', { text: /One post carries it and loses it/ });
    await options.click(byRole('button', 'Delete'));
    await options.waitFor('.toast-region', { text: /“Praise” was deleted/ });
    expect(await labelsOn('3')).toEqual([]);
    expect(options.errors()).toEqual([]);
  });

  test('a saved text is written, found and put where the cursor stands, by keyboard', async () => {
    const options = await open('options.html#/labels/new-text');
    await options.fill(byLabel('Name'), 'Hours');
    await options.fill(byLabel('Text'), 'open from nine');
    await options.click(byRole('button', 'Save'));
    await options.waitFor('.toast-region', { text: /“Hours” was saved/ });
    const popup = await open('popup.html?compose=', { widthPx: 400, heightPx: 600 });
    await popup.fill(byLabel('Text'), 'We are every day.');
    for (let left = 0; left < 11; left += 1) await popup.press('ArrowLeft');
    await popup.click(byRole('button', 'Saved texts'));
    await popup.waitFor(byRole('button', /^Hours/));
    await expectSound(popup, 'the choice of a text');
    await popup.press('Escape');
    expect(await popup.evaluate(() => document.activeElement?.textContent)).toBe('Saved texts');
    await popup.press('Enter');
    await popup.type('nine');
    await popup.waitFor(byRole('button', /^Hours/));
    await popup.press('Enter');
    expect(await popup.value(byLabel('Text'))).toBe('We areopen from nine every day.');
    expect(await focused(popup)).toBe('TEXTAREA');
    await popup.click(byRole('button', 'Saved texts'));
    await popup.click(byRole('button', /^Hours/));
    expect(await popup.value(byLabel('Text'))).toBe('We areopen from nineopen from nine every day.');
  });

  test('an editor manages none of it, and hears who could', async () => {
    await say(browser, 'session.actAs', { memberId: 'edi' as never });
    const options = await open('options.html#/labels', { widthPx: 360, colorScheme: 'dark' });
    await options.waitFor(byRole('heading', 'Saved texts'));
    await options.waitFor(byRole('button', 'Edit Hours'));
    expect(await options.count(byRole('button', /^Rename/))).toBe(0);
    await options.evaluate(() =>
      document.querySelector<HTMLElement>('button[aria-label="Edit Hours"]')?.focus(),
    );
    await options.waitFor('main', { text: /“Hours” is Amy Stone’s text.*Ask Amy Stone/ });
    await expectSound(options, 'the room as an editor');
    await say(browser, 'session.actAs', { memberId: 'amy' as never });
    await options.waitFor(byRole('button', 'Rename urgent'));
    await expectSound(options, 'the room as an administrator');
  });
});

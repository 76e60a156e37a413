/** The overview: what is wrong is put right by its button, the workspace gets a picture, what awaits is opened. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { AccountId } from '../../lib/roles';
import { createPng } from '../unit/create-png';
import { type BrowserKind, byLabel, byRole, type Page } from './browser';
import { closePages } from './close-pages';
import { createStage, type Stage, setUpTeam } from './stage';

describe.each<BrowserKind>(['chromium', 'firefox'])('in %s', (kind) => {
  let stage: Stage;
  let accountId: AccountId;
  const pages: Page[] = [];

  beforeAll(async () => {
    stage = await createStage(kind);
    ({ accountId } = await setUpTeam(stage));
    for (const [memberId, name, role] of [
      ['flo', 'Flo Berg', 'editor'],
      ['gus', 'Gus Lind', 'editor'],
      ['ari', 'Ari Holm', 'admin'],
    ])
      await stage.run('member.add', { memberId, name, role, accounts: [] });
    await stage.actAs('edi');
    await stage.run('post.create', {
      postId: 'p1',
      accountId,
      content: { text: 'The new timetable', media: [] },
    });
    await stage.run('post.submit', { postId: 'p1' });
    await stage.actAs('olu');
  });
  afterEach(async ({ task }) => {
    await closePages(pages, kind, task);
    await stage.actAs('olu');
  });
  afterAll(() => stage?.end());

  async function open(): Promise<Page> {
    const page = await stage.browser.openExtensionPage('options.html#/overview', {
      widthPx: 1_280,
      heightPx: 900,
    });
    pages.push(page);
    await page.waitFor(byRole('heading', 'Acme Studio'));
    return page;
  }

  test('who may not put something right sees it greyed, with the reason; a client sees no check', async () => {
    await stage.actAs('ari');
    const page = await open();
    await page.waitFor('main', { text: /Posts of Flo Berg can never go out/ });
    const refusal = await page.evaluate(() => {
      const button = document.querySelector('[data-finding] button[aria-disabled="true"]');
      return document.getElementById(button?.getAttribute('aria-describedby') ?? '')?.textContent;
    });
    expect(refusal).toMatch(/Olu Bright \(owner\) can give/);
    await stage.actAs('cleo');
    await page.waitFor('main', { text: /The new timetable/ });
    await page.waitFor('[data-finding]', { gone: true });
    expect(await page.text('main')).not.toMatch(/Check of the workspace|Flo Berg|members/);
  });

  test('a finding is put right by its button, by keyboard, and the focus goes on', async () => {
    const page = await open();
    await page.waitFor(byRole('button', /^Put right: Give Flo Berg/));
    await page.waitUntil('the first button has the focus', () => {
      const button = document.querySelector<HTMLElement>('[data-finding] button');
      button?.focus();
      return document.activeElement === button;
    });
    const name = () =>
      document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent;
    const order: (string | null | undefined)[] = [];
    for (const expected of [3, 2, 1]) {
      expect(await page.count('[data-finding]')).toBe(expected);
      order.push(await page.evaluate(name));
      await page.press('Enter');
      await page.waitUntil(
        'the finding is gone and the focus is somewhere in the check',
        (left) =>
          document.querySelectorAll('[data-finding]').length === left &&
          document.activeElement?.closest('[aria-labelledby="overview-findings"]') !== null,
        expected - 1,
      );
    }
    expect(order.map((each) => each?.match(/Give (\w+)/)?.[1]).toSorted()).toEqual(['Ari', 'Flo', 'Gus']);
    expect(await page.evaluate(name)).toBe('Check of the workspace');
    await page.waitFor('main', { text: /Nothing is wrong/ });
    const members = (await stage.say('workspace.get', {}))?.members ?? [];
    expect(members.find(({ id }) => id === 'flo')?.accounts).toMatchObject([{ accountId }]);
    expect(page.errors()).toEqual([]);
  });

  test('the workspace gets a name and a picture, which is scaled and stands beside its name', async () => {
    const picture = join(mkdtempSync(join(tmpdir(), 'countersign-')), 'logo.png');
    writeFileSync(picture, await createPng(600, 300).bytes());
    const page = await open();
    await page.click(byRole('button', 'Name and picture'));
    await page.waitFor('dialog');
    await page.fill(byLabel('Workspace name'), 'Acme & Friends');
    await page.attachFile('dialog input[type=file]', picture);
    await page.waitFor(byRole('button', 'Take it away'));
    await page.click(byRole('button', 'Save'));
    await page.waitFor('.toast-region', { text: /Name and picture were saved/ });
    await page.waitFor('.administration__workspace', { text: /Acme & Friends/ });
    await page.waitUntil('the picture is drawn', () => {
      const image = document.querySelector<HTMLImageElement>('.administration__workspace img');
      return image?.naturalWidth === 256 && image.naturalHeight === 128;
    });
    await page.click(byRole('button', 'Name and picture'));
    await page.click(byRole('button', 'Take it away'));
    await page.fill(byLabel('Workspace name'), 'Acme Studio');
    await page.click(byRole('button', 'Save'));
    await page.waitFor('.administration__workspace img', { gone: true });
    expect((await stage.say('session.get', {})).workspace).not.toHaveProperty('pictureId');
    expect(page.errors()).toEqual([]);
  });

  test('what awaits approval is opened in a window of its own', async () => {
    const page = await open();
    await page.waitFor('main', { text: /Edi Marsh on @.* · waits for the team/ });
    await page.click(byRole('button', 'The new timetable'));
    const post = await stage.browser.waitForPage('popup.html#post/p1');
    pages.push(post);
    await post.waitFor(byRole('heading', /History/));
  });
});

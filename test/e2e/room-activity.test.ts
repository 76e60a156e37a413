/** The log of a workspace on the options page: read, narrowed, saved as a file, and long. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { AccountId } from '../../lib/roles';
import { type BrowserKind, byLabel, byRole, type Page } from './browser';
import { closePages } from './close-pages';
import { createStage, type Stage, setUpTeam } from './stage';

const LONG = 20_000;

describe.each<BrowserKind>(['chromium', 'firefox'])('in %s', (kind) => {
  let stage: Stage;
  let accountId: AccountId;
  const pages: Page[] = [];

  beforeAll(async () => {
    stage = await createStage(kind);
    ({ accountId } = await setUpTeam(stage));
    await stage.actAs('edi');
    await stage.run('post.create', {
      postId: 'p1',
      accountId,
      content: { text: '=The new timetable', media: [] },
    });
    await stage.run('post.note', { postId: 'p1', note: '=1+1' });
    await stage.run('post.submit', { postId: 'p1' });
    await stage.actAs('olu');
  });
  afterEach(async ({ task }) => {
    await closePages(pages, kind, task);
    await stage.actAs('olu');
  });
  afterAll(() => stage?.end());

  async function open(hash = '#/activity'): Promise<Page> {
    const page = await stage.browser.openExtensionPage(`options.html${hash}`, {
      widthPx: 1_280,
      heightPx: 900,
    });
    pages.push(page);
    await page.waitFor('.activity__scroller[data-ready=true]');
    return page;
  }

  test('is narrowed step by step, in the address, and the back button takes it back', async () => {
    const page = await open();
    await page.waitFor('main', { text: /Olu Bright added Edi Marsh/ });
    await page.waitFor('main', { text: /Edi Marsh sent a post on @.* for approval/ });
    await page.waitFor('main', { text: /Rule: Editors submit their own posts/ });
    await page.fill(byLabel('Who'), 'Edi Marsh');
    await page.waitFor('main', { text: /^(?!.*Olu Bright added).*3 events/s });
    await page.fill(byLabel('What'), 'Approval');
    await page.waitFor('main', { text: /1 event|One event/ });
    expect(await page.url()).toMatch(/#\/activity\?who=edi&what=approval$/);
    await page.evaluate(() => history.back());
    await page.waitFor('main', { text: /3 events/ });
    await page.waitUntil(
      'the field says so too',
      () => document.querySelector<HTMLSelectElement>('select[name=what]')?.value === '',
    );
    await page.click(byRole('button', 'Show everything'));
    await page.waitFor('main', { text: /Olu Bright added Edi Marsh/ });
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('who');
    await page.goto(
      `${stage.browser.extensionOrigin}/options.html#/activity?account=${accountId}&member=cleo`,
    );
    await page.waitFor('main', { text: /Nothing like that has happened/ });
    expect(page.errors()).toEqual([]);
  });

  test('what happens elsewhere appears at the top, and what is read stays where it is', async () => {
    const page = await open();
    await stage.run('workspace.settings.edit', { separationOfDuties: true });
    await page.waitFor('.activity__row[aria-posinset="1"]', {
      text: /Olu Bright changed separation of duties in the workspace’s settings/,
    });
  });

  test('a client reads what is of their own account, and nothing else', async () => {
    await stage.actAs('cleo');
    const page = await open();
    await page.waitFor('main', { text: /Edi Marsh wrote a post/ });
    expect(await page.text('.activity__scroller')).not.toMatch(/added Edi|settings|set up/);
  });

  test('is saved as CSV, in which nothing is a formula, and as JSON', async () => {
    const page = await open('#/activity?who=edi');
    await page.evaluate(() => {
      const create = URL.createObjectURL;
      URL.createObjectURL = (file) => {
        Object.assign(globalThis, { savedFile: file });
        return create(file);
      };
    });
    const saved = () => (globalThis as unknown as { savedFile: Blob }).savedFile.text();
    await page.click(byRole('button', 'Export CSV'));
    await page.waitFor('.toast-region', { text: /3 events were saved as countersign-activity-.*\.csv/ });
    const lines = (await page.evaluate(saved)).trim().split('\r\n');
    expect(lines[0]).toMatch(/time,who,event,sentence,account,member,post,rule,details$/);
    expect(lines).toHaveLength(4);
    expect(lines[2]).toMatch(/Edi Marsh,post\.noted,Edi Marsh noted at a post on @.*: “=1\+1”/);
    expect(lines.join('\n')).not.toMatch(/(^|,)"?[=+@-]/m);
    await page.click(byRole('button', 'Export JSON'));
    await page.waitFor('.toast-region', { text: /3 events were saved as countersign-activity-.*\.json/ });
    const records = JSON.parse(await page.evaluate(saved)) as { name: string }[];
    expect(records.map(({ name }) => name)).toEqual(['post.submitted', 'post.noted', 'post.created']);
    expect(page.errors()).toEqual([]);
  });

  test('of a long log any part is reached, by keyboard too', async () => {
    await stage.browser.evaluateInExtension(async (count) => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open('countersign');
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      const transaction = database.transaction('events', 'readwrite');
      const events = transaction.objectStore('events');
      for (let index = 1; index <= count; index += 1) {
        const id = `old${String(index).padStart(6, '0')}`;
        events.put({
          ...{ id, atMs: 1_600_000_000_000 + index * 60_000, actorId: 'edi', name: 'member.added' },
          details: { name: `Number ${index}` },
        });
      }
      await new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onabort = () => reject(transaction.error);
      });
      database.close();
    }, LONG);
    const page = await open();
    await page.waitFor('main', { text: /20,0\d\d events/ });
    const shown = async () => {
      await page.waitFor('.activity__scroller[data-ready=true]');
      return page.text('.activity__scroller');
    };
    await page.evaluate(() => document.querySelector<HTMLElement>('.activity__scroller')?.focus());
    await page.press('End');
    await page.waitFor('.activity__scroller', { text: /Edi Marsh added Number 1\./ });
    await page.evaluate(() => {
      const scroller = document.querySelector('.activity__scroller');
      if (scroller) scroller.scrollTop = scroller.scrollHeight / 2;
    });
    await page.waitFor('main', { text: /Edi Marsh added Number (99|100)\d\d\./ });
    expect(await shown()).not.toContain('Being read');
    const before = await page.text('.activity__scroller');
    await stage.run('workspace.settings.edit', { separationOfDuties: false });
    await page.waitFor('main', { text: /20,0\d\d events/ });
    const numberAtTop = (text: string) => /Number (\d+)/.exec(text)?.[1];
    expect(numberAtTop(await shown())).toBe(numberAtTop(before));
    await page.press('Home');
    await page.waitFor('.activity__row[aria-posinset="1"]', { text: /changed separation of duties/ });
    expect(page.errors()).toEqual([]);
  });
});

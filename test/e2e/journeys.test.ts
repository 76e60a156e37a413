/** What people do with the product from end to end, in both browsers, with the extension installed. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { UNDO_WINDOW_MS } from '../../lib/workspace/approval-plan';
import { ARTICLE } from '../../scripts/article-server';
import { type BrowserKind, byLabel, byRole, eventually, type Page } from './browser';
import { closePages } from './close-pages';
import type { ExtensionGlobal } from './extension-global';
import { doMainJob } from './main-job';
import { actAs, createStage, type Stage, setUpTeam, waitForStatus } from './stage';

const POPUP = { widthPx: 400, heightPx: 600 };
const HOUR_MS = 3_600_000;

describe.each<BrowserKind>(['chromium', 'firefox'])('in %s', (kind) => {
  let stage: Stage;
  const pages: Page[] = [];

  beforeAll(async () => {
    stage = await createStage(kind);
  });
  afterEach(async ({ task }) => {
    await closePages(pages, kind, task);
    await stage.startAfresh();
  });
  afterAll(() => stage?.end());

  async function open(path: string): Promise<Page> {
    const page = await stage.browser.openExtensionPage(path, POPUP);
    pages.push(page);
    return page;
  }

  /** Edi writes a post and sends it for approval, in the composer. */
  async function ediSends(text: string): Promise<Page> {
    const popup = await open('popup.html?compose=');
    await actAs(popup, 'Edi Marsh');
    await popup.click(byRole('tab', 'Compose'));
    await popup.fill(byLabel('Text'), text);
    await popup.click(byRole('button', 'Send for approval'));
    await popup.waitFor(byRole('button', 'See the post'));
    return popup;
  }

  async function approveAs(popup: Page, name: string): Promise<void> {
    await actAs(popup, name);
    await popup.click(byRole('tab', /Approve/));
    await popup.click(byRole('button', 'Approve'));
    await popup.waitFor(byRole('button', 'Undo'));
  }

  /** The few seconds pass in which a decision may be taken back. */
  const passUndoWindow = () => stage.say('test.moveClock', { byMs: UNDO_WINDOW_MS });

  const badge = () =>
    stage.browser.evaluateInExtension(() =>
      (globalThis as unknown as ExtensionGlobal).chrome.action.getBadgeText({}),
    );

  test('the main job: first run, draft from an article, two approvals, published', async () => {
    const { uri, text } = await doMainJob(stage, { onStep: async ({ page }) => void pages.push(page) });
    const { value } = await stage.pds.getPost(uri);
    expect(value).toMatchObject({
      $type: 'app.bsky.feed.post',
      text,
      embed: {
        $type: 'app.bsky.embed.external',
        external: {
          title: ARTICLE.title,
          description: ARTICLE.description,
          thumb: { mimeType: 'image/jpeg' },
        },
      },
    });
    const facets = value.facets as {
      index: { byteStart: number; byteEnd: number };
      features: { tag?: string }[];
    }[];
    const bytes = new TextEncoder().encode(text);
    expect(
      facets.map(({ index }) => new TextDecoder().decode(bytes.slice(index.byteStart, index.byteEnd))),
    ).toEqual(['#worthreading']);
    expect(await stage.publishedTexts()).toHaveLength(1);
    for (const page of new Set(pages)) expect(page.errors()).toEqual([]);
  });

  test('declined with a note, edited, sent again, approved', async () => {
    await setUpTeam(stage);
    const popup = await ediSends('The first wording');
    await actAs(popup, 'Olu Bright');
    await popup.click(byRole('tab', /Approve/));
    await popup.waitFor(byRole('button', 'Decline'));
    await popup.press('d');
    await popup.type('Say when it happens.');
    await popup.press('Enter', ['Control']);
    await popup.waitFor(byRole('button', 'Undo'));
    expect((await waitForStatus(stage, 'drafts', 'The first wording')).status).toBe('declined');

    await actAs(popup, 'Edi Marsh');
    await popup.click(byRole('tab', 'Posts'));
    await popup.click(byRole('button', /The first wording/));
    await popup.waitFor('main', { text: /Say when it happens\./ });
    await popup.click(byRole('button', 'Edit'));
    await popup.waitUntil(
      'the composer holds the post',
      () => document.querySelector('textarea')?.value === 'The first wording',
    );
    await popup.fill(byLabel('Text'), 'The second wording, on Friday');
    await popup.click(byRole('button', 'Send for approval'));
    await popup.waitFor(byRole('button', 'See the post'));

    await approveAs(popup, 'Olu Bright');
    await approveAs(popup, 'Cleo Vance');
    await passUndoWindow();
    await waitForStatus(stage, 'published', 'The second wording');
    expect(await stage.publishedTexts()).toEqual(['The second wording, on Friday']);
  });

  test('an edit after the approval starts it again, and says what changed', async () => {
    await setUpTeam(stage);
    const popup = await ediSends('Doors open at eight');
    await approveAs(popup, 'Olu Bright');
    await actAs(popup, 'Cleo Vance');
    await popup.click(byRole('tab', /Approve/));
    await popup.waitFor(byRole('button', 'Approve'));
    // Seen means: it was on Cleo's screen for a moment.
    await eventually('Cleo has seen the post', async () => {
      const seen = await stage.browser.evaluateInExtension(
        () =>
          new Promise<IDBValidKey[]>((resolve, reject) => {
            const opening = indexedDB.open('countersign');
            opening.onerror = () => reject(opening.error);
            opening.onsuccess = () => {
              const keys = opening.result.transaction('seen').objectStore('seen').getAllKeys();
              keys.onsuccess = () => {
                opening.result.close();
                resolve(keys.result);
              };
            };
          }),
      );
      return seen.some((key) => String(key).startsWith('cleo/')) || undefined;
    });

    await actAs(popup, 'Edi Marsh');
    await popup.click(byRole('tab', 'Posts'));
    await popup.click(byRole('button', /Doors open/));
    await popup.click(byRole('button', 'Edit'));
    await popup.waitUntil(
      'the composer holds the post',
      () => document.querySelector('textarea')?.value === 'Doors open at eight',
    );
    await popup.fill(byLabel('Text'), 'Doors open at nine');
    await popup.click(byRole('button', 'Save changes'));
    await popup.waitFor(byRole('button', 'See the post'));
    const post = await waitForStatus(stage, 'review', 'Doors open at nine');
    expect(post.notice).toBe('Edi Marsh changed the post after it was approved.');
    expect(post.awaitingMemberIds).toEqual(['olu']);

    await approveAs(popup, 'Olu Bright');
    await actAs(popup, 'Cleo Vance');
    await popup.click(byRole('tab', /Approve/));
    await popup.waitFor('main', { text: /eight/ });
    await popup.waitFor('del', { text: 'eight' });
    await popup.waitFor('ins', { text: 'nine' });
    await popup.click(byRole('button', 'Approve'));
    await popup.waitFor(byRole('button', 'Undo'));
    await passUndoWindow();
    await waitForStatus(stage, 'published', 'Doors open at nine');
    expect(await stage.publishedTexts()).toEqual(['Doors open at nine']);
  });

  test('taken back within the few seconds, and then not published', async () => {
    await setUpTeam(stage);
    const popup = await ediSends('Not so fast');
    await approveAs(popup, 'Olu Bright');
    await approveAs(popup, 'Cleo Vance');
    await popup.press('u');
    await waitForStatus(stage, 'review', 'Not so fast');
    await stage.say('test.moveClock', { byMs: HOUR_MS });
    expect((await stage.say('posts.list', { list: 'awaiting', limit: 5 })).posts).toHaveLength(1);
    expect(await stage.publishedTexts()).toEqual([]);
  });

  test('scheduled, and published on time and not before', async () => {
    await setUpTeam(stage);
    const popup = await open('popup.html?compose=');
    await actAs(popup, 'Edi Marsh');
    await popup.click(byRole('tab', 'Compose'));
    await popup.fill(byLabel('Text'), 'Tomorrow morning');
    // Whom it asks is said below, over what stood there: nobody presses as soon after the last key as a driver.
    await popup.waitFor('main', { text: 'Asks Olu Bright' });
    await popup.click(byLabel('At a time'));
    const tomorrow = new Date(Date.now() + 24 * HOUR_MS);
    tomorrow.setSeconds(0, 0);
    const local = new Date(tomorrow.getTime() - tomorrow.getTimezoneOffset() * 60_000)
      .toISOString()
      .slice(0, 16);
    await popup.fill(byLabel('Date and time'), local);
    await popup.click(byRole('button', 'Send for approval'));
    await popup.waitFor(byRole('button', 'See the post'));
    await approveAs(popup, 'Olu Bright');
    await approveAs(popup, 'Cleo Vance');
    const scheduled = await waitForStatus(stage, 'scheduled', 'Tomorrow morning');
    expect(scheduled.wakeAtMs).toBe(tomorrow.getTime());

    await stage.say('test.moveClock', { byMs: 23 * HOUR_MS });
    expect((await waitForStatus(stage, 'scheduled', 'Tomorrow morning')).status).toBe('scheduled');
    expect(await stage.publishedTexts()).toEqual([]);
    await stage.say('test.moveClock', { byMs: HOUR_MS });
    const published = await waitForStatus(stage, 'published', 'Tomorrow morning');
    expect(published.publication?.publishedAtMs).toBeGreaterThanOrEqual(tomorrow.getTime());
    expect(await stage.publishedTexts()).toEqual(['Tomorrow morning']);
  });

  test('a time that passes in approval makes a draft, never a late post', async () => {
    const { accountId } = await setUpTeam(stage);
    const atMs = Date.now() + HOUR_MS;
    await stage.actAs('edi');
    await stage.run('post.create', {
      postId: 'p1',
      accountId,
      content: { text: 'Tonight only', media: [], scheduledAtMs: atMs },
    });
    await stage.run('post.submit', { postId: 'p1' });
    await stage.say('test.moveClock', { byMs: 2 * HOUR_MS });
    const draft = await waitForStatus(stage, 'drafts', 'Tonight only');
    expect(draft.notice).toMatch(/time passed/);
    expect(await stage.publishedTexts()).toEqual([]);
  });

  test('a crash in the middle of writing loses nothing', async () => {
    await setUpTeam(stage);
    const popup = await open('popup.html?compose=');
    await actAs(popup, 'Edi Marsh');
    await popup.click(byRole('tab', 'Compose'));
    await popup.fill(byLabel('Text'), 'Half a tho');
    await eventually('the text is kept', async () =>
      (await stage.say('composition.list', {})).find(({ text }) => text === 'Half a tho'),
    );
    await stage.browser.kill();
    await stage.browser.restart();
    pages.length = 0;
    const again = await open('popup.html?compose=');
    await again.waitUntil(
      'the text is there again',
      () => document.querySelector('textarea')?.value === 'Half a tho',
    );
  });

  test('a restart keeps what awaits approval, and the badge says so', async () => {
    await setUpTeam(stage);
    const popup = await ediSends('Still waiting');
    await actAs(popup, 'Olu Bright');
    await eventually('the badge counts it', async () => (await badge()) === '1' || undefined);
    await stage.browser.restart();
    pages.length = 0;
    await eventually('the badge counts it again', async () => (await badge()) === '1' || undefined);
    const again = await open('popup.html');
    await again.click(byRole('button', 'Approve'));
    await again.waitFor(byRole('button', 'Undo'));
    await eventually('the badge is gone', async () => (await badge()) === '' || undefined);
    await approveAs(again, 'Cleo Vance');
    await passUndoWindow();
    await waitForStatus(stage, 'published', 'Still waiting');
  });

  test.each([
    [
      'the browser crashes',
      'swallowAnswer',
      (one: Stage) => one.browser.kill().then(() => one.browser.restart()),
    ],
    ['the background is ended', 'swallowAnswer', (one: Stage) => one.browser.stopBackground()],
    ['the answer is lost', 'dropAnswer', async () => undefined],
  ] as const)(
    'in the middle of publishing %s: the post goes out once',
    async (_what, behaviour, interrupt) => {
      const { accountId } = await setUpTeam(stage);
      await stage.run('post.create', {
        postId: 'p1',
        accountId,
        content: { text: 'Once only', media: [] },
      });
      await stage.run('post.submit', { postId: 'p1' });
      stage.proxy.behave('com.atproto.repo.putRecord', behaviour);
      const view = await stage.say('posts.get', { postId: 'p1' as never });
      await stage.actAs('cleo');
      await stage.run('post.approve', { postId: 'p1', seal: view.seal });
      await stage.say('test.moveClock', { byMs: 10_000 });
      await eventually(
        'the server has the post',
        async () => (await stage.publishedTexts()).length === 1 || undefined,
        20_000,
      );
      await interrupt(stage);

      stage.proxy.behave('com.atproto.repo.putRecord', 'pass');
      await stage.actAs('olu');
      await stage.say('test.moveClock', { byMs: HOUR_MS });
      const published = await waitForStatus(stage, 'published', 'Once only');
      expect(await stage.publishedTexts()).toEqual(['Once only']);
      expect(published.publication?.uri).toBe((await stage.pds.listPosts(stage.profile.did))[0]?.uri);
      // It was looked up under its key, and not sent again.
      expect(stage.proxy.count('com.atproto.repo.getRecord')).toBeGreaterThan(0);
      // Chromium (156, 2026-11) itself repeats a request whose kept-alive connection breaks; the key makes that harmless.
      if (behaviour !== 'dropAnswer') expect(stage.proxy.count('com.atproto.repo.putRecord')).toBe(1);
    },
  );
});

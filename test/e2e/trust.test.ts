/** What the product refuses, keeps to itself, and takes out: seen in both browsers with the extension installed. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ARTICLE } from '../../scripts/article-server';
import { type BrowserKind, byLabel, byRole, eventually, type Page } from './browser';
import type { ExtensionGlobal } from './extension-global';
import { connectAccount, openFirstRun } from './main-job';
import { LOCATION_CANARY, pngWithLocation } from './picture-with-location';
import { actAs, createStage, type Stage, setUpTeam, type Team, waitForStatus, wipe } from './stage';

const POPUP = { widthPx: 400, heightPx: 600 };

describe.each<BrowserKind>(['chromium', 'firefox'])('in %s', (kind) => {
  let stage: Stage;
  let team: Team;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'countersign-pictures-'));
    stage = await createStage(kind);
  });
  afterAll(async () => {
    await stage?.end();
    rmSync(folder, { recursive: true, force: true });
  });

  test('a wrong app password is refused in the server’s own words, and nothing is stored', async () => {
    const options = await openFirstRun(stage);
    await options.fill(byLabel('Workspace name'), 'Acme Studio');
    await options.fill(byLabel('Your name'), 'Olu Bright');
    await options.click(byRole('button', 'Create workspace'));
    await options.waitFor(byRole('heading', 'Connect an account'));
    await connectAccount(options, stage, 'wrong-wrong-wrong-wrong');
    await options.waitFor('[role=alert]', { text: /Invalid identifier or password/ });
    expect(await storedText(stage, ['credentials', 'accounts'])).toBe('');

    for (const [server, words] of [
      ['http://pds.example', /https:\/\//],
      ['not an address', /server address/i],
      ['https://user:pass@pds.example', /without a name or password/],
      [`${stage.articles.origin}`, /./],
    ] as const) {
      await options.fill(byLabel('Server address'), server);
      await options.fill(byLabel('App password'), stage.profile.appPassword);
      await options.click(byRole('button', 'Connect account'));
      await options.waitFor('[role=alert]', { text: words });
      await options.waitFor(byRole('button', 'Connect account'));
    }
    expect(await storedText(stage, ['credentials', 'accounts'])).toBe('');
    await options.close();
    await wipe(stage.browser);
  });

  describe('with a team', () => {
    beforeEach(async () => {
      team ??= await setUpTeam(stage);
      await stage.actAs('olu');
    });

    test('a content script that claims to be the popup is told nothing and changes nothing', async () => {
      const article = await stage.browser.openPage(stage.articles.articleUrl);
      const tabId = await stage.browser.tabId(article);
      const replies = await stage.browser.evaluateInExtension(async (tab: number) => {
        const api =
          (globalThis as unknown as ExtensionGlobal).browser ??
          (globalThis as unknown as ExtensionGlobal).chrome;
        const [result] = await api.scripting.executeScript({
          target: { tabId: tab },
          func: async () => {
            const inPage =
              (globalThis as unknown as ExtensionGlobal).browser ??
              (globalThis as unknown as ExtensionGlobal).chrome;
            const claims = {
              from: 'popup',
              url: inPage.runtime.getURL('popup.html'),
              senderClass: 'extensionPage',
            };
            const said = [
              { countersign: 'session.get', request: {}, ...claims },
              {
                countersign: 'command.run',
                request: { name: 'workspace.edit', args: { name: 'Taken over' }, idempotencyKey: 'x' },
                ...claims,
              },
              {
                countersign: 'account.connect',
                request: {
                  network: 'bluesky',
                  server: 'https://evil.example',
                  identifier: 'a',
                  password: 'b',
                  mode: 'owner',
                },
                ...claims,
              },
              { countersign: 'test.moveClock', request: { byMs: 1_000_000 }, ...claims },
            ];
            const answers: unknown[] = [];
            for (const message of said) answers.push(await inPage.runtime.sendMessage(message));
            return answers;
          },
        });
        return result?.result as unknown[];
      }, tabId);
      expect(replies).toHaveLength(4);
      for (const reply of replies)
        expect(reply).toEqual({
          ok: false,
          error: { kind: 'fault', reason: 'This may not be asked from here.', remedy: '' },
        });
      expect((await stage.say('session.get', {})).workspace?.name).toBe('Acme Studio');
      await article.close();
    });

    test('a picked picture is scaled under the limit, without the place where it was taken', async () => {
      const file = join(folder, 'harbour.png');
      writeFileSync(file, pngWithLocation(1_600, 1_200));
      const popup = await stage.browser.openExtensionPage('popup.html?compose=', POPUP);
      await popup.fill(byLabel('Text'), `A picture from ${kind}`);
      await popup.attachFile('input[type=file]', file);
      await popup.fill(byLabel(/Describe this image/), 'The harbour at dusk');
      await popup.click(byRole('button', 'Send for approval'));
      await popup.waitFor(byRole('button', 'See the post'));
      await approveAsCleo(stage, popup);
      const post = await waitForStatus(stage, 'published', `A picture from ${kind}`);
      const { value } = await stage.pds.getPost(post.publication?.uri ?? '');
      const [image] = (
        value.embed as {
          images: {
            alt: string;
            image: { size: number; mimeType: string; ref: unknown };
            aspectRatio: unknown;
          }[];
        }
      ).images;
      expect(image).toMatchObject({
        alt: 'The harbour at dusk',
        aspectRatio: { width: 1_600, height: 1_200 },
      });
      expect(image?.image.size).toBeLessThanOrEqual(1_000_000);
      const cid = String(JSON.parse(JSON.stringify(image?.image.ref)).$link ?? image?.image.ref);
      const blob = await fetch(
        `${stage.pds.origin}/xrpc/com.atproto.sync.getBlob?did=${stage.profile.did}&cid=${cid}`,
      );
      expect(blob.status).toBe(200);
      expect(Buffer.from(await blob.arrayBuffer()).toString('latin1')).not.toContain(LOCATION_CANARY);
      await popup.close();
    });

    test('a file that is no picture is refused, and what was written stays', async () => {
      const file = join(folder, 'fake.png');
      writeFileSync(file, '<svg onload="alert(1)">not a picture</svg>');
      const popup = await stage.browser.openExtensionPage('popup.html?compose=', POPUP);
      await popup.fill(byLabel('Text'), 'Still here');
      await popup.attachFile('input[type=file]', file);
      await popup.waitFor('[role=alert]', { text: /picture|image/i });
      expect(await popup.value(byLabel('Text'))).toBe('Still here');
      await popup.click(byRole('button', 'Discard'));
      await popup.close();
    });

    test('hostile texts are shown as text, and go out without what they hide', async () => {
      const text = `<img src=x onerror="document.title='taken'"> \u202Eevil\u0000\u0007 done in ${kind}`;
      await stage.run('post.create', {
        postId: `hostile-${kind}`,
        accountId: team.accountId,
        content: { text, media: [] },
      });
      await stage.run('post.submit', { postId: `hostile-${kind}` });
      const popup = await stage.browser.openExtensionPage('popup.html', POPUP);
      await approveAsCleo(stage, popup, async () => {
        await popup.waitFor('main', { text: /<img src=x/ });
        expect(await popup.count('main img[src="x"]')).toBe(0);
      });
      await waitForStatus(stage, 'published', `done in ${kind}`);
      const [sent] = await stage.publishedTexts();
      expect(sent).toBe(`<img src=x onerror="document.title='taken'"> evil done in ${kind}`);
      await popup.close();
    });

    test('ten million characters are refused by name of the field', async () => {
      const reply = await stage.hear('command.run', {
        name: 'post.create',
        args: {
          postId: 'long',
          accountId: team.accountId,
          content: { text: 'x'.repeat(10_000_000), media: [] },
        },
        idempotencyKey: 'long',
      });
      expect(reply).toMatchObject({
        ok: false,
        error: { kind: 'invalid', problems: [{ field: 'content.text' }] },
      });
    });

    test.each([
      [
        'HTML and 502',
        { status: 502, body: '<html><h1>Bad gateway</h1></html>', headers: { 'content-type': 'text/html' } },
      ],
      [
        '429 with a time',
        {
          status: 429,
          body: '{"error":"RateLimitExceeded","message":"Slow down"}',
          headers: { 'content-type': 'application/json', 'retry-after': '60' },
        },
      ],
    ] as const)(
      'a server that answers %s is asked again later, and the post goes out once',
      async (what, behaviour) => {
        const id = `${kind}-${behaviour.status}`;
        const text = `Patience with ${what}`;
        await stage.run('post.create', {
          postId: id,
          accountId: team.accountId,
          content: { text, media: [] },
        });
        await stage.run('post.submit', { postId: id });
        stage.proxy.behave('com.atproto.repo.putRecord', behaviour);
        const popup = await stage.browser.openExtensionPage('popup.html', POPUP);
        await approveAsCleo(stage, popup);
        const waiting = await eventually('the extension waits', async () => {
          const { post } = await stage.say('posts.get', { postId: id as never });
          return post.publication?.waitingBecause ? post : undefined;
        });
        // Told to wait, the network surely has nothing; behind a broken server nobody knows.
        expect(waiting.status).toBe(behaviour.status === 429 ? 'scheduled' : 'publishing');
        stage.proxy.behave('com.atproto.repo.putRecord', 'pass');
        await stage.say('test.moveClock', { byMs: 120_000 });
        await waitForStatus(stage, 'published', text);
        expect((await stage.publishedTexts()).filter((published) => published === text)).toHaveLength(1);
        await popup.close();
      },
    );

    test('an image of the page is attached through the context menu, with a field for its description', async () => {
      const article = await stage.browser.openPage(stage.articles.articleUrl);
      await stage.browser.dispatchContextMenu(
        { menuItemId: 'image', srcUrl: `${stage.articles.origin}${ARTICLE.imagePath}`, mediaType: 'image' },
        article,
      );
      const composer = await stage.browser.waitForPage('popup.html?compose=');
      await composer.waitFor(byLabel(/Describe this image/));
      expect(await composer.value(byLabel('Text'))).toContain(ARTICLE.title);
      await composer.close();
      await article.close();
    });

    test('a link, the page and the shortcut draft as well', async () => {
      const article = await stage.browser.openPage(stage.articles.articleUrl);
      await stage.browser.dispatchContextMenu(
        { menuItemId: 'link', linkUrl: 'https://example.com/elsewhere' },
        article,
      );
      let composer = await stage.browser.waitForPage('popup.html?compose=');
      await composer.waitFor('main', { text: /example\.com\/elsewhere/ });
      await composer.close();
      for (const draft of [
        () => stage.browser.dispatchContextMenu({ menuItemId: 'page' }, article),
        () => stage.browser.dispatchCommand('draft-from-page', article),
      ]) {
        await draft();
        composer = await stage.browser.waitForPage('popup.html?compose=');
        await composer.waitFor(byRole('link', ARTICLE.title));
        await composer.close();
      }
      await article.close();
    });
  });
});

/** Cleo approves what awaits her, and the few seconds for taking it back pass. */
async function approveAsCleo(
  stage: Stage,
  popup: Page,
  look: () => Promise<void> = async () => undefined,
): Promise<void> {
  await actAs(popup, 'Cleo Vance');
  await popup.click(byRole('tab', /Approve/));
  await popup.waitFor(byRole('button', 'Approve'));
  await look();
  await popup.click(byRole('button', 'Approve'));
  await popup.waitFor(byRole('button', 'Undo'));
  await actAs(popup, 'Olu Bright');
  await stage.say('test.moveClock', { byMs: 10_000 });
}

/** Everything in the extension's database as text, bytes included. */
function storedText(stage: Stage, only?: readonly string[]): Promise<string> {
  return stage.browser.evaluateInExtension(async (stores: readonly string[] | undefined) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('countersign');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const textOf = (value: unknown): string => {
      if (value instanceof ArrayBuffer) return String.fromCharCode(...new Uint8Array(value));
      if (ArrayBuffer.isView(value)) return String.fromCharCode(...new Uint8Array(value.buffer));
      if (typeof value === 'object' && value !== null)
        return Object.entries(value)
          .map(([key, inner]) => `${key}=${textOf(inner)}`)
          .join('\n');
      return String(value);
    };
    const texts: string[] = [];
    for (const name of stores ?? database.objectStoreNames) {
      const rows = await new Promise<unknown[]>((resolve, reject) => {
        const request = database.transaction(name).objectStore(name).getAll();
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      texts.push(...rows.map(textOf));
    }
    database.close();
    return texts.join('\n');
  }, only);
}

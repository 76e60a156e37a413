/** GIFs that move, videos and watermarks, from the composer to a server, in both browsers. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { AccountId } from '../../lib/roles';
import { createGif } from '../fixtures/media/create-gif';
import { createMp4 } from '../fixtures/media/create-mp4';
import { type MastodonServer, startMastodonServer } from '../stand-ins/mastodon-server';
import { createPng } from '../unit/create-png';
import { accessibilityViolations, type BrowserKind, byLabel, byRole, type Page } from './browser';
import { closePages } from './close-pages';
import { pngWithLocation } from './picture-with-location';
import { createStage, type Stage, setUpTeam, waitForStatus } from './stage';

const POPUP = { widthPx: 400, heightPx: 600 };
const LOCATION = '+53.5461+009.9661/';

describe.each<BrowserKind>(['chromium', 'firefox'])('in %s', (kind) => {
  let stage: Stage;
  let server: MastodonServer;
  let folder: string;
  let accountId: AccountId;
  const pages: Page[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'countersign-media-'));
    [stage, server] = await Promise.all([createStage(kind), startMastodonServer()]);
    await setUpTeam(stage);
    ({ accountId } = await stage.say('account.connect', {
      network: 'mastodon',
      server: server.origin,
      identifier: 'dana',
      password: server.createToken(),
      mode: 'owner',
    }));
  });
  afterEach(async ({ task }) => {
    await closePages(pages, kind, task);
    for (const { id } of await stage.say('composition.list', {}))
      await stage.say('composition.discard', { compositionId: id });
  });
  afterAll(async () => {
    await stage?.end();
    await server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function fileOf(name: string, bytes: Uint8Array): string {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  }

  /** A new post in the composer, for Mastodon alone. */
  async function compose(text: string, file: string): Promise<Page> {
    const popup = await stage.browser.openExtensionPage('popup.html?compose=', POPUP);
    pages.push(popup);
    await choose(popup, 'dana');
    await popup.fill(byLabel('Text'), text);
    await popup.attachFile('input[type=file]', file);
    await popup.waitFor(byLabel(/^Describe this/));
    return popup;
  }

  async function choose(popup: Page, name: string): Promise<void> {
    await popup.click(byRole('checkbox', new RegExp(name)));
  }

  /** Why a button is grey, which is there for whoever reaches it. */
  const saysAtButtons = (popup: Page, words: string) =>
    popup.waitUntil(
      `the buttons say “${words}”`,
      (wanted) => document.querySelector('.composer-buttons')?.textContent?.includes(wanted) === true,
      words,
    );

  async function publish(popup: Page, text: string): Promise<void> {
    await popup.click(byRole('button', 'Publish now'));
    await popup.waitFor(byRole('button', 'See the post'));
    await waitForStatus(stage, 'published', text);
  }

  const postedMedia = (text: string) => server.statuses.find((status) => status.text === text)?.media[0];

  test('a GIF that moves goes out as the same bytes, and not to Bluesky', async () => {
    const gif = createGif({ frames: 4, widthPx: 64, heightPx: 64 });
    const popup = await compose('A flag in the wind', fileOf('flag.gif', gif));
    await popup.fill(byLabel(/^Describe this image/), 'A flag');
    await choose(popup, 'acme-studio');
    await saysAtButtons(popup, 'The GIF moves, and Bluesky shows GIFs as still pictures');
    await choose(popup, 'acme-studio');
    await publish(popup, 'A flag in the wind');
    const media = postedMedia('A flag in the wind');
    expect(media).toMatchObject({ type: 'gifv', description: 'A flag' });
    expect(media?.bytes.equals(gif)).toBe(true);
  });

  test('what must stay in sight when it is cropped is set with the keyboard, and the server is told', async () => {
    const picture = new Uint8Array(await createPng(800, 600).arrayBuffer());
    const popup = await compose('The old crane', fileOf('crane.png', picture));
    await popup.fill(byLabel(/^Describe this image/), 'A crane');
    // Bluesky alone has no use for it.
    await choose(popup, 'dana');
    await choose(popup, 'acme-studio');
    await popup.waitFor('.focus-point', { gone: true });
    await choose(popup, 'dana');
    await choose(popup, 'acme-studio');
    await popup.click('.focus-point-summary');
    await popup.press('Tab');
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowDown', 'ArrowUp', 'ArrowUp'])
      await popup.press(key);
    await popup.waitFor('.focus-point-summary', { text: /15 % to the right, 5 % up/ });
    expect(await popup.evaluate(() => document.activeElement?.getAttribute('aria-valuetext'))).toBe('5 % up');

    await popup.click('.focus-point-pad');
    await popup.waitFor('.focus-point-summary', { text: 'the centre' });
    await popup.press('ArrowLeft');
    await popup.press('ArrowUp');
    await popup.waitFor('.focus-point-summary', { text: /5 % to the left, 5 % up/ });
    expect(await accessibilityViolations(popup)).toEqual([]);
    await publish(popup, 'The old crane');
    expect(postedMedia('The old crane')).toMatchObject({
      description: 'A crane',
      focus: { x: -0.05, y: 0.05 },
    });
  });

  test('a focus point is part of the posts on networks that are told of it, and of no others', async () => {
    const picture = new Uint8Array(await createPng(800, 600).arrayBuffer());
    const popup = await compose('The old lock', fileOf('lock.png', picture));
    await choose(popup, 'acme-studio');
    await popup.click('.focus-point-summary');
    await popup.press('Tab');
    await popup.press('ArrowUp');
    await popup.click(byRole('button', 'Save draft'));
    await waitForStatus(stage, 'drafts', 'The old lock');
    const { posts } = await stage.say('posts.list', { list: 'drafts', limit: 50 });
    const drafts = posts.filter(({ post }) => post.text === 'The old lock');
    const focusOf = (wanted: boolean) =>
      drafts.find(({ post }) => (post.accountId === accountId) === wanted)?.post.media[0]?.focus;
    expect(drafts).toHaveLength(2);
    expect(focusOf(true)).toEqual({ x: 0, y: 0.05 });
    expect(focusOf(false)).toBeUndefined();
  });

  test('a GIF that does not move becomes a picture', async () => {
    const file = fileOf('still.gif', createGif({ frames: 1, widthPx: 64, heightPx: 64 }));
    const popup = await compose('A flag without wind', file);
    await publish(popup, 'A flag without wind');
    expect(postedMedia('A flag without wind')).toMatchObject({ type: 'image', fileName: 'image.jpg' });
  });

  test('a video goes out as it is, but without the place where it was taken', async () => {
    const video = createMp4({ location: LOCATION, hasDataTrack: true, paddingBytes: 6_000_000 });
    const popup = await compose('A ship comes in', fileOf('ship.mp4', video));
    await publish(popup, 'A ship comes in');
    const media = postedMedia('A ship comes in');
    expect(media).toMatchObject({ type: 'video', fileName: 'image.mp4' });
    expect(media?.bytes).toHaveLength(video.length);
    expect(media?.bytes.includes(LOCATION)).toBe(false);
  });

  test('a video that this very browser recorded is taken, and still plays', async () => {
    const popup = await stage.browser.openExtensionPage('popup.html?compose=', POPUP);
    pages.push(popup);
    const recorded = await popup.evaluate(async () => {
      const canvas = document.createElement('canvas');
      canvas.width = 320;
      canvas.height = 180;
      const context = canvas.getContext('2d');
      const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: 'video/webm;codecs=vp8' });
      const parts: Blob[] = [];
      recorder.ondataavailable = ({ data }) => parts.push(data);
      const isOver = new Promise((resolve) => {
        recorder.onstop = resolve;
      });
      recorder.start();
      for (let frame = 0; frame < 20; frame++) {
        if (context) {
          context.fillStyle = `hsl(${frame * 18} 80% 50%)`;
          context.fillRect(0, 0, 320, 180);
        }
        await new Promise((resolve) => setTimeout(resolve, 40));
      }
      recorder.stop();
      await isOver;
      const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    });
    const { mediaId, facts } = await stage.say('media.add', {
      name: 'recorded.webm',
      dataBase64: recorded,
      alt: '',
    });
    expect(facts).toMatchObject({ type: 'video/webm', widthPx: 320, heightPx: 180 });
    const { dataUrl } = await stage.say('media.get', { mediaId });
    const played = await popup.evaluate(async (address: string) => {
      const video = document.createElement('video');
      video.muted = true;
      const isPlayed = new Promise((resolve, reject) => {
        video.onended = resolve;
        video.onerror = () => reject(new Error(video.error?.message));
      });
      video.src = address;
      await video.play();
      await isPlayed;
      return { widthPx: video.videoWidth, hasPassed: video.currentTime > 0 };
    }, dataUrl);
    expect(played).toEqual({ widthPx: 320, hasPassed: true });
  });

  test('a picture that was made for another network is scaled down for a tighter one', async () => {
    const popup = await stage.browser.openExtensionPage('popup.html?compose=', POPUP);
    pages.push(popup);
    await choose(popup, 'dana');
    await popup.fill(byLabel('Text'), 'Much to see');
    await popup.attachFile('input[type=file]', fileOf('noise.png', pngWithLocation(1_600, 1_200)));
    await popup.waitFor(byLabel(/^Describe this image/));
    await popup.click('.focus-point-summary');
    await popup.press('Tab');
    await popup.press('ArrowUp');
    await choose(popup, 'acme-studio');
    await popup.waitFor('main', { text: /It is too large for Bluesky/ });
    await saysAtButtons(popup, 'MB, and Bluesky takes 1 MB: scale it down');
    await popup.click(byRole('button', 'Scale this image down'));
    await popup.waitFor(byRole('button', 'Scale this image down'), { gone: true });
    const [{ media = [] } = {}] = await stage.say('composition.list', {});
    expect(media[0]?.facts?.sizeBytes).toBeLessThanOrEqual(1_000_000);
    expect(media[0]?.focus).toEqual({ x: 0, y: 0.05 });
  });

  test('the watermark is shown before, drawn once into what goes out, and never into what moves', async () => {
    await stage.run('account.publishing.edit', {
      accountId,
      watermark: { text: 'Acme Studio', corner: 'bottomRight', opacityPercent: 90 },
    });
    const picture = new Uint8Array(await createPng(800, 600).arrayBuffer());
    const popup = await compose('The new quay', fileOf('quay.png', picture));
    await popup.waitFor('.post-preview-watermark-bottomRight', { text: 'Acme Studio' });
    await popup.click('.focus-point-summary');
    await popup.press('Tab');
    await popup.press('ArrowRight');
    await popup.waitFor('.focus-point-summary', { text: '5 % to the right' });
    await popup.click(byRole('button', 'Save draft'));
    await popup.waitFor(byRole('button', 'See the post'));
    const draft = await waitForStatus(stage, 'drafts', 'The new quay');
    expect(draft.media[0]?.facts?.watermarkOf).toBeDefined();
    // It lies where it lay before something was drawn over it.
    expect(draft.media[0]?.focus).toEqual({ x: 0.05, y: 0 });

    // Edited: what is marked is not marked again.
    await popup.click(byRole('button', 'See the post'));
    await popup.click(byRole('button', 'Edit'));
    await popup.waitFor(byLabel(/^Describe this image/));
    await popup.waitFor('.post-preview-image img');
    expect(await popup.count('.post-preview-watermark')).toBe(0);
    await popup.fill(byLabel(/^Describe this image/), 'A quay');
    await publish(popup, 'The new quay');
    const published = await waitForStatus(stage, 'published', 'The new quay');
    expect(published.media[0]?.sha256).toBe(draft.media[0]?.sha256);

    const media = postedMedia('The new quay');
    const marks = await popup.evaluate(async (base64: string) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes]));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const context = canvas.getContext('2d');
      if (!context) throw new Error('no canvas');
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
      // The picture is of one grey; letters are white in it.
      const bright = { inCorner: 0, elsewhere: 0 };
      for (let pixel = 0; pixel < data.length / 4; pixel++) {
        if ((data[pixel * 4] ?? 0) < 0xc0) continue;
        const [x, y] = [pixel % bitmap.width, Math.floor(pixel / bitmap.width)];
        const isInCorner = x > bitmap.width / 2 && y > bitmap.height * 0.9;
        bright[isInCorner ? 'inCorner' : 'elsewhere'] += 1;
      }
      return { ...bright, widthPx: bitmap.width, heightPx: bitmap.height };
    }, media?.bytes.toString('base64') ?? '');
    expect(marks).toMatchObject({ elsewhere: 0, widthPx: 800, heightPx: 600 });
    expect(marks.inCorner).toBeGreaterThan(300);

    const gif = createGif({ frames: 3 });
    const moving = await compose('It moves', fileOf('moves.gif', gif));
    await publish(moving, 'It moves');
    expect(postedMedia('It moves')?.bytes.equals(gif)).toBe(true);
  });
});

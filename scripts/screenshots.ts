/**
 * The pictures in docs/screenshots: `npm run screenshots`. The extension is built and installed in Chromium, the
 * main job is done through its own pages against a real Bluesky server on loopback, then the options page is opened on
 * an agency and on an enterprise. Each picture is taken in light and in dark. Look at them before they are committed.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page as PlaywrightPage } from 'playwright-core';
import { PostId } from '../lib/workspace/records';
import { byLabel, type Page } from '../test/e2e/browser';
import { doMainJob } from '../test/e2e/main-job';
import { DrivenPage } from '../test/e2e/page';
import { createStage, ROOT, type Stage } from '../test/e2e/stage';
import { ensureBrowser } from './browsers';
import { setUpAgency, setUpGlobex } from './screenshot-workspaces';

const SCREENSHOTS_DIR = join(ROOT, 'docs/screenshots');
/** A README is read at half this size on most screens, and a repository keeps every version of a picture. */
const MAX_BYTES = 200_000;
const POPUP = { widthPx: 400, heightPx: 600, scale: 2 };
const LOW = { widthPx: 1_280, heightPx: 740, scale: 1.1 };
const OPTIONS = { widthPx: 1_280, heightPx: 860, scale: 1.1 };
/** Pages open in light: scrollbars that are hidden go when the scheme changes, and not before (Chromium, 2026-11). */
const COLOR_SCHEMES = ['dark', 'light'] as const;

interface Picture {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Pixels of the picture for one of the page. */
  readonly scale: number;
}

ensureBrowser('chromium');
build();
rmSync(SCREENSHOTS_DIR, { recursive: true, force: true });
mkdirSync(SCREENSHOTS_DIR, { recursive: true });
let stage: Stage;
await onStage(async () => {
  await doMainJob(stage, {
    async onStep({ name, page }) {
      if (/drafts from it/.test(name)) await takePictures(page, 'composer', POPUP);
    },
  });
  await takePictures(await showChangedPost(stage), 'approval', POPUP);
});
await onStage(async () => {
  const { accountId } = await setUpAgency(stage);
  await takeRoom('members', 'members', { text: 'Cleo Vance' });
  await takeRoom('week', `accounts/${accountId}/publishing`, { css: '.week-view', text: '09:00' });
  await takeRoom('roles', 'roles', {
    css: '.role-matrix',
    async prepare(page) {
      await page.fill(byLabel('Group'), 'Accounts');
      await page.waitFor('[role=status]', { text: /permissions/ });
      await page.evaluate(() => document.querySelector<HTMLElement>('[data-place="2 0"]')?.focus());
      for (const key of ['End', 'ArrowLeft']) await page.press(key);
    },
  });
  await takeRoom('activity', 'activity', {
    size: LOW,
    css: '.activity__scroller[data-ready=true]',
    text: 'Edi Marsh',
  });
  await stage.say('appearance.set', { theme: 'system', language: 'ar' });
  await takeRoom('accounts-arabic', 'accounts', { text: 'Night Ferries' });
});
await onStage(async () => {
  await setUpGlobex(stage);
  await takeRoom('teams', 'teams', { text: 'Nordics' });
  await takeRoom('templates', 'templates', { text: 'Public statement' });
});

/** Plays on a stage of its own: what one scene leaves open is in no picture of another. */
async function onStage(play: () => Promise<void>): Promise<void> {
  stage = await createStage('chromium');
  try {
    await play();
  } finally {
    await stage.end();
  }
}

/** A post that was changed after the client had seen it, in front of the client. */
async function showChangedPost({ browser }: Stage): Promise<Page> {
  const postId = 'harbour-market';
  const text =
    'The harbour market is back on Saturday. Doors open at eight, and the first fifty visitors get a free coffee. #harbourmarket';
  const changedText = text.replace('eight', 'nine').replace('fifty', 'hundred');
  const { accounts } = await stage.say('session.get', {});
  const content = { text, media: [] };

  await sitDown('Edi Marsh');
  await stage.run('post.create', { postId, accountId: accounts[0]?.id, content });
  await stage.run('post.submit', { postId });
  await approveAs('Olu Bright', postId);
  await sitDown('Cleo Vance');
  await stage.say('posts.seen', { postIds: [PostId.parse(postId)] });

  await sitDown('Edi Marsh');
  const { post } = await stage.say('posts.get', { postId: PostId.parse(postId) });
  await stage.run('post.edit', {
    postId,
    content: { ...content, text: changedText },
    revision: post.revision,
  });
  await approveAs('Olu Bright', postId);
  await sitDown('Cleo Vance');
  const popup = await browser.openExtensionPage('popup.html', POPUP);
  await popup.waitFor('ins', { text: 'nine' });
  return popup;
}

interface RoomPicture {
  readonly size?: Picture;
  /** What has to be there, and what has to be read in it. */
  readonly css?: string;
  readonly text?: string;
  /** What is done in it before. */
  prepare?(page: Page): Promise<void>;
}

/** Takes a room of the options page. */
async function takeRoom(
  name: string,
  path: string,
  { css = 'main', text, prepare, size = OPTIONS }: RoomPicture,
) {
  const page = await stage.browser.openExtensionPage(`options.html#/${path}`, size);
  await page.waitFor(css, text === undefined ? {} : { text });
  await prepare?.(page);
  await takePictures(page, name, size);
  await page.close();
}

async function approveAs(name: string, postId: string): Promise<void> {
  await sitDown(name);
  const { seal } = await stage.say('posts.get', { postId: PostId.parse(postId) });
  await stage.run('post.approve', { postId, seal });
}

/** Lets somebody of the workspace act in the browser. */
async function sitDown(name: string): Promise<void> {
  const { people } = await stage.say('session.get', {});
  const person = people.find((each) => each.name === name);
  if (!person) throw new Error(`nobody in the workspace is called ${name}`);
  await stage.say('session.actAs', { memberId: person.id });
}

/** Takes a page in both colour schemes. */
async function takePictures(page: Page, name: string, picture: Picture): Promise<void> {
  // What was only said for a few seconds belongs to the moment, not to the page.
  await page.waitFor('.toast', { gone: true });
  const tab = playwrightPageOf(page);
  const session = await tab.context().newCDPSession(tab);
  const { widthPx: width, heightPx: height, scale: deviceScaleFactor } = picture;
  await session.send('Emulation.setScrollbarsHidden', { hidden: true });
  for (const colorScheme of COLOR_SCHEMES) {
    await page.bringToFront();
    await tab.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await session.send('Emulation.setDeviceMetricsOverride', {
      width,
      height,
      deviceScaleFactor,
      mobile: false,
    });
    await page.waitUntil('pictures and fonts are there, and the page is laid out anew', async () => {
      await document.fonts.ready;
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      return [...document.images].every(({ complete }) => complete);
    });
    const { data } = (await session.send('Page.captureScreenshot', { format: 'png' })) as { data: string };
    const file = join(SCREENSHOTS_DIR, `${name}-${colorScheme}.png`);
    writeFileSync(file, Buffer.from(data, 'base64'));
    const { size: bytes } = statSync(file);
    console.log(`${name}-${colorScheme}.png ${(bytes / 1_000).toFixed(0)} kB`);
    if (bytes > MAX_BYTES) throw new Error(`${file} is larger than ${MAX_BYTES} bytes`);
  }
  await session.send('Emulation.setScrollbarsHidden', { hidden: false });
  await session.send('Emulation.clearDeviceMetricsOverride');
  await session.detach();
}

/** The tab itself: a picture with more pixels than the page is asked of the browser's own protocol. */
function playwrightPageOf(page: Page): PlaywrightPage {
  if (!(page instanceof DrivenPage) || !('page' in page.driver)) throw new TypeError('Not a tab of Chromium');
  return page.driver.page as PlaywrightPage;
}

function build(): void {
  const { status } = spawnSync('wxt', ['build', '--mode', 'e2e'], { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) throw new Error('the build failed');
}

/**
 * The pictures in docs/screenshots: `npm run screenshots`. The extension is built and installed in Chromium, the
 * main job is done through its own pages against a real Bluesky server on loopback, and each picture is taken where
 * that page stands, in light and in dark. Look at them before they are committed.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page as PlaywrightPage } from 'playwright-core';
import { PostId } from '../lib/workspace/records';
import type { Page } from '../test/e2e/browser';
import { doMainJob } from '../test/e2e/main-job';
import { DrivenPage } from '../test/e2e/page';
import { createStage, ROOT, type Stage } from '../test/e2e/stage';
import { ensureBrowser } from './browsers';

const SCREENSHOTS_DIR = join(ROOT, 'docs/screenshots');
/** A README is read at half this size on most screens, and a repository keeps every version of a picture. */
const MAX_BYTES = 200_000;
const POPUP = { widthPx: 400, heightPx: 600, scale: 2 };
const OPTIONS = { widthPx: 1_000, heightPx: 760, scale: 1.5 };
const PEOPLE = { widthPx: 1_000, heightPx: 480, scale: 1.5 };
/** Down to the end of it: a post's history stands under the post. */
const HISTORY = { ...POPUP, scrollTo: '.post-history' };
const COLOR_SCHEMES = ['light', 'dark'] as const;

interface Picture {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Pixels of the picture for one of the page. */
  readonly scale: number;
  /** CSS of what is scrolled into view. */
  readonly scrollTo?: string;
}

/** The pictures that the main job passes by, by the end of the step that they show. */
const ON_THE_WAY: readonly [step: RegExp, name: string, picture: Picture][] = [
  [/names the workspace/, 'first-run-connect', OPTIONS],
  [/drafts from it/, 'composer', POPUP],
  [/publishes to Bluesky/, 'post-detail', HISTORY],
];

ensureBrowser('chromium');
build();
rmSync(SCREENSHOTS_DIR, { recursive: true, force: true });
mkdirSync(SCREENSHOTS_DIR, { recursive: true });
const stage = await createStage('chromium');
try {
  const waiting = new Map(ON_THE_WAY.map(([step, name, picture]) => [name, { step, picture }]));
  await doMainJob(stage, {
    async onStep({ name: stepName, page }) {
      for (const [name, { step, picture }] of waiting) {
        if (!step.test(stepName)) continue;
        waiting.delete(name);
        await takePictures(page, name, picture);
      }
    },
  });
  if (waiting.size > 0) throw new Error(`no step of the main job showed ${[...waiting.keys()].join(', ')}`);
  await takePictures(await showChangedPost(stage), 'approval', POPUP);
  await takePictures(await showPeople(stage), 'people', PEOPLE);
} finally {
  await stage.end();
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
  await run('post.create', { postId, accountId: accounts[0]?.id, content });
  await run('post.submit', { postId });
  await approveAs('Olu Bright', postId);
  await sitDown('Cleo Vance');
  await stage.say('posts.seen', { postIds: [PostId.parse(postId)] });

  await sitDown('Edi Marsh');
  const { post } = await stage.say('posts.get', { postId: PostId.parse(postId) });
  await run('post.edit', { postId, content: { ...content, text: changedText }, revision: post.revision });
  await approveAs('Olu Bright', postId);
  await sitDown('Cleo Vance');
  const popup = await browser.openExtensionPage('popup.html', POPUP);
  await popup.waitFor('ins', { text: 'nine' });
  return popup;
}

/** Everybody in the workspace, as its owner sees them. */
async function showPeople({ browser }: Stage): Promise<Page> {
  await sitDown('Olu Bright');
  const options = await browser.openExtensionPage('options.html#/members', OPTIONS);
  await options.waitFor('main', { text: 'Cleo Vance' });
  return options;
}

async function approveAs(name: string, postId: string): Promise<void> {
  await sitDown(name);
  const { seal } = await stage.say('posts.get', { postId: PostId.parse(postId) });
  await run('post.approve', { postId, seal });
}

/** Lets somebody of the workspace act in the browser. */
async function sitDown(name: string): Promise<void> {
  const { people } = await stage.say('session.get', {});
  const person = people.find((each) => each.name === name);
  if (!person) throw new Error(`nobody in the workspace is called ${name}`);
  await stage.say('session.actAs', { memberId: person.id });
}

async function run(name: string, args: unknown): Promise<void> {
  await stage.say('command.run', { name, args, idempotencyKey: `screenshots-${name}-${performance.now()}` });
}

/** Takes a page in both colour schemes. */
async function takePictures(page: Page, name: string, picture: Picture): Promise<void> {
  // What was only said for a few seconds belongs to the moment, not to the page.
  await page.waitFor('.toast', { gone: true });
  const tab = playwrightPageOf(page);
  const session = await tab.context().newCDPSession(tab);
  const { widthPx: width, heightPx: height, scale: deviceScaleFactor, scrollTo } = picture;
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
    if (scrollTo !== undefined) {
      await page.waitFor(scrollTo);
      await page.evaluate((css) => document.querySelector(css)?.scrollIntoView({ block: 'end' }), scrollTo);
    }
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

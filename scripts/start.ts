/**
 * The demonstration: `npm start`. A real Bluesky server and an article on loopback, the extension in a real
 * browser. With a display the browser stays open, ready to be tried; without one, or with --headless, the main
 * job is done through the extension's own pages and read back from the server.
 *
 *   npm start [-- --headless] [-- --browser firefox]
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { BrowserKind } from '../test/e2e/browser';
import { doMainJob } from '../test/e2e/main-job';
import { createStage, ROOT, type Stage, setUpTeam } from '../test/e2e/stage';
import { ensureBrowsers } from './browsers';

const DEMO_DIR = join(ROOT, 'demo');

const { values } = parseArgs({
  options: {
    headless: { type: 'boolean', default: false },
    browser: { type: 'string', default: 'chromium' },
  },
});

try {
  const kind = browserKindOf(values.browser);
  const hasDisplay = Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
  await step(`Finding ${kind}`, async () => ensureBrowsers([kind]));
  await step('Building the extension', async () => build(kind));
  await (values.headless || !hasDisplay ? demonstrate(kind) : invite(kind));
} catch (error) {
  console.error(`\nIt did not work: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}

/** Does the main job and shows each step. */
async function demonstrate(kind: BrowserKind): Promise<void> {
  rmSync(DEMO_DIR, { recursive: true, force: true });
  mkdirSync(DEMO_DIR, { recursive: true });
  const stage = await step('Starting the Bluesky server, the article and the browser', () =>
    createStage(kind),
  );
  let number = 0;
  try {
    const { uri, text } = await doMainJob(stage, {
      async onStep({ name, milliseconds, page }) {
        number += 1;
        report(name, milliseconds);
        const file = `${String(number).padStart(2, '0')}-${name.toLowerCase().replace(/[^a-z]+/g, '-')}.png`;
        await page.screenshot(join(DEMO_DIR, file));
      },
    });
    await step('Reading the record back over the server’s public interface', () =>
      checkRecord(stage, uri, text),
    );
    console.log(`\nA screenshot of each step is in demo/.\npublished ${uri}`);
  } finally {
    await stage.end();
  }
}

async function checkRecord(stage: Stage, uri: string, text: string): Promise<void> {
  const texts = await stage.publishedTexts();
  if (texts.length !== 1 || texts[0] !== text)
    throw new Error(`the server holds ${JSON.stringify(texts)} instead of “${text}”`);
  const record = await stage.pds.getPost(uri);
  if (!record) throw new Error(`the server has no record ${uri}`);
}

/** Leaves the browser open, with a workspace to play in. */
async function invite(kind: BrowserKind): Promise<void> {
  const stage = await step('Starting the Bluesky server, the article and the browser', () =>
    createStage(kind, { headless: false }),
  );
  await step('Setting up a workspace with an owner, an editor and a client', () => setUpTeam(stage));
  const article = await stage.browser.openPage(stage.articles.articleUrl);
  await article.bringToFront();
  const { handle, appPassword } = stage.profile;
  console.log(`
The browser is open on an article. Try this:
  1. In the toolbar's popup choose to act as Edi Marsh, the editor.
  2. Select a sentence of the article, right-click it, and draft a post that quotes it.
  3. Send it for approval; act as Olu Bright, then as Cleo Vance, and approve (a approves, d declines, ? shows the keys).
  4. Under Posts, see it published; its record is at ${stage.pds.origin}.
To connect the account again: server ${stage.pds.origin}, handle ${handle}, app password ${appPassword}.
Press Ctrl+C to end.`);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await stage.end();
}

function build(kind: BrowserKind): void {
  const result = spawnSync(
    'wxt',
    ['build', '--mode', 'e2e', '-b', kind === 'chromium' ? 'chrome' : 'firefox'],
    {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  if (result.status !== 0)
    throw new Error(
      `the build failed:\n${result.stdout ?? ''}${result.stderr ?? result.error?.message ?? ''}`,
    );
}

async function step<Value>(name: string, act: () => Promise<Value>): Promise<Value> {
  const start = performance.now();
  const value = await act();
  report(name, performance.now() - start);
  return value;
}

function report(name: string, milliseconds: number): void {
  console.log(`${name.padEnd(70, ' .').slice(0, 70)} ${(milliseconds / 1_000).toFixed(1).padStart(5)} s`);
}

function browserKindOf(text: string): BrowserKind {
  if (text === 'chromium' || text === 'firefox') return text;
  throw new Error(`--browser takes chromium or firefox, not ${text}`);
}

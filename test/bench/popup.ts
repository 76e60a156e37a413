/**
 * How fast the popup opens, and how large it is: `npm run bench:popup [-- --json]`.
 *
 * Three headless Chromiums run side by side, alike but for what is in them: Countersign with 100 posts, Countersign
 * with 100,000 posts, and a bare Preact popup that shows one line. Their popups are opened in turn, so that whatever
 * else the machine does meets all three alike; what counts is the median of 15. What an opening is: `time-opening.ts`.
 *
 * The figures are for people to judge. On a loaded machine they are noise, so none of them fails the run.
 */
import { parseArgs } from 'node:util';
import { type ExtensionBrowser, launch } from '../e2e/browser';
import { buildForBench } from './bench-builds';
import { backgroundGzipBytes, popupGzipBytes } from './bundle-size';
import { fillDatabase } from './fill-database';
import { persistently } from './persistently';
import { APPROVE_BUTTON, BARE_LINE, type OpeningTimes, timeOpening, type UsableSign } from './time-opening';

/** What is asked of the extension API in the keeper's page. */
interface ChromeApi {
  runtime: {
    getContexts(filter: object): Promise<{ documentUrl?: string; tabId: number }[]>;
    sendMessage(message: object): Promise<unknown>;
  };
  tabs: { remove(ids: readonly number[]): Promise<void> };
}
declare const chrome: ChromeApi;

const SMALL_POSTS = 100;
const LARGE_POSTS = 100_000;
const WARM_UP_ROUNDS = 3;
const COUNTED_ROUNDS = 15;
const COLD_ROUNDS = 5;
/** What closing the last popup leaves to do is not the next one's to pay for. */
const SETTLE_MS = 200;

const TARGET_LARGE_VS_SMALL = 1.3;
const TARGET_OURS_VS_BARE = 3;
const TARGET_POPUP_GZIP_BYTES = 60_000;
const TARGET_BACKGROUND_GZIP_BYTES = 100_000;

interface Contestant {
  readonly name: 'small' | 'large' | 'bare';
  readonly browser: ExtensionBrowser;
  readonly sign: UsableSign;
  readonly openings: OpeningTimes[];
  readonly coldOpenings: OpeningTimes[];
}

const { values: options } = parseArgs({ options: { json: { type: 'boolean', default: false } } });

try {
  const figures = await measure();
  console.log(options.json ? JSON.stringify(figures) : inWords(figures));
  process.exit(0);
} catch (error) {
  console.error(
    `The measurement failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  );
  process.exit(1);
}

async function measure() {
  note('Building the release build and the bare popup');
  const { countersignDir, bareDir } = buildForBench();
  const browsers: ExtensionBrowser[] = [];
  const start = async (
    name: Contestant['name'],
    extensionDir: string,
    sign: UsableSign,
  ): Promise<Contestant> => {
    const browser = await persistently(() => launch('chromium', { extensionDir }));
    browsers.push(browser);
    return { name, browser, sign, openings: [], coldOpenings: [] };
  };
  try {
    const small = await start('small', countersignDir, APPROVE_BUTTON);
    const large = await start('large', countersignDir, APPROVE_BUTTON);
    const bare = await start('bare', bareDir, BARE_LINE);
    note(`Filling ${SMALL_POSTS} and ${LARGE_POSTS} posts in`);
    await fillDatabase(small.browser, SMALL_POSTS);
    await fillDatabase(large.browser, LARGE_POSTS);
    await persistently(() => bare.browser.restart());
    for (const { browser } of [small, large]) await closeOtherTabs(browser);

    note(`Opening each popup ${WARM_UP_ROUNDS} times to warm up and ${COUNTED_ROUNDS} times that count`);
    for (let round = 0; round < WARM_UP_ROUNDS + COUNTED_ROUNDS; round++) {
      for (const { browser, sign, openings } of [small, large, bare]) {
        await wakeBackground(browser);
        await pause(SETTLE_MS);
        const times = await timeOpening(browser, sign);
        if (round >= WARM_UP_ROUNDS) openings.push(times);
      }
    }
    note(`Opening each popup ${COLD_ROUNDS} times with its background stopped`);
    for (let round = 0; round < COLD_ROUNDS; round++) {
      for (const { browser, sign, coldOpenings } of [small, large, bare]) {
        await wakeBackground(browser);
        await browser.stopBackground();
        await pause(SETTLE_MS);
        coldOpenings.push(await timeOpening(browser, sign));
      }
    }
    const smallMs = medianOf(small.openings, 'paintedMs');
    const largeMs = medianOf(large.openings, 'paintedMs');
    const bareMs = medianOf(bare.openings, 'paintedMs');
    return {
      small_ms: smallMs,
      large_ms: largeMs,
      bare_ms: bareMs,
      large_vs_small: rounded(largeMs / smallMs, 100),
      ours_vs_bare: rounded(smallMs / bareMs, 100),
      popup_gzip: popupGzipBytes(countersignDir),
      background_gzip: backgroundGzipBytes(countersignDir),
      small_cold_ms: medianOf(small.coldOpenings, 'paintedMs'),
      large_cold_ms: medianOf(large.coldOpenings, 'paintedMs'),
      bare_cold_ms: medianOf(bare.coldOpenings, 'paintedMs'),
      // Without what the browser itself does before a document begins, which is the same for both.
      ours_vs_bare_from_document: rounded(fromDocument(small.openings) / fromDocument(bare.openings), 100),
      steps_ms: Object.fromEntries(
        [small, large, bare].map(({ name, openings }) => [name, stepsOf(openings)]),
      ),
      all_ms: Object.fromEntries(
        [small, large, bare].map(({ name, openings }) => [
          name,
          openings.map((each) => rounded(each.paintedMs, 10)),
        ]),
      ),
    };
  } finally {
    await Promise.all(browsers.map((browser) => browser.close()));
  }
}

type Figures = Awaited<ReturnType<typeof measure>>;

/** A fresh install opens the options page; it would answer to the background's notices while others are measured. */
async function closeOtherTabs(browser: ExtensionBrowser): Promise<void> {
  await pause(500);
  await browser.evaluateInExtension(async () => {
    const tabs = await chrome.runtime.getContexts({ contextTypes: ['TAB'] });
    const others = tabs.filter(({ documentUrl }) => documentUrl?.includes('/options.html'));
    await chrome.tabs.remove(others.map(({ tabId }) => tabId));
  });
}

/** As if the popup had been opened a moment ago. No message has this name, so nothing is read for the answer. */
async function wakeBackground(browser: ExtensionBrowser): Promise<void> {
  await browser.evaluateInExtension(async () => {
    await chrome.runtime.sendMessage({ countersign: 'bench.wake', request: {} }).catch(() => undefined);
  });
}

function medianOf(openings: readonly OpeningTimes[], step: keyof OpeningTimes): number {
  const sorted = openings.map((times) => times[step]).sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return rounded((lower + upper) / 2, 10);
}

function fromDocument(openings: readonly OpeningTimes[]): number {
  return medianOf(openings, 'paintedMs') - medianOf(openings, 'documentMs');
}

function stepsOf(openings: readonly OpeningTimes[]): OpeningTimes {
  return {
    documentMs: medianOf(openings, 'documentMs'),
    firstDrawnMs: medianOf(openings, 'firstDrawnMs'),
    inDocumentMs: medianOf(openings, 'inDocumentMs'),
    paintedMs: medianOf(openings, 'paintedMs'),
  };
}

function rounded(value: number, parts: number): number {
  return Math.round(value * parts) / parts;
}

function inWords(figures: Figures): string {
  const { steps_ms: steps } = figures;
  const row = (label: string, name: Contestant['name'], coldMs: number) => {
    const times = steps[name];
    const cells = [times?.documentMs, times?.firstDrawnMs, times?.inDocumentMs, times?.paintedMs, coldMs];
    return label.padEnd(28) + cells.map((cell) => (cell ?? Number.NaN).toFixed(1).padStart(13)).join('');
  };
  const verdict = (label: string, value: number, target: number, unit = '') => {
    const asked = `at most ${target.toLocaleString('en')}${unit}: ${value <= target ? 'met' : 'NOT MET'}`;
    return `${label.padEnd(28)}${`${value.toLocaleString('en')}${unit}`.padStart(13)}   ${asked}`;
  };
  const heads = ['document', 'first drawn', 'list there', 'USABLE', 'USABLE cold'];
  return [
    `Opening the popup: medians of ${COUNTED_ROUNDS}, in milliseconds since the navigation began`,
    ' '.repeat(28) + heads.map((head) => head.padStart(13)).join(''),
    row(`${SMALL_POSTS.toLocaleString('en')} posts`, 'small', figures.small_cold_ms),
    row(`${LARGE_POSTS.toLocaleString('en')} posts`, 'large', figures.large_cold_ms),
    row('bare Preact popup', 'bare', figures.bare_cold_ms),
    '',
    verdict('100,000 / 100 posts', figures.large_vs_small, TARGET_LARGE_VS_SMALL),
    verdict('ours / bare', figures.ours_vs_bare, TARGET_OURS_VS_BARE),
    verdict('popup, gzip', figures.popup_gzip, TARGET_POPUP_GZIP_BYTES, ' bytes'),
    verdict('background, gzip', figures.background_gzip, TARGET_BACKGROUND_GZIP_BYTES, ' bytes'),
  ].join('\n');
}

/** Progress, beside the figures. */
function note(words: string): void {
  console.error(`${words} …`);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

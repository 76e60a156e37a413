/**
 * How fast the options page opens where there is much to show: `npm run -s bench:options [-- --json]`.
 *
 * Two headless Chromiums run side by side, alike but for what is in them: an agency of 20 members with 100 lines in
 * its log, and one of 2,000 members and 200 accounts with 100,000. Members and Activity are opened in turn, so that
 * whatever else the machine does meets both alike; what counts is the median. What an opening is: `time-opening.ts`;
 * it ends when the first rows are painted. Then each list is scrolled for some seconds, ten thousand pixels in each,
 * and the time between its frames is noted: 17 ms is smooth, and more than 50 ms is seen as a stutter.
 *
 * The figures are for people to judge. On a loaded machine they are noise, so none of them fails the run.
 */
import { parseArgs } from 'node:util';
import { type ExtensionBrowser, launch } from '../e2e/browser';
import { buildForBench } from './bench-builds';
import { createBenchOrganization, type OrganizationSize } from './bench-organization';
import { fillStores } from './fill-database';
import { persistently } from './persistently';
import { type OpeningTimes, timeOpening } from './time-opening';

const SMALL: OrganizationSize = { members: 20, accounts: 2, events: 100 };
const LARGE: OrganizationSize = { members: 2_000, accounts: 200, events: 100_000 };
const WARM_UP_ROUNDS = 2;
const COUNTED_ROUNDS = 11;
const TARGET_LARGE_VS_SMALL = 2;
const SIZE = { widthPx: 1_280, heightPx: 800 };
const ROOMS = ['members', 'activity'] as const;
const STUTTER_MS = 50;
/** Rooms with long lists say so when their rows are drawn. */
const ROWS_DRAWN = { selector: '[data-ready="true"]' };

interface Scroll {
  readonly frame_ms: number;
  readonly frame_95_ms: number;
  readonly longest_ms: number;
  readonly stutters: number;
}

interface Contestant {
  readonly browser: ExtensionBrowser;
  readonly openings: Readonly<Record<(typeof ROOMS)[number], OpeningTimes[]>>;
}

const { values: options } = parseArgs({ options: { json: { type: 'boolean', default: false } } });

const figures = await measure();
console.log(options.json ? JSON.stringify(figures) : inWords(figures));
process.exit(0);

async function measure() {
  const { countersignDir } = buildForBench();
  const contestants: Contestant[] = [];
  try {
    for (const size of [SMALL, LARGE]) {
      const browser = await persistently(() => launch('chromium', { extensionDir: countersignDir }));
      contestants.push({ browser, openings: { members: [], activity: [] } });
      await fillStores(browser, createBenchOrganization(size, Date.now()));
    }
    for (let round = 0; round < WARM_UP_ROUNDS + COUNTED_ROUNDS; round++) {
      for (const room of ROOMS) {
        for (const { browser, openings } of contestants) {
          const times = await timeOpening(browser, ROWS_DRAWN, { path: `options.html#/${room}`, ...SIZE });
          if (round >= WARM_UP_ROUNDS) openings[room].push(times);
        }
      }
    }
    const [small, large] = contestants;
    const scrolled: Record<(typeof ROOMS)[number], Scroll>[] = [];
    // One after another: frames are late as soon as somebody else draws.
    for (const { browser } of contestants)
      scrolled.push({
        members: await scroll(browser, 'members'),
        activity: await scroll(browser, 'activity'),
      });
    return Object.fromEntries(
      ROOMS.map((room) => {
        const [smallScroll, largeScroll] = scrolled.map((rooms) => rooms[room]);
        const smallMs = medianOf(small?.openings[room] ?? []);
        const largeMs = medianOf(large?.openings[room] ?? []);
        return [
          room,
          {
            small_ms: smallMs,
            large_ms: largeMs,
            large_vs_small: Math.round((largeMs / smallMs) * 100) / 100,
            small_scroll: smallScroll,
            large_scroll: largeScroll,
          },
        ];
      }),
    );
  } finally {
    await Promise.all(contestants.map(({ browser }) => browser.close()));
  }
}

/** How a room's list moves: the time between two of its frames, and how many of them took so long that it is seen. */
async function scroll(browser: ExtensionBrowser, room: (typeof ROOMS)[number]): Promise<Scroll> {
  const page = await browser.openExtensionPage(`options.html#/${room}`, SIZE);
  await page.waitFor(ROWS_DRAWN.selector);
  // What a page does once it is there, such as filling its lists of choices, is no part of it.
  await page.evaluate(() => new Promise<void>((resolve) => setTimeout(resolve, 1_000)));
  const intervalsMs = await page.evaluate(async (isActivity) => {
    const list = (isActivity && document.querySelector('.activity__scroller')) || document.documentElement;
    const intervals: number[] = [];
    let step = 160;
    let lastMs = performance.now();
    for (let frame = 0; frame < 300; frame++) {
      const nowMs = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
      intervals.push(nowMs - lastMs);
      lastMs = nowMs;
      const isAtEnd = list.scrollTop + list.clientHeight >= list.scrollHeight - 1;
      if (isAtEnd || (list.scrollTop === 0 && step < 0)) step = -step;
      list.scrollTop += step;
    }
    return intervals.slice(1);
  }, room === 'activity');
  await page.close();
  const sorted = intervalsMs.sort((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN);
  return {
    frame_ms: at(0.5),
    frame_95_ms: at(0.95),
    longest_ms: at(1),
    stutters: sorted.filter((each) => each > STUTTER_MS).length,
  };
}

function medianOf(openings: readonly OpeningTimes[]): number {
  const sorted = openings.map(({ paintedMs }) => paintedMs).sort((a, b) => a - b);
  return Math.round((sorted[Math.floor(sorted.length / 2)] ?? Number.NaN) * 10) / 10;
}

function inWords(figures: Awaited<ReturnType<typeof measure>>): string {
  return Object.entries(figures)
    .map(([room, { small_ms: smallMs, large_ms: largeMs, large_vs_small: ratio, ...scrolls }]) => {
      const verdict = ratio <= TARGET_LARGE_VS_SMALL ? 'met' : 'NOT MET';
      const frames = [scrolls.small_scroll, scrolls.large_scroll]
        .map((each) => `${each?.frame_95_ms} ms (${each?.stutters} stutters)`)
        .join(' small, ');
      return `${room.padEnd(10)} ${smallMs} ms small, ${largeMs} ms large: ${ratio} times (at most ${TARGET_LARGE_VS_SMALL}: ${verdict}); 95 of 100 frames within ${frames} large`;
    })
    .join('\n');
}

/**
 * What our buttons cost a social site's page: `npm run -s bench:page [-- --json]`.
 *
 * In one headless Chromium the simulated feed of `test/simulator` is opened again and again: with our buttons, with
 * nothing, with an observer that searches the whole document at each change, and with an animation that tells of new
 * elements. All draw the same button. Each round begins with another of them; what counts are medians over the rounds
 * of what is added to the round's own page with nothing, in processor time of the main thread, so that what else the
 * machine does counts little.
 *
 * A target that is missed is named and never fails the run.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { CDPSession, Page } from 'puppeteer-core';
import { bundleForPage } from '../simulator/bundle';
import { launchSimulator, type SimulatorPage } from '../simulator/simulator-page';
import type * as contestants from './page/contestants';
import type { ContestantName } from './page/contestants';
import { type ContestantFigures, type Figures, inWords, targetsOf } from './page/report';

declare global {
  /** In the simulator's page alone. */
  var bench: typeof contestants;
}

const NAMES: readonly ContestantName[] = ['ours', 'nothing', 'naive_observer', 'animation_watcher'];
const ROUNDS = 7;
const MEMORY_ROUNDS = 3;
const FAST_POSTS = 400;
const FAST_PER_FRAME = 4;
/** About 20 posts a second: quicker than anybody reads. */
const SCROLL_POSTS = 80;
const SCROLL_PER_FRAME = 1 / 3;
const MUTATIONS_PER_SECOND = 200;
/** So many that their cost can be told from the noise. */
const MANY_MUTATIONS_PER_SECOND = 2_000;
const MUTATION_MS = 1_000;

const { values: options } = parseArgs({
  options: { json: { type: 'boolean', default: false }, rounds: { type: 'string', default: String(ROUNDS) } },
});

measure().then(
  (figures) => {
    const targets = targetsOf(figures);
    console.log(options.json ? JSON.stringify({ ...figures, targets }) : inWords(figures, targets));
  },
  (error: unknown) => {
    console.error(
      `The measurement failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    process.exitCode = 1;
  },
);

/** One opening of the page: absolute figures. */
interface Run {
  readonly postMs: number;
  readonly scrollPct: number;
  readonly mutationUs: number;
  readonly shift: number;
  readonly leftBytes: number;
}

async function measure(): Promise<Figures> {
  const rounds = Number(options.rounds);
  const simulators = await launchSimulator('chromium', {
    entry: join(import.meta.dirname, 'page/contestants.ts'),
    globalName: 'bench',
    // The collector is called between the steps, so that nobody pays for another's garbage.
    args: ['--js-flags=--expose-gc', '--enable-precise-memory-info'],
  });
  try {
    const runs: Record<ContestantName, Run[]> = {
      ours: [],
      nothing: [],
      naive_observer: [],
      animation_watcher: [],
    };
    const memory: Record<ContestantName, number[]> = {
      ours: [],
      nothing: [],
      naive_observer: [],
      animation_watcher: [],
    };
    for (let round = 0; round < rounds; round++) {
      note(`Round ${round + 1} of ${rounds}`);
      const order = NAMES.map((_, index) => NAMES[(index + round) % NAMES.length] ?? 'nothing');
      for (const name of order) {
        runs[name].push(await runOnce(simulators, name));
        if (round < MEMORY_ROUNDS) memory[name].push(await memoryOfPosts(simulators, name));
      }
    }
    const { bytes, bytesOf } = await injectedBytes();
    const figuresOf = (name: ContestantName): ContestantFigures => {
      const added = (of: keyof Run) =>
        median(runs[name].map((run, round) => run[of] - (runs.nothing[round]?.[of] ?? 0)));
      return {
        ms_per_post: rounded(added('postMs')),
        scroll_main_thread_pct: rounded(added('scrollPct')),
        us_per_mutation: rounded(added('mutationUs')),
        layout_shift: Math.max(...runs[name].map(({ shift }) => shift)),
        bytes_gzip: bytes[name],
        bytes_per_1000_posts: Math.round(median(memory[name]) - median(memory.nothing)),
        bytes_after_navigation: Math.round(added('leftBytes')),
      };
    };
    return {
      ours: figuresOf('ours'),
      nothing: figuresOf('nothing'),
      naive_observer: figuresOf('naive_observer'),
      animation_watcher: figuresOf('animation_watcher'),
      machine: {
        browser: await simulators.browser.version(),
        processor: cpus()[0]?.model ?? 'unknown',
        rounds,
      },
      site_main_thread_pct: rounded(median(runs.nothing.map(({ scrollPct }) => scrollPct))),
      bytes_of: bytesOf,
    };
  } finally {
    await simulators.close();
  }
}

async function runOnce(simulators: SimulatorPage, name: ContestantName): Promise<Run> {
  const page = await simulators.open();
  try {
    const session = await page.createCDPSession();
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    await page.evaluate(async (contestant) => {
      const shifts = { sum: 0 };
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.sum += (entry as never as { value: number }).value;
      }).observe({ type: 'layout-shift', buffered: true });
      const feed = new bench.Feed(document, { posts: 2_000, elements: 'fresh', isVirtualised: true });
      // Warm: each way has drawn, and the site has, before anything counts.
      const life = bench.start(contestant);
      await bench.scrollBy(feed, 0, 60, 2);
      Object.assign(globalThis, { feed, life, shifts });
    }, name);
    const startBytes = await heapBytes(session);

    const fast = await timed(session, () =>
      page.evaluate(
        (posts, perFrame) => bench.scrollBy((globalThis as never as Stage).feed, 100, posts, perFrame),
        FAST_POSTS,
        FAST_PER_FRAME,
      ),
    );
    await collect(page);
    const scroll = await timed(session, () =>
      page.evaluate(
        async (posts, perFrame, perSecond) => {
          const { feed } = globalThis as never as Stage;
          const ticking = new AbortController();
          bench.tick(feed, ticking.signal, perSecond);
          await bench.scrollBy(feed, 600, posts, perFrame);
          ticking.abort();
        },
        SCROLL_POSTS,
        SCROLL_PER_FRAME,
        MUTATIONS_PER_SECOND,
      ),
    );
    await collect(page);
    const mutations = await timed(session, () =>
      page.evaluate(
        async (ms, perSecond) => {
          const ticking = new AbortController();
          bench.tick((globalThis as never as Stage).feed, ticking.signal, perSecond);
          await new Promise((resolve) => setTimeout(resolve, ms));
          ticking.abort();
        },
        MUTATION_MS,
        MANY_MUTATIONS_PER_SECOND,
      ),
    );
    // The site goes to another screen, which has no posts.
    await page.evaluate(async () => {
      const { feed } = globalThis as never as Stage;
      feed.close();
      history.pushState(null, '', '/settings');
      Object.assign(globalThis, { feed: undefined });
      await new Promise((resolve) => setTimeout(resolve, 200));
    });
    const endBytes = await heapBytes(session);
    const shift = await page.evaluate(() => (globalThis as never as Stage).shifts.sum);
    return {
      postMs: fast.threadMs / fast.result,
      scrollPct: (scroll.threadMs / scroll.wallMs) * 100,
      mutationUs: (mutations.threadMs * 1_000) / ((MANY_MUTATIONS_PER_SECOND * MUTATION_MS) / 1_000),
      shift,
      leftBytes: endBytes - startBytes,
    };
  } finally {
    await page.close();
  }
}

/** What the page keeps for the test. */
interface Stage {
  readonly feed: contestants.Feed;
  readonly shifts: { readonly sum: number };
}

async function memoryOfPosts(simulators: SimulatorPage, name: ContestantName): Promise<number> {
  const page = await simulators.open();
  try {
    const session = await page.createCDPSession();
    await page.evaluate(async (contestant) => {
      const life = bench.start(contestant);
      const feed = new bench.Feed(document, { posts: 1_000, elements: 'fresh', isVirtualised: false });
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      Object.assign(globalThis, { feed, life });
    }, name);
    return await heapBytes(session);
  } finally {
    await page.close();
  }
}

/** The heap of scripts and that of the document, without garbage. */
async function heapBytes(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
  const usage: { usedSize: number; embedderHeapUsedSize?: number; backingStorageSize?: number } =
    await session.send('Runtime.getHeapUsage');
  return usage.usedSize + (usage.embedderHeapUsedSize ?? 0) + (usage.backingStorageSize ?? 0);
}

async function collect(page: Page): Promise<void> {
  await page.evaluate(() => (globalThis as never as { gc(): void }).gc());
}

async function timed<Result>(
  session: CDPSession,
  act: () => Promise<Result>,
): Promise<{ result: Result; threadMs: number; wallMs: number }> {
  const threadMs = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1_000;
  };
  const before = await threadMs();
  const startMs = performance.now();
  const result = await act();
  const wallMs = performance.now() - startMs;
  return { result, threadMs: (await threadMs()) - before, wallMs };
}

/** What each puts into a page before anybody presses a button. */
async function injectedBytes(): Promise<{ bytes: Record<ContestantName, number>; bytesOf: string }> {
  const sizeOf = (code: string | Buffer) => gzipSync(code, { level: 9 }).byteLength;
  const built = builtContentScript();
  const watcher = (file: string) => bundleForPage(join(import.meta.dirname, 'page', file), { format: 'esm' });
  const ours =
    built?.code ??
    (await bundleForPage(join(import.meta.dirname, '../../lib/page/page-session.ts'), { format: 'esm' }));
  return {
    bytes: {
      ours: sizeOf(ours),
      nothing: 0,
      naive_observer: sizeOf(await watcher('naive-observer.ts')),
      animation_watcher: sizeOf(await watcher('animation-watcher.ts')),
    },
    bytesOf: built?.file ?? 'a bundle of lib/page/page-session.ts, without any site and any panel',
  };
}

/** The release build's content script for social sites, when it was built. */
function builtContentScript(): { code: Buffer; file: string } | undefined {
  const folder = join(import.meta.dirname, '../../.output/chrome-mv3/content-scripts');
  try {
    const name = readdirSync(folder).find((file) => file.startsWith('social') && file.endsWith('.js'));
    return name === undefined
      ? undefined
      : { code: readFileSync(join(folder, name)), file: `.output/chrome-mv3/content-scripts/${name}` };
  } catch {
    return undefined;
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

/** Progress, beside the figures. */
function note(words: string): void {
  console.error(`${words} …`);
}

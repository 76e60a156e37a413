/** What a process or a service worker pays that has just been started: nothing is compiled, nothing is warm. */
import { spawnSync } from 'node:child_process';
import { type ExtensionBrowser, launch } from '../../e2e/browser';
import { persistently } from '../persistently';
import { BUNDLED, type BundledName, type Bundles } from './bundles';
import { medianOf, rotated } from './measure';

const FIRST_ANSWER_RUNS = 15;
const BUILD_RUNS = 7;
const MEMORY_RUNS = 3;

type Task = 'first-answer' | 'first-decision' | 'build' | 'memory';
type Each = Readonly<Record<BundledName, number>>;

/** What one engine takes in a service worker that has just been woken. */
interface WorkerAnswer {
  readonly ms: number;
  readonly allowed: boolean;
}
interface ChromeApi {
  runtime: { sendMessage(message: object): Promise<unknown> };
}
declare const chrome: ChromeApi;

/** Medians of fresh processes, one engine after the other. */
export function measureInProcesses(bundles: Bundles) {
  const firstAnswers = runInTurn(bundles, 'first-answer', FIRST_ANSWER_RUNS);
  const builds = runInTurn(bundles, 'build', BUILD_RUNS);
  const memory = runInTurn(bundles, 'memory', MEMORY_RUNS);
  const decisions = Array.from({ length: FIRST_ANSWER_RUNS }, () =>
    runOne(bundles, 'first-decision', 'ours'),
  );
  return {
    firstAnswerMs: mediansOf(firstAnswers, 'ms'),
    buildMs: mediansOf(builds, 'membersMs'),
    everyPairMs: mediansOf(builds, 'everyPairMs'),
    memoryMb: mediansOf(memory, 'membersMb'),
    everyPairMemoryMb: mediansOf(memory, 'everyPairMb'),
    firstDecisionUs: medianOf(decisions.map(({ ms = Number.NaN }) => ms)) * 1_000,
  };
}

/**
 * The same first answer in Chromium's service workers: each is stopped and woken again, in turn.
 *
 * @throws when there is no Chromium, or it does not start
 */
export async function measureInWorkers({ extensionDirs }: Bundles): Promise<Each> {
  const browsers = new Map<BundledName, ExtensionBrowser>();
  const times = new Map<BundledName, number[]>(BUNDLED.map((name) => [name, []]));
  try {
    for (const name of BUNDLED) {
      const extensionDir = extensionDirs[name];
      browsers.set(name, await persistently(() => launch('chromium', { extensionDir })));
    }
    // The first wake is not counted: it is then that the browser keeps the compiled script for those that follow.
    for (let run = -1; run < FIRST_ANSWER_RUNS; run += 1) {
      for (const name of rotated(BUNDLED, run + 1)) {
        const browser = browsers.get(name);
        if (!browser) continue;
        await browser.stopBackground();
        const answer = await browser.evaluateInExtension(
          async () => (await chrome.runtime.sendMessage({})) as WorkerAnswer,
        );
        if (!answer.allowed) throw new Error(`${name} answered its first question wrongly in the worker`);
        if (run >= 0) times.get(name)?.push(answer.ms);
      }
    }
  } finally {
    await Promise.all(Array.from(browsers.values(), (browser) => browser.close()));
  }
  return { ours: medianOf(times.get('ours') ?? []), casl: medianOf(times.get('casl') ?? []) };
}

type Told = Readonly<Record<string, number>>;

function runInTurn(bundles: Bundles, task: Task, runs: number): ReadonlyMap<BundledName, Told[]> {
  const told = new Map<BundledName, Told[]>(BUNDLED.map((name) => [name, []]));
  for (let run = 0; run < runs; run += 1) {
    for (const name of rotated(BUNDLED, run)) told.get(name)?.push(runOne(bundles, task, name));
  }
  return told;
}

function runOne({ processFile, moduleFiles, inputFile }: Bundles, task: Task, name: BundledName): Told {
  const flags = task === 'memory' ? ['--expose-gc'] : [];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...flags, processFile, task, moduleFiles[name], inputFile],
    { encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } },
  );
  if (status !== 0) throw new Error(`${name} failed at ${task}: ${stderr}`);
  const told = JSON.parse(stdout) as Told & { allowed?: boolean };
  if (told.allowed === false) throw new Error(`${name} answered its first question wrongly`);
  return told;
}

function mediansOf(told: ReadonlyMap<BundledName, Told[]>, figure: string): Each {
  const median = (name: BundledName) =>
    medianOf((told.get(name) ?? []).map((figures) => figures[figure] ?? Number.NaN));
  return { ours: median('ours'), casl: median('casl') };
}

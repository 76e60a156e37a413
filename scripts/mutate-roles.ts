/**
 * Checks the tests of the role engine: changes every condition and every table cell of lib/roles, one at a time,
 * and asks whether a test notices.
 *
 *   npm run -s mutate:roles -- [--json] [--only FILE] [--quick]      --quick leaves out the slow tests
 *
 * A change that cannot matter stands, with the reason, in test/mutation/equivalent.json. Exit status: 0 when the
 * tests catch enough of the others; 1 when they do not, or when that list is not true any more; 2 when the tests
 * fail as it is.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import type { Mutant } from '../test/mutation/find-mutants';
import type { Baseline, Order, Report } from '../test/mutation/mutant-worker';
import { buildMutated, type MutatedBuild } from '../test/mutation/mutated-build';

const ROOT = join(import.meta.dirname, '..');
const WORKERS = 2;
const ENOUGH_PERCENT = 95;
/** A run of all tests may take this many times as long with a mutant before it counts as endless. */
const SLOWER = 5;
const LEAST_LIMIT_MS = 20_000;

const Equivalent = z.strictObject({
  file: z.string(),
  inside: z.string(),
  original: z.string(),
  change: z.string(),
  reason: z.string().check(z.minLength(20)),
});
type Equivalent = z.infer<typeof Equivalent>;

type Outcome = 'killed' | 'timeout' | 'survived';

interface Judged {
  readonly mutant: Mutant;
  readonly outcome: Outcome;
}

/** A worker that is replaced when it does not answer in time. */
class Worker {
  private child: ChildProcess | undefined;

  constructor(
    private readonly build: MutatedBuild,
    private readonly baseline: Baseline | undefined,
  ) {}

  /** Sends one order and waits for its answer; undefined when there was none in time. */
  private ask(child: ChildProcess, order: Order, limitMs: number): Promise<Report | undefined> {
    return new Promise((resolve) => {
      const finish = (report: Report | undefined): void => {
        clearTimeout(timer);
        child.off('message', finish);
        child.off('exit', onExit);
        resolve(report);
      };
      const onExit = (): void => finish(undefined);
      const timer = setTimeout(() => finish(undefined), limitMs);
      child.on('message', finish);
      child.on('exit', onExit);
      child.send(order);
    });
  }

  private async start(): Promise<ChildProcess> {
    const child = fork(join(ROOT, 'test/mutation/mutant-worker.ts'), {
      cwd: ROOT,
      serialization: 'advanced',
    });
    const orders: readonly Order[] = [
      { type: 'build', build: this.build },
      ...(this.baseline === undefined ? [] : [{ type: 'baseline', baseline: this.baseline } as const]),
    ];
    for (const order of orders) {
      const report = await this.ask(child, order, LEAST_LIMIT_MS * SLOWER);
      if (report?.type !== 'ready') throw new Error('A worker did not start');
    }
    return child;
  }

  async measure(): Promise<Baseline> {
    this.child ??= await this.start();
    const report = await this.ask(this.child, { type: 'measure' }, LEAST_LIMIT_MS * SLOWER * SLOWER);
    if (report?.type !== 'baseline') throw new Error('The tests did not end');
    return report.baseline;
  }

  async judge(mutant: Mutant, isQuick: boolean, limitMs: number): Promise<Judged> {
    this.child ??= await this.start();
    const report = await this.ask(this.child, { type: 'run', id: mutant.id, isQuick }, limitMs);
    if (report?.type !== 'verdict') {
      this.end();
      return { mutant, outcome: 'timeout' };
    }
    return { mutant, outcome: report.verdict.caughtBy === undefined ? 'survived' : 'killed' };
  }

  end(): void {
    this.child?.kill('SIGKILL');
    this.child = undefined;
  }
}

function readEquivalents(): readonly Equivalent[] {
  const text = readFileSync(join(ROOT, 'test/mutation/equivalent.json'), 'utf8');
  return z.array(Equivalent).parse(JSON.parse(text));
}

function isListed({ file, inside, original, change }: Mutant, listed: Equivalent): boolean {
  return (
    listed.file === file &&
    listed.inside === inside &&
    listed.original === original &&
    listed.change === change
  );
}

function describeMutant({ file, line, original, change }: Mutant): string {
  return `${file}:${line}  ${original}  →  ${change}`;
}

async function judgeAll(
  build: MutatedBuild,
  baseline: Baseline,
  mutants: readonly Mutant[],
  isQuick: (mutant: Mutant) => boolean,
): Promise<readonly Judged[]> {
  const wholeMs = baseline.tests.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const limitMs = Math.max(LEAST_LIMIT_MS, wholeMs * SLOWER);
  const waiting = [...mutants];
  const judged: Judged[] = [];
  async function work(worker: Worker): Promise<void> {
    for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
      judged.push(await worker.judge(mutant, isQuick(mutant), limitMs));
      if (judged.length % 50 === 0) process.stderr.write(`${judged.length} of ${mutants.length}\n`);
    }
    worker.end();
  }
  await Promise.all(Array.from({ length: WORKERS }, () => work(new Worker(build, baseline))));
  return judged.toSorted((a, b) => a.mutant.id - b.mutant.id);
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { json: { type: 'boolean' }, only: { type: 'string' }, quick: { type: 'boolean' } },
  });
  const startedAt = performance.now();
  const build = buildMutated(ROOT);
  const measuring = new Worker(build, undefined);
  const baseline = await measuring.measure();
  measuring.end();
  if (baseline.failures.length > 0) {
    process.stderr.write(`${baseline.failures.join('\n')}\nThese tests fail without any change.\n`);
    return 2;
  }

  const { only } = values;
  const chosen = build.mutants.filter(({ file }) => only === undefined || file.endsWith(only));
  const equivalents = readEquivalents();
  const isEquivalent = (mutant: Mutant): boolean => equivalents.some((listed) => isListed(mutant, listed));
  const judged = await judgeAll(
    build,
    baseline,
    chosen,
    // What is listed has to pass all tests: the slow ones would take most of the time, and have little to add.
    (mutant) => values.quick === true || isEquivalent(mutant),
  );
  const counted = judged.filter(({ mutant }) => !isEquivalent(mutant));
  const count = (outcome: Outcome): number => counted.filter((one) => one.outcome === outcome).length;
  const survivors = counted.filter(({ outcome }) => outcome === 'survived').map(({ mutant }) => mutant);
  const stale = [
    ...judged.flatMap(({ mutant, outcome }) =>
      outcome !== 'survived' && isEquivalent(mutant) ? [`is caught: ${describeMutant(mutant)}`] : [],
    ),
    ...equivalents.flatMap((listed) =>
      build.mutants.some((mutant) => isListed(mutant, listed))
        ? []
        : [`is not there: ${listed.file} ${listed.inside}: ${listed.original} → ${listed.change}`],
    ),
  ];
  const caught = count('killed') + count('timeout');
  const score = counted.length === 0 ? 100 : Math.round((caught / counted.length) * 10_000) / 100;
  const reachedIds = new Set([
    ...baseline.reachedAtStart,
    ...baseline.tests.flatMap(({ reached }) => reached),
  ]);
  const report = {
    tests: baseline.tests.length,
    mutants: judged.length,
    equivalent: judged.length - counted.length,
    killed: count('killed'),
    timeout: count('timeout'),
    survived: survivors.length,
    score,
    seconds: Math.round((performance.now() - startedAt) / 1000),
    survivors: survivors.map(({ file, line, inside, original, change, id }) => ({
      file,
      line,
      inside,
      original,
      change,
      isReached: reachedIds.has(id),
    })),
    notEquivalent: stale,
  };
  if (values.json) process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
  else {
    for (const mutant of survivors) console.log(describeMutant(mutant));
    for (const wrong of stale) console.log(`test/mutation/equivalent.json names a change that ${wrong}`);
    console.log(
      `${report.mutants} mutants, ${report.equivalent} of them equivalent; ${report.killed} killed, ${report.timeout} endless, ${report.survived} survived: ${score} %, by ${report.tests} tests in ${report.seconds} s`,
    );
  }
  return score >= ENOUGH_PERCENT && stale.length === 0 ? 0 : 1;
}

process.exitCode = await main();

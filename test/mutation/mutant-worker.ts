/**
 * A process that runs the tests against one mutant after the other. It starts every module anew for each, so that
 * nothing that one mutant left behind is seen by the next, and stops at the first test that fails.
 */
import { compileFunction } from 'node:vm';
import type { Mutant } from './find-mutants';
import { type CollectedTest, createCollection } from './in-process-tests';
import type { CompiledModule, MutatedBuild } from './mutated-build';

/** What is known of a test before the first mutant. */
export interface KnownTest {
  readonly key: string;
  readonly file: string;
  readonly milliseconds: number;
  /** By how much its numbers of cases may be divided. */
  readonly divisor: number;
  /** The mutants whose places it came by. */
  readonly reached: readonly number[];
}

/** The tests without a mutant. */
export interface Baseline {
  readonly tests: readonly KnownTest[];
  /** Mutants in what modules do when they are loaded: any test may depend on it. */
  readonly reachedAtStart: readonly number[];
  /** What failed though nothing was changed. */
  readonly failures: readonly string[];
}

export interface Verdict {
  readonly id: number;
  /** The test that failed, or that the modules could not even be loaded; undefined when nothing did. */
  readonly caughtBy: string | undefined;
}

/** What the worker is told. */
export type Order =
  | { readonly type: 'build'; readonly build: MutatedBuild }
  | { readonly type: 'measure' }
  | { readonly type: 'baseline'; readonly baseline: Baseline }
  /** With `isQuick`, the slow tests are left out. */
  | { readonly type: 'run'; readonly id: number; readonly isQuick: boolean };

/** What the worker answers. */
export type Report =
  | { readonly type: 'ready' }
  | { readonly type: 'baseline'; readonly baseline: Baseline }
  | { readonly type: 'verdict'; readonly verdict: Verdict };

/** The same cases of a property for every mutant, and in every run of the check. */
const SEED = 20_261_121;
/** fast-check's own number, and what it and others are divided by. */
const USUAL_RUNS = 100;
const FEWER = 10;
/** Asked only when all the quick ones let a mutant pass. */
const SLOW_TEST_MS = 300;
process.env.COUNTERSIGN_SEED = String(SEED);
const NO_MUTANT = -1;

type ModuleBody = (
  require: (specifier: string) => object,
  exports: object,
  module: object,
  isOn: (id: number) => boolean,
) => void;

interface Workshop {
  readonly build: MutatedBuild;
  readonly bodies: ReadonlyMap<string, ModuleBody>;
  readonly packages: ReadonlyMap<string, object>;
  readonly reached: Uint8Array;
}

let workshop: Workshop | undefined;
let baseline: Baseline | undefined;
async function openWorkshop(build: MutatedBuild): Promise<Workshop> {
  const packages = new Map<string, object>();
  for (const name of build.packages) {
    if (name === 'vitest') continue;
    const imported: { readonly default?: object } = await import(name);
    packages.set(
      name,
      name === 'fast-check'
        ? { __esModule: true, default: withFewerRuns(imported.default as Properties) }
        : { ...imported, __esModule: true },
    );
  }
  const parameters = ['require', 'exports', 'module', '__mutant'];
  const bodies = new Map(
    build.modules.map(({ path, code }) => [
      path,
      compileFunction(code, parameters, { filename: path }) as unknown as ModuleBody,
    ]),
  );
  return { build, bodies, packages, reached: new Uint8Array(build.mutants.length) };
}

interface Properties {
  readonly assert: (property: unknown, options?: { readonly numRuns?: number }) => unknown;
  readonly configureGlobal: (options: object) => void;
}

/** What the numbers of cases are divided by, in the test that runs now. */
let divisor = FEWER;

/** Properties with the same chance for every mutant, and with fewer cases: most mutants fail at the first ones. */
function withFewerRuns(properties: Properties): object {
  const { assert, configureGlobal } = properties;
  configureGlobal({ seed: SEED });
  const assertSome: Properties['assert'] = (property, options) =>
    assert(property, { ...options, numRuns: Math.ceil((options?.numRuns ?? USUAL_RUNS) / divisor) });
  return { ...properties, assert: assertSome };
}

function takeReached(reached: Uint8Array): number[] {
  const ids: number[] = [];
  for (const [id, times] of reached.entries()) if (times > 0) ids.push(id);
  reached.fill(0);
  return ids;
}

const ENGINE = 'lib/roles/engine.ts';

/** A model is compiled once, by whichever test comes first: what that comes by is part of every test. */
function compileModels(engine: object | undefined): void {
  const { createRoleEngine } = engine as { createRoleEngine: (facts: object, nowMs: number) => object };
  for (const roleModel of ['agency', 'enterprise']) {
    const nothing = {
      members: [],
      accounts: [],
      teams: [],
      adAccounts: [],
      customRoles: [],
      approvalTemplates: [],
    };
    createRoleEngine({ roleModel, settings: { requireTwoFactor: [] }, ...nothing }, 0);
  }
}

interface Started {
  readonly tests: readonly CollectedTest[];
  readonly reachedAtStart: readonly number[];
  /** By test file: what its own text came by while its tests were collected. */
  readonly reachedByFile: ReadonlyMap<string, readonly number[]>;
}

/** Loads the engine, then the tests, all anew. */
function start({ build, bodies, packages, reached }: Workshop, active: number): Started {
  const collection = createCollection();
  const loaded = new Map<string, { exports: object }>();
  const isOn = (id: number): boolean => {
    reached[id] = 1;
    return id === active;
  };

  function load({ path, imports }: CompiledModule): void {
    const module = { exports: {} };
    loaded.set(path, module);
    const require = (specifier: string): object => {
      const name = imports.get(specifier) ?? specifier;
      const found = name === 'vitest' ? collection.module : (packages.get(name) ?? loaded.get(name)?.exports);
      if (found === undefined) throw new Error(`${path} imports ${specifier}, which is not loaded`);
      return found;
    };
    bodies.get(path)?.(require, module.exports, module, isOn);
  }

  for (const module of build.modules) if (!module.isTest) load(module);
  if (active === NO_MUTANT) compileModels(loaded.get(ENGINE)?.exports);
  const reachedAtStart = takeReached(reached);
  const reachedByFile = new Map<string, readonly number[]>();
  for (const module of build.modules) {
    if (!module.isTest) continue;
    collection.beginFile(module.path);
    load(module);
    reachedByFile.set(module.path, takeReached(reached));
  }
  return { tests: collection.tests, reachedAtStart, reachedByFile };
}

async function failureOf(test: CollectedTest): Promise<string | undefined> {
  try {
    await test.run();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function measure(shop: Workshop): Promise<Baseline> {
  const { tests, reachedAtStart, reachedByFile } = start(shop, NO_MUTANT);
  const known: KnownTest[] = [];
  const failures: string[] = [];
  for (const test of tests) {
    let startedAt = performance.now();
    divisor = FEWER;
    let failure = await failureOf(test);
    if (failure !== undefined) {
      // It may be one that counts its cases, to be sure that it saw enough.
      startedAt = performance.now();
      divisor = 1;
      failure = await failureOf(test);
      if (failure !== undefined) failures.push(`${test.key}: ${failure}`);
    }
    const reached = new Set([...takeReached(shop.reached), ...(reachedByFile.get(test.file) ?? [])]);
    known.push({
      key: test.key,
      file: test.file,
      milliseconds: performance.now() - startedAt,
      divisor,
      reached: [...reached],
    });
  }
  return { tests: known, reachedAtStart, failures };
}

/** How often a test caught a mutant: of the same function, of the same file, of any. */
const catches = new Map<string, number>();
const catchesOf = (test: string, place = ''): number => catches.get(`${place} | ${test}`) ?? 0;

function noteCatch(test: string, { file, inside }: Mutant): void {
  for (const place of [`${file} ${inside}`, file, '']) {
    catches.set(`${place} | ${test}`, catchesOf(test, place) + 1);
  }
}

/**
 * Those first that are about the changed place by name, then those that caught its neighbours, then the quickest.
 * A test that never comes by the place is not asked.
 */
function orderFor(mutant: Mutant, { tests, reachedAtStart }: Baseline): readonly KnownTest[] {
  const { id, file, inside, hints } = mutant;
  const isStatic = reachedAtStart.includes(id);
  return tests
    .filter(({ reached }) => isStatic || reached.includes(id))
    .map((test) => {
      const { key, milliseconds, reached } = test;
      const rank = [
        hints.filter((hint) => key.includes(hint)).length,
        catchesOf(key, `${file} ${inside}`),
        catchesOf(key, file),
        reached.includes(id) ? 1 : 0,
        // The tests of rules say more a millisecond than those that go through a table cell by cell.
        key.startsWith('lib/roles/') || key.includes('resolutions') ? 1 : 0,
        catchesOf(key),
        -milliseconds,
      ];
      return { test, rank: milliseconds > SLOW_TEST_MS ? [-1, -milliseconds] : rank };
    })
    .toSorted((a, b) => compareRanks(b.rank, a.rank))
    .map(({ test }) => test);
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((value, at) => value !== b[at]);
  return index < 0 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}

async function judge(id: number, isQuick: boolean, shop: Workshop, measured: Baseline): Promise<Verdict> {
  const mutant = shop.build.mutants[id];
  const order = mutant === undefined ? [] : orderFor(mutant, measured);
  if (mutant === undefined || order.length === 0) return { id, caughtBy: undefined };
  let collected: Map<string, CollectedTest>;
  try {
    collected = new Map(start(shop, id).tests.map((test) => [test.key, test]));
  } catch (error) {
    return { id, caughtBy: `loading: ${error instanceof Error ? error.message : String(error)}` };
  }
  for (const known of order) {
    if (isQuick && known.milliseconds > SLOW_TEST_MS) continue;
    const test = collected.get(known.key);
    divisor = known.divisor;
    if (test === undefined || (await failureOf(test)) === undefined) continue;
    noteCatch(known.key, mutant);
    return { id, caughtBy: known.key };
  }
  return { id, caughtBy: undefined };
}

async function carryOut(order: Order): Promise<Report> {
  if (order.type === 'build') {
    workshop = await openWorkshop(order.build);
    return { type: 'ready' };
  }
  if (workshop === undefined) throw new Error('There is no build yet');
  if (order.type === 'measure') return { type: 'baseline', baseline: await measure(workshop) };
  if (order.type === 'baseline') {
    baseline = order.baseline;
    return { type: 'ready' };
  }
  if (baseline === undefined) throw new Error('There is no baseline yet');
  return { type: 'verdict', verdict: await judge(order.id, order.isQuick, workshop, baseline) };
}

process.on('message', (order: Order) => {
  carryOut(order).then(
    (report) => process.send?.(report),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});

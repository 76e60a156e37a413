/** Runs with faults on a network, counted. */
import type { FaultNetwork } from './fault-networks';
import { createFaultWorld, type RunOutcome, runWithFaults, type Wrong } from './fault-run';

export interface FaultCounts {
  runs: number;
  /** Went out by itself, or after a sign-in or a retry that somebody was asked for. */
  published: number;
  /** Only a person could tell whether it went out. */
  unknown: number;
  /** The network said no for good. */
  refused: number;
  lost: number;
  doubled: number;
  /** Was called unsent, and was there. */
  untrue: number;
  crashed: number;
}

export interface WrongRun {
  readonly network: string;
  readonly seed: number;
  readonly kind: Wrong;
  readonly words: string;
  readonly happened: readonly string[];
}

export interface NetworkReport extends FaultCounts {
  readonly network: string;
  readonly seconds: number;
  /** How often each fault happened. */
  readonly faults: Readonly<Record<string, number>>;
  /** At how many different steps backgrounds ended, and how many did. */
  readonly endings: { readonly count: number; readonly places: number };
  readonly wrongRuns: readonly WrongRun[];
}

/** @param firstSeed of the first run; each next has the next. */
export async function runNetwork(
  network: FaultNetwork,
  runs: number,
  firstSeed: number,
): Promise<NetworkReport> {
  const startMs = performance.now();
  const world = await createFaultWorld(network);
  const counts: FaultCounts = noCounts();
  const faults = new Map<string, number>();
  const places = new Map<string, number>();
  const wrongRuns: WrongRun[] = [];
  try {
    for (let seed = firstSeed; seed < firstSeed + runs; seed += 1) {
      const done = await runWithFaults(world, seed);
      count(done, counts, faults, places);
      if (done.wrong) wrongRuns.push({ network: network.id, seed, ...done.wrong, happened: done.happened });
    }
    // What came late would be one more than there were runs.
    const all = await world.server.countAll?.();
    if (all !== undefined && all > runs && counts.doubled === 0) counts.doubled += all - runs;
  } finally {
    await world.stop();
  }
  return {
    network: network.id,
    ...counts,
    seconds: Math.round((performance.now() - startMs) / 1_000),
    faults: Object.fromEntries([...faults].sort()),
    endings: { count: [...places.values()].reduce((sum, one) => sum + one, 0), places: places.size },
    wrongRuns,
  };
}

function count(
  { outcome, wrong, happened }: RunOutcome,
  counts: FaultCounts,
  faults: Map<string, number>,
  places: Map<string, number>,
): void {
  counts.runs += 1;
  counts[wrong?.kind ?? outcome] += 1;
  for (const one of happened) {
    const [name = '', ...rest] = one.split(' ');
    const [tally, key] =
      name === 'ended' ? [places, rest.join(' ')] : [faults, name === 'failed:' ? one : name];
    tally.set(key, (tally.get(key) ?? 0) + 1);
  }
}

/** All reports as one. */
export function totalOf(reports: readonly NetworkReport[]): FaultCounts {
  const total = noCounts();
  for (const report of reports) {
    for (const name of Object.keys(total) as (keyof FaultCounts)[]) total[name] += report[name];
  }
  return total;
}

/** How many runs came to what must not be. */
export function wrongsOf({ lost, doubled, untrue, crashed }: FaultCounts): number {
  return lost + doubled + untrue + crashed;
}

function noCounts(): FaultCounts {
  return { runs: 0, published: 0, unknown: 0, refused: 0, lost: 0, doubled: 0, untrue: 0, crashed: 0 };
}

/**
 * Timing in rounds: whatever else the machine does meets all contestants alike.
 *
 * The work comes in short parts, and each is timed by itself. Of each part the median of the rounds counts, so that
 * the rounds in which another process had the processor are left out; the figure is the mean of the parts.
 */

/** A contestant's work: its parts, and how many units of what is counted each of them has. */
export interface Work {
  readonly units: number;
  readonly parts: readonly (() => unknown)[];
}

const WARM_UP_ROUNDS = 3;

/**
 * Times every contestant in each round, each round beginning with another one.
 *
 * @param works by contestant
 * @param rounds how many rounds count; three more warm up
 * @returns by contestant, nanoseconds a unit
 */
export function timeInRounds<Name extends string>(
  works: Readonly<Record<Name, Work>>,
  rounds: number,
): Record<Name, number> {
  const names = Object.keys(works) as Name[];
  const samples = new Map<Name, number[][]>(names.map((name) => [name, works[name].parts.map(() => [])]));
  for (let round = 0; round < WARM_UP_ROUNDS + rounds; round += 1) {
    for (const name of rotated(names, round)) {
      const { parts, units } = works[name];
      for (const [part, run] of parts.entries()) {
        const ns = timeOnce(run) / units;
        if (round >= WARM_UP_ROUNDS) samples.get(name)?.[part]?.push(ns);
      }
    }
  }
  const figureOf = (name: Name) => meanOf((samples.get(name) ?? []).map(medianOf));
  return Object.fromEntries(names.map((name) => [name, figureOf(name)])) as Record<Name, number>;
}

/** The last result stays reachable, so that no work can be left out as unused. */
export let lastResult: unknown;

function timeOnce(run: () => unknown): number {
  const startMs = performance.now();
  lastResult = run();
  return (performance.now() - startMs) * 1e6;
}

/** Cuts a list into parts of the same length; what is left over at the end is left out. */
export function inParts<Item>(items: readonly Item[], length: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.floor(items.length / length) }, (_, index) =>
    items.slice(index * length, (index + 1) * length),
  );
}

/** The same in turn, another one first each time. */
export function rotated<Item>(items: readonly Item[], by: number): readonly Item[] {
  const start = by % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}

/** The middle one; of an even number, the mean of the two in the middle. */
export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

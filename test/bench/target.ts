/** What a bench aims at, and whether it was reached. */
export interface Target {
  readonly name: string;
  readonly asked: string;
  readonly measured: number;
  readonly met: boolean;
  /** What was measured that explains a miss. */
  readonly inTheWay?: string;
}

/** A target that is met by a measure no larger than the limit. */
export function atMost(name: string, measured: number, limit: number): Target {
  return { name, asked: `at most ${limit.toLocaleString('en')}`, measured, met: measured <= limit };
}

/** A target that is met by a measure no smaller than the limit. */
export function atLeast(name: string, measured: number, limit: number): Target {
  return { name, asked: `at least ${limit.toLocaleString('en')}`, measured, met: measured >= limit };
}

/** Adds to a target that was missed what is in the way. */
export function because(inTheWay: string, target: Target): Target {
  return target.met ? target : { ...target, inTheWay };
}

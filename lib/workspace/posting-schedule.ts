/** When an account posts, by the clock of one place: its slots in a week, and which of them is free next. */

import { TZDateMini } from '@date-fns/tz/date/mini';
import * as z from 'zod/mini';
import { words } from '../words/say';

export const TimeZone = z.string().check(
  z.maxLength(60),
  z.refine((name) => {
    try {
      return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
    } catch {
      return false;
    }
  }, words('must be a time zone such as Europe/Vienna')),
);

export const PostingSlot = z.object({
  /** As ISO 8601 counts: 1 is Monday, 7 is Sunday. */
  weekday: z.int().check(z.minimum(1), z.maximum(7)),
  /** Minutes after midnight by the clock of the schedule's zone. */
  minute: z.int().check(z.minimum(0), z.maximum(1_439)),
});
export type PostingSlot = z.infer<typeof PostingSlot>;

export const PostingSchedule = z.object({
  timeZone: TimeZone,
  slots: z
    .array(PostingSlot)
    .check(z.minLength(1, words('must have a slot')), z.maxLength(200, words('must be at most 200'))),
});
export type PostingSchedule = z.infer<typeof PostingSchedule>;

const MAX_DAYS_AHEAD = 366;

/** A slot with the moment at which it comes next. */
export interface ComingSlot extends PostingSlot {
  readonly atMs: number;
}

/**
 * Each slot at its next moment, within a week and in the order in which they come. Clocks that are changed are treated
 * as in `findFreeSlot`.
 */
export function comingSlots({ timeZone, slots }: PostingSchedule, afterMs: number): readonly ComingSlot[] {
  const next = slots.flatMap((slot): ComingSlot[] => {
    const atMs = findFreeSlot({ timeZone, slots: [slot] }, new Set(), afterMs);
    return atMs === undefined ? [] : [{ ...slot, atMs }];
  });
  return next.sort((a, b) => a.atMs - b.atMs);
}

/**
 * The first slot after a moment that no post has.
 *
 * A slot in the hour that a clock jumps over is where the clock goes on; one in the hour that comes twice is the
 * first of the two.
 *
 * @param taken moments that are given away, in milliseconds since 1970
 * @returns milliseconds since 1970; undefined when a year of slots is taken
 */
export function findFreeSlot(
  { timeZone, slots }: PostingSchedule,
  taken: ReadonlySet<number>,
  afterMs: number,
): number | undefined {
  const today = new TZDateMini(afterMs, timeZone);
  for (let day = 0; day <= MAX_DAYS_AHEAD; day += 1) {
    const midnight = new TZDateMini(today.getFullYear(), today.getMonth(), today.getDate() + day, timeZone);
    const weekday = midnight.getDay() === 0 ? 7 : midnight.getDay();
    const free = slots
      .filter((slot) => slot.weekday === weekday)
      .map(({ minute }) =>
        new TZDateMini(
          midnight.getFullYear(),
          midnight.getMonth(),
          midnight.getDate(),
          Math.floor(minute / 60),
          minute % 60,
          timeZone,
        ).getTime(),
      )
      .filter((atMs) => atMs > afterMs && !taken.has(atMs));
    if (free.length > 0) return Math.min(...free);
  }
  return undefined;
}

export const Repeat = z.object({
  unit: z.enum(['day', 'week', 'month']),
  every: z.int().check(z.minimum(1), z.maximum(52)),
  /** Not after this moment. */
  untilMs: z.int().check(z.nonnegative(), z.maximum(253_402_300_799_999)),
  /** When the first of them went out: the day of the month is counted from there. */
  sinceMs: z.optional(z.int().check(z.nonnegative())),
});
export type Repeat = z.infer<typeof Repeat>;

/**
 * When a repeated post goes out next: at the same time of the day by the clock of its zone. A month without the day
 * has its last day instead.
 *
 * @param firstMs when the first of them went out
 * @param afterMs not before this
 * @returns milliseconds since 1970; undefined when that would be after its end
 */
export function findNextTime(
  { unit, every, untilMs }: Repeat,
  firstMs: number,
  timeZone: string,
  afterMs: number,
): number | undefined {
  const first = new TZDateMini(firstMs, timeZone);
  for (let count = 1; ; count += 1) {
    const atMs = addTo(first, unit, every * count, timeZone);
    if (atMs > untilMs) return undefined;
    if (atMs > afterMs) return atMs;
  }
}

function addTo(
  first: InstanceType<typeof TZDateMini>,
  unit: Repeat['unit'],
  count: number,
  timeZone: string,
): number {
  const months = unit === 'month' ? count : 0;
  const days = unit === 'month' ? 0 : unit === 'week' ? 7 * count : count;
  const lastDay = new TZDateMini(first.getFullYear(), first.getMonth() + months + 1, 0, timeZone).getDate();
  const day = unit === 'month' ? Math.min(first.getDate(), lastDay) : first.getDate() + days;
  return new TZDateMini(
    first.getFullYear(),
    first.getMonth() + months,
    day,
    first.getHours(),
    first.getMinutes(),
    first.getSeconds(),
    timeZone,
  ).getTime();
}

import { describe, expect, it } from 'vitest';
import { comingSlots, findFreeSlot, findNextTime, type PostingSchedule } from './posting-schedule';

const VIENNA = 'Europe/Vienna';
const at = (iso: string): number => Date.parse(iso);
const iso = (ms: number | undefined): string | undefined =>
  ms === undefined ? undefined : new Date(ms).toISOString();

describe('the next free slot', () => {
  const schedule: PostingSchedule = {
    timeZone: VIENNA,
    slots: [
      { weekday: 1, minute: 9 * 60 },
      { weekday: 1, minute: 17 * 60 + 30 },
      { weekday: 4, minute: 12 * 60 },
    ],
  };

  it('is the first one after now, by the clock of the schedule’s place', () => {
    // Sunday, 22 November 2026, 23:30 in Vienna.
    expect(iso(findFreeSlot(schedule, new Set(), at('2026-11-22T22:30:00Z')))).toBe(
      '2026-11-23T08:00:00.000Z',
    );
    expect(iso(findFreeSlot(schedule, new Set(), at('2026-11-23T08:00:00Z')))).toBe(
      '2026-11-23T16:30:00.000Z',
    );
  });

  it('is not one that another post has', () => {
    const taken = new Set([at('2026-11-23T08:00:00Z'), at('2026-11-23T16:30:00Z')]);
    expect(iso(findFreeSlot(schedule, taken, at('2026-11-22T22:30:00Z')))).toBe('2026-11-26T11:00:00.000Z');
  });

  it('keeps the hour of the clock when daylight saving begins and ends', () => {
    const sundays: PostingSchedule = { timeZone: VIENNA, slots: [{ weekday: 7, minute: 9 * 60 }] };
    expect(iso(findFreeSlot(sundays, new Set(), at('2026-03-23T00:00:00Z')))).toBe(
      '2026-03-29T07:00:00.000Z',
    );
    expect(iso(findFreeSlot(sundays, new Set(), at('2026-03-16T00:00:00Z')))).toBe(
      '2026-03-22T08:00:00.000Z',
    );
    expect(iso(findFreeSlot(sundays, new Set(), at('2026-10-19T00:00:00Z')))).toBe(
      '2026-10-25T08:00:00.000Z',
    );
  });

  it('in the hour that the clock jumps over is where the clock goes on, and is there once', () => {
    const early: PostingSchedule = { timeZone: VIENNA, slots: [{ weekday: 7, minute: 2 * 60 + 30 }] };
    const first = findFreeSlot(early, new Set(), at('2026-03-23T00:00:00Z'));
    expect(iso(first)).toBe('2026-03-29T01:30:00.000Z');
    expect(iso(findFreeSlot(early, new Set([first ?? 0]), at('2026-03-23T00:00:00Z')))).toBe(
      '2026-04-05T00:30:00.000Z',
    );
  });

  it('is none when a year of them is taken', () => {
    const yearly = { timeZone: 'UTC', slots: [{ weekday: 1, minute: 0 }] };
    const taken = new Set<number>();
    for (let free = findFreeSlot(yearly, taken, 0); free !== undefined; free = findFreeSlot(yearly, taken, 0))
      taken.add(free);
    expect(taken.size).toBe(52);
  });
});

describe('a repeated post', () => {
  const until = at('2027-12-31T00:00:00Z');

  it('goes out at the same hour of the clock, summer and winter', () => {
    const weekly = { unit: 'week', every: 1, untilMs: until } as const;
    const first = at('2026-10-18T07:00:00Z');
    expect(iso(findNextTime(weekly, first, VIENNA, first))).toBe('2026-10-25T08:00:00.000Z');
  });

  it('of the 31st is on the last day of a month that has none, and on the 31st again after it', () => {
    const monthly = { unit: 'month', every: 1, untilMs: until } as const;
    const first = at('2027-01-31T12:00:00Z');
    const february = findNextTime(monthly, first, 'UTC', first);
    expect(iso(february)).toBe('2027-02-28T12:00:00.000Z');
    expect(iso(findNextTime(monthly, first, 'UTC', february ?? 0))).toBe('2027-03-31T12:00:00.000Z');
  });

  it('leaves out what passed meanwhile, and ends', () => {
    const daily = { unit: 'day', every: 2, untilMs: at('2026-11-12T00:00:00Z') } as const;
    const first = at('2026-11-01T10:00:00Z');
    expect(iso(findNextTime(daily, first, 'UTC', at('2026-11-06T00:00:00Z')))).toBe(
      '2026-11-07T10:00:00.000Z',
    );
    expect(findNextTime(daily, first, 'UTC', at('2026-11-11T11:00:00Z'))).toBeUndefined();
  });
});

it('each slot of a week is told at its next moment, in the order in which they come', () => {
  const slots = [
    { weekday: 1, minute: 9 * 60 },
    { weekday: 7, minute: 23 * 60 },
    { weekday: 7, minute: 12 * 60 },
  ];
  // Sunday, 22 November 2026, 13:00 in Vienna: today's noon is over.
  const coming = comingSlots({ timeZone: VIENNA, slots }, at('2026-11-22T12:00:00Z'));
  expect(coming.map(({ weekday, atMs }) => [weekday, iso(atMs)])).toEqual([
    [7, '2026-11-22T22:00:00.000Z'],
    [1, '2026-11-23T08:00:00.000Z'],
    [7, '2026-11-29T11:00:00.000Z'],
  ]);
});

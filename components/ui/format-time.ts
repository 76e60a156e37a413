/** Moments in words, in the spoken language, as the reader's own region writes them. */
import { say, spokenLocale } from '../../lib/words/say';

const DAY_MS = 86_400_000;

const AGO_UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', DAY_MS],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

const CLOCK: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' };
const DAY: Intl.DateTimeFormatOptions = { weekday: 'short', day: 'numeric', month: 'short' };
const DATE: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric' };

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * A moment in one form. To make a formatter takes a hundred times as long as to use it (Chromium 156, 2026-11), so
 * each is kept; another one is made where the clock's own zone has changed meanwhile.
 */
function format(atMs: number, form: Intl.DateTimeFormatOptions): string {
  const key = JSON.stringify([spokenLocale(), new Date(atMs).getTimezoneOffset(), form]);
  let kept = formats.get(key);
  if (kept === undefined) {
    kept = new Intl.DateTimeFormat(spokenLocale(), form);
    formats.set(key, kept);
  }
  return kept.format(atMs);
}

/** "today at 14:30", "tomorrow at 09:00", "Mon 23 Nov at 14:30", "23 Nov 2027 at 14:30". */
export function formatMoment(atMs: number, nowMs: number): string {
  return say('{day} at {time}', { day: formatDay(atMs, nowMs), time: format(atMs, CLOCK) });
}

function formatDay(atMs: number, nowMs: number): string {
  const days = Math.round((startOfDay(atMs) - startOfDay(nowMs)) / DAY_MS);
  if (Math.abs(days) <= 1)
    return new Intl.RelativeTimeFormat(spokenLocale(), { numeric: 'auto' }).format(days, 'day');
  const isSameYear = new Date(atMs).getFullYear() === new Date(nowMs).getFullYear();
  return format(atMs, isSameYear ? DAY : DATE);
}

function startOfDay(atMs: number): number {
  return new Date(atMs).setHours(0, 0, 0, 0);
}

/** "just now", "5 minutes ago", "in 2 hours", "yesterday". */
export function formatAgo(atMs: number, nowMs: number): string {
  const distanceMs = atMs - nowMs;
  for (const [unit, unitMs] of AGO_UNITS) {
    if (Math.abs(distanceMs) >= unitMs) {
      return new Intl.RelativeTimeFormat(spokenLocale(), { numeric: 'auto' }).format(
        Math.trunc(distanceMs / unitMs),
        unit,
      );
    }
  }
  return distanceMs > 0 ? say('in a moment') : say('just now');
}

/** The reader's time zone as it is at that moment: "Europe/Berlin, GMT+1". */
export function formatTimeZone(atMs: number): string {
  const { timeZone } = new Intl.DateTimeFormat(spokenLocale()).resolvedOptions();
  const parts = new Intl.DateTimeFormat(spokenLocale(), { timeZoneName: 'shortOffset' }).formatToParts(atMs);
  const offset = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return timeZone === 'UTC' ? 'UTC' : `${timeZone}, ${offset}`;
}

/** The value that a `datetime-local` input shows for a moment, in the reader's time zone. */
export function toLocalInputValue(atMs: number): string {
  const date = new Date(atMs - new Date(atMs).getTimezoneOffset() * 60_000);
  return date.toISOString().slice(0, 16);
}

/** The moment that a `datetime-local` input shows; undefined when it is empty or half typed. */
export function fromLocalInputValue(value: string): number | undefined {
  const atMs = new Date(value).getTime();
  return value === '' || Number.isNaN(atMs) ? undefined : atMs;
}

/** The zone of the reader's own clock, such as Europe/Berlin. */
export function readersTimeZone(): string {
  return new Intl.DateTimeFormat(spokenLocale()).resolvedOptions().timeZone;
}

/** A moment by the clock of a zone, which is named: "Mon, 23 Nov, 09:00 in Europe/Vienna". */
export function formatInZone(atMs: number, timeZone: string): string {
  return say('{time} in {zone}', { time: format(atMs, { ...DAY, ...CLOCK, timeZone }), zone: timeZone });
}

/** A day with its year: "3 Dec 2026". */
export function formatDate(atMs: number): string {
  return format(atMs, DATE);
}

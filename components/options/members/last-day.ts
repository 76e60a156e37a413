/** A membership ends at a moment; people think of a last day, in the time zone that they sit in. */
import { formatDate } from '../../ui/format-time';

/** The moment after the last day, as ISO 8601; undefined for no day, or one that is not in the calendar. */
export function expiryAfterLastDay(day: string): string | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!match) return undefined;
  const [year, month, date] = match.slice(1).map(Number);
  if (year === undefined || month === undefined || date === undefined) return undefined;
  const named = new Date(year, month - 1, date);
  if (named.getMonth() !== month - 1) return undefined;
  return new Date(year, month - 1, date + 1).toISOString();
}

/** The last whole day before a membership ends, as a date input takes it; empty when it does not end. */
export function lastDayBeforeExpiry(expiresAt: string | undefined): string {
  if (expiresAt === undefined) return '';
  const lastMoment = new Date(Date.parse(expiresAt) - 1);
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  const year = String(lastMoment.getFullYear()).padStart(4, '0');
  return `${year}-${twoDigits(lastMoment.getMonth() + 1)}-${twoDigits(lastMoment.getDate())}`;
}

/** A day as people write it where they are. */
export function sayLastDay(expiresAt: string): string {
  return formatDate(Date.parse(expiresAt) - 1);
}

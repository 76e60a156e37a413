import { expect, test } from 'vitest';
import { expiryAfterLastDay, lastDayBeforeExpiry } from './last-day';

test.each(['2027-03-31', '2027-12-31', '2028-02-29'])(
  'the last day %s is read back as it was written',
  (day) => {
    expect(lastDayBeforeExpiry(expiryAfterLastDay(day))).toBe(day);
  },
);

test('a membership ends when its last day is over here', () => {
  expect(expiryAfterLastDay('2027-03-31')).toBe(new Date(2027, 3, 1).toISOString());
});

test.each(['', 'tomorrow', '2027-02-30', '2027-13-01', '27-01-01'])('“%s” is no day', (text) => {
  expect(expiryAfterLastDay(text)).toBeUndefined();
});

test('a membership without an end has no last day', () => {
  expect(lastDayBeforeExpiry(undefined)).toBe('');
});

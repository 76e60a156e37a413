import { expect, test } from 'vitest';
import { findLimitIndex, findOverIndex, leftOf } from './text-limit';

const limits = { maxGraphemes: 5, maxBytes: 60 };

test('a text within the limits ends where it ends', () => {
  expect(findLimitIndex('hello', limits)).toBe(5);
  expect(findLimitIndex('', limits)).toBe(0);
});

test('what is over starts at the first character too many, never inside one', () => {
  expect(findLimitIndex('hello world', limits)).toBe(5);
  const family = '👨‍👩‍👧';
  expect(findLimitIndex(`abcd${family}x`, limits)).toBe(4 + family.length);
});

test('bytes count where they end first', () => {
  expect(findLimitIndex('ééé', { maxGraphemes: 5, maxBytes: 4 })).toBe(2);
});

test('a text of ten megabytes is not read to its end', () => {
  const text = 'a'.repeat(10_000_000);
  const started = performance.now();
  expect(findLimitIndex(text, { maxGraphemes: 300, maxBytes: 3000 })).toBe(300);
  expect(performance.now() - started).toBeLessThan(500);
});

test('what is left is said in the unit that is tighter', () => {
  const measure = {
    graphemes: 100,
    maxGraphemes: 300,
    bytes: 100,
    maxBytes: 3000,
    remaining: 200,
    withinLimits: true,
  };
  expect(leftOf(measure)).toEqual({ left: 200, unit: 'characters' });
  expect(leftOf({ ...measure, bytes: 2900 })).toEqual({ left: 100, unit: 'bytes' });
});

function measured(graphemes: number, maxGraphemes: number) {
  const remaining = maxGraphemes - graphemes;
  return {
    graphemes,
    maxGraphemes,
    bytes: graphemes,
    maxBytes: 3000,
    remaining,
    withinLimits: remaining >= 0,
  };
}

test('what has to go is counted from the end, whatever the network counted beside the text', () => {
  expect(findOverIndex('hello world', measured(11, 11))).toBe(11);
  expect(findOverIndex('hello world', measured(11, 5))).toBe(5);
  // A signature of ten characters takes its room.
  expect(findOverIndex('hello world', measured(21, 16))).toBe(6);
  expect(findOverIndex('hello', measured(100, 16))).toBe(0);
});

test('white space at the end goes out nowhere, so that it is not what is too long', () => {
  expect(findOverIndex('hello world   ', measured(11, 5))).toBe(5);
});

test('bytes over the limit are marked where there are characters left', () => {
  const measure = { ...measured(4, 300), bytes: 8, maxBytes: 6, withinLimits: false };
  expect(findOverIndex('éééé', measure)).toBe(3);
});

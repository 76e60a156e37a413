import fc from 'fast-check';
import { expect, test } from 'vitest';
import { choosePostKey, isPostKey } from './tid';

const times = fc.integer({ min: 0, max: 9_000_000_000_000 });
const randomBits = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });

/** The same number written by other means. */
function keyOf(value: bigint): string {
  const bits = value.toString(2).padStart(65, '0');
  return (bits.match(/.{5}/g) ?? [])
    .map((five) => '234567abcdefghijklmnopqrstuvwxyz'.charAt(parseInt(five, 2)))
    .join('');
}

test('writes the digits of https://atproto.com/specs/tid', () => {
  expect(choosePostKey(0, 0)).toBe('2222222222222');
  expect(choosePostKey(0, 31)).toBe('222222222222z');
  expect(choosePostKey(0, 1024)).toBe('2222222222322');
});

test('holds the millisecond, a microsecond by chance and the clock id', () => {
  fc.assert(
    fc.property(times, randomBits, (nowMs, bits) => {
      const microsecond = Math.floor(bits / 1024) % 1000;
      expect(choosePostKey(nowMs, bits)).toBe(
        keyOf((BigInt(nowMs) * 1000n + BigInt(microsecond)) * 1024n + BigInt(bits % 1024)),
      );
    }),
  );
});

test('is always a key that Bluesky takes, and sorts by time', () => {
  fc.assert(
    fc.property(times, times, randomBits, randomBits, (one, other, someBits, otherBits) => {
      const key = choosePostKey(one, someBits);
      expect(isPostKey(key)).toBe(true);
      if (one < other) expect(key < choosePostKey(other, otherBits)).toBe(true);
    }),
  );
});

test('tells posts of one millisecond apart by a million possible keys', () => {
  const keys = new Set(
    Array.from({ length: 100_000 }, (_, bits) => choosePostKey(1_795_262_400_000, bits * 7)),
  );
  expect(keys.size).toBe(100_000);
});

test.each([
  [-1, 0],
  [Number.NaN, 0],
  [1e15, 0],
  [0, -1],
  [0, 0.5],
  [0, 2 ** 53],
])('refuses the time %d with the random bits %d', (nowMs, bits) => {
  expect(() => choosePostKey(nowMs, bits)).toThrow(RangeError);
});

test.each([
  '',
  'self',
  '3jzfcijpj2z2',
  '3jzfcijpj2z2aa',
  'zzzzzzzzzzzzz',
  '3JZFCIJPJ2Z2A',
  '1111111111111',
  '3jzfcijpj2z2a\n',
])('knows that %j is no key', (text) => {
  expect(isPostKey(text)).toBe(false);
});

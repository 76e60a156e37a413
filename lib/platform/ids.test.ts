import { describe, expect, it } from 'vitest';
import { newId } from './ids';

describe('an id', () => {
  it('is 32 hexadecimal digits in the layout of UUID version 7', () => {
    expect(newId(Date.UTC(2026, 10, 21))).toMatch(/^[0-9a-f]{12}7[0-9a-f]{3}8[0-9a-f]{15}$/);
  });

  it('sorts by time, and within a millisecond by its sequence', () => {
    const ids = [
      newId(1_000, 0),
      newId(1_000, 1),
      newId(1_000, 255),
      newId(1_000, 4_095),
      newId(1_001, 0),
      newId(2 ** 41, 0),
    ];
    expect(ids.toSorted()).toEqual(ids);
  });

  it('is a new one each time, the same moment and sequence or not', () => {
    expect(new Set(Array.from({ length: 1_000 }, () => newId(1_000, 7))).size).toBe(1_000);
  });
});

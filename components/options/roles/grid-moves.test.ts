import { expect, it } from 'vitest';
import { findNextPlace } from './grid-moves';

const SIZE = { rows: 20, columns: 6 };
const AT = { row: 3, column: 2 };
const move = (key: string, { at = AT, isControlHeld = false, isRightToLeft = false } = {}) =>
  findNextPlace(at, { key, isControlHeld }, SIZE, isRightToLeft);

it('moves by one cell, in the direction of the writing', () => {
  expect(move('ArrowRight')).toEqual({ row: 3, column: 3 });
  expect(move('ArrowLeft')).toEqual({ row: 3, column: 1 });
  expect(move('ArrowRight', { isRightToLeft: true })).toEqual({ row: 3, column: 1 });
  expect(move('ArrowDown')).toEqual({ row: 4, column: 2 });
  expect(move('ArrowUp')).toEqual({ row: 2, column: 2 });
});

it('moves to the ends of the row, of the grid, and by a page', () => {
  expect(move('Home')).toEqual({ row: 3, column: 0 });
  expect(move('End')).toEqual({ row: 3, column: 5 });
  expect(move('Home', { isControlHeld: true })).toEqual({ row: 0, column: 0 });
  expect(move('End', { isControlHeld: true })).toEqual({ row: 19, column: 5 });
  expect(move('PageDown')).toEqual({ row: 11, column: 2 });
});

it('stays inside, and leaves other keys alone', () => {
  expect(move('ArrowUp', { at: { row: 0, column: 0 } })).toEqual({ row: 0, column: 0 });
  expect(move('ArrowRight', { at: { row: 0, column: 5 } })).toEqual({ row: 0, column: 5 });
  expect(move('PageUp')).toEqual({ row: 0, column: 2 });
  expect(move('Tab')).toBeUndefined();
  expect(move('a')).toBeUndefined();
});

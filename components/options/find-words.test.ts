import { expect, test } from 'vitest';
import { wordFinder } from './find-words';

test('every word that was typed is looked for, in any order and without its accents and capitals', () => {
  const isFound = wordFinder(' edith ZOE ');
  expect(isFound('Zoë Edith Berg')).toBe(true);
  expect(isFound('Zoë Berg')).toBe(false);
});

test('nothing typed finds everything', () => {
  expect(wordFinder('  ')('Zoë')).toBe(true);
});

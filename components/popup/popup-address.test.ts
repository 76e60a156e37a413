import { expect, test } from 'vitest';
import { readPopupAddress } from './popup-address';

const read = (search: string, hash = '') => readPopupAddress({ search, hash });

test('without anything the popup decides by itself', () => {
  expect(read('')).toEqual({});
});

test('the composer can be opened, on a composition or from a tab', () => {
  expect(read('?compose')).toEqual({ compose: { from: 'whatever' } });
  expect(read('?compose=')).toEqual({ compose: { from: 'whatever' } });
  expect(read('?compose=c-1')).toEqual({ compose: { from: 'composition', compositionId: 'c-1' } });
  expect(read('?tab=12')).toEqual({ compose: { from: 'page', tabId: 12 } });
});

test('a post can be linked to', () => {
  expect(read('', '#post/p-1')).toEqual({ postId: 'p-1' });
});

test('what is no id leads nowhere', () => {
  expect(read('?tab=-1')).toEqual({});
  expect(read('', '#post/<script>')).toEqual({});
  expect(read(`?compose=${'x'.repeat(65)}`)).toEqual({ compose: { from: 'whatever' } });
});

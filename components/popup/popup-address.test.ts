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

const sitePost = (url: string, account = 'a-1') =>
  read(`?${new URLSearchParams({ sitePost: url, account })}`);

test('a post of a social site can be opened with the account that it is of', () => {
  for (const url of ['https://x.com/acme/status/1?s=20&t=é#m', 'http://127.0.0.1:8080/@acme/1'])
    expect(sitePost(url)).toEqual({ sitePost: { accountId: 'a-1', url } });
});

test('what is no web address leads nowhere', () => {
  for (const url of ['', 'x.com/acme', 'javascript:alert(1)', 'data:text/html,x', 'file:///etc/hosts'])
    expect(sitePost(url)).toEqual({});
});

test('an address that is too long leads nowhere', () => {
  const longest = `https://x.com/${'a'.repeat(2_048 - 'https://x.com/'.length)}`;
  expect(sitePost(longest).sitePost?.url).toBe(longest);
  expect(sitePost(`${longest}a`)).toEqual({});
});

test('a post of a social site without the id of an account leads nowhere', () => {
  expect(sitePost('https://x.com/acme/status/1', '<script>')).toEqual({});
  expect(read('?sitePost=https%3A%2F%2Fx.com%2Facme%2Fstatus%2F1')).toEqual({});
  expect(read('?account=a-1')).toEqual({});
});

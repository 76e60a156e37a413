import { expect, test } from 'vitest';
import { telegram } from './telegram';

test.each([
  ['acmestudio', '#@acmestudio'],
  // As bots write it; client K leaves the -100 out.
  ['-1002350891274', '#-2350891274'],
  ['-100', '#@-100'],
  ['a b#c', '#@a%20b%23c'],
])('the channel %s opens at %s', (account, fragment) => {
  const address = telegram.composer?.address({ text: 'Hello', account }, 'https://api.telegram.org');
  expect(address).toEqual({ url: `https://web.telegram.org/k/${fragment}`, takes: 'nothing' });
});

test('without a channel there is no address', () => {
  expect(telegram.composer?.address({ text: 'Hello' }, 'https://api.telegram.org')).toBeUndefined();
});

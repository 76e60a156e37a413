import { expect, test } from 'vitest';
import { isOnHost } from './is-on-host';

test.each([
  ['https://x.com/*', 'https://x.com/home', true],
  ['https://x.com/*', 'https://x.com:8443/home', false],
  ['https://x.com/*', 'http://x.com/home', false],
  ['https://x.com/*', 'https://notx.com/', false],
  ['https://x.com/*', 'https://m.x.com/', false],
  ['https://x.com/*', 'https://example.org/?https://x.com/', false],
  ['https://*.reddit.com/*', 'https://old.reddit.com/r/sea', true],
  ['https://*.reddit.com/*', 'https://reddit.com/', true],
  ['https://*.reddit.com/*', 'https://notreddit.com/', false],
  ['https://www.google.com/local/business/*', 'https://www.google.com/local/business/1', true],
  ['https://www.google.com/local/business/*', 'https://www.google.com/search', false],
  ['nonsense', 'https://x.com/', false],
  ['https://x.com/*', 'nonsense', false],
])('%s and %s: %s', (pattern, address, isOn) => {
  expect(isOnHost(pattern, address)).toBe(isOn);
});

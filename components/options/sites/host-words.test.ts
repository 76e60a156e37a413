import { expect, test } from 'vitest';
import { hostWords } from './host-words';

test.each([
  ['https://x.com/*', 'x.com'],
  ['https://www.linkedin.com/*', 'linkedin.com'],
  ['https://*.reddit.com/*', 'reddit.com'],
  ['https://www.google.com/local/business/*', 'google.com/local/business'],
])('%s is said as %s', (pattern, words) => {
  expect(hostWords(pattern)).toBe(words);
});

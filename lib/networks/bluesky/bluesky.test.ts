import { expect, test } from 'vitest';
import { findNetworkRules } from '../network-rules';
import { findNetwork } from '../networks';
import { bluesky } from './bluesky';
import { blueskyRules } from './rules';
import { postWebAddress } from './web-address';

test('Bluesky is found by its id, with and without the code that talks to it', () => {
  expect(findNetwork('bluesky')).toBe(bluesky);
  expect(findNetworkRules('bluesky')).toBe(blueskyRules);
  expect(bluesky.rules).toBe(blueskyRules);
});

test.each(['', 'friendster', 'constructor', '__proto__', 'toString'])('nothing is found under %j', (id) => {
  expect(findNetwork(id)).toBeUndefined();
  expect(findNetworkRules(id)).toBeUndefined();
});

test.each([
  ['did:plc:abc', '3jzfcijpj2z2a', 'https://bsky.app/profile/did:plc:abc/post/3jzfcijpj2z2a'],
  ['alice.bsky.social', '3jzfcijpj2z2a', 'https://bsky.app/profile/alice.bsky.social/post/3jzfcijpj2z2a'],
  ['did:web:localhost%3A80', '../x?', 'https://bsky.app/profile/did:web:localhost%253A80/post/..%2Fx%3F'],
])('the post of %s under %s is looked at on %s', (profile, key, url) => {
  expect(postWebAddress(profile, key)).toBe(url);
});

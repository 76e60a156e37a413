import { expect, test } from 'vitest';
import { isOnServer } from './is-on-server';
import { mastodon } from './mastodon';
import { wordpress } from './wordpress';
import { x } from './x';

test.each([
  ['https://acme.example/wp-admin/post.php?post=12&action=edit', '/wp-admin/post.php?post=12&action=edit'],
  [
    'https://acme.example/wp-admin/post.php?action=edit&post=12&message=10#x',
    '/wp-admin/post.php?post=12&action=edit',
  ],
  ['https://acme.example/blog/wp-admin/post.php?post=12', '/blog/wp-admin/post.php?post=12&action=edit'],
  ['https://acme.example/wp-admin/post-new.php', undefined],
  ['https://acme.example/wp-admin/post.php?thepost=12', undefined],
  ['https://acme.example/wp-admin/edit.php?post=12', undefined],
  ['https://acme.example/?to=/wp-admin/post.php?post=12', undefined],
])('%s has the editor of %s', (page, path) => {
  const address = wordpress.composer?.drafts?.findAddress(page);
  expect(address).toBe(path && `https://acme.example${path}`);
});

test.each([
  ['https://example.com/a', 'https://example.com/a/wp-admin/edit.php?post_type=post', true],
  ['https://example.com/a', 'https://example.com/a/wp-admin', true],
  ['https://example.com/a/', 'https://example.com/a/wp-admin/', true],
  ['https://example.com', 'https://example.com/wp-admin/post-new.php', true],
  ['https://example.com/a', 'https://example.com/b/wp-admin/edit.php', false],
  ['https://example.com/a', 'https://example.com/A/wp-admin/edit.php', false],
  ['https://example.com/a', 'https://example.com/a/b/wp-admin/edit.php', false],
  ['https://example.com/a', 'https://example.com/wp-admin/edit.php', false],
  ['https://example.com', 'https://example.com/b/wp-admin/edit.php', false],
  ['https://example.com/a', 'http://example.com/a/wp-admin/edit.php', false],
  ['https://example.com/a', 'https://example.com:8443/a/wp-admin/edit.php', false],
  ['https://example.com/a', 'https://a.example.com/a/wp-admin/edit.php', false],
])('the WordPress at %s has the page %s: %s', (server, page, expected) => {
  expect(isOnServer(wordpress, server, page)).toBe(expected);
});

test('a WordPress is called by its host and folder, by each of its pages', () => {
  expect(wordpress.ownName?.('https://example.com/a/wp-admin/edit.php')).toBe('example.com/a');
  expect(wordpress.ownName?.('https://example.com/a')).toBe('example.com/a');
  expect(wordpress.ownName?.('https://example.com/')).toBe('example.com');
});

test('a Mastodon server is its whole origin, and a site with hosts of its own has no servers', () => {
  expect(isOnServer(mastodon, 'https://example.social', 'https://example.social/@acme/1')).toBe(true);
  expect(isOnServer(mastodon, 'https://example.social', 'https://other.social/@acme/1')).toBe(false);
  expect(isOnServer(x, 'https://x.com', 'https://twitter.com/acme')).toBe(true);
});

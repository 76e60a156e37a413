import { expect, test } from 'vitest';
import { wordpress } from './wordpress';

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

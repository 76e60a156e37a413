import { expect, test } from 'vitest';
import type { PostView } from '../../lib/messages/views';
import { createLastSeenKeeper } from './kept-last-seen';

const earlier = { content: { text: 'before', media: [] }, atMs: 1 };
const view = (seal: string, lastSeen?: PostView['lastSeen']) =>
  ({ post: { id: 'one' }, seal, ...(lastSeen && { lastSeen }) }) as unknown as PostView;

test('the changes stay on the screen when the post counts as seen', () => {
  const keep = createLastSeenKeeper();
  expect(keep(view('s1', earlier)).lastSeen).toEqual(earlier);
  expect(keep(view('s1')).lastSeen).toEqual(earlier);
});

test('a newer version of the post is compared with what was seen then', () => {
  const keep = createLastSeenKeeper();
  keep(view('s1', earlier));
  const later = { ...earlier, atMs: 2 };
  expect(keep(view('s2', later)).lastSeen).toEqual(later);
});

test('a post that was new at first does not gain changes by being seen', () => {
  const keep = createLastSeenKeeper();
  keep(view('s1'));
  expect(keep(view('s1', earlier)).lastSeen).toBeUndefined();
});

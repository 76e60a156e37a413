import { expect, test } from 'vitest';
import type { SessionView } from '../../lib/messages/views';
import type { Post } from '../../lib/workspace/records';
import { finishWords } from './finish-words';

const session = {
  people: [{ id: 'cleo', name: 'Cleo' }],
  accounts: [{ id: 'acme', handle: 'acme.test' }],
} as unknown as SessionView;
const post = (changes: object) =>
  ({ accountId: 'acme', awaitingMemberIds: [], ...changes }) as unknown as Post;

test('says who is asked', () => {
  const words = finishWords(
    'submit',
    [post({ status: 'awaitingApproval', awaitingMemberIds: ['cleo'] })],
    session,
    0,
  );
  expect(words).toEqual({ title: 'Sent for approval', lines: ['For @acme.test: Cleo can approve it now.'] });
});

test('says so when nobody can approve it', () => {
  const { lines } = finishWords('submit', [post({ status: 'awaitingApproval' })], session, 0);
  expect(lines[0]).toContain('nobody');
});

test('a post that failed before anybody looked is not called on its way', () => {
  expect(finishWords('publish', [post({ status: 'failed' })], session, 0).title).toBe('Not published');
  expect(finishWords('publish', [post({ status: 'scheduled' })], session, 0).title).toBe('On its way');
  expect(finishWords('publish', [post({ status: 'published' })], session, 0).title).toBe('Published');
});

test('an edit of a post in approval was saved, and still awaits', () => {
  const awaiting = post({ status: 'awaitingApproval', awaitingMemberIds: ['cleo'] });
  expect(finishWords('save', [awaiting], session, 0).title).toBe('Saved');
});

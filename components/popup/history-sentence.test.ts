import { expect, test } from 'vitest';
import { GROUP_OF_EVENT } from '../../lib/workspace/event-groups';
import type { ActorId } from '../../lib/workspace/records';
import { historySentence } from './history-sentence';

const EDDA = 'edda' as ActorId;
const names = { nameOfMember: (id: string) => (id === 'edda' ? 'Edda' : 'a former member'), nowMs: 0 };
const say = (name: string, details = {}, actorId: ActorId = EDDA) =>
  historySentence({ name, actorId, details }, names);

test('says who did what', () => {
  expect(say('post.created')).toBe('Edda wrote the post.');
  expect(say('post.submitted', { steps: 'team, client' })).toBe(
    'Edda sent the post for approval (team, then client).',
  );
  expect(say('post.approved', { step: 'client' })).toBe('Edda approved the post for the client.');
  expect(say('post.submitted', { steps: 'approval' })).toBe('Edda sent the post for approval.');
  expect(say('post.declined', { step: 'approval', note: 'No' })).toBe('Edda declined the post: “No”');
});

test('quotes a note and does not add a second full stop', () => {
  expect(say('post.declined', { step: 'team', note: 'Too long.' })).toBe(
    'Edda declined the post for the team: “Too long.”',
  );
  expect(say('post.noted', { note: 'ask Cleo' })).toBe('Edda noted: “ask Cleo”');
});

test('names somebody who has left', () => {
  expect(say('post.edited', {}, 'gone' as ActorId)).toBe('a former member changed the post.');
});

test('what the extension did by itself has no person in it', () => {
  expect(say('post.published', {}, 'system')).toBe('The network accepted the post.');
  expect(say('post.failed', { words: 'Text too long' }, 'system')).toBe(
    'The post could not be published: Text too long',
  );
});

test('an event of a newer version is shown, not hidden', () => {
  expect(say('post.translated')).toContain('post.translated');
});

test('every event of a post has words', () => {
  const logged = Object.keys(GROUP_OF_EVENT).filter((name) => name.startsWith('post.'));
  expect(logged.length).toBeGreaterThan(20);
  for (const name of logged) expect(say(name), name).not.toContain('no words');
});

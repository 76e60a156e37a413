import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { GROUP_OF_EVENT } from '../../../lib/workspace/event-groups';
import type { LogEvent } from '../../../lib/workspace/records';
import { eventSentence, ruleSentence } from './event-sentences';

const names = {
  nameOfMember: (id: string) => ({ edda: 'Edda', olu: 'Olu' })[id],
  nameOfAccount: (id: string) => ({ a1: '@acme' })[id],
  nowMs: 0,
};
const sentence = (name: string, details: LogEvent['details'] = {}, others: object = {}) =>
  eventSentence(
    {
      name,
      actorId: 'edda' as never,
      accountId: 'a1' as never,
      memberId: 'olu' as never,
      details,
      ...others,
    },
    names,
  );

/** The names that stand in the calls of `log` in a source: at once, or as one of two. */
function namesLoggedIn(source: string): string[] {
  return [...source.matchAll(/\blog\(\{\s*name: ([^,\n]+)/g)].flatMap(([, expression = '']) =>
    [...expression.matchAll(/'([a-zA-Z]+\.[a-zA-Z]+)'/g)].map(([, name = '']) => name),
  );
}

test('every event that any command logs has its sentence and its group', () => {
  const root = join(import.meta.dirname, '../../../lib/workspace');
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .map((path) => readFileSync(join(root, path), 'utf8'));
  const calls = sources.join('\n').match(/\blog\(\{/g)?.length ?? 0;
  const logged = sources.flatMap(namesLoggedIn);
  // A call whose name is not read would be one without a test.
  expect(logged.length).toBeGreaterThanOrEqual(calls);
  expect(calls).toBeGreaterThan(40);
  for (const name of new Set(logged)) {
    expect(Object.keys(GROUP_OF_EVENT)).toContain(name);
    expect(sentence(name), name).not.toContain('no words');
  }
});

test('no sentence is left with a place that nobody filled, or two spaces', () => {
  const details = {
    name: 'Brand',
    from: 'Flo',
    team: 'News',
    label: 'press',
    into: 'news',
    note: 'Fine',
    words: 'No.',
    changed: 'schedule',
  };
  for (const name of Object.keys(GROUP_OF_EVENT)) {
    expect(sentence(name, details), name).toMatch(/^[A-Z@].*[.”]$/);
    expect(sentence(name, details), name).not.toMatch(/undefined|\{| {2}|“”/);
  }
});

test('a sentence says who, what and on what', () => {
  expect(sentence('post.created')).toBe('Edda wrote a post on @acme.');
  expect(sentence('post.approved', { step: 'client' })).toBe('Edda approved a post on @acme for the client.');
  expect(sentence('post.declined', { step: 'approval' })).toBe('Edda declined a post on @acme.');
  expect(sentence('post.approved', { step: 'Legal', note: 'Fine' })).toBe(
    'Edda approved a post on @acme at the step “Legal”. They wrote: “Fine”',
  );
  expect(sentence('post.failed', { words: 'Text too long.' }, { actorId: 'system' })).toBe(
    'A post on @acme could not be published. Text too long.',
  );
  expect(sentence('member.edited', { suspended: true })).toBe('Edda suspended Olu.');
  expect(sentence('member.edited', { role: 'admin', name: 'Olu' })).toBe(
    'Edda changed the role and the name of Olu.',
  );
  expect(sentence('member.removed', { name: 'Flo', handedOver: 2 })).toBe(
    'Edda removed Flo; 2 posts were handed over.',
  );
  expect(sentence('workspace.edited', { hasPicture: true })).toBe('Edda gave the workspace a picture.');
  expect(sentence('twoFactor.required', { role: 'contentCreator', required: true })).toBe(
    'Edda now requires two-factor sign-in of everybody with the role Content creator.',
  );
});

test('who has left, and what is gone, is not called by an id', () => {
  const gone = { actorId: 'gone', accountId: 'gone', memberId: 'gone' };
  expect(sentence('assignment.removed', {}, gone)).toBe(
    'A former member took an account from a former member.',
  );
  expect(sentence('account.removed', { handle: 'acme.test' }, { accountId: 'gone' })).toBe(
    'Edda removed @acme.test.',
  );
});

test('an event of a newer version is shown, not hidden', () => {
  expect(sentence('post.translated')).toBe(
    'Edda did something that this version has no words for (post.translated).',
  );
});

test('the rule is named as the published table has it', () => {
  const rule = {
    table: 'agency',
    row: 'post.approve client gate',
    decidedBy: 'clientFull',
    cell: 'approves',
  };
  expect(ruleSentence({ rule, actorId: 'edda' as never })).toBe(
    'Allowed by the agency table: post.approve client gate, clientFull = approves',
  );
  expect(ruleSentence({ rule, actorId: 'system' })).toBeUndefined();
});

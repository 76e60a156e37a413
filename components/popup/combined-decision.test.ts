import { expect, test } from 'vitest';
import type { CompositionDecisions } from '../../lib/messages/views';
import type { AccountId, Decision, MemberId } from '../../lib/roles';
import { combineDecisions, gatesOf } from './combined-decision';

const ACME = 'acme' as AccountId;
const BOLT = 'bolt' as AccountId;
const rule = { table: 'agency', row: 'post.publish own', decidedBy: 'editor' } as const;
const yes: Decision = { allowed: true, reason: 'Edda is an editor.', remedy: '', rule };
const no: Decision = {
  allowed: false,
  reason: 'Editors do not publish here.',
  remedy: 'Ask Olu (owner).',
  rule,
};
const nameOf = (id: AccountId) => `@${id}`;

function decisionsFor(accountId: AccountId, publish: Decision, submit: Decision = yes): CompositionDecisions {
  return { accountId, save: yes, submit, schedule: publish, publish };
}

test('without an account everything is refused', () => {
  expect(combineDecisions('save', [], [], nameOf)).toMatchObject({
    allowed: false,
    remedy: 'Choose where this goes.',
  });
});

test('one account answers in the words of the engine, unchanged', () => {
  expect(combineDecisions('publish', [ACME], [decisionsFor(ACME, no)], nameOf)).toBe(no);
  expect(combineDecisions('publish', [ACME], [decisionsFor(ACME, yes)], nameOf)).toBe(yes);
});

test('of several accounts one refusal refuses, and the account is named', () => {
  const combined = combineDecisions(
    'publish',
    [ACME, BOLT],
    [decisionsFor(ACME, yes), decisionsFor(BOLT, no)],
    nameOf,
  );
  expect(combined).toMatchObject({
    allowed: false,
    reason: '@bolt: Editors do not publish here.',
    remedy: no.remedy,
  });
});

test('the refusal of an account that is no longer chosen does not count', () => {
  const decisions = [decisionsFor(ACME, yes), decisionsFor(BOLT, no)];
  expect(combineDecisions('publish', [ACME], decisions, nameOf).allowed).toBe(true);
});

test('an account whose answer is not there yet is not allowed in advance', () => {
  expect(combineDecisions('publish', [ACME, BOLT], [decisionsFor(ACME, yes)], nameOf).allowed).toBe(false);
});

test('the steps of all chosen accounts are named once each', () => {
  const gate = {
    name: 'client',
    gate: 'client',
    rule: 'any',
    approverIds: ['cleo' as MemberId],
    reason: 'The client approves.',
  } as const;
  const gated = { ...yes, gates: [gate] };
  const decisions = [decisionsFor(ACME, no, gated), decisionsFor(BOLT, no, gated)];
  expect(gatesOf([ACME, BOLT], decisions)).toEqual([gate]);
  expect(gatesOf([BOLT], [decisionsFor(ACME, no, gated), decisionsFor(BOLT, yes)])).toEqual([]);
});

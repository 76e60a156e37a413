import { expect, test } from 'vitest';
import type { AccountOverview } from '../../../lib/messages/views';
import type { AccountId, Decision } from '../../../lib/roles';
import type { Account } from '../../../lib/workspace/records';
import { EDDA, northwind, OLU } from '../test-workspace';
import { type AccountFilter, listAccounts, NO_FILTER, toListed } from './list-accounts';

const NOW_MS = 1_000;
const decision = { allowed: true } as Decision;
const accountOf = (id: string, facts: Partial<Account> = {}): Account => ({
  ...northwind,
  id: id as AccountId,
  name: id,
  handle: `${id}.test`,
  ...facts,
});
const overviewOf = ({ id }: Account, facts: Partial<AccountOverview> = {}): AccountOverview => ({
  accountId: id,
  edit: decision,
  signIn: decision,
  remove: decision,
  renewers: [],
  peopleCount: 1,
  isPartial: false,
  needsApproval: [],
  ...facts,
});

const fine = accountOf('Anna');
const paused = accountOf('Berta', { publishing: { pausedSinceMs: 1 } });
const broken = accountOf('Cæsar', {
  connections: [{ mode: 'owner', memberId: OLU, state: 'needsReauthorization', sinceMs: 0 }],
});
const mine = accountOf('Dora');
const byHand = accountOf('Émile', { network: 'instagram', connections: [] });
const waits = accountOf('Frida', { publishing: { notBeforeMs: NOW_MS + 1 } });
const all = [fine, paused, broken, mine, byHand, waits].map((account) =>
  toListed(
    account,
    [overviewOf(account, account === mine ? { ownSignIn: decision } : {})],
    account === byHand,
    EDDA,
    NOW_MS,
  ),
);
const namesOf = (filter: Partial<AccountFilter>) =>
  listAccounts(all, { ...NO_FILTER, ...filter }).map(({ account }) => account.name);

test('what needs somebody comes first, then what is held, then the rest by name', () => {
  expect(namesOf({})).toEqual(['Cæsar', 'Dora', 'Berta', 'Frida', 'Anna', 'Émile']);
});

test('accounts are found by name, handle and network, with or without accents', () => {
  expect(namesOf({ text: 'emile' })).toEqual(['Émile']);
  expect(namesOf({ text: '@berta' })).toEqual(['Berta']);
  expect(namesOf({ text: 'instagram ém' })).toEqual(['Émile']);
  expect(namesOf({ text: 'nobody' })).toEqual([]);
});

test('accounts are filtered by network and by state', () => {
  expect(namesOf({ network: 'instagram' })).toEqual(['Émile']);
  expect(namesOf({ state: 'attention' })).toEqual(['Cæsar', 'Dora']);
  expect(namesOf({ state: 'held' })).toEqual(['Berta', 'Frida']);
  expect(namesOf({ state: 'byHand' })).toEqual(['Émile']);
  expect(namesOf({ state: 'signedIn' })).toEqual(['Dora', 'Berta', 'Frida', 'Anna']);
});

test('an account that a person posts to by hand waits for no sign-in', () => {
  expect(toListed(accountOf('X', { connections: [] }), [], true, OLU, NOW_MS).needsAttention).toBe(false);
  expect(toListed(accountOf('X', { connections: [] }), [], false, OLU, NOW_MS).needsAttention).toBe(true);
});

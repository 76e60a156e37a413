import { expect, test } from 'vitest';
import type { TeamId } from '../../../lib/roles';
import { memberWith, NORTHWIND } from '../test-workspace';
import { findMembers, type MemberFilter, type MemberOrder, NO_FILTER, stateOf } from './find-members';

const NOW_MS = Date.parse('2026-11-22T12:00:00Z');
const DESK = 'desk' as TeamId;

const zoe = memberWith({
  id: 'zoe',
  name: 'Zoë Ek',
  role: 'editor',
  email: 'zoe@bright.example',
  addedAtMs: 3,
});
const ari = memberWith({
  id: 'ari',
  name: 'Ari',
  role: 'admin',
  suspended: true,
  addedAtMs: 1,
  accounts: [{ accountId: NORTHWIND, posting: 'full', credentials: 'owner', approves: false }],
});
const ben = memberWith({
  id: 'ben',
  name: 'Ben 10',
  role: 'editor',
  addedAtMs: 2,
  expiresAt: '2026-11-22T11:00:00Z',
  teams: [{ teamId: DESK, accountRoles: {} }],
});
const ben2 = memberWith({ id: 'ben2', name: 'Ben 9', role: 'editor', addedAtMs: 2 });
const all = [zoe, ari, ben, ben2];

const byName: MemberOrder = { key: 'name', descending: false };
const context = {
  teams: [{ id: DESK, name: 'Desk', accountIds: [NORTHWIND] }],
  roleName: ({ role }: { role: string }) => role,
  nowMs: NOW_MS,
};
const namesOf = (filter: Partial<MemberFilter>, order = byName) =>
  findMembers(all, { ...NO_FILTER, ...filter }, order, context).map(({ name }) => name);

test('names are sorted as people read them, numbers by their value', () => {
  expect(namesOf({})).toEqual(['Ari', 'Ben 9', 'Ben 10', 'Zoë Ek']);
  expect(namesOf({}, { key: 'name', descending: true })).toEqual(['Zoë Ek', 'Ben 10', 'Ben 9', 'Ari']);
});

test('those who are alike in what is sorted by stand by name, also the other way round', () => {
  expect(namesOf({}, { key: 'added', descending: false })).toEqual(['Ari', 'Ben 9', 'Ben 10', 'Zoë Ek']);
  expect(namesOf({}, { key: 'added', descending: true })).toEqual(['Zoë Ek', 'Ben 9', 'Ben 10', 'Ari']);
  expect(namesOf({}, { key: 'role', descending: false })).toEqual(['Ari', 'Ben 9', 'Ben 10', 'Zoë Ek']);
  expect(namesOf({}, { key: 'lastDay', descending: false })[0]).toBe('Ben 10');
});

test('every word is looked for in the name and the email, whatever the accents', () => {
  expect(namesOf({ text: 'zoe' })).toEqual(['Zoë Ek']);
  expect(namesOf({ text: ' bright EK ' })).toEqual(['Zoë Ek']);
  expect(namesOf({ text: 'zoe ari' })).toEqual([]);
});

test('role, team, account and state narrow what is found', () => {
  expect(namesOf({ role: 'admin' })).toEqual(['Ari']);
  expect(namesOf({ teamId: DESK })).toEqual(['Ben 10']);
  // Ari was given the account, Ben reaches it through his team.
  expect(namesOf({ accountId: NORTHWIND })).toEqual(['Ari', 'Ben 10']);
  expect(namesOf({ state: 'suspended' })).toEqual(['Ari']);
  expect(namesOf({ state: 'ended' })).toEqual(['Ben 10']);
  expect(namesOf({ state: 'active', role: 'editor' })).toEqual(['Ben 9', 'Zoë Ek']);
});

test('a membership ends at its moment and not before', () => {
  expect(stateOf(ben, Date.parse('2026-11-22T10:59:59Z'))).toBe('active');
  expect(stateOf({ ...ben, suspended: true }, NOW_MS)).toBe('ended');
});

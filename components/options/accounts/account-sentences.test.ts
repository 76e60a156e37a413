import { expect, test } from 'vitest';
import { answersFor, EDDA, memberWith, NORTHWIND, northwind, OLU } from '../test-workspace';
import { clientApprovalSentence, signInSentence } from './account-sentences';

const olu = memberWith({ id: 'olu', name: 'Olu', role: 'owner' });
const edda = memberWith({ id: 'edda', name: 'Edda', role: 'editor' });
const approving = {
  accountId: NORTHWIND,
  posting: 'needsApproval',
  credentials: 'owner',
  approves: true,
} as const;
const chidi = memberWith({
  id: 'chidi',
  name: 'Chidi',
  role: 'client',
  clientAccess: 'read',
  accounts: [approving],
});
const cleo = memberWith({
  id: 'cleo',
  name: 'Cleo',
  role: 'client',
  clientAccess: 'read',
  accounts: [approving],
});

test('a sign-in that no longer works says who has to sign in again', () => {
  const { session } = answersFor([olu, edda], [northwind]);
  const broken = { mode: 'member', state: 'needsReauthorization', sinceMs: 0 } as const;
  expect(signInSentence({ ...broken, memberId: EDDA }, session)).toMatch(/^Edda must sign in again/);
  expect(signInSentence({ ...broken, memberId: OLU }, session)).toMatch(/^You must sign in again/);
});

test('client approval names those who approve, and how many of them have to', () => {
  expect(clientApprovalSentence(northwind, [olu])).toBe('No client approves here.');
  expect(clientApprovalSentence(northwind, [chidi])).toBe('Chidi approves every post.');
  expect(clientApprovalSentence(northwind, [chidi, cleo])).toBe('One of Chidi and Cleo approves each post.');
  expect(clientApprovalSentence({ ...northwind, clientApprovalRule: 'all' }, [chidi, cleo])).toBe(
    'Chidi and Cleo all approve each post.',
  );
});

test('a suspended client approves nothing', () => {
  expect(clientApprovalSentence(northwind, [{ ...chidi, suspended: true }])).toBe('No client approves here.');
});

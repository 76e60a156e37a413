import { expect, test } from 'vitest';
import type { AccountId, TeamId } from '../../../lib/roles';
import { COMMANDS } from '../../../lib/workspace/commands/commands';
import { memberWith, NORTHWIND } from '../test-workspace';
import { BULK_DEEDS, type BulkWish, bulkCommand } from './bulk-deeds';

const held = {
  accountId: NORTHWIND,
  posting: 'needsApproval',
  credentials: 'owner',
  approves: false,
} as const;
const edda = memberWith({ id: 'edda', name: 'Edda', role: 'editor', accounts: [held] });
const chidi = memberWith({
  id: 'chidi',
  role: 'client',
  clientAccess: 'read',
  accounts: [{ ...held, approves: true }],
});
const olu = memberWith({ id: 'olu', role: 'owner' });

const wish = (change: Partial<BulkWish>): BulkWish => ({
  deed: 'suspend',
  lastDay: '',
  accountId: NORTHWIND,
  teamId: undefined,
  posting: 'full',
  credentials: 'member',
  role: 'admin',
  clientAccess: 'read',
  ...change,
});

test('those who are so already are left alone', () => {
  expect(bulkCommand(edda, wish({ deed: 'unsuspend' }), 'agency')).toBeUndefined();
  expect(bulkCommand(edda, wish({ deed: 'last-day' }), 'agency')).toBeUndefined();
  expect(bulkCommand(edda, wish({ deed: 'role', role: 'editor' }), 'agency')).toBeUndefined();
  expect(
    bulkCommand(edda, wish({ deed: 'take', accountId: 'other' as AccountId }), 'agency'),
  ).toBeUndefined();
  expect(
    bulkCommand(edda, wish({ deed: 'assign', posting: 'needsApproval', credentials: 'owner' }), 'agency'),
  ).toBeUndefined();
  expect(bulkCommand(olu, wish({ deed: 'assign' }), 'agency')).toBeUndefined();
});

test('an account is given as each role takes it, and a client goes on approving', () => {
  expect(bulkCommand(edda, wish({ deed: 'assign' }), 'agency')?.args).toEqual({
    memberId: 'edda',
    assignment: { accountId: NORTHWIND, posting: 'full', credentials: 'member', approves: false },
  });
  // A read-only client posts nothing: there is nothing to choose.
  expect(bulkCommand(chidi, wish({ deed: 'assign' }), 'agency')).toBeUndefined();
  const other = 'other' as AccountId;
  expect(bulkCommand(chidi, wish({ deed: 'assign', accountId: other }), 'agency')?.args).toMatchObject({
    assignment: { accountId: other, posting: 'needsApproval', credentials: 'owner', approves: false },
  });
});

test('in the enterprise model members are put on teams and keep the roles that they have there', () => {
  const teamId = 'desk' as TeamId;
  const on = memberWith({ id: 'on', role: 'editor', teams: [{ teamId, accountRoles: {} }] });
  const teamWish = wish({ accountId: undefined, teamId });
  expect(bulkCommand(edda, { ...teamWish, deed: 'assign' }, 'enterprise')?.name).toBe('team.setMember');
  expect(bulkCommand(on, { ...teamWish, deed: 'assign' }, 'enterprise')).toBeUndefined();
  expect(bulkCommand(on, { ...teamWish, deed: 'take' }, 'enterprise')?.name).toBe('team.removeMember');
});

test.each(BULK_DEEDS)('makes arguments that the command accepts: %s', (deed) => {
  const member = deed === 'unsuspend' ? { ...edda, suspended: true } : edda;
  const command = bulkCommand(member, wish({ deed, lastDay: '2027-01-31' }), 'agency');
  if (!command) throw new Error('there is something to do');
  expect(COMMANDS[command.name].args.safeParse(command.args).success).toBe(true);
});

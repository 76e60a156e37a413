import { describe, expect, test } from 'vitest';
import type { TeamId } from '../../../lib/roles';
import { COMMANDS } from '../../../lib/workspace/commands/commands';
import { memberWith, NORTHWIND, northwind } from '../test-workspace';
import {
  assignmentChanges,
  editCommands,
  memberDraftOf,
  newMemberDraft,
  rebaseDraft,
  teamChanges,
  toAddMemberArgs,
  toEditMemberArgs,
  wishedMember,
  withRole,
} from './member-draft';

const active = { suspended: false, expiresAt: undefined };

describe('adding a person', () => {
  test("gives an editor the account, with approval needed and the owner's credentials", () => {
    const draft = { ...newMemberDraft('editor', [northwind]), name: 'Edda', email: ' edda@bright.example ' };
    expect(toAddMemberArgs(draft, 'edda')).toEqual({
      memberId: 'edda',
      name: 'Edda',
      email: 'edda@bright.example',
      role: 'editor',
      accounts: [{ accountId: NORTHWIND, posting: 'needsApproval', credentials: 'owner', approves: false }],
    });
  });

  test('makes a new client one who reads and approves', () => {
    const args = toAddMemberArgs({ ...newMemberDraft('client', [northwind]), name: 'Chidi' }, 'chidi');
    expect(args).toMatchObject({ role: 'client', clientAccess: 'read' });
    expect(args.accounts).toEqual([
      { accountId: NORTHWIND, posting: 'needsApproval', credentials: 'owner', approves: true },
    ]);
    expect(args).not.toHaveProperty('email');
  });

  test('says nothing that the chosen role has no choice in, whatever was chosen for another one before', () => {
    const asClient = newMemberDraft('client', [northwind]);
    const admin = toAddMemberArgs(
      { ...withRole({ ...asClient, grants: ['addAccounts'] }, 'admin'), name: 'Ari' },
      'ari',
    );
    expect(admin).not.toHaveProperty('clientAccess');
    expect(admin.grants).toEqual(['addAccounts']);
    expect(admin.accounts).toEqual([
      { accountId: NORTHWIND, posting: 'full', credentials: 'owner', approves: false },
    ]);
    const editor = toAddMemberArgs(
      { ...withRole({ ...asClient, grants: ['addAccounts'] }, 'editor'), name: 'Edda' },
      'edda',
    );
    expect(editor).not.toHaveProperty('grants');
    const owner = toAddMemberArgs({ ...withRole(asClient, 'owner'), name: 'Oda' }, 'oda');
    expect(owner.accounts).toEqual([]);
  });

  test('asks a person who becomes a client to approve', () => {
    const [assignment] = withRole(newMemberDraft('editor', [northwind]), 'client').assignments;
    expect(assignment?.approves).toBe(true);
  });

  test('leaves out the accounts that were not chosen', () => {
    const draft = newMemberDraft('editor', [northwind]);
    const assignments = draft.assignments.map((each) => ({ ...each, assigned: false }));
    expect(toAddMemberArgs({ ...draft, assignments }, 'edda').accounts).toEqual([]);
  });

  test.each(['editor', 'client', 'admin', 'owner'] as const)(
    'makes arguments that member.add accepts: %s',
    (role) => {
      const args = toAddMemberArgs({ ...newMemberDraft(role, [northwind]), name: 'Somebody' }, 'somebody');
      expect(COMMANDS['member.add'].args.safeParse(args).success).toBe(true);
    },
  );
});

describe('editing a person', () => {
  const assignment = {
    accountId: NORTHWIND,
    posting: 'needsApproval',
    credentials: 'owner',
    approves: false,
  } as const;
  const edda = memberWith({
    id: 'edda',
    name: 'Edda',
    role: 'editor',
    email: 'edda@bright.example',
    accounts: [assignment],
  });

  test('sends nothing when nothing was changed', () => {
    const draft = memberDraftOf(edda, [northwind]);
    expect(toEditMemberArgs(edda, draft, active)).toBeUndefined();
    expect(assignmentChanges(edda, draft)).toEqual({ set: [], removed: [] });
  });

  test('sends only what was changed', () => {
    const draft = { ...memberDraftOf(edda, [northwind]), name: 'Edda Ek' };
    expect(toEditMemberArgs(edda, draft, { suspended: true, expiresAt: undefined })).toEqual({
      memberId: 'edda',
      name: 'Edda Ek',
      suspended: true,
    });
  });

  test('takes an email and an end date away by saying so', () => {
    const leaving = memberWith({ ...edda, expiresAt: '2027-01-01T00:00:00.000Z' });
    const draft = { ...memberDraftOf(leaving, [northwind]), email: '' };
    expect(toEditMemberArgs(leaving, draft, active)).toEqual({
      memberId: 'edda',
      email: '',
      expiresAt: null,
    });
  });

  test('names the access of somebody who becomes a client', () => {
    const draft = {
      ...withRole(memberDraftOf(edda, [northwind]), 'client'),
      clientAccess: 'posting' as const,
    };
    expect(toEditMemberArgs(edda, draft, active)).toEqual({
      memberId: 'edda',
      role: 'client',
      clientAccess: 'posting',
    });
    expect(assignmentChanges(edda, draft).set).toEqual([{ ...assignment, approves: true }]);
  });

  test('tells a changed assignment from one that was taken away', () => {
    const draft = memberDraftOf(edda, [northwind]);
    const change = (changes: object) => ({
      ...draft,
      assignments: draft.assignments.map((each) => ({ ...each, ...changes })),
    });
    expect(assignmentChanges(edda, change({ credentials: 'member' }))).toEqual({
      set: [{ ...assignment, credentials: 'member' }],
      removed: [],
    });
    expect(assignmentChanges(edda, change({ assigned: false }))).toEqual({ set: [], removed: [NORTHWIND] });
  });
});

describe('a member who was changed meanwhile', () => {
  const other = { ...northwind, id: 'other' as typeof NORTHWIND };
  const accounts = [northwind, other];
  const held = {
    accountId: NORTHWIND,
    posting: 'needsApproval',
    credentials: 'owner',
    approves: false,
  } as const;
  const before = memberWith({ id: 'edda', name: 'Edda', role: 'editor', accounts: [held] });
  const base = memberDraftOf(before, accounts);

  test('keeps what the form changed and takes the rest as it is now', () => {
    const now = memberWith({
      ...before,
      email: 'edda@bright.example',
      role: 'admin',
      accounts: [{ ...held, posting: 'full', credentials: 'member' }],
    });
    const mine = {
      ...base,
      name: 'Edda Ek',
      assignments: base.assignments.map((each) =>
        each.accountId === other.id ? { ...each, assigned: true } : each,
      ),
    };
    const merged = rebaseDraft(mine, base, memberDraftOf(now, accounts));
    expect(toEditMemberArgs(now, merged, active)).toEqual({ memberId: 'edda', name: 'Edda Ek' });
    expect(assignmentChanges(now, merged)).toEqual({
      set: [{ accountId: other.id, posting: 'full', credentials: 'owner', approves: false }],
      removed: [],
    });
  });

  test('a role that was chosen in the form goes before one that was given meanwhile', () => {
    const now = memberWith({ ...before, role: 'admin' });
    const mine = withRole(base, 'client');
    expect(rebaseDraft(mine, base, memberDraftOf(now, accounts))).toMatchObject({
      role: 'client',
      clientAccess: 'read',
    });
  });
});

describe('teams', () => {
  const desk = { id: 'desk' as TeamId };
  const mobile = { id: 'mobile' as TeamId };
  const member = memberWith({
    id: 'eva',
    name: 'Eva',
    role: 'editor',
    teams: [{ teamId: desk.id, accountRoles: { [NORTHWIND]: 'viewOnly' } }],
  });

  test('are only told of where the form changed something', () => {
    const draft = memberDraftOf(member, [], [desk, mobile]);
    expect(teamChanges(member, draft)).toEqual({ set: [], removed: [] });
    const [onDesk, onMobile] = draft.teams;
    if (!onDesk || !onMobile) throw new Error('both teams are offered');
    const moved = {
      ...draft,
      teams: [
        { ...onDesk, isOn: false },
        { ...onMobile, isOn: true },
      ],
    };
    expect(teamChanges(member, moved)).toEqual({
      set: [{ teamId: mobile.id, accountRoles: {} }],
      removed: [desk.id],
    });
    const asEditor = { ...draft, teams: [{ ...onDesk, accountRoles: {} }, onMobile] };
    expect(teamChanges(member, asEditor).set).toEqual([{ teamId: desk.id, accountRoles: {} }]);
  });

  test('are joined before the member is edited, and left after', () => {
    const draft = memberDraftOf(member, [], [desk, mobile]);
    const moved = {
      ...draft,
      name: 'Eve',
      teams: draft.teams.map((each) => ({ ...each, isOn: !each.isOn })),
    };
    expect(editCommands(member, draft, active)).toEqual([]);
    expect(editCommands(member, moved, active).map(({ name }) => name)).toEqual([
      'team.setMember',
      'member.edit',
      'team.removeMember',
    ]);
  });

  test('that the form does not show stay in the wish that a preview is asked for', () => {
    const draft = memberDraftOf(member, [], [mobile]);
    expect(wishedMember(draft, active, member.id, member).teams).toEqual(member.teams);
  });
});

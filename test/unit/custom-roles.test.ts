import { beforeEach, describe, expect, it } from 'vitest';
import { cellOf, Role, rowKey, rulesFor } from '../../lib/roles';
import type { CommandArgs } from '../../lib/workspace/commands/commands';
import { sealOf } from '../../lib/workspace/seal';
import {
  type Agency,
  accountId,
  assignment,
  createExampleAgency,
  draft,
  memberId,
  postId,
} from './example-agency';
import { createExampleEnterprise, onTeam, roleId, teamId } from './example-enterprise';

type RoleDraft = CommandArgs<'role.save'>['role'];

const p1 = { postId: postId('p1') };
const role = (id: string, change: Partial<RoleDraft> = {}): RoleDraft => ({
  id: roleId(id),
  name: id,
  basedOn: 'editor',
  ...change,
});

let agency: Agency;
beforeEach(async () => {
  agency = await createExampleAgency();
});

const save = (actor: string, one: RoleDraft, workspace = agency) =>
  workspace.run(actor, 'role.save', { role: one });
const refusalOfSaving = (actor: string, one: RoleDraft, workspace = agency) =>
  workspace.refusal(actor, 'role.save', { role: one });
const give = (actor: string, member: string, customRole: string | null, workspace = agency) =>
  workspace.run(actor, 'member.edit', { memberId: memberId(member), customRole });
const makerOf = (id: string, workspace = agency) =>
  workspace.store.rows('customRoles').find((one) => one.id === id)?.madeBy;
const events = (name: string, workspace = agency) =>
  workspace.store.rows('events').filter((event) => event.name === name);

describe('making a role', () => {
  it('switches single permissions of a built-in role, and the member who has it may just that', async () => {
    await save('olu', role('r1', { switched: { 'post.delete others': true, 'post.publish own': false } }));
    await give('olu', 'flo', 'r1');
    await draft(agency, 'edi');
    await agency.run('flo', 'post.delete', p1);
    await draft(agency, 'flo', 'p2');
    expect(await agency.refusal('flo', 'post.publish', { postId: postId('p2') })).toMatch(/Flo/);
    expect(agency.store.rows('customRoles')).toMatchObject([{ id: 'r1', madeBy: 'olu' }]);
    expect(events('role.made')).toMatchObject([
      {
        actorId: 'olu',
        details: { roleId: 'r1', switchedOn: 'post.delete others', switchedOff: 'post.publish own' },
      },
    ]);
  });

  it('makes an edited role the editor’s own', async () => {
    await save('olu', role('r1', { switched: { 'post.delete others': true } }));
    await save('ari', role('r1', { name: 'Renamed', switched: { 'post.delete others': true } }));
    expect(makerOf('r1')).toBe('ari');
    expect(events('role.edited')).toHaveLength(1);
  });

  it('overwrites nothing that was changed since, and says who saved it last', async () => {
    const saveFrom = (ifRevision: number, change: Partial<RoleDraft>) =>
      agency.run('olu', 'role.save', { role: role('r1', change), ifRevision });
    await save('olu', role('r1'));
    await saveFrom(0, { name: 'First window' });
    await save('ari', role('r1', { name: 'Ari’s' }));
    const before = JSON.stringify(agency.snapshot());
    for (const old of [0, 1])
      await expect(saveFrom(old, { name: 'Second window' })).rejects.toMatchObject({
        error: { kind: 'conflict', reason: 'The role Ari’s was changed meanwhile; Ari saved it last.' },
      });
    expect(JSON.stringify(agency.snapshot())).toBe(before);
    await saveFrom(2, { name: 'Looked again' });
    await agency.run('olu', 'role.remove', { roleId: roleId('r1') });
    // What somebody removed does not come back by an edit of it.
    await expect(saveFrom(3, {})).rejects.toThrow(/not in the workspace any more/);
    expect(agency.store.rows('customRoles')).toEqual([]);
  });

  it.each<[string, string, Partial<RoleDraft>, string]>([
    [
      'a permission that the table does not know',
      'olu',
      { switched: { 'post.fly': true } },
      'role.switched["post.fly"]: the agency model has no permission of this name',
    ],
    [
      'a permission of the other model',
      'olu',
      { switched: { 'team.create': false } },
      'role.switched["team.create"]: the agency model has no permission of this name',
    ],
    [
      'what the maker does not hold',
      'ari',
      { switched: { 'billing.view': true, 'post.delete others': true } },
      'role.switched["billing.view"]: Ari does not hold this, and a role gives nothing that its maker does not hold',
    ],
    [
      'the client’s gate, which no maker holds',
      'olu',
      { switched: { 'post.approve client gate': true } },
      'role.switched["post.approve client gate"]: Olu does not hold this, and a role gives nothing that its maker does not hold',
    ],
    [
      'making roles',
      'olu',
      { switched: { 'role.edit': true } },
      'role.switched["role.edit"]: a role of the workspace’s own does not make roles',
    ],
    [
      'what everybody has for themself',
      'olu',
      { switched: { 'member.view oneself': false } },
      'role.switched["member.view oneself"]: the agency model has no permission of this name',
    ],
    [
      'a client’s role without a level',
      'olu',
      { basedOn: 'client' },
      'role.clientAccess: a client has read, posting or full access',
    ],
    [
      'a level for another role',
      'olu',
      { clientAccess: 'full' },
      'role.clientAccess: only clients have a client access',
    ],
    [
      'a role of the other model',
      'olu',
      { basedOn: 'moderator' },
      'role.basedOn: the agency model has no role “moderator”',
    ],
    ['an empty name', 'olu', { name: ' ' }, 'role.name: must not be empty'],
  ])('is refused for %s, by the path to the field', async (_, actor, change, problem) => {
    expect(await refusalOfSaving(actor, role('r1', change))).toBe(problem);
    expect(agency.store.rows('customRoles')).toEqual([]);
  });

  it.each(Role.options)('is refused under the id of the built-in role %s', async (id) => {
    expect(await refusalOfSaving('olu', role(id))).toMatch(/^role\.id: is the name of a built-in role/);
  });

  it('is refused under a name that is taken', async () => {
    await save('olu', role('r1', { name: 'Night shift' }));
    expect(await refusalOfSaving('olu', role('r2', { name: ' night Shift' }))).toBe(
      'role.name: another role has this name',
    );
    await save('olu', role('r1', { name: 'Night shift' }));
  });

  it('is for those who edit roles and could add a member of the role that it copies', async () => {
    for (const actor of ['edi', 'cleo', 'pat']) expect(await refusalOfSaving(actor, role('r1'))).not.toBe('');
    expect(await refusalOfSaving('ari', role('r1', { basedOn: 'admin' }))).toMatch(/Ari/);
    await save('ari', role('r1'));
    await save('olu', role('r2', { basedOn: 'admin' }));
    // An admin may not turn an admin's role into one that it may handle.
    expect(await refusalOfSaving('ari', role('r2'))).toMatch(/Ari/);
    expect(await agency.refusal('ari', 'role.remove', { roleId: roleId('r2') })).toMatch(/Ari/);
  });

  it('is no way to make roles for whoever has one', async () => {
    await save('olu', role('r1', { basedOn: 'admin' }));
    await give('olu', 'ari', 'r1');
    expect(await refusalOfSaving('ari', role('r2'))).not.toBe('');
  });

  it('can switch every permission that the owner has, and no other', async () => {
    const rows = rulesFor('agency')
      .rows()
      .filter(({ target }) => target !== 'oneself');
    const refused: string[] = [];
    for (const row of rows) {
      const key = rowKey(row);
      const one = { role: role('r1', { switched: { [key]: true } }) };
      await agency.run('olu', 'role.save', one).catch(() => refused.push(key));
    }
    expect(refused).toEqual(
      rows
        .filter((row) => cellOf(row, 'owner') === 'no' || row.action === 'role.edit')
        .map((row) => rowKey(row)),
    );
  });
});

describe('giving a role', () => {
  beforeEach(async () => {
    await save('olu', role('r1', { switched: { 'post.delete others': true } }));
    await save('olu', role('reader', { basedOn: 'client', clientAccess: 'read' }));
  });

  it('is refused when it copies another role than the member has, or another level', async () => {
    const refusal = (member: string, customRole: string) =>
      agency.refusal('olu', 'member.edit', { memberId: memberId(member), customRole });
    expect(await refusal('ari', 'r1')).toBe('customRole: r1 is based on another role');
    expect(await refusal('pat', 'reader')).toBe('customRole: reader is based on another role');
    expect(await refusal('flo', 'r9')).toBe('customRole: there is no such role');
    await give('olu', 'cleo', 'reader');
  });

  it('works when somebody is added, and goes with the role that it copies', async () => {
    const gia = { memberId: memberId('gia'), name: 'Gia', role: 'editor' as const, customRole: 'r1' };
    expect(await agency.refusal('olu', 'member.add', { ...gia, role: 'admin' })).toMatch(/^customRole: /);
    await agency.run('olu', 'member.add', { ...gia, accounts: [assignment('a1')] });
    expect(agency.member('gia').customRole).toBe('r1');
    await agency.run('olu', 'member.edit', { memberId: memberId('gia'), role: 'admin' });
    expect(agency.member('gia')).not.toHaveProperty('customRole');
    expect(events('member.edited').at(-1)?.details).toEqual({ role: 'admin', customRole: 'none' });
  });

  it('is taken back by naming none', async () => {
    await give('olu', 'flo', 'r1');
    await give('olu', 'flo', null);
    expect(agency.member('flo')).not.toHaveProperty('customRole');
  });

  it('waits until no post of the member awaits approval', async () => {
    await draft(agency, 'edi');
    await agency.run('edi', 'post.submit', p1);
    const args = { memberId: memberId('edi'), customRole: 'r1' };
    expect(await agency.refusal('olu', 'member.edit', args)).toMatch(/awaiting approval: “Hello”/);
    await agency.run('olu', 'member.edit', { memberId: memberId('edi'), name: 'Edith' });
    await agency.run('edi', 'post.withdraw', p1);
    await agency.run('olu', 'member.edit', args);
  });

  it('is not for somebody who holds less than the role gives', async () => {
    await save('olu', role('r2', { switched: { 'billing.view': true } }));
    // Whose time is over cannot be asked.
    await agency.run('olu', 'member.add', { memberId: memberId('old'), name: 'Old', role: 'owner' });
    await agency.run('olu', 'member.edit', { memberId: memberId('old'), expiresAt: '2026-01-01T00:00:00Z' });
    const args = { memberId: memberId('edi'), customRole: 'r2' };
    expect(await agency.refusal('ari', 'member.edit', args)).toBe(
      'r2 gives what Ari does not hold: billing.view. Ask Olu (owner).',
    );
    const gia = { memberId: memberId('gia'), name: 'Gia', role: 'editor' as const, customRole: 'r2' };
    expect(await agency.refusal('ari', 'member.add', gia)).toMatch(/r2 gives what Ari does not hold/);
    await agency.run('ari', 'member.edit', { ...args, customRole: 'r1' });
  });

  it('is not for oneself', async () => {
    await save('olu', role('r2', { basedOn: 'admin' }));
    expect(
      await agency.refusal('ari', 'member.edit', { memberId: memberId('ari'), customRole: 'r2' }),
    ).toMatch(/own/);
  });

  it('keeps a workspace with an owner who has none', async () => {
    await save('olu', role('boss', { basedOn: 'owner' }));
    const ola = { memberId: memberId('ola'), name: 'Ola', role: 'owner' as const };
    await agency.run('olu', 'member.add', ola);
    await agency.run('ola', 'member.edit', { memberId: memberId('olu'), customRole: 'boss' });
    expect(
      await agency.refusal('ola', 'member.edit', { memberId: memberId('ola'), customRole: 'boss' }),
    ).not.toBe('');
    expect(
      await agency.refusal('olu', 'member.edit', { memberId: memberId('ola'), customRole: 'boss' }),
    ).not.toBe('');
  });
});

describe('removing or changing a role that somebody has', () => {
  it('is refused with the list of those who have it', async () => {
    await save('olu', role('r1'));
    await give('olu', 'flo', 'r1');
    await give('olu', 'edi', 'r1');
    expect(await agency.refusal('olu', 'role.remove', { roleId: roleId('r1') })).toBe(
      'The role r1 is still held by Edi, Flo. Give them another role first.',
    );
    expect(await refusalOfSaving('olu', role('r1', { basedOn: 'admin' }))).toBe(
      'role.basedOn: Edi, Flo have this role and cannot change with it',
    );
    await give('olu', 'flo', null);
    await give('olu', 'edi', null);
    await save('olu', role('r1', { basedOn: 'admin' }));
    await agency.run('olu', 'role.remove', { roleId: roleId('r1') });
    expect(agency.store.rows('customRoles')).toEqual([]);
    expect(await agency.refusal('olu', 'role.remove', { roleId: roleId('r1') })).toMatch(
      /not in the workspace/,
    );
  });

  it('asks those who may approve from then on', async () => {
    await save('olu', role('approver', { switched: {} }));
    await give('olu', 'flo', 'approver');
    await draft(agency, 'edi');
    await agency.run('edi', 'post.submit', p1);
    expect(agency.post().awaitingMemberIds).toEqual(['ari', 'olu']);
    await save('olu', role('approver', { switched: { 'post.approve internal gate': true } }));
    expect(agency.post().awaitingMemberIds).toEqual(['ari', 'flo', 'olu']);
    await agency.run('flo', 'post.approve', { ...p1, seal: sealOf(agency.post()) });
  });
});

describe('a maker who goes, or becomes something else', () => {
  beforeEach(async () => {
    await save('ari', role('r1', { switched: { 'post.delete others': true } }));
    await give('ari', 'flo', 'r1');
    await agency.run('olu', 'member.add', { memberId: memberId('ola'), name: 'Ola', role: 'owner' });
  });

  it.each<[string, () => Promise<unknown>]>([
    ['is removed', () => agency.run('ola', 'member.remove', { memberId: memberId('ari') })],
    [
      'gets another role',
      () => agency.run('ola', 'member.edit', { memberId: memberId('ari'), role: 'editor' }),
    ],
    [
      'gets a role of the workspace’s own',
      async () => {
        await save('ola', role('r2', { basedOn: 'admin' }));
        await give('ola', 'ari', 'r2');
      },
    ],
  ])('leaves the roles to whoever did that: %s', async (_, leave) => {
    await leave();
    expect(makerOf('r1')).toBe('ola');
    expect(events('role.handedOver')).toMatchObject([
      { actorId: 'ola', memberId: 'ola', details: { roleId: 'r1', from: 'Ari' } },
    ]);
    await draft(agency, 'edi');
    await agency.run('flo', 'post.delete', p1);
  });

  it('leaves them to an owner when whoever did that makes no roles', async () => {
    await save('ola', role('staff', { basedOn: 'admin', switched: { 'member.remove admin': true } }));
    const sam = { memberId: memberId('sam'), name: 'Sam', role: 'admin' as const, customRole: 'staff' };
    await agency.run('ola', 'member.add', sam);
    await agency.run('sam', 'member.remove', { memberId: memberId('ari') });
    expect(makerOf('r1')).toBe('ola');
  });

  it('keeps them through any other change', async () => {
    await agency.run('ola', 'member.edit', { memberId: memberId('ari'), name: 'Ariane', suspended: true });
    expect(makerOf('r1')).toBe('ari');
  });
});

describe('in the enterprise model', () => {
  let enterprise: Agency;
  beforeEach(async () => {
    enterprise = await createExampleEnterprise();
  });

  it('a role may be set on a single account, and is then held', async () => {
    await save(
      'amy',
      role('r1', { basedOn: 'viewOnly', switched: { 'post.create': true, 'post.edit': true } }),
      enterprise,
    );
    await enterprise.run('amy', 'team.setMember', {
      memberId: memberId('mo'),
      ...onTeam('t1', { a1: 'r1' }),
    });
    await draft(enterprise, 'mo');
    expect(
      await enterprise.refusal('mo', 'post.create', {
        postId: postId('p2'),
        accountId: accountId('a2'),
        content: { text: 'x', media: [] },
      }),
    ).toMatch(/Mo/);
    expect(await enterprise.refusal('amy', 'role.remove', { roleId: roleId('r1') })).toMatch(/held by Mo/);
    await enterprise.run('amy', 'team.setMember', { memberId: memberId('mo'), ...onTeam('t1') });
    await enterprise.run('amy', 'role.remove', { roleId: roleId('r1') });
  });

  it('is set on an account by nobody who holds less', async () => {
    const staff = { 'member.edit': true, 'team.members.assign': true };
    await save('amy', role('staff', { switched: staff }), enterprise);
    await save('amy', role('r1', { basedOn: 'viewOnly', switched: { 'account.remove': true } }), enterprise);
    await save('amy', role('r2', { basedOn: 'viewOnly', switched: { 'post.view': false } }), enterprise);
    await give('amy', 'ed', 'staff', enterprise);
    const set = { memberId: memberId('edi'), ...onTeam('t1', { a1: 'r1' }) };
    expect(await enterprise.refusal('ed', 'team.setMember', set)).toBe(
      'r1 gives what Ed does not hold: account.remove. Ask Amy (administrator).',
    );
    await enterprise.run('ed', 'team.setMember', { ...set, ...onTeam('t1', { a1: 'r2' }) });
  });

  it('a role of the agency model is none', async () => {
    expect(await refusalOfSaving('amy', role('r1', { basedOn: 'owner' }), enterprise)).toBe(
      'role.basedOn: the enterprise model has no role “owner”',
    );
    expect(
      await refusalOfSaving('amy', role('r1', { switched: { 'promotion.add': true } }), enterprise),
    ).toMatch(/no permission of this name/);
  });

  it('is for administrators alone', async () => {
    for (const actor of ['edi', 'lea', 'vic'])
      expect(await refusalOfSaving(actor, role('r1'), enterprise)).not.toBe('');
    await enterprise.run('amy', 'member.edit', { memberId: memberId('edi'), addOns: ['teamLeader'] });
    expect(teamId('t1')).toBe(enterprise.member('edi').teams[0]?.teamId);
  });
});

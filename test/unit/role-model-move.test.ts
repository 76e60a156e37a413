import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  AgencyRole,
  createRoleEngine,
  EnterpriseRole,
  type MemberFacts,
  type WorkspaceFacts,
} from '../../lib/roles';
import { UNDO_WINDOW_MS } from '../../lib/workspace/approval-plan';
import {
  findMoveProblems,
  type MoveLine,
  movedFacts,
  otherModel,
  proposeMove,
  sayWhatIsLeftBehind,
} from '../../lib/workspace/role-model-move';
import { rollBack } from '../../lib/workspace/run-command';
import { sealOf } from '../../lib/workspace/seal';
import { factsOf, parseWorkspaceFile, WORKSPACE_FILE_FORMAT } from '../../lib/workspace/workspace-file';
import {
  type Agency,
  accountId,
  assignment,
  createExampleAgency,
  draft,
  memberId,
  postId,
  START_MS,
} from './example-agency';
import {
  adAccountId,
  createExampleEnterprise,
  onTeam,
  roleId,
  saveTemplate,
  step,
} from './example-enterprise';

const p1 = { postId: postId('p1') };
const p2 = { postId: postId('p2') };

/** A line in few words: "flo: editor", "flo on a2: contentCreator". */
const inWords = ({ memberId: id, accountId: on, role, clientAccess, addOns = [], posting }: MoveLine) => {
  const what = [role, clientAccess, ...addOns, posting].filter(Boolean).join(' ');
  return on === undefined ? `${id}: ${what}` : `${id} on ${on}: ${what}`;
};
const linesOf = async (workspace: Agency) => proposeMove(await workspace.facts());
const proposalOf = async (workspace: Agency) => (await linesOf(workspace)).map(inWords);
const notesOf = async (workspace: Agency) => (await linesOf(workspace)).flatMap(({ notes }) => notes);
async function move(workspace: Agency, actor: string, lines?: readonly MoveLine[]) {
  const facts = await workspace.facts();
  const args = { roleModel: otherModel(facts.roleModel), lines: [...(lines ?? proposeMove(facts))] };
  return workspace.run(actor, 'workspace.move', args);
}
async function refusalOfMoving(workspace: Agency, actor: string, lines?: readonly MoveLine[]) {
  const facts = await workspace.facts();
  const args = { roleModel: otherModel(facts.roleModel), lines: [...(lines ?? proposeMove(facts))] };
  return workspace.refusal(actor, 'workspace.move', args);
}
const changed = (lines: readonly MoveLine[], id: string, change: Partial<MoveLine>): MoveLine[] =>
  lines.map((line) => (line.memberId === id && line.accountId === undefined ? { ...line, ...change } : line));
const findMember = ({ members }: WorkspaceFacts, id: string): MemberFacts => {
  const found = members.find((member) => member.id === id);
  if (!found) throw new Error(`no member ${id}`);
  return found;
};
/** Who reaches which account, by the role engine's own word. */
const reachOf = (facts: WorkspaceFacts) => {
  const engine = createRoleEngine(facts, START_MS);
  return facts.members.map(({ id }) => [
    id,
    facts.accounts
      .filter((account) => engine.can(id, 'account.view', { type: 'account', id: account.id }))
      .map((account) => account.id),
  ]);
};
const events = (workspace: Agency, name: string) =>
  workspace.store.rows('events').filter((event) => event.name === name);

describe('from agency to enterprise', () => {
  let agency: Agency;
  beforeEach(async () => {
    agency = await createExampleAgency({ clientApproves: true });
  });

  it('proposes a role for everybody, and one on an account where posting access differs', async () => {
    await agency.run('olu', 'assignment.set', {
      memberId: memberId('edi'),
      assignment: assignment('a2', { posting: 'full' }),
    });
    await agency.run('olu', 'member.add', {
      memberId: memberId('fay'),
      name: 'Fay',
      role: 'client',
      clientAccess: 'full',
      accounts: [assignment('a1', { posting: 'full' }), assignment('a2')],
    });
    expect(await proposalOf(agency)).toEqual([
      'ari: editor teamLeader',
      'cleo: viewOnly',
      'edi: contentCreator',
      'edi on a2: editor',
      'fay: editor',
      'fay on a2: contentCreator',
      'flo: editor',
      'olu: administrator',
      'pat: contentCreator',
    ]);
  });

  it('says what each member leaves behind', async () => {
    await agency.run('olu', 'member.edit', { memberId: memberId('ari'), grants: ['addAccounts'] });
    await agency.run('olu', 'assignment.set', {
      memberId: memberId('flo'),
      assignment: assignment('a2', { credentials: 'member' }),
    });
    await agency.run('olu', 'role.save', {
      role: { id: roleId('r1'), name: 'Careful', basedOn: 'editor', switched: {} },
    });
    await agency.run('olu', 'member.edit', { memberId: memberId('edi'), customRole: 'r1' });
    expect(await notesOf(agency)).toEqual([
      'Ari’s grants end: team leaders add and remove accounts of their teams.',
      'Cleo no longer approves as a client on A1 (Bluesky).',
      'Edi loses the role “Careful” and is treated as editor: it copies a role of the agency model.',
      'Flo’s posts go out with the account’s sign-in instead of their own.',
    ]);
    expect(sayWhatIsLeftBehind(await agency.facts())).toEqual([
      'Roles of the workspace’s own are removed, because they copy roles of the agency model: Careful.',
      'The step in which a client approves ends.',
    ]);
  });

  it('builds one team from each set of accounts, and loses nobody an account', async () => {
    const facts = await agency.facts();
    const after = movedFacts(facts, proposeMove(facts));
    expect(after.teams).toEqual([
      { id: 'team-1', name: 'A1', accountIds: ['a1'] },
      { id: 'team-2', name: 'All accounts', accountIds: ['a1', 'a2'] },
      { id: 'team-3', name: 'A2', accountIds: ['a2'] },
    ]);
    expect(findMember(after, 'edi').teams).toEqual([{ teamId: 'team-1', accountRoles: {} }]);
    expect(reachOf(after)).toEqual(reachOf(facts));
  });

  it('names teams by their accounts, each name once, and each team differently', async () => {
    const { members, accounts, ...rest } = await agency.facts();
    const [first] = accounts;
    const [editor] = members.filter(({ id }) => id === 'edi');
    if (!first || !editor) throw new Error('the example has both');
    const many = Array.from({ length: 6 }, (_, index) => ({
      ...first,
      id: accountId(`b${index}`),
      name: index < 2 ? 'Acme' : `B${index}`,
    }));
    const onAccounts = (id: string, ...ids: number[]) => ({
      ...editor,
      id: memberId(id),
      accounts: ids.map((index) => assignment(`b${index}`)),
    });
    const facts = {
      ...rest,
      accounts: many,
      members: [
        onAccounts('m1', 0),
        onAccounts('m2', 1),
        onAccounts('m3', 0, 1, 2, 3, 4),
        onAccounts('m4'),
        onAccounts('m5', 1),
      ],
    };
    const after = movedFacts(facts, proposeMove(facts));
    expect(after.teams.map(({ name }) => name)).toEqual([
      'Acme',
      'Acme 2',
      'Acme, B2, B3 and 1 more',
      'Without accounts',
    ]);
    expect(after.members.map(({ teams }) => teams.map(({ teamId }) => teamId))).toEqual([
      ['team-1'],
      ['team-2'],
      ['team-3'],
      ['team-4'],
      ['team-2'],
    ]);
  });

  it('is done as a whole, with a line in the log for everybody', async () => {
    await agency.run('olu', 'assignment.set', {
      memberId: memberId('edi'),
      assignment: assignment('a2', { posting: 'full' }),
    });
    await agency.run('olu', 'workspace.settings.edit', { separationOfDuties: true });
    await agency.run('ari', 'twoFactor.require', { role: 'editor', required: true });
    expect(await move(agency, 'olu')).toEqual({ becameDrafts: 0 });
    const [workspace] = agency.store.rows('workspace');
    expect(workspace).toMatchObject({
      roleModel: 'enterprise',
      settings: { separationOfDuties: true, requireTwoFactor: ['editor', 'contentCreator'] },
    });
    const [all] = agency.store.rows('teams').filter(({ name }) => name === 'All accounts');
    expect(agency.member('edi')).toMatchObject({
      role: 'contentCreator',
      accounts: [],
      teams: [{ teamId: all?.id, accountRoles: { a2: 'editor' } }],
    });
    expect(agency.member('cleo')).not.toHaveProperty('clientAccess');
    expect(agency.member('cleo').addedAtMs).toBe(START_MS);
    expect(events(agency, 'workspace.moved')).toMatchObject([
      { actorId: 'olu', details: { from: 'agency', to: 'enterprise', teams: 'A1; All accounts; A2' } },
    ]);
    expect(
      events(agency, 'member.moved').map(
        ({ memberId: id, details }) => `${id}: ${details.from} → ${details.to}`,
      ),
    ).toEqual([
      'ari: admin → editor (teamLeader)',
      'cleo: client (read) → viewOnly',
      'edi: editor → contentCreator',
      'flo: editor → editor',
      'olu: owner → administrator',
      'pat: client (posting) → contentCreator',
    ]);
  });

  it('takes the lines as they were changed', async () => {
    const lines = changed(await linesOf(agency), 'pat', { role: 'viewOnly', addOns: ['teamLeader'] });
    await move(agency, 'olu', changed(lines, 'ari', { role: 'administrator', addOns: [] }));
    expect(agency.member('pat')).toMatchObject({ role: 'viewOnly', addOns: ['teamLeader'] });
    expect(agency.member('ari')).toMatchObject({ role: 'administrator', teams: [] });
  });

  it('sets no role on an account that is the member’s own role', async () => {
    await agency.run('olu', 'assignment.set', {
      memberId: memberId('edi'),
      assignment: assignment('a2', { posting: 'full' }),
    });
    await move(agency, 'olu', changed(await linesOf(agency), 'edi', { role: 'editor' }));
    expect(agency.member('edi').teams).toMatchObject([{ accountRoles: {} }]);
  });

  it('gives an owner who becomes less all accounts', async () => {
    await agency.run('olu', 'member.add', { memberId: memberId('ola'), name: 'Ola', role: 'owner' });
    await move(agency, 'olu', changed(await linesOf(agency), 'ola', { role: 'editor' }));
    const [all] = agency.store.rows('teams').filter(({ name }) => name === 'All accounts');
    expect(all?.accountIds).toEqual(['a1', 'a2']);
    expect(agency.member('ola').teams).toEqual([{ teamId: all?.id, accountRoles: {} }]);
  });

  it('ends members’ own sign-ins', async () => {
    await agency.run('olu', 'assignment.set', {
      memberId: memberId('flo'),
      assignment: assignment('a2', { credentials: 'member' }),
    });
    const own = { accountId: accountId('a2'), mode: 'member', profileId: 'did:plc:a2' } as const;
    await agency.run('flo', 'account.reauthorize', own);
    await move(agency, 'olu');
    expect(
      agency.store.rows('accounts').flatMap(({ connections }) => connections.map(({ mode }) => mode)),
    ).toEqual(['owner', 'owner']);
  });

  it('leaves out accounts that were removed', async () => {
    await agency.run('olu', 'member.add', { memberId: memberId('ola'), name: 'Ola', role: 'owner' });
    await agency.run('olu', 'account.remove', { accountId: accountId('a2') });
    // An owner reaches all accounts, and as an editor would be given them.
    await move(agency, 'olu', changed(await linesOf(agency), 'ola', { role: 'editor' }));
    expect(agency.store.rows('teams').map(({ accountIds }) => accountIds)).toEqual([['a1'], []]);
  });

  it('keeps what was approved, and makes drafts of what its author may not send alone any more', async () => {
    await draft(agency, 'flo', 'p1', 'a2');
    await agency.run('flo', 'post.publish', p1);
    await draft(agency, 'edi', 'p2');
    await agency.run('edi', 'post.submit', p2);
    for (const actor of ['ari', 'cleo'])
      await agency.run(actor, 'post.approve', { ...p2, seal: sealOf(agency.post('p2')) });
    await draft(agency, 'olu', 'p3', 'a2');
    await agency.run('olu', 'post.publish', { postId: postId('p3') });
    expect(
      await move(agency, 'olu', changed(await linesOf(agency), 'flo', { role: 'contentCreator' })),
    ).toEqual({
      becameDrafts: 1,
    });
    expect(agency.post('p1')).toMatchObject({ status: 'draft', authorId: 'flo' });
    expect(agency.post('p1').notice).toMatch(/enterprise model, where this post needs approval/);
    expect(agency.post('p2').status).toBe('scheduled');
    expect(agency.post('p3').status).toBe('scheduled');
    agency.nowMs += UNDO_WINDOW_MS;
    const connection = { mode: 'owner', memberId: memberId('olu') } as const;
    expect(await agency.run('system', 'post.arm', { ...p2, key: 'k', connection })).toEqual({ armed: true });
  });

  it.each<[string, (lines: readonly MoveLine[]) => readonly MoveLine[], string]>([
    [
      'a member is left out',
      (lines) => lines.filter((line) => line.memberId !== 'edi'),
      'lines: say what becomes of Edi',
    ],
    [
      'somebody is no member',
      (lines) => [...lines, { memberId: memberId('nobody'), role: 'editor' }],
      'lines[6].memberId: there is no such member',
    ],
    [
      'somebody is named twice',
      (lines) => [...lines, { memberId: memberId('edi'), role: 'editor' }],
      'lines[6]: Edi is named twice',
    ],
    [
      'a role is of the former model',
      (lines) => changed(lines, 'edi', { role: 'admin' }),
      'lines[2].role: the enterprise model has no role “admin”',
    ],
    ['a role is missing', (lines) => changed(lines, 'edi', { role: undefined }), 'lines[2].role: is missing'],
    [
      'somebody has a client’s access',
      (lines) => changed(lines, 'edi', { clientAccess: 'full' }),
      'lines[2].clientAccess: only clients have a client access',
    ],
    [
      'somebody has a posting access',
      (lines) => changed(lines, 'edi', { posting: 'full' }),
      'lines[2].posting: the agency model alone has this',
    ],
    [
      'an administrator leads',
      (lines) => changed(lines, 'edi', { role: 'administrator', addOns: ['teamLeader'] }),
      'lines[2].addOns: this role has no add-on',
    ],
    [
      'a role is set on an account that is not held',
      (lines) => [...lines, { memberId: memberId('edi'), accountId: accountId('a2'), role: 'editor' }],
      'lines[6].accountId: Edi does not work on this account',
    ],
    [
      'no role is set on an account',
      (lines) => [...lines, { memberId: memberId('edi'), accountId: accountId('a1') }],
      'lines[6].role: is missing',
    ],
    [
      'the mover does not stay in charge',
      (lines) => changed(lines, 'olu', { role: 'editor' }),
      'lines[4].role: you move the workspace, and so become its administrator',
    ],
  ])('is refused when %s', async (_, change, problem) => {
    const before = agency.snapshot();
    expect(await refusalOfMoving(agency, 'olu', change(await linesOf(agency)))).toBe(problem);
    expect(agency.snapshot()).toEqual(before);
  });

  it('is refused while posts await approval, with the list', async () => {
    await draft(agency, 'edi');
    await agency.run('edi', 'post.submit', p1);
    expect(await refusalOfMoving(agency, 'olu')).toBe(
      'Posts await approval: “Hello”. Have them approved, declined or taken back first.',
    );
  });

  it('is refused while a post is on its way to a network', async () => {
    await draft(agency, 'flo', 'p1', 'a2');
    await agency.run('flo', 'post.publish', p1);
    const connection = { mode: 'owner', memberId: memberId('olu') } as const;
    await agency.run('system', 'post.arm', { ...p1, key: 'k', connection });
    expect(await refusalOfMoving(agency, 'olu')).toMatch(/on its way/);
  });

  it('is the owner’s alone, also where somebody else may change the settings', async () => {
    expect(await refusalOfMoving(agency, 'ari')).toMatch(/Ari/);
    await agency.run('olu', 'role.save', {
      role: {
        id: roleId('r1'),
        name: 'Settings',
        basedOn: 'admin',
        switched: { 'workspace.settings.edit': true },
      },
    });
    await agency.run('olu', 'member.edit', { memberId: memberId('ari'), customRole: 'r1' });
    const lines = changed(await linesOf(agency), 'ari', { role: 'administrator', addOns: [] });
    expect(await refusalOfMoving(agency, 'ari', lines)).toBe(
      'Only an owner moves the workspace to another role model. Ask Olu (owner).',
    );
  });

  it('is refused when the second factor that is required then would lock the mover out', async () => {
    await agency.run('olu', 'twoFactor.require', { role: 'admin', required: true });
    const lines = changed(await linesOf(agency), 'ari', { role: 'administrator', addOns: [] });
    expect(await refusalOfMoving(agency, 'olu', lines)).toMatch(
      /^lines\[4\]\.role: you would lock yourself out/,
    );
  });

  it('is refused towards the model that it has', async () => {
    const args = { roleModel: 'agency' as const, lines: [...(await linesOf(agency))] };
    expect(await agency.refusal('olu', 'workspace.move', args)).toBe('The workspace is in the agency model.');
  });

  it('can be taken back exactly', async () => {
    await draft(agency, 'flo', 'p1', 'a2');
    await agency.run('flo', 'post.publish', p1);
    const before = agency.snapshot();
    const eventCount = agency.store.rows('events').length;
    await move(agency, 'olu', changed(await linesOf(agency), 'flo', { role: 'contentCreator' }));
    const entry = agency.entries.at(-1);
    if (!entry) throw new Error('the move is in the outbox');
    await agency.store.transact((tx) => rollBack(entry, tx));
    expect(agency.snapshot()).toEqual(before);
    expect(agency.store.rows('events')).toHaveLength(eventCount);
  });
});

describe('from enterprise to agency', () => {
  let enterprise: Agency;
  beforeEach(async () => {
    enterprise = await createExampleEnterprise();
  });

  it('proposes a role for everybody, and posting access where the role on an account differs', async () => {
    const set = (member: string, team: string, roles: Record<string, string>) =>
      enterprise.run('amy', 'team.setMember', { memberId: memberId(member), ...onTeam(team, roles) });
    await set('edi', 't1', { a1: 'contentCreator' });
    await set('cora', 't2', { a2: 'editor' });
    await set('ed', 't1', { a2: 'moderator' });
    await set('mo', 't1', { a1: 'editor' });
    await set('lea', 't1', { a1: 'viewOnly' });
    expect(await proposalOf(enterprise)).toEqual([
      'amy: owner',
      'cora: editor needsApproval',
      // In one of her two teams she edits there: the union counts.
      'cora on a2: full',
      'ed: editor full',
      'ed on a2: needsApproval',
      'edi: editor full',
      'edi on a1: needsApproval',
      'lea: admin full',
      'mo: client read needsApproval',
      'vic: client read needsApproval',
    ]);
    expect(await notesOf(enterprise)).toEqual([
      'Ed could not write posts on A2 (Bluesky) before.',
      'Lea had a lesser role on A1 (Bluesky): an admin is one on every account.',
      'Mo could write posts on A1 (Bluesky): a client who reads cannot.',
      'Vic is no team leader any more.',
    ]);
  });

  it('takes a role of the workspace’s own on an account as the role that it copies', async () => {
    await enterprise.run('amy', 'role.save', {
      role: { id: roleId('r1'), name: 'Writer', basedOn: 'contentCreator', switched: {} },
    });
    await enterprise.run('amy', 'team.setMember', {
      memberId: memberId('edi'),
      ...onTeam('t1', { a1: 'r1' }),
    });
    expect((await proposalOf(enterprise)).filter((line) => line.startsWith('edi'))).toEqual([
      'edi: editor full',
      'edi on a1: needsApproval',
    ]);
  });

  it('builds assignments from teams, and loses nobody an account', async () => {
    const facts = await enterprise.facts();
    const after = movedFacts(facts, proposeMove(facts));
    expect(findMember(after, 'cora')).toMatchObject({
      role: 'editor',
      teams: [],
      addOns: [],
      accounts: [assignment('a1'), assignment('a2'), assignment('a3')],
    });
    expect(findMember(after, 'lea').accounts.map(({ posting }) => posting)).toEqual(['full', 'full']);
    expect(findMember(after, 'amy').accounts).toEqual([]);
    expect(findMember(after, 'vic').accounts).toEqual([assignment('a2'), assignment('a3')]);
    expect(after.teams).toEqual([]);
    expect(reachOf(after)).toEqual(reachOf(facts));
  });

  it('drops templates, ad accounts and roles of its own, and says so', async () => {
    await saveTemplate(enterprise, 'amy', 'f1', [step('Legal', ['edi'])]);
    await enterprise.run('amy', 'adAccount.add', {
      id: adAccountId('d1'),
      name: 'Ads EU',
      network: 'facebook',
    });
    await enterprise.run('amy', 'adAccount.setRole', {
      memberId: memberId('edi'),
      adAccountId: adAccountId('d1'),
      role: 'promoter',
    });
    await enterprise.run('amy', 'role.save', {
      role: { id: roleId('r1'), name: 'Night', basedOn: 'editor', switched: {} },
    });
    await enterprise.run('amy', 'member.edit', { memberId: memberId('ed'), customRole: 'r1' });
    await draft(enterprise, 'cora');
    await enterprise.run('cora', 'post.submit', { ...p1, approvalTemplateId: 'f1' });
    await enterprise.run('cora', 'post.withdraw', p1);
    expect(sayWhatIsLeftBehind(await enterprise.facts())).toEqual([
      'Roles of the workspace’s own are removed, because they copy roles of the enterprise model: Night.',
      'Approval templates are removed: f1.',
      'Ad accounts are removed, with everybody’s roles in them: Ads EU.',
    ]);
    expect(await notesOf(enterprise)).toContain('Edi’s roles in ad accounts end.');
    await move(enterprise, 'amy');
    for (const store of ['teams', 'adAccounts', 'customRoles', 'approvalTemplates'] as const)
      expect(enterprise.store.rows(store), store).toEqual([]);
    expect(enterprise.member('ed')).not.toHaveProperty('customRole');
    expect(enterprise.member('edi').adAccounts).toEqual([]);
    expect(enterprise.post()).not.toHaveProperty('approvalTemplateId');
    expect(await enterprise.run('cora', 'post.submit', p1)).toEqual({ status: 'awaitingApproval' });
    for (const name of ['approvalTemplate.removed', 'adAccount.removed', 'role.removed'])
      expect(events(enterprise, name), name).toHaveLength(1);
  });

  it('maps whose second factor is required', async () => {
    for (const role of ['editor', 'moderator'] as const)
      await enterprise.run('amy', 'twoFactor.require', { role, required: true });
    await move(enterprise, 'amy');
    expect(enterprise.store.rows('workspace')[0]?.settings.requireTwoFactor).toEqual([
      'editor',
      'admin',
      'client',
    ]);
  });

  it('is refused when an administrator would be no owner, an editor lacks a level, or a posting access is missing', async () => {
    const lines = await linesOf(enterprise);
    expect(await refusalOfMoving(enterprise, 'amy', changed(lines, 'amy', { role: 'admin' }))).toMatch(
      /^lines\[0\]\.role: you move the workspace/,
    );
    expect(await refusalOfMoving(enterprise, 'amy', changed(lines, 'edi', { role: 'client' }))).toMatch(
      /clientAccess: a client has read, posting or full access$/,
    );
    expect(
      await refusalOfMoving(enterprise, 'amy', changed(lines, 'edi', { addOns: ['teamLeader'] })),
    ).toMatch(/addOns: this role has no add-on$/);
    const there = { memberId: memberId('edi'), accountId: accountId('a1') };
    expect(await refusalOfMoving(enterprise, 'amy', [...lines, there])).toBe('lines[7].posting: is missing');
    expect(await refusalOfMoving(enterprise, 'lea')).toMatch(/Lea/);
  });
});

describe('there and back', () => {
  /** What matters of a member to the agency's rules. */
  const standing = (facts: WorkspaceFacts) =>
    facts.members.map(({ id, role, clientAccess, accounts }) => ({
      id,
      role,
      ...(clientAccess && { clientAccess }),
      accounts: accounts.map((one) => `${one.accountId} ${one.posting}`),
    }));

  it('an agency of owners, admins, editors and readers is what it was', async () => {
    const agency = await createExampleAgency();
    await agency.run('olu', 'assignment.set', {
      memberId: memberId('edi'),
      assignment: assignment('a2', { posting: 'full' }),
    });
    await agency.run('olu', 'member.remove', { memberId: memberId('pat') });
    const before = await agency.facts();
    await move(agency, 'olu');
    await move(agency, 'olu');
    const after = await agency.facts();
    expect(standing(after)).toEqual(standing(before));
    expect({ ...after, members: [] }).toEqual({ ...before, members: [] });
  });

  it('an enterprise of administrators, leading editors, editors, content creators and viewers is what it was', async () => {
    const enterprise = await createExampleEnterprise();
    await enterprise.run('amy', 'member.remove', { memberId: memberId('mo') });
    await enterprise.run('amy', 'member.edit', { memberId: memberId('vic'), addOns: [] });
    await enterprise.run('amy', 'team.setMember', {
      memberId: memberId('cora'),
      ...onTeam('t2', { a3: 'editor' }),
    });
    const before = await enterprise.facts();
    await move(enterprise, 'amy');
    await move(enterprise, 'amy');
    const after = await enterprise.facts();
    expect(reachOf(after)).toEqual(reachOf(before));
    expect(after.members.map(({ role, addOns }) => [role, addOns])).toEqual(
      before.members.map(({ role, addOns }) => [role, addOns]),
    );
    expect(findMember(after, 'cora').teams).toMatchObject([{ accountRoles: { a3: 'editor' } }]);
    expect(after.teams.map(({ accountIds }) => accountIds)).toEqual([
      ['a1', 'a2', 'a3'],
      ['a1', 'a2'],
      ['a2', 'a3'],
    ]);
  });

  it('gains nobody the right to publish without a step on the proposal alone', async () => {
    const start = await (await createExampleAgency()).facts();
    const alone = (facts: WorkspaceFacts) => {
      const engine = createRoleEngine(facts, START_MS);
      return facts.members.flatMap(({ id }) =>
        facts.accounts
          .filter(({ id: on }) => {
            const post = { type: 'post', accountId: on, authorId: id } as const;
            return engine.can(id, 'post.publish', post) && engine.gatesFor(post, 'post.publish').length === 0;
          })
          .map(({ id: on }) => `${id} on ${on}`),
      );
    };
    const enterprise = movedFacts(start, proposeMove(start));
    expect(alone(enterprise)).toEqual(alone(start));
    const agency = movedFacts(enterprise, proposeMove(enterprise));
    expect(alone(agency)).toEqual(alone(start));
  });
});

describe('the proposal, whatever the workspace', () => {
  const ACCOUNTS = ['a1', 'a2', 'a3'] as const;
  const accounts = ACCOUNTS.map((id) => ({
    id,
    network: 'bluesky',
    handle: `${id}.test`,
    name: id.toUpperCase(),
  }));
  const subset = fc.subarray([...ACCOUNTS]);
  const agencyMember = fc.record({
    role: fc.constantFrom('owner', 'admin', 'editor', 'client'),
    clientAccess: fc.constantFrom('read', 'posting', 'full'),
    accounts: subset.chain((ids) =>
      fc.tuple(
        ...ids.map((id) =>
          fc.record({
            accountId: fc.constant(id),
            posting: fc.constantFrom('full', 'needsApproval'),
            credentials: fc.constantFrom('owner', 'member'),
          }),
        ),
      ),
    ),
    twoFactor: fc.boolean(),
  });
  const enterpriseMember = fc.record({
    role: fc.constantFrom(...EnterpriseRole.options),
    addOns: fc.subarray(['teamLeader']),
    teams: fc.subarray(['t1', 't2'], { minLength: 1 }).chain((ids) =>
      fc.tuple(
        ...ids.map((teamId) =>
          fc.record({
            teamId: fc.constant(teamId),
            accountRoles: fc.dictionary(
              fc.constantFrom(...ACCOUNTS),
              fc.constantFrom(...EnterpriseRole.options),
              { maxKeys: 2 },
            ),
          }),
        ),
      ),
    ),
    twoFactor: fc.boolean(),
  });
  const workspaceOf = (roleModel: 'agency' | 'enterprise', members: fc.Arbitrary<object>) =>
    fc
      .record({
        members: fc.array(members, { maxLength: 6 }),
        teams: fc.tuple(subset, subset),
        requireTwoFactor: fc.subarray(roleModel === 'agency' ? AgencyRole.options : EnterpriseRole.options),
        separationOfDuties: fc.boolean(),
      })
      .map(({ members: others, teams, ...settings }) => ({
        format: WORKSPACE_FILE_FORMAT,
        workspace: { id: 'w1', name: 'Acme', roleModel, settings },
        accounts,
        teams:
          roleModel === 'agency'
            ? []
            : teams.map((accountIds, index) => ({ id: `t${index + 1}`, name: `T${index + 1}`, accountIds })),
        members: [
          {
            id: 'm0',
            name: 'Keeper',
            role: roleModel === 'agency' ? 'owner' : 'administrator',
            twoFactor: true,
          },
          ...others.map((member, index) => {
            const { clientAccess, ...rest } = member as { clientAccess?: string; role: string };
            return {
              id: `m${index + 1}`,
              name: `M${index + 1}`,
              ...rest,
              ...(rest.role === 'client' && { clientAccess }),
            };
          }),
        ],
      }));
  const read = (document: unknown) => {
    const parsed = parseWorkspaceFile(JSON.stringify(document));
    if (!parsed.ok) throw new Error(parsed.problems.join('\n'));
    return factsOf(parsed.value);
  };

  it.each([
    ['agency', workspaceOf('agency', agencyMember)],
    ['enterprise', workspaceOf('enterprise', enterpriseMember)],
  ] as const)(
    'of the %s model can be taken, loses nobody an account, and gains nobody much unsaid',
    (_, workspaces) => {
      fc.assert(
        fc.property(workspaces, (document) => {
          const facts = read(document);
          const lines = proposeMove(facts);
          expect(findMoveProblems(facts, lines)).toEqual([]);
          const after = movedFacts(facts, lines);
          const { roleModel, settings, ...lists } = after;
          read({
            format: WORKSPACE_FILE_FORMAT,
            workspace: { id: 'w1', name: 'Acme', roleModel, settings },
            ...lists,
          });
          // Looking is open to those who lack a second factor, too: so this is reach alone.
          expect(reachOf(after)).toEqual(reachOf(facts));
          expect(findMember(after, 'm0').role).toBe(facts.roleModel === 'agency' ? 'administrator' : 'owner');
          const before = createRoleEngine(facts, START_MS);
          const then = createRoleEngine(after, START_MS);
          for (const { id } of facts.members) {
            const notes = lines.filter((line) => line.memberId === id).flatMap((line) => line.notes);
            for (const { id: on } of facts.accounts) {
              const post = { type: 'post', accountId: on, authorId: id } as const;
              const alone = (engine: typeof then) =>
                engine.can(id, 'post.publish', post) && engine.gatesFor(post, 'post.publish').length === 0;
              if (alone(then) && !alone(before)) {
                expect(notes.join(' '), `${id} on ${on}`).not.toBe('');
              }
            }
          }
          for (const [index, member] of facts.members.entries()) {
            const needed = facts.settings.requireTwoFactor.includes(member.role);
            const role = after.members[index]?.role;
            if (needed && role) expect(after.settings.requireTwoFactor).toContain(role);
          }
        }),
        { numRuns: 300 },
      );
    },
  );
});

import { beforeEach, describe, expect, it } from 'vitest';
import type { CommandArgs } from '../../lib/workspace/commands/commands';
import {
  type Agency,
  accountId,
  assignment,
  createExampleAgency,
  draft,
  memberId,
  postId,
} from './example-agency';
import {
  adAccountId,
  addAccount,
  createExampleEnterprise,
  onTeam,
  roleId,
  saveTemplate,
  step,
  teamId,
} from './example-enterprise';

const p1 = { postId: postId('p1') };
const t1 = { teamId: teamId('t1') };
const t2 = { teamId: teamId('t2') };

let enterprise: Agency;
beforeEach(async () => {
  enterprise = await createExampleEnterprise();
});

const put = (actor: string, member: string, team: string, accountRoles: Record<string, string> = {}) =>
  enterprise.run(actor, 'team.setMember', { memberId: memberId(member), ...onTeam(team, accountRoles) });
const refusalOfPutting = (
  actor: string,
  member: string,
  team: string,
  accountRoles: Record<string, string> = {},
) =>
  enterprise.refusal(actor, 'team.setMember', { memberId: memberId(member), ...onTeam(team, accountRoles) });
const accountIdsOf = (team: string) =>
  enterprise.store.rows('teams').find(({ id }) => id === team)?.accountIds;
const teamsOf = (member: string) => enterprise.member(member).teams.map((membership) => membership.teamId);

describe('a team', () => {
  it('is created by administrators alone, with accounts that are there and a name of its own', async () => {
    const t3 = { teamId: teamId('t3'), name: 'LATAM' };
    for (const actor of ['lea', 'vic', 'edi'])
      expect(await enterprise.refusal(actor, 'team.create', t3)).not.toBe('');
    expect(await enterprise.refusal('amy', 'team.create', { ...t3, name: 'emea' })).toBe(
      'name: another team has this name',
    );
    expect(
      await enterprise.refusal('amy', 'team.create', {
        ...t3,
        accountIds: ['a1', 'a9', 'a1'].map(accountId),
      }),
    ).toBe('accountIds[1]: there is no such account; accountIds[2]: is named twice');
    expect(await enterprise.refusal('amy', 'team.create', { ...t3, teamId: teamId('t1') })).toMatch(
      /already/,
    );
    await enterprise.run('amy', 'team.create', t3);
    expect(accountIdsOf('t3')).toEqual([]);
  });

  it('is renamed by its leaders', async () => {
    await enterprise.run('lea', 'team.edit', { ...t1, name: 'Europe' });
    expect(await enterprise.refusal('lea', 'team.edit', { ...t2, name: 'Asia' })).toMatch(/Lea/);
    expect(await enterprise.refusal('edi', 'team.edit', { ...t1, name: 'Europe' })).toMatch(/Edi/);
    expect(await enterprise.refusal('lea', 'team.edit', { ...t1, name: 'APAC' })).toMatch(/^name: /);
  });

  it('gets from its leaders only accounts that they reach themselves', async () => {
    const take = { ...t1, accountIds: ['a1', 'a2', 'a3'].map(accountId) };
    expect(await enterprise.refusal('lea', 'team.edit', take)).toMatch(/Lea/);
    await put('amy', 'lea', 't2');
    await enterprise.run('lea', 'team.edit', take);
    expect(accountIdsOf('t1')).toEqual(['a1', 'a2', 'a3']);
    expect(await enterprise.refusal('lea', 'team.edit', { ...t1, accountIds: [accountId('a4')] })).toMatch(
      /Lea/,
    );
  });

  it('that loses an account hands over what its members have there, and forgets their roles there', async () => {
    await put('amy', 'edi', 't1', { a1: 'contentCreator', a2: 'viewOnly' });
    await draft(enterprise, 'cora', 'p1', 'a1');
    await enterprise.run('cora', 'post.submit', p1);
    await draft(enterprise, 'cora', 'p2', 'a2');
    await draft(enterprise, 'amy', 'p3', 'a1');
    const keep = { ...t1, accountIds: [accountId('a2')] };
    expect(await enterprise.run('lea', 'team.edit', keep)).toEqual({ handedOver: 1 });
    expect(enterprise.post('p1')).toMatchObject({ status: 'draft', authorId: 'amy', awaitingMemberIds: [] });
    expect(enterprise.post('p1').notice).toMatch(/Cora no longer works on this account/);
    // a2 is still reached through the team, and what an administrator wrote is untouched.
    expect(enterprise.post('p2').authorId).toBe('cora');
    expect(enterprise.post('p3').authorId).toBe('amy');
    expect(enterprise.member('edi').teams).toEqual([{ teamId: 't1', accountRoles: { a2: 'viewOnly' } }]);
  });

  it('keeps with its members what they still reach through another team', async () => {
    await draft(enterprise, 'cora', 'p1', 'a2');
    expect(await enterprise.run('amy', 'team.edit', { ...t1, accountIds: [accountId('a1')] })).toEqual({
      handedOver: 0,
    });
    expect(enterprise.post('p1').authorId).toBe('cora');
  });

  it('is removed only when nobody would be left on none', async () => {
    expect(await enterprise.refusal('amy', 'team.remove', t2)).toBe(
      'These members are on no other team: Vic. Put them on another team first.',
    );
    expect(await enterprise.refusal('vic', 'team.remove', t2)).toMatch(/Vic/);
    await put('amy', 'vic', 't1');
    await enterprise.run('amy', 'adAccount.add', { id: adAccountId('d1'), name: 'Ads', network: 'x', ...t2 });
    await draft(enterprise, 'cora', 'p1', 'a3');
    expect(await enterprise.run('amy', 'team.remove', t2)).toEqual({ handedOver: 1 });
    expect(enterprise.post('p1').authorId).toBe('amy');
    expect(teamsOf('cora')).toEqual(['t1']);
    expect(enterprise.store.rows('adAccounts')).toEqual([{ id: 'd1', name: 'Ads', network: 'x' }]);
    expect(await enterprise.refusal('amy', 'team.remove', t2)).toMatch(/not in the workspace any more/);
  });
});

describe('being on a team', () => {
  it('is for leaders of that team to say', async () => {
    expect(await refusalOfPutting('lea', 'edi', 't2')).toMatch(/Lea/);
    expect(await refusalOfPutting('edi', 'vic', 't1')).toMatch(/Edi/);
    await put('vic', 'edi', 't2');
    expect(teamsOf('edi')).toEqual(['t1', 't2']);
    await enterprise.run('vic', 'team.removeMember', { memberId: memberId('edi'), ...t2 });
    expect(teamsOf('edi')).toEqual(['t1']);
  });

  it('gives what a leader cannot give: no role on an account, not even to oneself', async () => {
    expect(await refusalOfPutting('lea', 'edi', 't1', { a1: 'administrator' })).toMatch(/Lea/);
    expect(await refusalOfPutting('vic', 'vic', 't2', { a3: 'editor' })).toMatch(/own/);
    await put('amy', 'edi', 't1', { a1: 'contentCreator' });
    // The role that an administrator set stays when a leader says the same again.
    await put('lea', 'edi', 't1', { a1: 'contentCreator' });
    expect(await refusalOfPutting('lea', 'edi', 't1')).toMatch(/Lea/);
  });

  it('with a role on an account takes effect there and nowhere else', async () => {
    await put('amy', 'cora', 't1', { a1: 'editor' });
    await draft(enterprise, 'cora', 'p1', 'a1');
    expect(await enterprise.run('cora', 'post.publish', p1)).toEqual({ status: 'scheduled' });
    await draft(enterprise, 'cora', 'p2', 'a2');
    expect(await enterprise.refusal('cora', 'post.publish', { postId: postId('p2') })).toMatch(/Cora/);
  });

  it.each<[string, Record<string, string>, string]>([
    [
      'on an account that the team does not have',
      { a3: 'editor' },
      'accountRoles.a3: the team EMEA does not have this account',
    ],
    ['of the other model', { a1: 'owner' }, 'accountRoles.a1: there is no such role'],
    ['that is not there', { a1: 'r9' }, 'accountRoles.a1: there is no such role'],
  ])('with a role %s is refused', async (_, accountRoles, problem) => {
    expect(await refusalOfPutting('amy', 'edi', 't1', accountRoles)).toBe(problem);
  });

  it('with another role waits until no post awaits approval there', async () => {
    await draft(enterprise, 'cora', 'p1', 'a1');
    await enterprise.run('cora', 'post.submit', p1);
    expect(await refusalOfPutting('amy', 'cora', 't1', { a1: 'editor' })).toMatch(
      /awaiting approval: “Hello”/,
    );
    await put('amy', 'cora', 't1', { a2: 'editor' });
  });

  it('is never given up for none', async () => {
    expect(await enterprise.refusal('lea', 'team.removeMember', { memberId: memberId('edi'), ...t1 })).toBe(
      'Edi is on no other team. Put them on another team first, or remove them.',
    );
    expect(
      await enterprise.refusal('amy', 'team.removeMember', { memberId: memberId('edi'), ...t2 }),
    ).toMatch(/not on the team APAC/);
    expect(
      await enterprise.refusal('amy', 'member.edit', {
        memberId: memberId('edi'),
        role: 'administrator',
        addOns: ['teamLeader'],
      }),
    ).toBe('addOns: an administrator has all of it already');
  });

  it('that ends hands over what is no longer reached', async () => {
    await draft(enterprise, 'cora', 'p1', 'a1');
    await enterprise.run('cora', 'post.submit', p1);
    await draft(enterprise, 'cora', 'p2', 'a2');
    const leave = { memberId: memberId('cora'), ...t1 };
    expect(await enterprise.run('lea', 'team.removeMember', leave)).toEqual({ handedOver: 1 });
    expect(enterprise.post('p1')).toMatchObject({ status: 'draft', authorId: 'amy' });
    expect(enterprise.post('p2').authorId).toBe('cora');
  });

  it('is asked at once who may approve from then on', async () => {
    await draft(enterprise, 'cora', 'p1', 'a2');
    await enterprise.run('cora', 'post.submit', p1);
    expect(enterprise.post().awaitingMemberIds).toEqual(['amy', 'ed', 'edi', 'lea']);
    await enterprise.run('amy', 'member.add', {
      memberId: memberId('eva'),
      name: 'Eva',
      role: 'editor',
      teams: [onTeam('t2')],
    });
    expect(enterprise.post().awaitingMemberIds).toEqual(['amy', 'ed', 'edi', 'eva', 'lea']);
    await enterprise.run('amy', 'team.edit', { ...t2, accountIds: [accountId('a3')] });
    expect(enterprise.post().awaitingMemberIds).toEqual(['amy', 'ed', 'edi', 'lea']);
  });
});

describe('members of the enterprise model', () => {
  const eva = { memberId: memberId('eva'), name: 'Eva', role: 'editor' as const };

  it.each<[string, Partial<CommandArgs<'member.add'>>, string]>([
    ['on no team', {}, 'teams: everybody but administrators is on at least one team'],
    ['on a team that is not there', { teams: [onTeam('t9')] }, 'teams[0].teamId: there is no such team'],
    ['on a team twice', { teams: [onTeam('t1'), onTeam('t1')] }, 'teams[1].teamId: is named twice'],
    [
      'with a role where their team has no account',
      { teams: [onTeam('t1', { a3: 'editor' })] },
      'teams[0].accountRoles.a3: the team EMEA does not have this account',
    ],
    [
      'of a role of the other model',
      { role: 'owner', teams: [onTeam('t1')] },
      'role: the enterprise model has no role “owner”',
    ],
    [
      'with assignments',
      { teams: [onTeam('t1')], accounts: [assignment('a1')] },
      'accounts: the agency model alone has this',
    ],
    [
      'with grants',
      { teams: [onTeam('t1')], grants: ['addAccounts'] },
      'grants: the agency model alone has this',
    ],
    [
      'with an ad account that is not there',
      { teams: [onTeam('t1')], adAccounts: [{ adAccountId: adAccountId('d9'), role: 'analyst' }] },
      'adAccounts[0].adAccountId: there is no such ad account',
    ],
    [
      'who administer and lead',
      { role: 'administrator', addOns: ['teamLeader'] },
      'addOns: an administrator has all of it already',
    ],
  ])('%s are refused', async (_, change, problem) => {
    expect(await enterprise.refusal('amy', 'member.add', { ...eva, ...change })).toBe(problem);
    expect(enterprise.store.rows('members').map(({ id }) => id)).not.toContain('eva');
  });

  it('are added by administrators alone', async () => {
    for (const actor of ['lea', 'edi'])
      expect(await enterprise.refusal(actor, 'member.add', { ...eva, teams: [onTeam('t1')] })).not.toBe('');
    await enterprise.run('amy', 'member.add', { ...eva, role: 'administrator' });
  });

  it('get a team before they stop to administer', async () => {
    await enterprise.run('amy', 'member.add', { ...eva, role: 'administrator' });
    const demote = { memberId: memberId('eva'), role: 'editor' as const };
    expect(await enterprise.refusal('amy', 'member.edit', demote)).toMatch(
      /^role: everybody but administrators/,
    );
    await put('amy', 'eva', 't1');
    await enterprise.run('amy', 'member.edit', demote);
  });

  it('lose their add-on when they come to administer, and have it to themselves otherwise', async () => {
    await enterprise.run('amy', 'member.edit', { memberId: memberId('lea'), role: 'administrator' });
    expect(enterprise.member('lea').addOns).toEqual([]);
    await draft(enterprise, 'edi');
    await enterprise.run('edi', 'post.submit', p1);
    // An add-on takes nothing away: posts that await approval do not hold it up.
    await enterprise.run('amy', 'member.edit', { memberId: memberId('edi'), addOns: ['teamLeader'] });
    expect(enterprise.member('edi').addOns).toEqual(['teamLeader']);
  });

  it('are assigned no accounts', async () => {
    const args = { memberId: memberId('edi'), assignment: assignment('a1') };
    expect(await enterprise.refusal('amy', 'assignment.set', args)).toMatch(/through teams/);
    const taken = { memberId: memberId('edi'), accountId: accountId('a1') };
    expect(await enterprise.refusal('amy', 'assignment.remove', taken)).toMatch(/through teams/);
  });
});

describe('members of the agency model', () => {
  it.each<[string, Partial<CommandArgs<'member.add'>>, string]>([
    ['of a role of the other model', { role: 'moderator' }, 'role: the agency model has no role “moderator”'],
    ['with an add-on', { addOns: ['teamLeader'] }, 'addOns: the enterprise model alone has this'],
    ['on a team', { teams: [onTeam('t1')] }, 'teams[0].teamId: there is no such team'],
    [
      'with an ad account',
      { adAccounts: [{ adAccountId: adAccountId('d1'), role: 'analyst' }] },
      'adAccounts: the enterprise model alone has this; adAccounts[0].adAccountId: there is no such ad account',
    ],
    [
      'who approve and are no clients',
      { accounts: [assignment('a1', { approves: true })] },
      'accounts[0].approves: only clients pass the client gate',
    ],
  ])('%s are refused', async (_, change, problem) => {
    const agency = await createExampleAgency();
    const gia = { memberId: memberId('gia'), name: 'Gia', role: 'editor' as const };
    expect(await agency.refusal('olu', 'member.add', { ...gia, ...change })).toBe(problem);
  });

  it('have neither teams nor ad accounts', async () => {
    const agency = await createExampleAgency();
    expect(await agency.refusal('olu', 'team.create', { ...t1, name: 'EMEA' })).not.toBe('');
    const ads = { id: adAccountId('d1'), name: 'Ads', network: 'facebook' };
    expect(await agency.refusal('olu', 'adAccount.add', ads)).not.toBe('');
    const set = { memberId: memberId('edi'), adAccountId: adAccountId('d1'), role: 'analyst' as const };
    expect(await agency.refusal('olu', 'adAccount.setRole', set)).toMatch(/no ad accounts/);
    const account = {
      accountId: accountId('a9'),
      network: 'bluesky',
      handle: 'a9',
      name: 'A9',
      profileId: 'did:plc:a9',
      server: 'https://pds.example',
    };
    expect(await agency.refusal('olu', 'account.add', { ...account, ...t1 })).toBe(
      'teamId: the enterprise model alone has teams',
    );
  });
});

describe('an account that is added', () => {
  it('goes into the team that it is for', async () => {
    await addAccount(enterprise, 'lea', 'a5', 't1');
    expect(accountIdsOf('t1')).toEqual(['a1', 'a2', 'a5']);
    await addAccount(enterprise, 'amy', 'a6', 't2');
    expect(accountIdsOf('t2')).toEqual(['a2', 'a3', 'a6']);
    await expect(addAccount(enterprise, 'lea', 'a7', 't2')).rejects.toThrow(/Lea/);
    await expect(addAccount(enterprise, 'lea', 'a7', 't9')).rejects.toThrow('teamId: there is no such team');
    await expect(addAccount(enterprise, 'edi', 'a7', 't1')).rejects.toThrow(/Edi/);
  });

  it('goes into the first team of whoever added it, so that they see it, and into none of an administrator’s', async () => {
    await addAccount(enterprise, 'vic', 'a5');
    expect(accountIdsOf('t2')).toEqual(['a2', 'a3', 'a5']);
    expect(enterprise.member('vic').accounts).toEqual([]);
    await put('amy', 'amy', 't1');
    await addAccount(enterprise, 'amy', 'a6');
    expect(enterprise.store.rows('teams').flatMap(({ accountIds }) => accountIds)).not.toContain('a6');
  });

  it('leaves its teams when it is removed, with the roles that were set on it', async () => {
    await put('amy', 'edi', 't1', { a1: 'contentCreator', a2: 'viewOnly' });
    await enterprise.run('lea', 'account.remove', { accountId: accountId('a2') });
    expect([accountIdsOf('t1'), accountIdsOf('t2')]).toEqual([['a1'], ['a3']]);
    expect(enterprise.member('edi').teams).toEqual([
      { teamId: 't1', accountRoles: { a1: 'contentCreator' } },
    ]);
  });
});

describe('signing in to an account again', () => {
  const again = (mode: 'owner' | 'member', id = 'a1') => ({
    accountId: accountId(id),
    mode,
    profileId: `did:plc:${id}`,
  });

  it('is for administrators and the leaders of its teams, with the one sign-in that it has', async () => {
    await enterprise.run('lea', 'account.reauthorize', again('owner'));
    await enterprise.run('amy', 'account.reauthorize', again('owner'));
    expect(await enterprise.refusal('vic', 'account.reauthorize', again('owner'))).toMatch(/Vic/);
    expect(await enterprise.refusal('edi', 'account.reauthorize', again('owner'))).toMatch(/Edi/);
    expect(await enterprise.refusal('amy', 'account.reauthorize', again('member'))).toMatch(
      /one sign-in here/,
    );
    expect(enterprise.store.rows('accounts')[0]?.connections).toMatchObject([
      { mode: 'owner', memberId: 'amy' },
    ]);
  });

  it('is in the agency model for the owner, and for members with credentials of their own', async () => {
    const agency = await createExampleAgency();
    const set = { memberId: memberId('flo'), assignment: assignment('a2', { credentials: 'member' }) };
    await agency.run('olu', 'assignment.set', set);
    await agency.run('flo', 'account.reauthorize', again('member', 'a2'));
    expect(await agency.refusal('flo', 'account.reauthorize', again('owner', 'a2'))).toMatch(
      /Only an owner.*Ask Olu/,
    );
    expect(await agency.refusal('flo', 'account.reauthorize', again('member'))).toMatch(/Flo/);
    expect(await agency.refusal('olu', 'account.reauthorize', again('member'))).toMatch(
      /owner’s credentials/,
    );
    expect(await agency.refusal('ari', 'account.reauthorize', again('owner', 'a2'))).toMatch(/Ari/);
    await agency.run('olu', 'account.reauthorize', again('owner', 'a2'));
  });
});

describe('ad accounts', () => {
  const d1 = { id: adAccountId('d1'), name: 'Ads', network: 'facebook' };
  const rungsOf = (member: string) => enterprise.member(member).adAccounts;

  it('are a team’s, or the organization’s', async () => {
    await enterprise.run('lea', 'adAccount.add', d1);
    expect(enterprise.store.rows('adAccounts')).toEqual([{ ...d1, teamId: 't1' }]);
    expect(await enterprise.refusal('lea', 'adAccount.add', d1)).toMatch(/already/);
    const d2 = { ...d1, id: adAccountId('d2') };
    expect(await enterprise.refusal('lea', 'adAccount.add', { ...d2, ...t2 })).toMatch(/Lea/);
    expect(await enterprise.refusal('amy', 'adAccount.add', { ...d2, teamId: teamId('t9') })).toMatch(
      /^teamId: /,
    );
    await enterprise.run('amy', 'adAccount.add', d2);
    expect(await enterprise.refusal('vic', 'adAccount.remove', { adAccountId: adAccountId('d1') })).toMatch(
      /Vic/,
    );
    expect(await enterprise.refusal('lea', 'adAccount.remove', { adAccountId: adAccountId('d2') })).toMatch(
      /Lea/,
    );
    await enterprise.run('lea', 'adAccount.remove', { adAccountId: adAccountId('d1') });
    await enterprise.run('amy', 'adAccount.remove', { adAccountId: adAccountId('d2') });
    expect(await enterprise.refusal('amy', 'adAccount.remove', { adAccountId: adAccountId('d2') })).toMatch(
      /not in the workspace any more/,
    );
  });

  it('have a rung for each member, which goes with them', async () => {
    await enterprise.run('amy', 'adAccount.add', d1);
    const set = (role: 'none' | 'analyst' | 'promoter', actor = 'amy', member = 'edi') =>
      enterprise.run(actor, 'adAccount.setRole', {
        memberId: memberId(member),
        adAccountId: adAccountId('d1'),
        role,
      });
    await set('analyst');
    await set('promoter');
    expect(rungsOf('edi')).toEqual([{ adAccountId: 'd1', role: 'promoter' }]);
    await set('none');
    expect(rungsOf('edi')).toEqual([]);
    await expect(set('analyst', 'lea')).rejects.toThrow(/Lea/);
    await expect(set('analyst', 'edi')).rejects.toThrow(/Edi/);
    await set('promoter');
    await enterprise.run('amy', 'adAccount.remove', { adAccountId: adAccountId('d1') });
    expect(rungsOf('edi')).toEqual([]);
  });

  it('give the only administrator a rung too, who gives it themself and stays what they are', async () => {
    await enterprise.run('amy', 'adAccount.add', d1);
    const given = { adAccountId: adAccountId('d1'), role: 'advertiser' as const };
    await enterprise.run('amy', 'adAccount.setRole', { memberId: memberId('amy'), ...given });
    expect(rungsOf('amy')).toEqual([given]);
    expect(enterprise.member('amy').role).toBe('administrator');
    expect(await enterprise.refusal('amy', 'member.edit', { memberId: memberId('amy'), name: 'A' })).toMatch(
      /only administrator/,
    );
    expect(
      await enterprise.refusal('lea', 'adAccount.setRole', { memberId: memberId('lea'), ...given }),
    ).toMatch(/Lea/);
  });
});

describe('settings', () => {
  it('are the owner’s or the administrators’, each of their own model', async () => {
    const agency = await createExampleAgency();
    expect(await agency.refusal('ari', 'workspace.settings.edit', { separationOfDuties: true })).toMatch(
      /Ari/,
    );
    expect(
      await agency.refusal('olu', 'workspace.settings.edit', { ownPostsOnly: true, labelsInContext: false }),
    ).toBe(
      'ownPostsOnly: the enterprise model alone has this; labelsInContext: the enterprise model alone has this',
    );
    expect(await enterprise.refusal('lea', 'workspace.settings.edit', { ownPostsOnly: true })).toMatch(/Lea/);
    await enterprise.run('amy', 'workspace.settings.edit', {
      ownPostsOnly: true,
      teamLeadersManageLabels: false,
    });
    expect(enterprise.store.rows('workspace')[0]?.settings).toEqual({
      separationOfDuties: false,
      ownPostsOnly: true,
      labelsInContext: false,
      teamLeadersManageLabels: false,
      requireTwoFactor: [],
    });
    await draft(enterprise, 'cora');
    const edit = { ...p1, revision: 1, content: { text: 'New', media: [] } };
    expect(await enterprise.refusal('edi', 'post.edit', edit)).not.toBe('');
    await enterprise.run('amy', 'post.edit', edit);
  });

  it('are another right than the workspace’s name', async () => {
    const agency = await createExampleAgency();
    await agency.run('olu', 'role.save', {
      role: { id: roleId('r1'), name: 'Brand', basedOn: 'admin', switched: { 'workspace.edit': true } },
    });
    await agency.run('olu', 'member.edit', { memberId: memberId('ari'), customRole: 'r1' });
    await agency.run('ari', 'workspace.edit', { name: 'Acme Studio' });
    expect(agency.store.rows('workspace')[0]?.name).toBe('Acme Studio');
    expect(await agency.refusal('ari', 'workspace.settings.edit', { separationOfDuties: true })).toMatch(
      /Ari/,
    );
    // Nor does the name give what only an owner gives.
    expect(
      await agency.refusal('ari', 'member.edit', { memberId: memberId('edi'), grants: ['addAccounts'] }),
    ).toMatch(/Ari/);
  });

  it('require a second factor of a role, and of nobody who would lock themself out', async () => {
    const agency = await createExampleAgency();
    const require = (actor: string, role: 'owner' | 'editor' | 'admin', required = true) =>
      agency.run(actor, 'twoFactor.require', { role, required });
    await expect(require('olu', 'owner')).rejects.toThrow(/lock yourself out/);
    await expect(require('ari', 'admin')).rejects.toThrow(/Ari/);
    await require('ari', 'editor');
    expect(agency.store.rows('workspace')[0]?.settings.requireTwoFactor).toEqual(['editor']);
    expect(
      await agency.refusal('edi', 'post.create', {
        ...p1,
        accountId: accountId('a1'),
        content: { text: 'x', media: [] },
      }),
    ).toMatch(/two-factor|second factor/i);
    await require('ari', 'editor', false);
    await draft(agency, 'edi');
    expect(await agency.refusal('olu', 'twoFactor.require', { role: 'viewOnly', required: true })).toBe(
      'role: the agency model has no role “view-only”',
    );
    expect(await enterprise.refusal('lea', 'twoFactor.require', { role: 'editor', required: true })).toMatch(
      /Lea/,
    );
    await enterprise.run('amy', 'twoFactor.require', { role: 'editor', required: true });
  });

  it('that take approvers away are felt by what awaits approval', async () => {
    await saveTemplate(enterprise, 'amy', 'f1', [step('All', ['edi', 'amy'], 'all')]);
    await draft(enterprise, 'cora');
    await enterprise.run('cora', 'post.submit', { ...p1, approvalTemplateId: 'f1' });
    await enterprise.run('amy', 'twoFactor.require', { role: 'editor', required: true });
    expect(enterprise.post().awaitingMemberIds).toEqual(['amy']);
  });
});

import { describe, expect, it } from 'vitest';
import { account, accountId, agency, member, memberId, NOW_MS } from './example-workspace';
import { AdAccountFacts, AdAccountId, CustomRole, type Settings, TeamFacts, TeamId } from './facts';
import { type Action, createRoleEngine, type Resource, type WorkspaceFacts } from './index';

const onAccount = (id: string): Resource => ({ type: 'account', id: accountId(id) });
const inTeam = (id: string): Resource => ({ type: 'team', id: TeamId.parse(id) });
const onAds = (id: string): Resource => ({ type: 'adAccount', id: AdAccountId.parse(id) });
const named = (id: string): Resource => ({ type: 'member', id: memberId(id) });
const onPost = (authorId?: string, more: object = {}): Resource => ({
  type: 'post',
  accountId: accountId('a1'),
  ...(authorId !== undefined && { authorId: memberId(authorId) }),
  ...more,
});
const WORKSPACE: Resource = { type: 'workspace' };

const ACCOUNTS = [
  account({ id: 'a1', name: 'Acme' }),
  account({ id: 'a2', name: 'Blog', network: 'wordpress' }),
  account({ id: 'a3', name: 'Page', network: 'facebook' }),
];

const onA1 = { accounts: [{ accountId: 'a1' }] };
const AGENCY = agency(
  [
    { id: 'olu', name: 'Olu', role: 'owner' },
    { id: 'ari', name: 'Ari', role: 'admin', ...onA1 },
    { id: 'edi', name: 'Edi', role: 'editor', ...onA1 },
    { id: 'cleo', name: 'Cleo', role: 'client', clientAccess: 'full', ...onA1 },
    { id: 'sue', name: 'Sue', role: 'editor', suspended: true, ...onA1 },
    { id: 'exe', name: 'Exe', role: 'admin', expiresAt: '2026-01-01T00:00:00Z' },
    { id: 'lev', name: 'Lev', role: 'client', ...onA1 },
  ].map(member),
  ACCOUNTS,
);

const PEOPLE = [
  { id: 'amy', name: 'Amy', role: 'administrator' },
  { id: 'eve', name: 'Eve', role: 'editor', teams: [{ teamId: 't1' }] },
  { id: 'cal', name: 'Cal', role: 'contentCreator', teams: [{ teamId: 't1' }] },
  { id: 'vi', name: 'Vi', role: 'viewOnly', teams: [{ teamId: 't1', accountRoles: { a1: 'editor' } }] },
  { id: 'ed', name: 'Ed', role: 'editor', teams: [{ teamId: 't1', accountRoles: { a1: 'viewOnly' } }] },
  {
    id: 'lea',
    name: 'Lea',
    role: 'viewOnly',
    teams: [{ teamId: 't1', accountRoles: { a1: 'no-such-role' } }],
    addOns: ['teamLeader'],
  },
  { id: 'tim', name: 'Tim', role: 'editor', customRole: 'c1', teams: [{ teamId: 't1' }] },
  { id: 'gon', name: 'Gon', role: 'editor', customRole: 'c9', teams: [{ teamId: 't1' }] },
  { id: 'owen', name: 'Owen', role: 'owner', teams: [{ teamId: 't1' }] },
];

function enterprise(settings: Partial<Settings> = {}, people: readonly object[] = PEOPLE): WorkspaceFacts {
  return {
    ...agency(people.map(member), ACCOUNTS, settings),
    roleModel: 'enterprise',
    teams: [
      { id: 't1', name: 'EMEA', accountIds: ['a1'] },
      { id: 't2', name: 'APAC', accountIds: ['a2'] },
      { id: 't3', name: 'Brand', accountIds: ['a1'] },
      { id: 't4', name: 'Legal', accountIds: ['a1', 'a2'] },
    ].map((team) => TeamFacts.parse(team)),
    adAccounts: [AdAccountFacts.parse({ id: 'd1', name: 'Ads', network: 'facebook' })],
    customRoles: [
      CustomRole.parse({
        id: 'c1',
        name: 'Trainee',
        basedOn: 'editor',
        madeBy: 'amy',
        switched: { 'post.publish': false, 'audience.edit': true },
      }),
    ],
  };
}

function decide(facts: WorkspaceFacts, actor: string, action: Action, resource: Resource) {
  return createRoleEngine(facts, NOW_MS).decide(memberId(actor), action, resource);
}

const ENTERPRISE = enterprise();
const STRICT = enterprise({
  ownPostsOnly: true,
  separationOfDuties: true,
  labelsInContext: true,
  requireTwoFactor: ['contentCreator'],
});

type Case = readonly [
  facts: WorkspaceFacts,
  actor: string,
  action: Action,
  resource: Resource,
  said: string,
  by: string,
];

describe('the reason of what is allowed says through what', () => {
  it.each<Case>([
    [ENTERPRISE, 'eve', 'post.create', onAccount('a1'), 'Eve is an editor: editors create posts.', 'editor'],
    [
      ENTERPRISE,
      'vi',
      'post.publish',
      onAccount('a1'),
      'Vi is an editor on Acme (Bluesky): editors publish posts.',
      'editor',
    ],
    [
      ENTERPRISE,
      'lea',
      'account.remove',
      onAccount('a1'),
      'Lea may remove accounts through the team leader add-on.',
      'teamLeader',
    ],
    [
      ENTERPRISE,
      'lea',
      'team.settings.edit',
      inTeam('t1'),
      'Lea may change the settings of teams through the team leader add-on.',
      'teamLeader',
    ],
    [
      ENTERPRISE,
      'cal',
      'post.edit',
      onPost('cal', { status: 'draft' }),
      'Cal is a content creator: content creators edit posts while a post is a draft, awaits approval or was declined, as here.',
      'contentCreator',
    ],
    [
      ENTERPRISE,
      'tim',
      'audience.edit',
      WORKSPACE,
      'Tim is a member with the role “Trainee”: members with the role “Trainee” create audiences.',
      'c1',
    ],
    [
      ENTERPRISE,
      'eve',
      'promotion.seeExists',
      onAds('d1'),
      'Eve is a member without a role in this ad account: they see whether a post is promoted.',
      'none',
    ],
    [
      ENTERPRISE,
      'eve',
      'member.view',
      named('eve'),
      'Eve is a member: every member may see themselves.',
      'editor',
    ],
    [
      ENTERPRISE,
      'amy',
      'member.remove',
      named('eve'),
      'Amy is an administrator: administrators remove members.',
      'administrator',
    ],
    [STRICT, 'eve', 'post.edit', onPost('eve'), 'Eve is an editor: editors edit posts.', 'editor'],
    [
      AGENCY,
      'ari',
      'account.assign',
      onAccount('a1'),
      'Ari is an admin: admins assign accounts to members where they hold the account themselves, as here.',
      'admin',
    ],
    [
      AGENCY,
      'ari',
      'member.edit',
      { type: 'member', role: 'editor' },
      'Ari is an admin: admins change the role and access of editors.',
      'admin',
    ],
    [AGENCY, 'edi', 'post.edit', onPost('edi'), 'Edi is an editor: editors edit their own posts.', 'editor'],
  ])('%#: %4$s', (facts, actor, action, resource, reason, by) => {
    const decision = decide(facts, actor, action, resource);
    expect(decision).toMatchObject({ allowed: true, reason, remedy: '', rule: { decidedBy: by } });
  });
});

describe('the reason of a refusal says what stands in the way', () => {
  it.each<Case>([
    [
      ENTERPRISE,
      'ed',
      'post.publish',
      onAccount('a1'),
      'Ed is a view-only member on Acme (Bluesky): view-only members do not publish posts.',
      'viewOnly',
    ],
    [
      ENTERPRISE,
      'lea',
      'post.view',
      onAccount('a1'),
      'Lea is a team leader: team leaders do not see posts.',
      'teamLeader',
    ],
    [ENTERPRISE, 'lea', 'team.settings.edit', inTeam('t2'), 'Lea is not on the team APAC.', 'viewOnly'],
    [
      ENTERPRISE,
      'eve',
      'account.view',
      onAccount('a2'),
      'Eve is on no team that has the account Blog (WordPress).',
      'editor',
    ],
    [
      ENTERPRISE,
      'tim',
      'post.create',
      onAccount('a3'),
      'Tim is on no team that has the account Page (Facebook).',
      'c1',
    ],
    [
      ENTERPRISE,
      'eve',
      'post.view',
      onAccount('a9'),
      'There is no such account in this workspace.',
      'editor',
    ],
    [
      ENTERPRISE,
      'lea',
      'team.settings.edit',
      inTeam('t9'),
      'There is no such team in this workspace.',
      'viewOnly',
    ],
    [
      ENTERPRISE,
      'eve',
      'campaign.edit',
      onAds('d9'),
      'There is no such ad account in this workspace.',
      'editor',
    ],
    [ENTERPRISE, 'eve', 'member.remove', named('zz'), 'There is no such member in this workspace.', 'editor'],
    [
      ENTERPRISE,
      'eve',
      'campaign.edit',
      onAds('d1'),
      'Eve is a member without a role in this ad account: they do not edit campaigns.',
      'none',
    ],
    [
      ENTERPRISE,
      'cal',
      'post.edit',
      onPost('cal'),
      'Whether Cal may edit posts depends on the state of the post, and that is not known here.',
      'contentCreator',
    ],
    [
      ENTERPRISE,
      'cal',
      'post.edit',
      onPost('cal', { status: 'scheduled' }),
      'Cal is a content creator: content creators edit posts only while a post is a draft, awaits approval or was declined, which is not so here.',
      'contentCreator',
    ],
    [
      ENTERPRISE,
      'cal',
      'post.label.create',
      onAccount('a1'),
      'Cal is a content creator: content creators create labels while drafting posts only while the setting for labels in context is on, which is not so here.',
      'contentCreator',
    ],
    [
      STRICT,
      'eve',
      'post.edit',
      onPost('cal'),
      'Eve is an editor: editors edit posts only while the setting that members keep to their own posts is off, which is not so here.',
      'editor',
    ],
    [
      STRICT,
      'eve',
      'post.edit',
      onPost(),
      'Whether Eve may edit posts depends on who made this, and that is not known here.',
      'editor',
    ],
    [
      STRICT,
      'cal',
      'post.create',
      onAccount('a1'),
      'This workspace requires two-factor sign-in of content creators, and Cal has not turned it on: it is turned on in the security settings.',
      'contentCreator',
    ],
    [
      STRICT,
      'eve',
      'post.approve',
      onPost('eve'),
      'Eve wrote this post: in this workspace nobody approves their own posts.',
      'editor',
    ],
    [
      ENTERPRISE,
      'tim',
      'post.publish',
      onAccount('a1'),
      'Tim is a member with the role “Trainee”: members with the role “Trainee” do not publish posts.',
      'c1',
    ],
    [
      ENTERPRISE,
      'owen',
      'post.create',
      onAccount('a1'),
      'Owen has no role that this workspace knows, so nothing is granted.',
      'owner',
    ],
    [
      ENTERPRISE,
      'gon',
      'post.create',
      onAccount('a1'),
      'Gon has no role that this workspace knows, so nothing is granted.',
      'editor',
    ],
    [
      ENTERPRISE,
      'eve',
      'member.edit',
      named('eve'),
      'Nobody changes their own role and access, and these are those of Eve.',
      'editor',
    ],
    [
      ENTERPRISE,
      'eve',
      'twoFactor.enrol',
      named('cal'),
      'Members turn on their own two-factor sign-in: nobody does it for somebody else.',
      'editor',
    ],
    [
      ENTERPRISE,
      'amy',
      'label.create',
      named('eve'),
      'This action is asked of the workspace, an account or a post, and was asked of something else.',
      'administrator',
    ],
    [
      ENTERPRISE,
      'amy',
      'campaign.edit',
      WORKSPACE,
      'This action is asked of an ad account, and was asked of something else.',
      'administrator',
    ],
    [
      ENTERPRISE,
      'amy',
      'user.delete',
      named('amy'),
      'Amy is the only administrator who can act: a workspace always keeps one.',
      'administrator',
    ],
    [
      ENTERPRISE,
      'amy',
      'billing.view',
      WORKSPACE,
      'The role model of this workspace knows no action called "billing.view".',
      'administrator',
    ],
    [ENTERPRISE, 'zed', 'post.view', onAccount('a1'), 'zed is not a member of this workspace.', 'nobody'],
    [
      AGENCY,
      'edi',
      'account.reauthorize',
      onAccount('a1'),
      'Edi is an editor: editors sign in to accounts again only where they post with their own credentials, which is not so here.',
      'editor',
    ],
    [
      AGENCY,
      'ari',
      'account.add',
      WORKSPACE,
      'Ari is an admin: admins add accounts only where an owner gave them that right, which is not so here.',
      'grant:addAccounts',
    ],
    [
      AGENCY,
      'cleo',
      'account.remove',
      onAccount('a1'),
      'Cleo is a full-access client: full-access clients remove accounts only where they added the account, which is not so here.',
      'clientFull',
    ],
    [
      AGENCY,
      'cleo',
      'post.approve',
      onPost('edi', { gate: 'client' }),
      'Cleo is a full-access client: full-access clients approve posts for the client only where they were made approvers, which is not so here.',
      'clientFull',
    ],
    [
      AGENCY,
      'edi',
      'post.create',
      onAccount('a2'),
      'Edi is not assigned the account Blog (WordPress).',
      'editor',
    ],
    [
      AGENCY,
      'edi',
      'post.edit',
      onPost('ari'),
      'Edi is an editor: editors do not edit others’ posts.',
      'editor',
    ],
    [
      AGENCY,
      'ari',
      'member.add',
      WORKSPACE,
      'Whether Ari may add members depends on the role of the member it is about, and that is not known here.',
      'admin',
    ],
    [
      AGENCY,
      'ari',
      'member.add',
      { type: 'member', role: 'client' },
      'Ari is an admin: admins do not add clients.',
      'admin',
    ],
    [
      AGENCY,
      'edi',
      'member.edit',
      { type: 'member', role: 'owner' },
      'Edi is an editor: editors do not change the role and access of owners.',
      'editor',
    ],
    [
      AGENCY,
      'olu',
      'member.add',
      { type: 'member', role: 'moderator' },
      'The role model has nothing to say about this for Olu, so it is not granted.',
      'owner',
    ],
    [
      AGENCY,
      'exe',
      'post.create',
      onAccount('a1'),
      'Exe’s membership has expired: from then on a member can do nothing in this workspace.',
      'admin',
    ],
    [
      AGENCY,
      'lev',
      'post.create',
      onAccount('a1'),
      'Lev has no role that this workspace knows, so nothing is granted.',
      'client',
    ],
  ])('%#: %4$s', (facts, actor, action, resource, reason, by) => {
    const decision = decide(facts, actor, action, resource);
    expect(decision).toMatchObject({ allowed: false, reason, rule: { decidedBy: by } });
  });
});

describe('the remedy says who could do it, and who could grant it', () => {
  it.each<
    readonly [facts: WorkspaceFacts, actor: string, action: Action, resource: Resource, remedy: string]
  >([
    [ENTERPRISE, 'eve', 'member.remove', named('cal'), 'Ask Amy (administrator).'],
    [ENTERPRISE, 'eve', 'twoFactor.enrol', named('cal'), 'Ask Cal (content creator).'],
    [ENTERPRISE, 'cal', 'post.label.create', onAccount('a1'), 'Amy (administrator) can change that setting.'],
    [STRICT, 'eve', 'post.edit', onPost('cal'), 'Amy (administrator) can change that setting.'],
    [STRICT, 'cal', 'post.create', onAccount('a1'), 'Turn on two-factor sign-in in your security settings.'],
    [STRICT, 'eve', 'post.approve', onPost(), 'Nobody can do this before that is known.'],
    [ENTERPRISE, 'owen', 'post.create', onAccount('a2'), 'Amy (administrator) can give Owen another role.'],
    [ENTERPRISE, 'eve', 'campaign.edit', onAds('d1'), 'Nobody in this workspace can do this now.'],
    [
      ENTERPRISE,
      'amy',
      'user.delete',
      named('amy'),
      'Amy (administrator) can make somebody else an administrator first.',
    ],
    [ENTERPRISE, 'zed', 'post.view', onAccount('a1'), 'Amy (administrator) can add zed to the workspace.'],
    [
      AGENCY,
      'edi',
      'account.reauthorize',
      onAccount('a1'),
      'Ask Olu (owner). Olu (owner) or Ari (admin) can give Edi that right.',
    ],
    [
      AGENCY,
      'ari',
      'account.add',
      WORKSPACE,
      'Ask Olu (owner) or Cleo (client). Olu (owner) can give Ari that right.',
    ],
    [
      AGENCY,
      'cleo',
      'post.approve',
      onPost('edi', { gate: 'client' }),
      'Olu (owner) can give Cleo that right.',
    ],
    [AGENCY, 'edi', 'post.create', onAccount('a2'), 'Olu (owner) can give Edi this account.'],
    [AGENCY, 'sue', 'post.create', onAccount('a1'), 'Olu (owner) or Ari (admin) can lift the suspension.'],
    [AGENCY, 'exe', 'post.create', onAccount('a1'), 'Olu (owner) can extend the membership.'],
    [AGENCY, 'olu', 'member.remove', named('olu'), 'Olu (owner) can make somebody else an owner first.'],
    [AGENCY, 'ari', 'member.add', WORKSPACE, 'Ask Olu (owner).'],
  ])('%#: %4$s', (facts, actor, action, resource, remedy) => {
    expect(decide(facts, actor, action, resource).remedy).toBe(remedy);
  });

  it('names who can bring somebody to an account: into a team that has it, and that they may fill', () => {
    const leads = (id: string, teamId: string) => ({
      id,
      name: id,
      role: 'viewOnly',
      addOns: ['teamLeader'],
      teams: [{ teamId }],
    });
    const eve = { id: 'eve', name: 'Eve', role: 'editor', teams: [{ teamId: 't2' }] };
    const helpWith = (people: readonly object[], resource: Resource, action: Action) =>
      decide(enterprise({}, [eve, ...people]), 'eve', action, resource).remedy;
    const publish = (...people: readonly object[]) => helpWith(people, onAccount('a1'), 'post.publish');
    // The first team that has the account has no leader; another has, and the one that has not is no way there.
    expect(publish(leads('Ann', 't3'))).toBe('Ann (view-only) can put Eve on a team that has it.');
    expect(publish(leads('Bob', 't2'))).toBe('Nobody in this workspace can do this now.');
    expect(publish(leads('Ann', 't1'), leads('Cas', 't3'))).toBe(
      'Ann (view-only) can put Eve on a team that has it.',
    );
    const view = helpWith([leads('Ann', 't1'), leads('Cas', 't3')], inTeam('t3'), 'approvalTemplate.view');
    expect(view).toBe('Cas (view-only) can put Eve on this team.');
    const alone = helpWith(
      [{ ...leads('Amy', 't2'), role: 'administrator' }],
      inTeam('t3'),
      'approvalTemplate.view',
    );
    expect(alone).toBe('Amy (administrator) can put Eve on this team.');
  });
});

describe('of several roles that speak on an account', () => {
  const withRoles = (...roles: readonly string[]) => {
    const teams = roles.map((role, index) => ({
      teamId: ['t1', 't3', 't4'][index],
      accountRoles: { a1: role },
    }));
    return enterprise({}, [{ id: 'sam', name: 'Sam', role: 'viewOnly', teams }]);
  };
  const ruleOf = (status: string, ...roles: readonly string[]) =>
    decide(withRoles(...roles), 'sam', 'post.edit', onPost('eve', { status })).rule;

  it('one that grants is named, though another came nearer before it', () => {
    expect(ruleOf('scheduled', 'contentCreator', 'editor')).toMatchObject({ decidedBy: 'editor', cell: '1' });
    expect(ruleOf('scheduled', 'viewOnly', 'contentCreator', 'editor').decidedBy).toBe('editor');
  });

  it('the first that grants is named', () => {
    expect(ruleOf('draft', 'contentCreator', 'editor').decidedBy).toBe('contentCreator');
    expect(ruleOf('draft', 'editor', 'contentCreator').decidedBy).toBe('editor');
  });

  it('of those that refuse, the one that would grant under a condition is named, wherever it stands', () => {
    for (const roles of [
      ['contentCreator', 'viewOnly', 'moderator'],
      ['viewOnly', 'contentCreator', 'moderator'],
      ['viewOnly', 'moderator', 'contentCreator'],
    ]) {
      expect(ruleOf('scheduled', ...roles).decidedBy).toBe('contentCreator');
    }
  });

  it('of those that refuse without a condition, the first is named', () => {
    expect(ruleOf('scheduled', 'moderator', 'viewOnly').decidedBy).toBe('moderator');
    expect(ruleOf('scheduled', 'viewOnly', 'moderator').decidedBy).toBe('viewOnly');
  });

  it('a role that is set in two teams speaks once', () => {
    const facts = withRoles('moderator', 'moderator');
    expect(decide(facts, 'sam', 'post.copy', onAccount('a1')).reason).toBe(
      'Sam is a moderator on Acme (Bluesky): moderators copy posts.',
    );
  });
});

describe('a name that is very long', () => {
  const saidOf = (name: string) => {
    const facts = agency([member({ id: 'edi', name, role: 'editor', accounts: [] })], ACCOUNTS);
    return decide(facts, 'edi', 'post.create', onAccount('a1')).reason.replace(
      ' is not assigned the account Acme (Bluesky).',
      '',
    );
  };

  it('is whole up to 80 characters, and is then cut to 80 with a sign that it was', () => {
    expect(saidOf('x'.repeat(80))).toBe('x'.repeat(80));
    expect(saidOf('x'.repeat(81))).toBe(`${'x'.repeat(79)}…`);
    expect(saidOf('🙂'.repeat(81))).toBe(`${'🙂'.repeat(79)}…`);
  });
});

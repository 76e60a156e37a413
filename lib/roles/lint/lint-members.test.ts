import { describe, expect, it } from 'vitest';
import { agency, enterprise, NOW_MS } from '../../../test/unit/unsound-workspaces';
import type { WorkspaceFacts } from '../facts';
import { type LintCode, lintWorkspace } from './lint';

const A1 = { id: 'a1', name: 'Acme', network: 'bluesky', handle: 'acme.example' };
const A2 = { id: 'a2', name: 'Beta', network: 'mastodon', handle: 'beta.example' };
const OLU = { id: 'olu', name: 'Olu', role: 'owner' };
const ARI = { id: 'ari', name: 'Ari', role: 'admin' };
const EDI = { id: 'edi', name: 'Edi', role: 'editor' };
const AMY = { id: 'amy', name: 'Amy', role: 'administrator' };
const EVA = { id: 'eva', name: 'Eva', role: 'editor', teams: [{ teamId: 't1' }] };
const MOE = { id: 'moe', name: 'Moe', role: 'moderator', teams: [{ teamId: 't1' }] };

const find = (facts: WorkspaceFacts, code: LintCode) =>
  lintWorkspace(facts, NOW_MS).filter((finding) => finding.code === code);
const codesOf = (facts: WorkspaceFacts) => lintWorkspace(facts, NOW_MS).map(({ code }) => code);

describe('a workspace without a keeper who can act', () => {
  /** An administrator who is suspended, and somebody who may change her through a role that she made. */
  const withKeeper = (amy: object) =>
    enterprise({
      members: [
        EVA,
        { ...AMY, suspended: true, ...amy },
        { id: 'cara', name: 'Cara', role: 'administrator', customRole: 'c1' },
      ],
      customRoles: [{ id: 'c1', name: 'Caretaker', basedOn: 'administrator', madeBy: 'amy' }],
    });

  it('has the suspension lifted of the one who kept it', () => {
    expect(lintWorkspace(withKeeper({ teams: [{ teamId: 't1' }] }), NOW_MS)).toMatchObject([
      {
        code: 'noKeeper',
        sentence: 'This workspace has no administrator who can act, and it always needs one.',
        fix: {
          sentence: 'Lift the suspension, and the date of expiry, of Amy.',
          command: 'member.edit',
          args: { memberId: 'amy', suspended: false, expiresAt: null },
          actorIds: ['cara'],
        },
      },
    ]);
  });

  it.each([
    ['is on a team that is gone', { teams: [{ teamId: 't9' }] }],
    ['is on a team that is gone, and on one that is there', { teams: [{ teamId: 't9' }, { teamId: 't1' }] }],
    ['has a role on an account that is gone', { teams: [{ teamId: 't1', accountRoles: { a9: 'editor' } }] }],
    ['has a role in an ad account that is gone', { adAccounts: [{ adAccountId: 'd9', role: 'analyst' }] }],
  ])('is not put right by a change of somebody who %s: it would be refused', (_why, amy) => {
    expect(find(withKeeper(amy), 'noKeeper')).toMatchObject([
      {
        fix: null,
        fixSentence:
          'Nobody in this workspace can change that: make somebody an administrator in the workspace file, and read it in again.',
      },
    ]);
  });

  it('names those who kept it, and nobody else', () => {
    const facts = agency({ members: [ARI, { ...OLU, suspended: true }, EDI] });
    expect(find(facts, 'noKeeper')).toMatchObject([{ memberIds: ['olu'], fix: null }]);
  });
});

describe('a member who reaches no account', () => {
  const inAgency = (more: object, accounts: readonly object[] = [A1], settings: object = {}) =>
    agency({ settings, members: [OLU, { id: 'mia', name: 'Mia', role: 'editor', ...more }], accounts });
  const inEnterprise = (more: object, accountIds: readonly string[] = []) =>
    enterprise({
      members: [AMY, { id: 'mia', name: 'Mia', role: 'contentCreator', teams: [{ teamId: 't1' }], ...more }],
      teams: [{ id: 't1', name: 'EMEA', accountIds }],
    });

  it.each<[string, WorkspaceFacts, readonly LintCode[]]>([
    ['an editor', inAgency({}), ['authorWithoutAccount']],
    ['a client who posts', inAgency({ role: 'client', clientAccess: 'posting' }), ['authorWithoutAccount']],
    ['a client who reads', inAgency({ role: 'client', clientAccess: 'read' }), []],
    ['somebody suspended', inAgency({ suspended: true }), []],
    ['an owner', inAgency({ role: 'owner' }), []],
    ['an editor where there is no account yet', inAgency({}, []), []],
    [
      'an editor whose account is gone',
      inAgency({ accounts: [{ accountId: 'a9' }] }),
      ['authorWithoutAccount', 'assignmentToGoneAccount'],
    ],
    [
      'an editor who has yet to turn on a second factor',
      inAgency({}, [A1], { requireTwoFactor: ['editor'] }),
      ['twoFactorMissing', 'authorWithoutAccount'],
    ],
    ['a content creator on a team without accounts', inEnterprise({}), ['authorWithoutAccount']],
    ['a moderator on a team without accounts', inEnterprise({ role: 'moderator' }), []],
    ['an administrator', inEnterprise({ role: 'administrator', teams: [] }), []],
    [
      'a content creator on a team whose accounts are gone',
      inEnterprise({}, ['a9']),
      ['authorWithoutAccount', 'teamWithGoneAccount'],
    ],
    ['a moderator on no team', inEnterprise({ role: 'moderator', teams: [] }), ['memberOnNoTeam']],
    [
      'a moderator whose team is gone',
      inEnterprise({ role: 'moderator', teams: [{ teamId: 't9' }] }),
      ['memberOnNoTeam', 'membershipOfGoneTeam'],
    ],
  ])('is found where there is something to write for, and the role writes: %s', (_who, facts, codes) => {
    expect(codesOf(facts)).toEqual(codes);
  });

  it.each([
    ['editor', 'needsApproval'],
    ['admin', 'full'],
  ])('is given the only account; the posts of an %s then go out as %s', (role, posting) => {
    expect(lintWorkspace(inAgency({ role }), NOW_MS)).toMatchObject([
      {
        code: 'authorWithoutAccount',
        sentence: 'Posts of Mia can never go out: there is no account to write them for.',
        memberIds: ['mia'],
        fix: {
          sentence: 'Give Mia the account Acme (Bluesky).',
          command: 'assignment.set',
          args: {
            memberId: 'mia',
            assignment: { accountId: 'a1', posting, credentials: 'owner', approves: false },
          },
          actorIds: ['olu'],
        },
      },
    ]);
  });

  it('is put on the only team that has accounts', () => {
    const facts = enterprise({
      members: [AMY, { id: 'mia', name: 'Mia', role: 'contentCreator', teams: [{ teamId: 't1' }] }],
      teams: [
        { id: 't1', name: 'EMEA', accountIds: [] },
        { id: 't2', name: 'APAC', accountIds: ['a1'] },
        { id: 't3', name: 'Home', accountIds: [] },
      ],
    });
    expect(lintWorkspace(facts, NOW_MS)).toMatchObject([
      {
        code: 'authorWithoutAccount',
        memberIds: ['mia'],
        fix: {
          sentence: 'Put Mia on the team APAC.',
          command: 'team.setMember',
          args: { teamId: 't2', memberId: 'mia', accountRoles: {} },
          actorIds: ['amy'],
        },
      },
    ]);
  });

  it('is left for a person to place where there are several accounts, or no team with any', () => {
    expect(lintWorkspace(inAgency({}, [A1, A2]), NOW_MS)).toMatchObject([
      { code: 'authorWithoutAccount', fix: null, fixSentence: 'Give Mia an account.' },
    ]);
    expect(lintWorkspace(inEnterprise({}), NOW_MS)).toMatchObject([
      { code: 'authorWithoutAccount', fix: null, fixSentence: 'Put Mia on a team that has accounts.' },
    ]);
  });
});

describe('a member without a role', () => {
  it('has one of the other role model, or a client’s without its level', () => {
    const facts = agency({
      members: [
        OLU,
        { ...EDI, role: 'moderator' },
        { id: 'cleo', name: 'Cleo', role: 'client', accounts: [{ accountId: 'a1' }] },
      ],
    });
    expect(lintWorkspace(facts, NOW_MS)).toMatchObject(
      ['Edi', 'Cleo'].map((name) => ({
        code: 'memberWithoutRole',
        sentence: `The role of ${name} is not one of this workspace’s role model: it allows nothing.`,
        memberIds: [name.toLowerCase()],
        fix: null,
        fixSentence: `Give ${name} a role of this workspace’s role model.`,
      })),
    );
  });

  /** Eva has a role that is gone; Moe has one that is there. */
  const withRoleGone = (eva: object) =>
    enterprise({
      members: [AMY, { ...EVA, customRole: 'c9', ...eva }, { ...MOE, customRole: 'c1' }],
      customRoles: [{ id: 'c1', name: 'Trainee', basedOn: 'moderator', madeBy: 'amy' }],
    });

  it('has the role that it was based on, where its own is gone and others are not', () => {
    expect(lintWorkspace(withRoleGone({}), NOW_MS)).toMatchObject([
      {
        code: 'customRoleGone',
        sentence: 'The role of Eva is gone (c9): nothing is allowed.',
        memberIds: ['eva'],
        roleIds: ['c9'],
        fix: {
          sentence: 'Let Eva be an editor, with no role of this workspace’s own.',
          command: 'member.edit',
          args: { memberId: 'eva', customRole: null },
          actorIds: ['amy'],
        },
      },
    ]);
  });

  it.each([
    { teams: [{ teamId: 't1' }, { teamId: 't9' }] },
    { teams: [{ teamId: 't1', accountRoles: { a1: 'gone' } }] },
    { adAccounts: [{ adAccountId: 'd9', role: 'analyst' }] },
  ])('is not changed while it names something else that is gone', (eva) => {
    expect(find(withRoleGone(eva), 'customRoleGone')).toMatchObject([
      { fix: null, fixSentence: 'Let Eva be an editor, with no role of this workspace’s own.' },
    ]);
  });
});

describe('a role of the workspace’s own that allows nothing', () => {
  it.each<[string, string, object, readonly LintCode[]]>([
    ['an administrator', 'amy', {}, []],
    ['an editor', 'amy', { role: 'editor', teams: [{ teamId: 't1' }] }, []],
    ['somebody suspended', 'amy', { suspended: true }, []],
    ['somebody who left', 'gus', {}, ['customRoleMakerGone']],
    ['somebody with a role of the workspace’s own', 'amy', { customRole: 'c2' }, ['customRoleMakerGone']],
    [
      'somebody with a role of the other role model',
      'amy',
      { role: 'owner', teams: [{ teamId: 't1' }] },
      ['memberWithoutRole', 'customRoleMakerGone'],
    ],
  ])('is found by what its maker holds: made by %s', (_who, madeBy, amy, codes) => {
    const facts = enterprise({
      members: [
        { id: 'ben', name: 'Ben', role: 'administrator' },
        { ...AMY, ...amy },
      ],
      customRoles: [
        { id: 'c1', name: 'Trainee', basedOn: 'editor', madeBy },
        { id: 'c2', name: 'Deputy', basedOn: 'administrator', madeBy: 'ben' },
      ],
    });
    expect(codesOf(facts)).toEqual(codes);
  });

  it('is saved again by a keeper, each by itself, and names whoever has it', () => {
    const role = (id: string, name: string) => ({ id, name, basedOn: 'editor', madeBy: 'gus' });
    const facts = enterprise({
      members: [
        AMY,
        { ...EVA, customRole: 'c1' },
        { ...EVA, id: 'flo', customRole: 'c2' },
        { ...EVA, id: 'gil', customRole: 'c3' },
        { ...EVA, id: 'hal' },
        { ...EVA, id: 'ida', customRole: 'c1' },
        { ...AMY, id: 'cy', customRole: 'c4' },
      ],
      customRoles: [
        role('c1', 'Trainee'),
        role('c2', 'Partner'),
        { ...role('c3', 'Helper'), madeBy: 'amy' },
        { id: 'c4', name: 'Deputy', basedOn: 'administrator', madeBy: 'amy' },
      ],
    });
    const finding = (id: string, name: string, memberIds: readonly string[]) => ({
      code: 'customRoleMakerGone',
      sentence: `The role “${name}” allows nothing any more: a role gives what its maker’s built-in role gives, and whoever made it has none now.`,
      memberIds,
      roleIds: [id],
      fix: {
        sentence: `Save the role “${name}” again: it is then made by whoever saves it.`,
        command: 'role.save',
        args: { role: { id, name, basedOn: 'editor', switched: {} } },
        // A deputy may make roles no more than anybody with a role of the workspace’s own.
        actorIds: ['amy'],
      },
    });
    expect(lintWorkspace(facts, NOW_MS)).toMatchObject([
      finding('c1', 'Trainee', ['eva', 'ida']),
      finding('c2', 'Partner', ['flo']),
    ]);
  });

  it('waits for a keeper who can act', () => {
    const facts = agency({
      members: [{ ...OLU, suspended: true }],
      accounts: [],
      customRoles: [{ id: 'c1', name: 'Trainee', basedOn: 'editor', madeBy: 'gus' }],
    });
    expect(lintWorkspace(facts, NOW_MS)).toMatchObject([
      { code: 'noKeeper' },
      {
        code: 'customRoleMakerGone',
        fix: null,
        fixSentence: 'Save the role “Trainee” again: it is then made by whoever saves it.',
      },
    ]);
  });

  it.each<[string, boolean, boolean]>([
    ['post.delete others', true, true],
    ['post.delete others', false, true],
    // No keeper passes the client’s gate: it cannot be given, but it can be taken away.
    ['post.approve client gate', true, false],
    ['post.approve client gate', false, true],
    // A role never makes roles.
    ['role.edit', true, false],
    ['role.edit', false, true],
    // What is everybody’s own stays theirs.
    ['twoFactor.enrol oneself', true, false],
    ['twoFactor.enrol oneself', false, false],
    ['member.edit oneself', true, false],
    // The other model’s, and what was never a row.
    ['label.create', true, false],
    ['label.create', false, false],
    ['toString', true, false],
  ])('is saved again with those switches alone that a keeper may set: %s %s', (key, isOn, isKept) => {
    const facts = agency({
      members: [OLU],
      customRoles: [
        { id: 'c1', name: 'Trainee', basedOn: 'editor', madeBy: 'gus', switched: { [key]: isOn } },
      ],
    });
    const [finding] = find(facts, 'customRoleMakerGone');
    expect(finding?.fix?.args).toEqual({
      role: { id: 'c1', name: 'Trainee', basedOn: 'editor', switched: isKept ? { [key]: isOn } : {} },
    });
  });

  it('is saved again without switches of ad accounts: nobody’s role reaches into those', () => {
    const switched = { 'promotion.add': false, 'campaign.edit': true, 'post.create': false };
    const facts = enterprise({
      members: [AMY],
      customRoles: [{ id: 'c1', name: 'Trainee', basedOn: 'editor', madeBy: 'gus', switched }],
    });
    const [finding] = lintWorkspace(facts, NOW_MS);
    expect(finding?.fix?.args).toEqual({
      role: { id: 'c1', name: 'Trainee', basedOn: 'editor', switched: { 'post.create': false } },
    });
  });
});

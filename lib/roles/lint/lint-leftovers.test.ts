import { describe, expect, it } from 'vitest';
import { agency, enterprise, NOW_MS } from '../../../test/unit/unsound-workspaces';
import { lintWorkspace } from './lint';

const A1 = { id: 'a1', name: 'Acme', network: 'bluesky', handle: 'acme.example' };
const A2 = { id: 'a2', name: 'Beta', network: 'mastodon', handle: 'beta.example' };
const AMY = { id: 'amy', name: 'Amy', role: 'administrator' };
const EMEA = { id: 't1', name: 'EMEA', accountIds: ['a1'] };
const APAC = { id: 't2', name: 'APAC', accountIds: ['a2'] };

/** An editor on both teams, with these roles on single accounts. */
const eva = (inEmea: object, inApac: object) => ({
  id: 'eva',
  name: 'Eva',
  role: 'editor',
  teams: [
    { teamId: 't1', accountRoles: inEmea },
    { teamId: 't2', accountRoles: inApac },
  ],
});

describe('what is named and gone', () => {
  it('is taken from a member, who keeps the other accounts', () => {
    const facts = agency({
      members: [
        { id: 'olu', name: 'Olu', role: 'owner' },
        { id: 'ari', name: 'Ari', role: 'admin', accounts: [{ accountId: 'a1' }] },
        {
          id: 'edi',
          name: 'Edi',
          role: 'editor',
          accounts: [{ accountId: 'a8' }, { accountId: 'a1' }, { accountId: 'a9' }],
        },
      ],
    });
    const finding = (id: string) => ({
      code: 'assignmentToGoneAccount',
      sentence: `An account that was assigned to Edi is gone (${id}).`,
      memberIds: ['edi'],
      accountIds: [id],
      fix: {
        sentence: 'Take that account from Edi.',
        command: 'assignment.remove',
        args: { memberId: 'edi', accountId: id },
        // An admin takes away only what it holds itself, and nobody but an owner holds what is gone.
        actorIds: ['olu'],
      },
    });
    expect(lintWorkspace(facts, NOW_MS)).toMatchObject([finding('a8'), finding('a9')]);
  });

  it('is taken from a member who was assigned nothing else', () => {
    const facts = agency({
      members: [
        { id: 'olu', name: 'Olu', role: 'owner' },
        { id: 'dana', name: 'Dana', role: 'client', clientAccess: 'read', accounts: [{ accountId: 'a9' }] },
      ],
    });
    expect(lintWorkspace(facts, NOW_MS)).toMatchObject([
      { code: 'assignmentToGoneAccount', fix: { args: { memberId: 'dana', accountId: 'a9' } } },
    ]);
  });

  it('is taken from each team, which keeps its other accounts', () => {
    const facts = enterprise({
      members: [AMY],
      accounts: [A1, A2],
      teams: [
        { ...EMEA, accountIds: ['a8', 'a1', 'a9', 'a2', 'a1'] },
        { ...APAC, accountIds: ['a9'] },
        { id: 't3', name: 'Home', accountIds: ['a2'] },
      ],
    });
    expect(lintWorkspace(facts, NOW_MS)).toMatchObject([
      {
        code: 'teamWithGoneAccount',
        sentence: 'Accounts of the team EMEA are gone (a8, a9).',
        teamIds: ['t1'],
        accountIds: ['a8', 'a9'],
        fix: {
          sentence: 'Take those accounts from the team EMEA.',
          command: 'team.edit',
          args: { teamId: 't1', accountIds: ['a1', 'a2'] },
          actorIds: ['amy'],
        },
      },
      {
        code: 'teamWithGoneAccount',
        sentence: 'Accounts of the team APAC are gone (a9).',
        teamIds: ['t2'],
        accountIds: ['a9'],
        fix: { command: 'team.edit', args: { teamId: 't2', accountIds: [] }, actorIds: ['amy'] },
      },
    ]);
  });

  it('is taken from each membership, which keeps the roles that mean something', () => {
    const facts = enterprise({
      members: [AMY, eva({ a1: 'moderator', a9: 'editor' }, { a1: 'viewOnly', a2: 'gone' })],
      accounts: [A1, A2],
      teams: [EMEA, APAC],
    });
    expect(lintWorkspace(facts, NOW_MS)).toMatchObject([
      {
        code: 'accountRoleLeftOver',
        sentence:
          'In the team EMEA, a role that was given to Eva on single accounts is gone, or the team does not have the account (a9).',
        memberIds: ['eva'],
        teamIds: ['t1'],
        accountIds: ['a9'],
        fix: {
          sentence: 'Take those roles from Eva: the role that holds elsewhere then holds there.',
          command: 'team.setMember',
          args: { teamId: 't1', memberId: 'eva', accountRoles: { a1: 'moderator' } },
          actorIds: ['amy'],
        },
      },
      {
        code: 'accountRoleLeftOver',
        teamIds: ['t2'],
        accountIds: ['a1', 'a2'],
        fix: { args: { teamId: 't2', memberId: 'eva', accountRoles: {} }, actorIds: ['amy'] },
      },
    ]);
  });

  it('is no role of the workspace’s own that is still there, set for one account', () => {
    const facts = enterprise({
      members: [AMY, eva({ a1: 'trainee' }, { a2: 'contentCreator' })],
      accounts: [A1, A2],
      teams: [EMEA, APAC],
      customRoles: [{ id: 'trainee', name: 'Trainee', basedOn: 'editor', madeBy: 'amy' }],
    });
    expect(lintWorkspace(facts, NOW_MS)).toEqual([]);
  });

  it('is an ad account alone that is not in the workspace, among those a member has a role in', () => {
    const given = ['d1', 'd9', 'd2', 'd8'].map((adAccountId) => ({ adAccountId, role: 'analyst' }));
    const facts = enterprise({
      members: [{ ...AMY, adAccounts: given }, eva({}, {})],
      accounts: [A1, A2],
      teams: [EMEA, APAC],
      adAccounts: ['d1', 'd2'].map((id) => ({ id, name: id, network: 'facebook' })),
    });
    expect(lintWorkspace(facts, NOW_MS)).toMatchObject([
      {
        code: 'roleOnGoneAdAccount',
        sentence: 'An ad account in which Amy was given a role is gone (d9, d8).',
        memberIds: ['amy'],
        adAccountIds: ['d9', 'd8'],
        fix: null,
        fixSentence:
          'Nobody in this workspace can change that: take it out of the workspace file, and read it in again.',
      },
    ]);
  });

  it('is nothing that the workspace’s role model does not read', () => {
    const leftFromEnterprise = {
      teams: [{ teamId: 't9', accountRoles: { a1: 'editor' } }],
      adAccounts: [{ adAccountId: 'd9', role: 'analyst' }],
    };
    const agencyFacts = agency({
      members: [{ id: 'olu', name: 'Olu', role: 'owner', ...leftFromEnterprise }],
      teams: [{ id: 't1', name: 'EMEA', accountIds: ['a9'] }],
    });
    expect(lintWorkspace(agencyFacts, NOW_MS)).toEqual([]);
    const enterpriseFacts = enterprise({ members: [{ ...AMY, accounts: [{ accountId: 'a9' }] }] });
    expect(lintWorkspace(enterpriseFacts, NOW_MS)).toEqual([]);
  });
});

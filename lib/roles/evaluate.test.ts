/** The corners of a decision: facts that belong to another kind of thing, and which of several cells is named. */
import { describe, expect, it } from 'vitest';
import {
  A1,
  A2,
  ARI,
  accountId,
  agency,
  CARA,
  EDI,
  member,
  memberId,
  NOW_MS,
  OLU,
} from './example-workspace';
import { type Action, createRoleEngine, type Resource, TeamFacts, type WorkspaceFacts } from './index';

const agencyEngine = createRoleEngine(agency([OLU, ARI, EDI, CARA], [A1, A2]), NOW_MS);

function enterprise(settings: object): WorkspaceFacts {
  const teams = [{ teamId: 't1' }];
  const people = [
    { id: 'ada', role: 'administrator' },
    { id: 'eve', role: 'editor', teams, addOns: ['teamLeader'] },
    { id: 'ed', role: 'editor', teams },
    { id: 'cem', role: 'contentCreator', teams },
  ];
  return {
    ...agency(
      people.map((one) => member({ name: one.id, ...one })),
      [A1],
      settings,
    ),
    roleModel: 'enterprise',
    teams: [TeamFacts.parse({ id: 't1', name: 'EMEA', accountIds: ['a1'] })],
  };
}

describe('facts that belong to another kind of thing', () => {
  /** What a script may hand over: an account that claims to be a post, or somebody's file. */
  const asAccount = (facts: object): Resource => ({ type: 'account', id: A1.id, ...facts }) as Resource;
  const enterpriseEngine = createRoleEngine(enterprise({ ownPostsOnly: true }), NOW_MS);

  it.each([
    ['who added it, as of a file', { addedBy: 'ed' }],
    ['an author, as of a post', { authorId: 'ed' }],
  ])('do not say whose it is: %s', (_name, facts) => {
    expect(enterpriseEngine.decide(memberId('ed'), 'post.edit', asAccount(facts)).rule.row).toBe(
      'unknownMaker',
    );
  });

  it('do not say in which state it is', () => {
    const asked = asAccount({ status: 'draft' });
    const engine = createRoleEngine(enterprise({}), NOW_MS);
    for (const action of ['post.edit', 'post.delete'] satisfies Action[]) {
      expect(engine.decide(memberId('cem'), action, asked)).toEqual(
        engine.decide(memberId('cem'), action, asAccount({})),
      );
    }
  });

  it('do not say which gate is asked', () => {
    const anyGate = agencyEngine.decide(ARI.id, 'post.approve', asAccount({}));
    expect(anyGate.allowed).toBe(true);
    expect(agencyEngine.decide(ARI.id, 'post.approve', asAccount({ gate: 'client' }))).toEqual(anyGate);
  });
});

describe('the cell that is named', () => {
  it('is the first that came near: the role before the add-on, where both ask for the same', () => {
    const engine = createRoleEngine(enterprise({ labelsInContext: false }), NOW_MS);
    const onAcme: Resource = { type: 'account', id: accountId('a1') };
    expect(engine.decide(memberId('eve'), 'engage.label.create', onAcme)).toMatchObject({
      allowed: false,
      rule: { decidedBy: 'editor', cell: 'setting:labelsInContext' },
    });
  });

  it('is that of oneself, where an action is for nobody else and nobody is named', () => {
    expect(agencyEngine.decide(EDI.id, 'twoFactor.enrol', { type: 'workspace' })).toMatchObject({
      allowed: true,
      rule: { row: 'twoFactor.enrol oneself', cell: 'yes' },
    });
  });
});

describe('a setting that could be changed', () => {
  const engine = createRoleEngine(enterprise({ ownPostsOnly: true }), NOW_MS);
  const others = (status: 'draft' | 'published'): Resource => ({
    type: 'post',
    accountId: accountId('a1'),
    authorId: memberId('ada'),
    status,
  });

  it('is named where changing it would help, and not where it would not', () => {
    const said = (status: 'draft' | 'published') =>
      engine.decide(memberId('cem'), 'post.edit', others(status)).remedy;
    expect(said('draft')).toContain('can change that setting');
    expect(said('published')).not.toContain('can change that setting');
  });
});

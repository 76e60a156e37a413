/** What a member holds where: twice the same id, roles of another model, roles that keepers made, and lists. */
import { describe, expect, it } from 'vitest';
import { A1, A2, account, accountId, agency, EDI, member, memberId, NOW_MS, OLU } from './example-workspace';
import {
  type Action,
  CustomRole,
  createRoleEngine,
  type MemberFacts,
  type Resource,
  rulesFor,
  TeamFacts,
  type WorkspaceFacts,
} from './index';

const onAcme: Resource = { type: 'account', id: A1.id };
const role = (input: object): CustomRole => CustomRole.parse({ name: 'Own', madeBy: 'olu', ...input });

function agencyWith(members: readonly MemberFacts[], ...customRoles: readonly CustomRole[]): WorkspaceFacts {
  return { ...agency(members, [A1, A2]), customRoles };
}

function enterpriseWith(
  members: readonly object[],
  customRoles: readonly CustomRole[] = [],
  settings: object = {},
): WorkspaceFacts {
  const people = members.map((one) => member({ name: 'Somebody', ...one }));
  return {
    ...agency(people, [account({ id: 'a1' })], settings),
    roleModel: 'enterprise',
    customRoles,
    teams: [TeamFacts.parse({ id: 't1', name: 'EMEA', accountIds: ['a1'] })],
  };
}
const ON_TEAM = { teams: [{ teamId: 't1' }] };
const ADA = { id: 'ada', role: 'administrator' };

const othersPost: Resource = {
  type: 'post',
  accountId: accountId('a1'),
  authorId: memberId('ada'),
  status: 'draft',
};

describe('of two with the same id', () => {
  it('the first member counts, and the second is nobody', () => {
    const twin = member({ id: 'edi', name: 'Impostor', role: 'owner' });
    const engine = createRoleEngine(agency([OLU, EDI, twin], [A1]), NOW_MS);
    expect(engine.can(EDI.id, 'workspace.edit', { type: 'workspace' })).toBe(false);
    expect(engine.decide(EDI.id, 'workspace.edit', { type: 'workspace' }).reason).toContain('Edi');
  });

  it('the first role of the workspace counts', () => {
    const narrow = role({ id: 'r1', basedOn: 'editor', switched: { 'post.create': false } });
    const wide = role({ id: 'r1', basedOn: 'owner' });
    const engine = createRoleEngine(
      agencyWith([OLU, { ...EDI, customRole: narrow.id }], narrow, wide),
      NOW_MS,
    );
    expect(engine.can(EDI.id, 'post.create', onAcme)).toBe(false);
  });
});

describe('a role that this model does not have', () => {
  it('grants nothing, and is said to be no role, as the copy that a custom role is', () => {
    const copy = role({ id: 'r1', basedOn: 'owner', madeBy: 'ada' });
    const engine = createRoleEngine(
      enterpriseWith([ADA, { id: 'eve', role: 'editor', customRole: 'r1', ...ON_TEAM }], [copy]),
      NOW_MS,
    );
    expect(engine.decide(memberId('eve'), 'post.view', onAcme).rule.row).toBe('noColumn');
  });

  it('grants nothing, and is said to be no role, under a custom role that would', () => {
    const copy = role({ id: 'r1', basedOn: 'editor', madeBy: 'ada' });
    const engine = createRoleEngine(
      enterpriseWith(
        [ADA, { id: 'cara', role: 'client', clientAccess: 'full', customRole: 'r1', ...ON_TEAM }],
        [copy],
      ),
      NOW_MS,
    );
    expect(engine.can(memberId('cara'), 'post.view', onAcme)).toBe(false);
  });

  it('is not found by the end of another role’s name', () => {
    const tail = role({ id: 'Creator', basedOn: 'viewOnly', madeBy: 'ada' });
    const engine = createRoleEngine(
      enterpriseWith([ADA, { id: 'cem', role: 'contentCreator', ...ON_TEAM }], [tail]),
      NOW_MS,
    );
    expect(engine.decide(memberId('cem'), 'post.create', onAcme)).toMatchObject({
      allowed: true,
      rule: { decidedBy: 'contentCreator' },
    });
  });
});

describe('a custom role stands for the keeper’s own', () => {
  it('only when a keeper with the keeper’s role itself made it', () => {
    const first = role({ id: 'r1', basedOn: 'owner', madeBy: 'olu' });
    const second = role({ id: 'r2', basedOn: 'owner', madeBy: 'oda' });
    const oda = member({ id: 'oda', name: 'Oda', role: 'owner', customRole: 'r1' });
    const ori = member({ id: 'ori', name: 'Ori', role: 'owner', customRole: 'r2' });
    const engine = createRoleEngine(agencyWith([OLU, oda, ori], first, second), NOW_MS);
    expect(engine.can(oda.id, 'post.view', onAcme)).toBe(true);
    expect(engine.decide(ori.id, 'post.view', onAcme).rule).toMatchObject({
      table: 'scope',
      row: 'notReached',
    });
  });

  it('not where somebody else made it: others’ posts stay the administrators’', () => {
    const copy = role({ id: 'r1', basedOn: 'administrator', madeBy: 'eve' });
    const people = [
      ADA,
      { id: 'eve', role: 'editor', ...ON_TEAM },
      { id: 'ed', role: 'editor', customRole: 'r1', ...ON_TEAM },
    ];
    const ask = (settings: object) =>
      createRoleEngine(enterpriseWith(people, [copy], settings), NOW_MS).decide(
        memberId('ed'),
        'post.edit',
        othersPost,
      );
    expect(ask({}).allowed).toBe(true);
    expect(ask({ ownPostsOnly: true })).toMatchObject({ allowed: false, rule: { cell: 'ownPostsOnly' } });
  });
});

describe('a cell that refuses anyway', () => {
  it('is said to be what it is, under a setting that would refuse too', () => {
    const engine = createRoleEngine(
      enterpriseWith([ADA, { id: 'vi', role: 'viewOnly', ...ON_TEAM }], [], { ownPostsOnly: true }),
      NOW_MS,
    );
    const { rule, remedy } = engine.decide(memberId('vi'), 'post.edit', othersPost);
    expect(rule.cell).toBe('0');
    expect(remedy).not.toContain('setting');
  });
});

describe('the last keeper', () => {
  it.each(['user.edit', 'user.delete', 'member.edit', 'member.remove'] as const)(
    'is told that they are, by %s too',
    (action) => {
      const engine = createRoleEngine(enterpriseWith([ADA]), NOW_MS);
      expect(engine.decide(memberId('ada'), action, { type: 'member', id: memberId('ada') }).rule.row).toBe(
        'lastKeeper',
      );
    },
  );
});

describe('a list and a row of buttons', () => {
  it('answer nothing of a post without an author that whoever wrote it might not have', () => {
    const own = role({ id: 'r1', basedOn: 'admin', switched: { 'post.edit own': false } });
    const ari = member({
      id: 'ari',
      name: 'Ari',
      role: 'admin',
      customRole: 'r1',
      accounts: [{ accountId: 'a1' }],
    });
    const engine = createRoleEngine(agencyWith([OLU, ari], own), NOW_MS);
    const post: Resource = { type: 'post', accountId: A1.id, status: 'draft' };
    expect(engine.can(ari.id, 'post.edit', post)).toBe(false);
    expect(engine.createFilter(ari.id, 'post.edit')(post)).toBe(false);
    expect(engine.can(ari.id, 'post.edit', { ...post, authorId: OLU.id })).toBe(true);
  });

  it('keep nothing of the workspace beside what is held on an account', () => {
    const override = { teams: [{ teamId: 't1', accountRoles: { a1: 'viewOnly' } }] };
    const engine = createRoleEngine(
      enterpriseWith([
        ADA,
        { id: 'eve', role: 'editor', ...override },
        { id: 'vi', role: 'viewOnly', ...override },
      ]),
      NOW_MS,
    );
    for (const scope of ['workspace', 'media', 'member'] as const) {
      const rows = rulesFor('enterprise').rows();
      const actions = [...new Set(rows.filter((row) => row.scope === scope).map(({ action }) => action))];
      const asked = actions.slice(0, 31) as Action[];
      const menu = engine.createMenu(asked);
      for (const id of ['ada', 'eve', 'vi', 'eve', 'ada'].map(memberId)) {
        const expected = asked.map((action) => engine.can(id, action, othersPost));
        const mask = menu(id, othersPost);
        expect(
          asked.map((_, index) => (mask & (1 << index)) !== 0),
          `${scope} ${id}`,
        ).toEqual(expected);
      }
    }
  });
});

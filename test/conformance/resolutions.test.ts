/**
 * Every rule and every resolution that the tables cannot hold, one test each, with the side that is allowed and the
 * side that is not. Rules that belong to commands stand at the end, with the test that each of them has.
 */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  ACTIONS,
  type Action,
  createRoleEngine,
  EnterpriseRole,
  MemberFacts,
  PostStatus,
  type Resource,
  Settings,
  type WorkspaceFacts,
} from '../../lib/roles';
import { account, accountId, agency, member, memberId, NOW_MS } from '../../lib/roles/example-workspace';
import { ApprovalTemplateId } from '../../lib/roles/facts';
import { adAccountId, type EnterpriseInput, enterprise, teamId } from './enterprise-workspace';

type SettingsInput = NonNullable<EnterpriseInput['settings']>;

const onAccount = (id: string): Resource => ({ type: 'account', id: accountId(id) });
const inTeam = (id: string): Resource => ({ type: 'team', id: teamId(id) });
const named = (id: string): Resource => ({ type: 'member', id: memberId(id) });
const WORKSPACE: Resource = { type: 'workspace' };

type Post = Extract<Resource, { type: 'post' }>;
const onPost = (id: string, authorId?: string, more: Partial<Post> = {}): Post => ({
  type: 'post',
  accountId: accountId(id),
  ...(authorId !== undefined && { authorId: memberId(authorId) }),
  ...more,
});

function decide(facts: WorkspaceFacts, actor: string, action: Action, resource: Resource) {
  return createRoleEngine(facts, NOW_MS).decide(memberId(actor), action, resource);
}

function may(facts: WorkspaceFacts, actor: string, action: Action, resource: Resource): boolean {
  return decide(facts, actor, action, resource).allowed;
}

/** Everything that somebody may do of a list of things. */
function allowedOf(facts: WorkspaceFacts, actor: string, resources: readonly Resource[]): string[] {
  const engine = createRoleEngine(facts, NOW_MS);
  return ACTIONS.flatMap((action) =>
    resources
      .filter((resource) => engine.decide(memberId(actor), action, resource).allowed)
      .map((resource) => `${action} of ${JSON.stringify(resource)}`),
  );
}

/** The agency model's people: an owner, an admin, two editors and a client, on a1; nobody but Ann is on a2. */
const AGENCY_PEOPLE = [
  { id: 'olu', name: 'Olu', role: 'owner' },
  { id: 'ari', name: 'Ari', role: 'admin', accounts: [{ accountId: 'a1' }] },
  { id: 'edi', name: 'Edi', role: 'editor', accounts: [{ accountId: 'a1', posting: 'full' }] },
  { id: 'ned', name: 'Ned', role: 'editor', accounts: [{ accountId: 'a1', posting: 'needsApproval' }] },
  {
    id: 'cleo',
    name: 'Cleo',
    role: 'client',
    clientAccess: 'full',
    accounts: [{ accountId: 'a1', posting: 'full' }],
  },
  { id: 'ann', name: 'Ann', role: 'admin', accounts: [{ accountId: 'a2' }] },
];

/** The agency workspace, with other facts about some of its people. */
function agencyWith(
  changes: Readonly<Record<string, object>> = {},
  settings: SettingsInput = {},
): WorkspaceFacts {
  const known = AGENCY_PEOPLE.map((one) => member({ ...one, ...changes[one.id] }));
  const added = Object.entries(changes)
    .filter(([id]) => !AGENCY_PEOPLE.some((one) => one.id === id))
    .map(([id, facts]) => member({ id, name: id, ...facts }));
  return agency(
    [...known, ...added],
    [account({ id: 'a1', addedBy: 'olu' }), account({ id: 'a2' })],
    settings,
  );
}

/** The enterprise model's people: one of each role on the team t1, which has a1. */
const ENTERPRISE_PEOPLE = [
  { id: 'amy', name: 'Amy', role: 'administrator' },
  { id: 'eve', name: 'Eve', role: 'editor', teams: [{ teamId: 't1' }] },
  { id: 'cal', name: 'Cal', role: 'contentCreator', teams: [{ teamId: 't1' }] },
  { id: 'mo', name: 'Mo', role: 'moderator', teams: [{ teamId: 't1' }] },
  { id: 'vi', name: 'Vi', role: 'viewOnly', teams: [{ teamId: 't1' }] },
  { id: 'lea', name: 'Lea', role: 'viewOnly', teams: [{ teamId: 't1' }], addOns: ['teamLeader'] },
];

function enterpriseWith(
  changes: Readonly<Record<string, object>> = {},
  settings: SettingsInput = {},
  more: Partial<EnterpriseInput> = {},
): WorkspaceFacts {
  const known = ENTERPRISE_PEOPLE.map((one) => ({ ...one, ...changes[one.id] }));
  const added = Object.entries(changes)
    .filter(([id]) => !ENTERPRISE_PEOPLE.some((one) => one.id === id))
    .map(([id, facts]) => ({ id, name: id, ...facts }));
  return enterprise({ members: [...known, ...added], settings, ...more });
}

/** The two models, each with somebody who may see posts on a1 and somebody above them. */
const BOTH_MODELS: readonly (readonly [string, typeof agencyWith, string])[] = [
  ['agency', agencyWith, 'edi'],
  ['enterprise', enterpriseWith, 'eve'],
];

const EVERY_RESOURCE: readonly Resource[] = [
  WORKSPACE,
  onAccount('a1'),
  onAccount('a2'),
  onPost('a1', 'edi', { status: 'draft' }),
  onPost('a1', 'eve', { status: 'draft' }),
  inTeam('t1'),
  inTeam('t2'),
  named('edi'),
  named('eve'),
  { type: 'member', role: 'editor' },
  { type: 'media', addedBy: memberId('edi') },
  { type: 'media', addedBy: memberId('eve') },
  { type: 'adAccount', id: adAccountId('d1') },
];

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value);
    for (const part of Object.values(value)) freeze(part);
  }
  return value;
}

describe('how a decision is made', () => {
  it.each(BOTH_MODELS)(
    'purely: frozen facts, asked twice, in any order, answer the same (%s)',
    (_, workspace, id) => {
      const engine = createRoleEngine(freeze(workspace()), NOW_MS);
      const ask = () =>
        EVERY_RESOURCE.flatMap((resource) =>
          ACTIONS.map((action) => engine.decide(memberId(id), action, resource)),
        );
      const first = ask();
      expect(ask()).toEqual(first);
      expect(first.filter(({ allowed }) => allowed).length).toBeGreaterThan(5);
      expect(first.filter(({ allowed }) => !allowed).length).toBeGreaterThan(5);
    },
  );

  it.each(BOTH_MODELS)(
    'denies unless granted: no action that no table of the model knows (%s)',
    (model, workspace) => {
      const keeper = model === 'agency' ? 'olu' : 'amy';
      const ofTheOther: Action = model === 'agency' ? 'team.create' : 'billing.view';
      for (const action of [
        ofTheOther,
        'post.exterminate' as Action,
        'constructor' as Action,
        '' as Action,
      ]) {
        expect(decide(workspace(), keeper, action, WORKSPACE)).toMatchObject({
          allowed: false,
          rule: { row: 'noSuchAction' },
        });
      }
      expect(may(workspace(), keeper, 'workspace.edit', WORKSPACE)).toBe(true);
    },
  );

  it('denies unless granted: a role of the other model grants nothing, nor does an add-on on it', () => {
    const inAgency = agencyWith({ edi: { role: 'contentCreator' } });
    expect(allowedOf(inAgency, 'edi', EVERY_RESOURCE)).toEqual([]);
    const inEnterprise = enterpriseWith({ lea: { role: 'owner' } });
    const withoutAds = EVERY_RESOURCE.filter(({ type }) => type !== 'adAccount');
    expect(allowedOf(inEnterprise, 'lea', withoutAds)).toEqual([]);
    expect(allowedOf(enterpriseWith(), 'lea', EVERY_RESOURCE)).not.toEqual([]);
  });

  describe('1. membership', () => {
    it.each(BOTH_MODELS)('somebody who is no member is denied everything (%s)', (_, workspace, id) => {
      expect(allowedOf(workspace(), 'stranger', EVERY_RESOURCE)).toEqual([]);
      expect(allowedOf(workspace(), id, EVERY_RESOURCE)).not.toEqual([]);
    });

    it.each(BOTH_MODELS)('a suspended member is denied everything (%s)', (_, workspace, id) => {
      const facts = workspace({ [id]: { suspended: true } });
      expect(allowedOf(facts, id, EVERY_RESOURCE)).toEqual([]);
      expect(decide(facts, id, 'post.view', onAccount('a1')).rule).toMatchObject({
        table: 'membership',
        row: 'suspended',
      });
    });

    it.each(BOTH_MODELS)(
      'an expired member is denied everything, from its moment on (%s)',
      (_, workspace, id) => {
        const until = (expiresAt: string) => workspace({ [id]: { expiresAt } });
        expect(may(until('2026-11-20T12:00:00.001Z'), id, 'post.view', onAccount('a1'))).toBe(true);
        expect(allowedOf(until('2026-11-20T12:00:00Z'), id, EVERY_RESOURCE)).toEqual([]);
        expect(decide(until('2026-01-01T00:00:00Z'), id, 'post.view', onAccount('a1')).rule).toMatchObject({
          table: 'membership',
          row: 'expired',
        });
      },
    );

    it.each(BOTH_MODELS)(
      'comes first: before two-factor and before the action is looked up (%s)',
      (_, workspace, id) => {
        const facts = workspace({ [id]: { suspended: true } }, { requireTwoFactor: ['editor'] });
        for (const action of ['post.create', 'post.exterminate' as Action] as const) {
          expect(decide(facts, id, action, onAccount('a9')).rule.table).toBe('membership');
        }
      },
    );
  });

  describe('2. two-factor', () => {
    const required = { requireTwoFactor: ['editor' as const] };
    const isOpen = (allowed: string) => /^(tab\.\w+|[\w.]+\.view|twoFactor\.enrol) of /.test(allowed);

    it.each(BOTH_MODELS)(
      'everything is denied but tabs, what ends in .view, and enrolling (%s)',
      (_, workspace, id) => {
        const before = allowedOf(workspace(), id, EVERY_RESOURCE);
        const after = allowedOf(workspace({}, required), id, EVERY_RESOURCE);
        expect(after).toEqual(before.filter(isOpen));
        expect(after.length).toBeGreaterThan(1);
        expect(after.length).toBeLessThan(before.length);
      },
    );

    it.each(BOTH_MODELS)(
      'nothing changes for who has it, nor for a role it is not required of (%s)',
      (_, workspace, id) => {
        const before = allowedOf(workspace(), id, EVERY_RESOURCE);
        expect(allowedOf(workspace({ [id]: { twoFactor: true } }, required), id, EVERY_RESOURCE)).toEqual(
          before,
        );
        const ofOthers = { requireTwoFactor: ['client' as const, 'moderator' as const] };
        expect(allowedOf(workspace({}, ofOthers), id, EVERY_RESOURCE)).toEqual(before);
      },
    );

    it.each(BOTH_MODELS)('the keeper of the workspace is not above it (%s)', (model, workspace) => {
      const [id, role] =
        model === 'agency' ? (['olu', 'owner'] as const) : (['amy', 'administrator'] as const);
      expect(may(workspace({}, { requireTwoFactor: [role] }), id, 'workspace.edit', WORKSPACE)).toBe(false);
      expect(may(workspace({}, required), id, 'workspace.edit', WORKSPACE)).toBe(true);
    });

    it.each(BOTH_MODELS)('the reason says how to enrol (%s)', (_, workspace, id) => {
      const { reason, remedy, rule } = decide(workspace({}, required), id, 'post.create', onAccount('a1'));
      expect(reason).toContain('security settings');
      expect(remedy).toBe('Turn on two-factor sign-in in your security settings.');
      expect(rule).toMatchObject({ table: 'twoFactor', decidedBy: 'editor' });
    });

    it.each(BOTH_MODELS)('comes before scope and role (%s)', (_, workspace, id) => {
      expect(decide(workspace({}, required), id, 'post.create', onAccount('a2')).rule.table).toBe(
        'twoFactor',
      );
    });
  });

  describe('3. scope', () => {
    it('agency: only accounts that the member is assigned', () => {
      expect(may(agencyWith(), 'edi', 'post.create', onAccount('a1'))).toBe(true);
      expect(decide(agencyWith(), 'edi', 'post.create', onAccount('a2'))).toMatchObject({
        allowed: false,
        rule: { table: 'scope', row: 'notReached' },
      });
    });

    it('agency: owners reach all, and no account that is not there', () => {
      for (const id of ['a1', 'a2'])
        expect(may(agencyWith(), 'olu', 'post.create', onAccount(id))).toBe(true);
      expect(may(agencyWith(), 'olu', 'post.create', onAccount('a9'))).toBe(false);
    });

    it('enterprise: only accounts in one of the member’s teams', () => {
      expect(may(enterpriseWith(), 'eve', 'post.create', onAccount('a1'))).toBe(true);
      for (const id of ['a2', 'a3']) {
        expect(decide(enterpriseWith(), 'eve', 'post.create', onAccount(id))).toMatchObject({
          allowed: false,
          rule: { table: 'scope', row: 'notReached' },
        });
      }
    });

    it('enterprise: administrators reach all, on no team, and no account that is not there', () => {
      for (const id of ['a1', 'a2', 'a3']) {
        expect(may(enterpriseWith(), 'amy', 'post.create', onAccount(id))).toBe(true);
      }
      expect(may(enterpriseWith(), 'amy', 'post.create', onAccount('a9'))).toBe(false);
    });

    it.each(BOTH_MODELS)(
      'comes before the role: who does not reach an account is told so (%s)',
      (model, workspace) => {
        const [id, facts] = model === 'agency' ? ['cleo', { clientAccess: 'read' }] : ['vi', {}];
        expect(decide(workspace({ [id]: facts }), id, 'post.create', onAccount('a2')).rule.table).toBe(
          'scope',
        );
        expect(decide(workspace({ [id]: facts }), id, 'post.create', onAccount('a1')).rule.table).toBe(model);
      },
    );
  });

  describe('4. role', () => {
    it('agency: a client’s level picks its column; without a level there is none', () => {
      const doneBy = (clientAccess: string | undefined) => {
        const facts = agencyWith({ cleo: { clientAccess } });
        return (['post.view', 'post.create', 'post.edit'] as const).filter((action) =>
          may(facts, 'cleo', action, onPost('a1', 'edi')),
        );
      };
      expect(doneBy(undefined)).toEqual([]);
      expect(doneBy('read')).toEqual(['post.view']);
      expect(doneBy('posting')).toEqual(['post.view', 'post.create']);
      expect(doneBy('full')).toEqual(['post.view', 'post.create', 'post.edit']);
    });

    it('enterprise: the role set for an account in a team replaces the base role there, up and down', () => {
      const withRole = (role: string, on: string) =>
        enterpriseWith({ mo: { role, teams: [{ teamId: 't1', accountRoles: { a1: on } }] } });
      expect(may(withRole('viewOnly', 'editor'), 'mo', 'post.publish', onAccount('a1'))).toBe(true);
      expect(may(withRole('editor', 'viewOnly'), 'mo', 'post.publish', onAccount('a1'))).toBe(false);
      expect(
        decide(withRole('editor', 'viewOnly'), 'mo', 'post.publish', onAccount('a1')).rule.decidedBy,
      ).toBe('viewOnly');
    });

    it('enterprise: it replaces it on that account alone, and not of the workspace or a team', () => {
      const teams = [{ id: 't1', name: 'EMEA', accountIds: ['a1', 'a2'] }];
      const facts = enterpriseWith(
        { vi: { teams: [{ teamId: 't1', accountRoles: { a1: 'administrator' } }] } },
        {},
        { teams },
      );
      expect(may(facts, 'vi', 'post.publish', onAccount('a1'))).toBe(true);
      expect(may(facts, 'vi', 'post.publish', onAccount('a2'))).toBe(false);
      expect(may(facts, 'vi', 'audience.edit', onAccount('a1'))).toBe(true);
      expect(may(facts, 'vi', 'audience.edit', WORKSPACE)).toBe(false);
      expect(may(facts, 'vi', 'team.settings.edit', inTeam('t1'))).toBe(false);
    });

    it('enterprise: it is ignored for administrators', () => {
      const facts = enterpriseWith({ amy: { teams: [{ teamId: 't1', accountRoles: { a1: 'viewOnly' } }] } });
      expect(may(facts, 'amy', 'post.publish', onAccount('a1'))).toBe(true);
      const lowered = enterpriseWith({
        eve: { teams: [{ teamId: 't1', accountRoles: { a1: 'viewOnly' } }] },
      });
      expect(may(lowered, 'eve', 'post.publish', onAccount('a1'))).toBe(false);
    });

    it('enterprise: an account in several of the member’s teams takes the union over them', () => {
      const both = [
        { id: 't1', name: 'EMEA', accountIds: ['a1'] },
        { id: 't2', name: 'Brand', accountIds: ['a1'] },
      ];
      const onTeams = (first: string | undefined, second: string | undefined) =>
        enterpriseWith(
          {
            vi: {
              teams: [
                { teamId: 't1', ...(first !== undefined && { accountRoles: { a1: first } }) },
                { teamId: 't2', ...(second !== undefined && { accountRoles: { a1: second } }) },
              ],
            },
          },
          {},
          { teams: both },
        );
      const mayPublish = (facts: WorkspaceFacts) => may(facts, 'vi', 'post.publish', onAccount('a1'));
      expect(mayPublish(onTeams('editor', undefined))).toBe(true);
      expect(mayPublish(onTeams(undefined, 'editor'))).toBe(true);
      expect(mayPublish(onTeams('moderator', 'contentCreator'))).toBe(false);
      expect(may(onTeams('moderator', 'contentCreator'), 'vi', 'post.submit', onAccount('a1'))).toBe(true);
    });

    it('enterprise: a team that has the account and the member counts, one that lacks either does not', () => {
      const teams = [
        { id: 't1', name: 'EMEA', accountIds: [] },
        { id: 't2', name: 'APAC', accountIds: ['a1'] },
      ];
      const ofTeams = (...memberships: object[]) =>
        enterpriseWith({ vi: { teams: memberships } }, {}, { teams });
      const withRole = { accountRoles: { a1: 'editor' } };
      expect(may(ofTeams({ teamId: 't2', ...withRole }), 'vi', 'post.publish', onAccount('a1'))).toBe(true);
      expect(may(ofTeams({ teamId: 't1', ...withRole }), 'vi', 'post.view', onAccount('a1'))).toBe(false);
      expect(may(ofTeams({ teamId: 't9', ...withRole }), 'vi', 'post.view', onAccount('a1'))).toBe(false);
      const base = ofTeams({ teamId: 't1', ...withRole }, { teamId: 't2' });
      expect(may(base, 'vi', 'post.publish', onAccount('a1'))).toBe(false);
    });
  });

  describe('5. add-ons', () => {
    it.each(EnterpriseRole.options)('never take anything away from the role %s', (role) => {
      const withAddOns = (addOns: readonly string[]) =>
        allowedOf(enterpriseWith({ vi: { role, addOns } }), 'vi', EVERY_RESOURCE);
      expect(withAddOns(['teamLeader'])).toEqual(expect.arrayContaining(withAddOns([])));
    });

    it('come on top of a role that is set for an account, and of one that this workspace does not have', () => {
      const led = (on: string) =>
        enterpriseWith({ lea: { teams: [{ teamId: 't1', accountRoles: { a1: on } }] } });
      for (const on of ['moderator', 'viewOnly', 'no-such-role']) {
        expect(may(led(on), 'lea', 'account.remove', onAccount('a1'))).toBe(true);
      }
      expect(may(led('moderator'), 'lea', 'post.copy', onAccount('a1'))).toBe(true);
      expect(may(led('no-such-role'), 'lea', 'post.view', onAccount('a1'))).toBe(false);
    });

    it('team leader cells marked "team" hold inside the member’s own teams', () => {
      for (const action of ['team.settings.edit', 'account.add', 'approvalTemplate.edit'] as const) {
        expect(may(enterpriseWith(), 'lea', action, inTeam('t1'))).toBe(true);
        expect(may(enterpriseWith(), 'lea', action, inTeam('t2'))).toBe(false);
        expect(may(enterpriseWith(), 'lea', action, WORKSPACE)).toBe(true);
        expect(may(enterpriseWith({ lea: { teams: [] } }), 'lea', action, WORKSPACE)).toBe(false);
        expect(may(enterpriseWith(), 'vi', action, inTeam('t1'))).toBe(false);
      }
    });
  });

  describe('6. conditions', () => {
    it('own and others', () => {
      expect(may(agencyWith(), 'edi', 'post.edit', onPost('a1', 'edi'))).toBe(true);
      expect(may(agencyWith(), 'edi', 'post.edit', onPost('a1', 'ari'))).toBe(false);
    });

    it('own and others: an author who is not known is neither, so only what holds for both is granted', () => {
      expect(may(agencyWith(), 'ari', 'post.edit', onPost('a1'))).toBe(true);
      expect(may(agencyWith(), 'edi', 'post.edit', onPost('a1'))).toBe(false);
    });

    it('added', () => {
      const added = (by: string): WorkspaceFacts => ({
        ...agencyWith(),
        accounts: [account({ id: 'a1', addedBy: by })],
      });
      expect(may(added('cleo'), 'cleo', 'account.remove', onAccount('a1'))).toBe(true);
      expect(may(added('olu'), 'cleo', 'account.remove', onAccount('a1'))).toBe(false);
    });

    it('held', () => {
      expect(may(agencyWith(), 'ari', 'account.assign', onAccount('a1'))).toBe(true);
      expect(may(agencyWith(), 'ari', 'account.assign', onAccount('a2'))).toBe(false);
    });

    it('approves', () => {
      const approving = (approves: boolean) =>
        agencyWith({
          cleo: {
            accounts: [
              { accountId: 'a1', approves },
              { accountId: 'a2', approves: !approves },
            ],
          },
        });
      const atTheGate = onPost('a1', 'edi', { gate: 'client' });
      expect(may(approving(true), 'cleo', 'post.approve', atTheGate)).toBe(true);
      expect(may(approving(false), 'cleo', 'post.approve', atTheGate)).toBe(false);
    });

    it('grant', () => {
      const granted = (...grants: string[]) => agencyWith({ ari: { grants } });
      expect(may(granted('addAccounts'), 'ari', 'account.add', WORKSPACE)).toBe(true);
      expect(may(granted('removeAccounts'), 'ari', 'account.add', WORKSPACE)).toBe(false);
      expect(decide(granted('addAccounts'), 'ari', 'account.add', WORKSPACE).rule.decidedBy).toBe(
        'grant:addAccounts',
      );
    });

    it('setting', () => {
      for (const labelsInContext of [true, false]) {
        const facts = enterpriseWith({}, { labelsInContext });
        expect(may(facts, 'eve', 'post.label.create', onAccount('a1'))).toBe(labelsInContext);
      }
    });

    it('status: one that is not known grants nothing', () => {
      const open = PostStatus.options.filter((status) =>
        may(enterpriseWith(), 'cal', 'post.edit', onPost('a1', 'eve', { status })),
      );
      expect(open).toEqual(['draft', 'awaitingApproval', 'declined']);
      expect(may(enterpriseWith(), 'cal', 'post.edit', onPost('a1', 'cal'))).toBe(false);
      expect(may(enterpriseWith(), 'cal', 'post.edit', onAccount('a1'))).toBe(false);
    });
  });

  describe('7. gates', () => {
    it.each(BOTH_MODELS)(
      'never deny: sending is allowed, and carries the steps that are asked before (%s)',
      (model, workspace) => {
        const id = model === 'agency' ? 'ned' : 'eve';
        const facts = workspace({}, { separationOfDuties: true });
        for (const action of ['post.publish', 'post.submit'] as const) {
          const decision = decide(facts, id, action, onPost('a1', id, { status: 'draft' }));
          expect(decision.allowed).toBe(true);
          expect(decision.gates?.length).toBeGreaterThan(0);
          expect(
            decision.gates?.every(
              ({ reason, approverIds }) => reason !== '' && !approverIds.includes(memberId(id)),
            ),
          ).toBe(true);
        }
      },
    );

    it.each(BOTH_MODELS)(
      'are carried by post.publish and post.submit alone, and only where they are allowed (%s)',
      (model, workspace, id) => {
        const facts = workspace();
        const carrying = ACTIONS.filter(
          (action) => decide(facts, id, action, onPost('a1', id, { status: 'draft' })).gates !== undefined,
        );
        expect(carrying.toSorted()).toEqual(['post.publish', 'post.submit']);
        const [reader, changes] =
          model === 'agency' ? ['cleo', { cleo: { clientAccess: 'read' } }] : ['vi', {}];
        expect(decide(workspace(changes), reader, 'post.publish', onPost('a1', reader))).not.toHaveProperty(
          'gates',
        );
        const sender = model === 'agency' ? 'ari' : 'eve';
        expect(decide(facts, sender, 'post.publish', onAccount('a1')).gates).toBeDefined();
      },
    );
  });

  describe('what is said', () => {
    it('the reason of a denial is a sentence with the person and the role', () => {
      const facts = agencyWith({ cleo: { clientAccess: 'read' } });
      expect(decide(facts, 'cleo', 'post.create', onAccount('a1')).reason).toBe(
        'Cleo is a read-only client: read-only clients do not create posts.',
      );
    });

    it('the reason of what is allowed says through what', () => {
      expect(decide(enterpriseWith(), 'eve', 'post.create', onAccount('a1')).reason).toContain('editor');
      expect(decide(enterpriseWith(), 'lea', 'account.remove', onAccount('a1')).reason).toContain(
        'through the team leader add-on',
      );
    });

    it('the rule names the row, what decided, and the source', () => {
      expect(
        decide(enterpriseWith(), 'cal', 'post.edit', onPost('a1', 'cal', { status: 'scheduled' })).rule,
      ).toEqual({
        table: 'enterprise',
        row: 'post.edit',
        decidedBy: 'contentCreator',
        cell: 'status:draft+awaitingApproval+declined',
        source: '004',
      });
    });

    it.each(BOTH_MODELS)(
      'the remedy is worked out from the workspace: it changes with it (%s)',
      (model, workspace) => {
        const [asks, keeper, helper] = model === 'agency' ? ['edi', 'olu', 'Olu'] : ['vi', 'amy', 'Amy'];
        const ask = (facts: WorkspaceFacts) => decide(facts, asks, 'workspace.edit', WORKSPACE).remedy;
        expect(ask(workspace())).toContain(helper);
        expect(ask(workspace({ [keeper]: { suspended: true } }))).toBe(
          'Nobody in this workspace can do this now.',
        );
        expect(ask(workspace({ [keeper]: { name: 'Zoe' } }))).toContain('Zoe');
      },
    );

    it.each(BOTH_MODELS)('there is no remedy for what is allowed (%s)', (_, workspace, id) => {
      expect(decide(workspace(), id, 'post.create', onAccount('a1')).remedy).toBe('');
    });
  });

  it.each(BOTH_MODELS)('can and whoCan answer from the same tables as decide (%s)', (_, workspace) => {
    const facts = workspace();
    const engine = createRoleEngine(facts, NOW_MS);
    for (const action of ACTIONS) {
      for (const resource of EVERY_RESOURCE) {
        const allowed = facts.members.filter(({ id }) => engine.decide(id, action, resource).allowed);
        expect(engine.whoCan(action, resource)).toEqual(allowed);
        expect(facts.members.filter(({ id }) => engine.can(id, action, resource))).toEqual(allowed);
      }
    }
  });
});

describe('agency: details the table cannot hold', () => {
  const gatesOf = (facts: WorkspaceFacts, author: string, on = 'a1') =>
    createRoleEngine(facts, NOW_MS)
      .gatesFor(onPost(on, author))
      .map(({ name, approverIds }) => [name, ...approverIds]);

  it('a member’s posting access says whether the team approves first', () => {
    expect(gatesOf(agencyWith(), 'ned')).toEqual([['team', 'olu', 'ari']]);
    expect(gatesOf(agencyWith(), 'edi')).toEqual([]);
  });

  it('admins and owners are always full for the team’s own gate', () => {
    const needs = { accounts: [{ accountId: 'a1', posting: 'needsApproval' }] };
    for (const id of ['ari', 'olu']) expect(gatesOf(agencyWith({ [id]: needs }), id)).toEqual([]);
    expect(gatesOf(agencyWith({ edi: needs }), 'edi')).toEqual([['team', 'olu', 'ari']]);
  });

  it('a client approves only where its assignment says so', () => {
    const facts = agencyWith({
      cleo: {
        accounts: [
          { accountId: 'a1', approves: true },
          { accountId: 'a2', approves: false },
        ],
      },
    });
    expect(may(facts, 'cleo', 'post.approve', onPost('a1', 'edi', { gate: 'client' }))).toBe(true);
    expect(may(facts, 'cleo', 'post.approve', onPost('a2', 'ann', { gate: 'client' }))).toBe(false);
    expect(
      MemberFacts.parse({ id: 'x', name: 'X', role: 'client', accounts: [{ accountId: 'a1' }] }).accounts,
    ).toEqual([{ accountId: 'a1', posting: 'needsApproval', credentials: 'owner', approves: false }]);
  });

  it.each([
    ['addAccounts', 'account.add', WORKSPACE],
    ['removeAccounts', 'account.remove', onAccount('a1')],
  ] as const)(
    'an admin has %s only where the owner gave it, and by default has not',
    (grant, action, resource) => {
      expect(may(agencyWith({ ari: { grants: [grant] } }), 'ari', action, resource)).toBe(true);
      expect(may(agencyWith(), 'ari', action, resource)).toBe(false);
      expect(MemberFacts.parse({ id: 'x', name: 'X', role: 'admin' }).grants).toEqual([]);
      expect(may(agencyWith({ edi: { grants: [grant] } }), 'edi', action, resource)).toBe(false);
    },
  );

  it('a full-access client removes only accounts it added', () => {
    const addedBy = (id: string): WorkspaceFacts => ({
      ...agencyWith(),
      accounts: [account({ id: 'a1', addedBy: id })],
    });
    expect(may(addedBy('cleo'), 'cleo', 'account.remove', onAccount('a1'))).toBe(true);
    expect(may(addedBy('ari'), 'cleo', 'account.remove', onAccount('a1'))).toBe(false);
    expect(
      may({ ...agencyWith(), accounts: [account({ id: 'a1' })] }, 'cleo', 'account.remove', onAccount('a1')),
    ).toBe(false);
  });

  it('a full-access client edits others’ posts, and a posting client does not', () => {
    expect(may(agencyWith(), 'cleo', 'post.edit', onPost('a1', 'edi'))).toBe(true);
    expect(
      may(agencyWith({ cleo: { clientAccess: 'posting' } }), 'cleo', 'post.edit', onPost('a1', 'edi')),
    ).toBe(false);
  });

  it('a full-access client still deletes only its own media', () => {
    expect(may(agencyWith(), 'cleo', 'media.delete', { type: 'media', addedBy: memberId('cleo') })).toBe(
      true,
    );
    expect(may(agencyWith(), 'cleo', 'media.delete', { type: 'media', addedBy: memberId('edi') })).toBe(
      false,
    );
  });

  it('admins manage editors alone', () => {
    for (const action of ['member.edit', 'member.remove'] as const) {
      const managed = AGENCY_PEOPLE.filter(
        ({ id }) => id !== 'ari' && may(agencyWith(), 'ari', action, named(id)),
      );
      expect(managed.map(({ id }) => id)).toEqual(['edi', 'ned']);
    }
  });

  it('owners manage admins, editors and clients', () => {
    for (const action of ['member.edit', 'member.remove'] as const) {
      const managed = AGENCY_PEOPLE.filter(
        ({ id }) => id !== 'olu' && may(agencyWith(), 'olu', action, named(id)),
      );
      expect(managed.map(({ id }) => id)).toEqual(['ari', 'edi', 'ned', 'cleo', 'ann']);
    }
  });

  it('owners manage owners, and nobody else does', () => {
    const facts = agencyWith({ zoe: { role: 'owner' } });
    for (const action of ['member.view', 'member.edit', 'member.remove', 'twoFactor.require'] as const) {
      expect(may(facts, 'olu', action, named('zoe'))).toBe(true);
      for (const id of ['ari', 'edi', 'cleo']) expect(may(facts, id, action, named('zoe'))).toBe(false);
    }
  });

  it.each(BOTH_MODELS)('nobody changes their own role, the keeper included (%s)', (model, workspace) => {
    const [keeper, second, role] =
      model === 'agency' ? ['olu', 'zoe', 'owner'] : ['amy', 'zoe', 'administrator'];
    const facts = workspace({ [second]: { role } });
    for (const { id } of facts.members) expect(may(facts, id, 'member.edit', named(id))).toBe(false);
    expect(may(facts, keeper, 'member.edit', named(second))).toBe(true);
  });

  it.each(BOTH_MODELS)(
    'everybody sees themself, and turns on their own two-factor sign-in and nobody else’s (%s)',
    (_, workspace) => {
      const facts = workspace();
      for (const { id } of facts.members) {
        expect(may(facts, id, 'member.view', named(id))).toBe(true);
        expect(may(facts, id, 'twoFactor.enrol', named(id))).toBe(true);
        expect(may(facts, id, 'twoFactor.enrol', WORKSPACE)).toBe(true);
        const other = facts.members.find((one) => one.id !== id);
        expect(may(facts, id, 'twoFactor.enrol', named(other?.id ?? ''))).toBe(false);
        expect(may(facts, id, 'twoFactor.enrol', { type: 'member', role: 'editor' })).toBe(false);
      }
    },
  );

  describe.each(BOTH_MODELS)('a workspace always keeps one who can keep it (%s)', (model, workspace) => {
    const [keeper, role] =
      model === 'agency' ? (['olu', 'owner'] as const) : (['amy', 'administrator'] as const);
    const actions: readonly Action[] =
      model === 'agency' ? ['member.remove'] : ['member.remove', 'user.delete'];
    const removable = (facts: WorkspaceFacts, id: string) =>
      actions.map((action) => may(facts, keeper, action, named(id)));
    const all = (answer: boolean) => actions.map(() => answer);

    it('the last one is not removed, also not by itself', () => {
      expect(removable(workspace(), keeper)).toEqual(all(false));
      expect(decide(workspace(), keeper, 'member.remove', named(keeper)).rule.row).toBe('lastKeeper');
    });

    it('one of two is', () => {
      const facts = workspace({ zoe: { role } });
      expect(removable(facts, keeper)).toEqual(all(true));
      expect(removable(facts, 'zoe')).toEqual(all(true));
    });

    it.each([
      ['suspended', { suspended: true }],
      ['expired', { expiresAt: '2026-01-01T00:00:00Z' }],
      ['with a role of the workspace’s own', { customRole: 'less' }],
    ])('a second one who is %s does not count, and may be removed', (_, facts) => {
      const less = { id: 'less', name: 'Less', basedOn: role, madeBy: keeper };
      const two = {
        ...workspace({ zoe: { role, ...facts } }),
        customRoles: enterprise({ members: [], customRoles: [less] }).customRoles,
      };
      expect(removable(two, keeper)).toEqual(all(false));
      expect(removable(two, 'zoe')).toEqual(all(true));
    });

    it('somebody of another role may always be removed', () => {
      const other = model === 'agency' ? 'edi' : 'eve';
      expect(removable(workspace(), other)).toEqual(all(true));
    });
  });

  it('an admin assigns only accounts it holds itself', () => {
    expect(may(agencyWith(), 'ari', 'account.assign', onAccount('a1'))).toBe(true);
    expect(may(agencyWith(), 'ann', 'account.assign', onAccount('a2'))).toBe(true);
    expect(may(agencyWith(), 'ari', 'account.assign', onAccount('a2'))).toBe(false);
    expect(may(agencyWith(), 'olu', 'account.assign', onAccount('a2'))).toBe(true);
  });

  describe('credentials', () => {
    const withMode = (credentials: string, id = 'edi') =>
      agencyWith({ [id]: { accounts: [{ accountId: 'a1', posting: 'full', credentials }] } });

    it('in the mode "owner" only the owner reauthorizes', () => {
      expect(may(withMode('owner'), 'edi', 'account.reauthorize', onAccount('a1'))).toBe(false);
      expect(may(withMode('owner', 'ari'), 'ari', 'account.reauthorize', onAccount('a1'))).toBe(false);
      expect(may(withMode('owner'), 'olu', 'account.reauthorize', onAccount('a1'))).toBe(true);
    });

    it('in the mode "member" the member reauthorizes, the account of that assignment alone', () => {
      for (const id of ['edi', 'ari', 'cleo']) {
        expect(may(withMode('member', id), id, 'account.reauthorize', onAccount('a1'))).toBe(true);
        expect(may(withMode('member', id), id, 'account.reauthorize', onAccount('a2'))).toBe(false);
      }
    });

    it('other account settings do not depend on the mode', () => {
      for (const mode of ['owner', 'member']) {
        expect(may(withMode(mode, 'ari'), 'ari', 'account.settings.edit', onAccount('a1'))).toBe(true);
        expect(may(withMode(mode), 'edi', 'account.settings.edit', onAccount('a1'))).toBe(false);
      }
    });

    it('the mode is "owner" where nobody said another, for clients too', () => {
      expect(may(agencyWith(), 'cleo', 'account.reauthorize', onAccount('a1'))).toBe(false);
      expect(may(withMode('member', 'cleo'), 'cleo', 'account.reauthorize', onAccount('a1'))).toBe(true);
    });
  });
});

describe('enterprise: details the table cannot hold', () => {
  it('there are five roles, and team leader is an add-on for anyone but an administrator', () => {
    expect(EnterpriseRole.options).toHaveLength(5);
    const leading = (role: string) => enterpriseWith({ vi: { role, addOns: ['teamLeader'] } });
    for (const role of EnterpriseRole.options.filter((one) => one !== 'administrator')) {
      expect(decide(leading(role), 'vi', 'team.settings.edit', inTeam('t1'))).toMatchObject({
        allowed: true,
        rule: { decidedBy: 'teamLeader' },
      });
    }
    for (const action of ['team.settings.edit', 'approvalTemplate.view'] as const) {
      expect(decide(leading('administrator'), 'vi', action, inTeam('t1')).rule.decidedBy).toBe(
        'administrator',
      );
    }
  });

  it('who is no administrator sees only its teams’ accounts and data, and on no team none', () => {
    for (const id of ['eve', 'cal', 'mo', 'vi', 'lea']) {
      const seen = (facts: WorkspaceFacts) =>
        ['a1', 'a2', 'a3'].filter((on) =>
          (['post.view', 'account.view', 'insights.view', 'engage.note'] as const).every((action) =>
            may(facts, id, action, onAccount(on)),
          ),
        );
      expect(seen(enterpriseWith())).toEqual(['a1']);
      expect(seen(enterpriseWith({ [id]: { teams: [] } }))).toEqual([]);
    }
  });

  describe('resolutions of what the source leaves open', () => {
    it('the table wins over the note under it: a team leader edits its team’s approval templates', () => {
      expect(may(enterpriseWith(), 'lea', 'approvalTemplate.edit', inTeam('t1'))).toBe(true);
      expect(may(enterpriseWith(), 'lea', 'approvalTemplate.edit', inTeam('t2'))).toBe(false);
      expect(may(enterpriseWith(), 'eve', 'approvalTemplate.edit', inTeam('t1'))).toBe(false);
    });

    it('the note holds elsewhere in publishing: the add-on brings no post to anybody', () => {
      for (const action of [
        'post.create',
        'post.edit',
        'post.submit',
        'post.publish',
        'post.approve',
      ] as const) {
        expect(may(enterpriseWith(), 'lea', action, onPost('a1', 'lea', { status: 'draft' }))).toBe(false);
        expect(may(enterpriseWith(), 'eve', action, onPost('a1', 'lea', { status: 'draft' }))).toBe(true);
      }
    });

    it('who may edit may view: administrators view and export saved searches and label reports', () => {
      for (const [edit, view] of [
        ['listen.savedSearch.edit', 'listen.savedSearch.view'],
        ['engage.report.edit', 'engage.report.view'],
      ] as const) {
        for (const id of ['amy', 'lea']) {
          expect([
            may(enterpriseWith(), id, edit, WORKSPACE),
            may(enterpriseWith(), id, view, WORKSPACE),
          ]).toEqual([true, true]);
        }
        expect([
          may(enterpriseWith(), 'eve', edit, WORKSPACE),
          may(enterpriseWith(), 'eve', view, WORKSPACE),
        ]).toEqual([false, true]);
      }
    });

    it('view-only with the team leader add-on interacts, labels and edits cases in Engage, through the add-on', () => {
      for (const action of ['engage.interact', 'engage.label.apply', 'engage.case.edit'] as const) {
        for (const resource of [WORKSPACE, onAccount('a1')]) {
          const decision = decide(enterpriseWith(), 'lea', action, resource);
          expect(decision).toMatchObject({ allowed: true, rule: { decidedBy: 'teamLeader' } });
          expect(decision.reason).toContain('through the team leader add-on');
          expect(may(enterpriseWith(), 'vi', action, resource)).toBe(false);
        }
      }
    });

    it('a moderator may copy a post, though it may not create one, and neither edits nor sends its copy', () => {
      expect(may(enterpriseWith(), 'mo', 'post.copy', onPost('a1', 'eve'))).toBe(true);
      expect(may(enterpriseWith(), 'mo', 'post.create', onAccount('a1'))).toBe(false);
      const copy = onPost('a1', 'mo', { status: 'draft' });
      for (const action of ['post.edit', 'post.submit', 'post.publish', 'post.delete'] as const) {
        expect(may(enterpriseWith(), 'mo', action, copy)).toBe(false);
      }
    });

    it('content creators apply and remove labels until the post is approved', () => {
      const labelled = (id: string) =>
        PostStatus.options.filter((status) =>
          may(enterpriseWith(), id, 'post.label.apply', onPost('a1', 'cal', { status })),
        );
      expect(labelled('cal')).toEqual(['draft', 'awaitingApproval', 'declined']);
      expect(labelled('eve')).toEqual(PostStatus.options);
    });

    it('creating labels in context needs the organization’s setting, which is off by default', () => {
      expect(Settings.parse({}).labelsInContext).toBe(false);
      for (const action of ['post.label.create', 'audience.label.create', 'engage.label.create'] as const) {
        expect(may(enterpriseWith(), 'cal', action, onAccount('a1'))).toBe(false);
        expect(may(enterpriseWith(), 'amy', action, onAccount('a1'))).toBe(true);
        expect(may(enterpriseWith({}, { labelsInContext: true }), 'cal', action, onAccount('a1'))).toBe(true);
      }
    });

    it('deleting labels is for administrators alone', () => {
      const facts = enterpriseWith({}, { labelsInContext: true, teamLeadersManageLabels: true });
      const deleting = ENTERPRISE_PEOPLE.filter(({ id }) => may(facts, id, 'label.delete', WORKSPACE));
      expect(deleting.map(({ id }) => id)).toEqual(['amy']);
    });

    it('team leaders manage labels, by a setting that is on by default', () => {
      for (const action of ['label.create', 'label.edit'] as const) {
        expect(may(enterpriseWith(), 'lea', action, WORKSPACE)).toBe(true);
        expect(may(enterpriseWith({}, { teamLeadersManageLabels: false }), 'lea', action, WORKSPACE)).toBe(
          false,
        );
        expect(may(enterpriseWith(), 'eve', action, WORKSPACE)).toBe(false);
      }
    });

    it('advertise roles are per ad account, for administrators too, and adding ad accounts is another right', () => {
      const onAds = (id: string): Resource => ({ type: 'adAccount', id: adAccountId(id) });
      const given = { adAccounts: [{ adAccountId: 'd1', role: 'advertiser' }] };
      for (const id of ['amy', 'vi']) {
        expect(may(enterpriseWith({ [id]: given }), id, 'campaign.edit', onAds('d1'))).toBe(true);
        expect(may(enterpriseWith({ [id]: given }), id, 'campaign.edit', onAds('d2'))).toBe(false);
        expect(may(enterpriseWith(), id, 'campaign.edit', onAds('d1'))).toBe(false);
      }
      expect(may(enterpriseWith(), 'amy', 'adAccount.add', inTeam('t1'))).toBe(true);
      expect(may(enterpriseWith({ vi: given }), 'vi', 'adAccount.add', inTeam('t1'))).toBe(false);
    });
  });

  describe('ownPostsOnly', () => {
    const on = { ownPostsOnly: true, labelsInContext: true };
    const off = { ownPostsOnly: false, labelsInContext: true };
    const CHANGING = [
      'post.edit',
      'post.delete',
      'post.submit',
      'post.publish',
      'post.label.create',
      'post.label.apply',
    ] as const;
    const STAYING = ['post.view', 'post.copy', 'post.note', 'post.approve', 'post.decline'] as const;
    const draftOf = (author?: string) => onPost('a1', author, { status: 'draft' });

    it('is off by default, and then own and others’ posts are not told apart', () => {
      expect(Settings.parse({}).ownPostsOnly).toBe(false);
      for (const id of ['amy', 'eve', 'cal', 'mo', 'vi', 'lea']) {
        for (const action of [...CHANGING, ...STAYING]) {
          const facts = enterpriseWith({}, off);
          const ofOwn = may(facts, id, action, draftOf(id));
          expect(may(facts, id, action, draftOf('somebody'))).toBe(ofOwn);
          expect(may(facts, id, action, draftOf())).toBe(ofOwn);
        }
      }
      for (const action of CHANGING)
        expect(may(enterpriseWith({}, off), 'eve', action, draftOf('cal'))).toBe(true);
    });

    it.each(CHANGING)('on, %s of others’ posts is for administrators alone', (action) => {
      const facts = enterpriseWith({}, on);
      expect(may(facts, 'eve', action, draftOf('eve'))).toBe(true);
      expect(may(facts, 'eve', action, draftOf('cal'))).toBe(false);
      expect(may(facts, 'amy', action, draftOf('cal'))).toBe(true);
      expect(decide(facts, 'eve', action, draftOf('cal')).rule.row).toBe(action);
    });

    it.each(CHANGING)('on, %s of a post whose author is not known is for administrators alone', (action) => {
      const facts = enterpriseWith({}, on);
      for (const resource of [draftOf(), onAccount('a1')]) {
        expect(may(facts, 'eve', action, resource)).toBe(false);
        expect(may(facts, 'amy', action, resource)).toBe(true);
      }
    });

    it('on, creating labels in context is asked of the workspace too, and then of anybody’s posts', () => {
      for (const action of ['post.label.create', 'post.label.apply'] as const) {
        expect(may(enterpriseWith({}, off), 'eve', action, WORKSPACE)).toBe(true);
        expect(may(enterpriseWith({}, on), 'eve', action, WORKSPACE)).toBe(false);
        expect(may(enterpriseWith({}, on), 'amy', action, WORKSPACE)).toBe(true);
      }
    });

    it('on, a role of administrator that is set for an account counts there', () => {
      const facts = enterpriseWith(
        { eve: { teams: [{ teamId: 't1', accountRoles: { a1: 'administrator' } }] } },
        on,
      );
      for (const action of CHANGING) expect(may(facts, 'eve', action, draftOf('cal'))).toBe(true);
    });

    it('on, a role of the workspace’s own counts as what it copies', () => {
      const customRoles = [
        { id: 'over', name: 'Over', basedOn: 'administrator', madeBy: 'amy' },
        { id: 'under', name: 'Under', basedOn: 'editor', madeBy: 'amy' },
      ];
      const withRole = (customRole: string, role: string) =>
        enterpriseWith({ eve: { role, customRole } }, on, { customRoles });
      for (const action of CHANGING) {
        expect(may(withRole('over', 'editor'), 'eve', action, draftOf('cal'))).toBe(true);
        expect(may(withRole('under', 'editor'), 'eve', action, draftOf('cal'))).toBe(false);
        expect(may(withRole('under', 'editor'), 'eve', action, draftOf('eve'))).toBe(true);
      }
    });

    it.each(STAYING)('on, %s stays as it is', (action) => {
      for (const id of ['amy', 'eve', 'cal', 'mo', 'vi', 'lea']) {
        for (const resource of [draftOf(id), draftOf('somebody'), draftOf()]) {
          const before = may(enterpriseWith({}, off), id, action, resource);
          expect(may(enterpriseWith({}, on), id, action, resource)).toBe(before);
        }
      }
      expect(may(enterpriseWith({}, on), 'eve', action, draftOf('cal'))).toBe(true);
    });

    it('on, a content creator still stops at the approval of its own post', () => {
      const facts = enterpriseWith({}, on);
      expect(may(facts, 'cal', 'post.edit', onPost('a1', 'cal', { status: 'declined' }))).toBe(true);
      expect(may(facts, 'cal', 'post.edit', onPost('a1', 'cal', { status: 'scheduled' }))).toBe(false);
    });

    it('is a switch of the enterprise model: the agency’s admins edit others’ posts all the same', () => {
      expect(may(agencyWith({}, on), 'ari', 'post.edit', onPost('a1', 'edi'))).toBe(true);
    });
  });
});

describe('separationOfDuties', () => {
  const on = { separationOfDuties: true };

  it('is off by default, and then who may approve may approve an own post', () => {
    expect(Settings.parse({}).separationOfDuties).toBe(false);
    expect(may(agencyWith(), 'olu', 'post.approve', onPost('a1', 'olu'))).toBe(true);
    expect(may(enterpriseWith(), 'eve', 'post.approve', onPost('a1', 'eve'))).toBe(true);
  });

  it.each([
    ['an owner', agencyWith, 'olu', 'edi'],
    ['an admin', agencyWith, 'ari', 'edi'],
    ['an administrator', enterpriseWith, 'amy', 'cal'],
    ['an editor', enterpriseWith, 'eve', 'cal'],
  ] as const)('on, %s may approve others’ posts and not an own one', (_, workspace, id, other) => {
    expect(may(workspace({}, on), id, 'post.approve', onPost('a1', other))).toBe(true);
    const own = decide(workspace({}, on), id, 'post.approve', onPost('a1', id));
    expect(own).toMatchObject({ allowed: false, rule: { table: 'workspace', row: 'separationOfDuties' } });
    expect(own.reason).toContain('nobody approves their own posts');
    expect(may(workspace({}, on), id, 'post.decline', onPost('a1', id))).toBe(true);
  });

  it('on, an approving client does not approve its own post', () => {
    const facts = (settings: SettingsInput) =>
      agencyWith({ cleo: { accounts: [{ accountId: 'a1', approves: true }] } }, settings);
    const own = onPost('a1', 'cleo', { gate: 'client' });
    expect(may(facts({}), 'cleo', 'post.approve', own)).toBe(true);
    expect(may(facts(on), 'cleo', 'post.approve', own)).toBe(false);
    expect(may(facts(on), 'cleo', 'post.approve', onPost('a1', 'edi', { gate: 'client' }))).toBe(true);
  });

  it.each(BOTH_MODELS)('on, nobody approves a post whose author is not known (%s)', (model, workspace) => {
    const keeper = model === 'agency' ? 'olu' : 'amy';
    expect(may(workspace({}, on), keeper, 'post.approve', onPost('a1'))).toBe(false);
    expect(may(workspace({}, on), keeper, 'post.approve', onAccount('a1'))).toBe(false);
    expect(may(workspace(), keeper, 'post.approve', onPost('a1'))).toBe(true);
  });

  it.each([
    ['agency', agencyWith, ['olu', 'ari', 'edi', 'cleo']],
    ['enterprise', enterpriseWith, ['amy', 'eve']],
  ] as const)(
    'on, everybody’s own post gets a step that somebody else must pass (%s)',
    (_, workspace, ids) => {
      for (const id of ids) {
        const gates = createRoleEngine(workspace({}, on), NOW_MS).gatesFor(onPost('a1', id));
        expect(gates).toHaveLength(1);
        expect(gates[0]?.approverIds).not.toContain(id);
        expect(gates[0]?.approverIds).not.toEqual([]);
        expect(createRoleEngine(workspace(), NOW_MS).gatesFor(onPost('a1', id))).toEqual([]);
      }
    },
  );
});

describe('approval: the steps that the engine names', () => {
  type Step = readonly [name: string, gate: string | undefined, rule: unknown, ...approverIds: string[]];
  const stepsOf = (
    facts: WorkspaceFacts,
    post: Parameters<ReturnType<typeof createRoleEngine>['gatesFor']>[0],
    action?: 'post.publish' | 'post.submit',
  ): Step[] =>
    createRoleEngine(facts, NOW_MS)
      .gatesFor(post, action)
      .map(({ name, gate, rule, approverIds }) => [name, gate, rule, ...approverIds]);

  describe('agency', () => {
    const approving = { cleo: { accounts: [{ accountId: 'a1', posting: 'full', approves: true }] } };

    it('"team" when the author’s posting access there is needsApproval: its admins there and owners pass it', () => {
      expect(stepsOf(agencyWith(), onPost('a1', 'ned'))).toEqual([['team', 'team', 'any', 'olu', 'ari']]);
      expect(stepsOf(agencyWith(), onPost('a1', 'edi'))).toEqual([]);
    });

    it('"client" when the account has approving clients: those clients pass it', () => {
      expect(stepsOf(agencyWith(approving), onPost('a1', 'edi'))).toEqual([
        ['client', 'client', 'any', 'cleo'],
      ]);
      const two = { ...approving, cora: { role: 'client', clientAccess: 'read', ...approving.cleo } };
      expect(stepsOf(agencyWith(two), onPost('a1', 'edi'))).toEqual([
        ['client', 'client', 'any', 'cleo', 'cora'],
      ]);
    });

    it.each([
      ['suspended', { suspended: true }],
      ['expired', { expiresAt: '2026-01-01T00:00:00Z' }],
      ['of another role', { role: 'editor', clientAccess: undefined }],
      ['an approver of another account', { accounts: [{ accountId: 'a2', approves: true }] }],
      ['no approver', { accounts: [{ accountId: 'a1' }] }],
    ])('no "client" when the only client is %s', (_, facts) => {
      expect(stepsOf(agencyWith({ cleo: { ...approving.cleo, ...facts } }), onPost('a1', 'edi'))).toEqual([]);
    });

    it('"client" also on the owner’s posts', () => {
      expect(stepsOf(agencyWith(approving), onPost('a1', 'olu'))).toEqual([
        ['client', 'client', 'any', 'cleo'],
      ]);
    });

    it('no "client" on a client’s own post', () => {
      expect(stepsOf(agencyWith(approving), onPost('a1', 'cleo'))).toEqual([]);
    });

    it('team before client', () => {
      expect(stepsOf(agencyWith(approving), onPost('a1', 'ned')).map(([name]) => name)).toEqual([
        'team',
        'client',
      ]);
    });

    it.each([
      ['is not known', undefined],
      ['is no member', 'stranger'],
      ['is suspended', 'sue'],
      ['has expired', 'exe'],
      ['is not assigned the account', 'ann'],
    ])('"team" when the author %s', (_, author) => {
      const facts = agencyWith({
        sue: { role: 'owner', suspended: true },
        exe: { role: 'owner', expiresAt: '2026-01-01T00:00:00Z' },
      });
      expect(stepsOf(facts, onPost('a1', author))).toEqual([['team', 'team', 'any', 'olu', 'ari']]);
    });

    it('a step that nobody passes where there is no such account', () => {
      expect(stepsOf(agencyWith(), onPost('a9', 'olu'))).toEqual([['team', 'team', 'any']]);
    });

    it('no step where nobody asks for one', () => {
      expect(stepsOf(agencyWith(), onPost('a1', 'olu'))).toEqual([]);
      expect(stepsOf(agencyWith(), onPost('a1', 'olu'), 'post.submit')).toEqual([]);
    });
  });

  describe('enterprise', () => {
    const templates = [
      {
        id: 'f1',
        name: 'Legal first',
        teamId: 't1',
        steps: [
          { name: 'Legal', approverIds: ['eve', 'vi', 'gone'] },
          { name: 'Brand', approverIds: ['amy', 'eve'], rule: 'all' },
          { name: 'Two of them', approverIds: ['amy'], rule: 2 },
        ],
      },
    ];
    const withTemplates = (settings: SettingsInput = {}) =>
      enterpriseWith({}, settings, { approvalTemplates: templates });
    const templateId = ApprovalTemplateId.parse('f1');

    it('the steps of the template that was chosen, in order, with the named who may approve there', () => {
      expect(stepsOf(withTemplates(), onPost('a1', 'amy', { templateId }))).toEqual([
        ['Legal', undefined, 'any', 'eve'],
        ['Brand', undefined, 'all', 'amy', 'eve'],
        ['Two of them', undefined, 2, 'amy'],
      ]);
    });

    it('also for a post that is not there yet', () => {
      expect(
        stepsOf(withTemplates(), {
          type: 'account',
          id: accountId('a1'),
          authorId: memberId('eve'),
          templateId,
        }),
      ).toHaveLength(3);
    });

    it('under separation of duties nobody named passes a step of an own post', () => {
      const own = onPost('a1', 'eve', { templateId });
      expect(stepsOf(withTemplates({ separationOfDuties: true }), own)).toEqual([
        ['Legal', undefined, 'any'],
        ['Brand', undefined, 'all', 'amy'],
        ['Two of them', undefined, 2, 'amy'],
      ]);
    });

    it('a template that is gone is a step that nobody passes', () => {
      const post = onPost('a1', 'amy', { templateId: ApprovalTemplateId.parse('f9') });
      expect(stepsOf(withTemplates(), post)).toEqual([['approval', undefined, 'any']]);
    });

    it('without a template, one step that anyone passes who may approve here, where the author may not publish', () => {
      expect(stepsOf(enterpriseWith(), onPost('a1', 'cal'))).toEqual([
        ['approval', undefined, 'any', 'amy', 'eve'],
      ]);
      expect(stepsOf(enterpriseWith(), onPost('a1', 'eve'))).toEqual([]);
      expect(stepsOf(enterpriseWith(), onPost('a2', 'eve'))).toEqual([['approval', undefined, 'any', 'amy']]);
    });

    it('without a template, one step for whoever asks for approval', () => {
      expect(stepsOf(enterpriseWith(), onPost('a1', 'eve'), 'post.submit')).toEqual([
        ['approval', undefined, 'any', 'amy', 'eve'],
      ]);
    });

    it.each([
      ['is not known', undefined],
      ['is no member', 'stranger'],
      ['is suspended', 'sue'],
      ['has expired', 'exe'],
    ])('without a template, one step when the author %s', (_, author) => {
      const facts = enterpriseWith({
        sue: { role: 'administrator', suspended: true },
        exe: { role: 'administrator', expiresAt: '2026-01-01T00:00:00Z' },
      });
      expect(stepsOf(facts, onPost('a1', author))).toEqual([['approval', undefined, 'any', 'amy', 'eve']]);
    });

    it('a step that nobody passes where there is no such account', () => {
      expect(stepsOf(enterpriseWith(), onPost('a9', 'amy')).map(([, , , ...approvers]) => approvers)).toEqual(
        [[]],
      );
    });

    it('what is decided carries the same steps', () => {
      for (const action of ['post.publish', 'post.submit'] as const) {
        const decision = decide(enterpriseWith(), 'eve', action, onPost('a1', 'eve'));
        expect(decision.gates).toEqual(
          createRoleEngine(enterpriseWith(), NOW_MS).gatesFor(onPost('a1', 'eve'), action),
        );
        expect(decision.gates).toHaveLength(action === 'post.submit' ? 1 : 0);
      }
    });
  });
});

describe('the rules that belong to commands and screens', () => {
  const POST_JOURNEY = 'lib/workspace/post-journey.test.ts';
  const TEMPLATES = 'test/unit/approval-templates.test.ts';
  const TEAMS = 'test/unit/teams.test.ts';
  const MOVE = 'test/unit/role-model-move.test.ts';
  const LINT = 'test/unit/lint.test.ts';
  const DIFF = 'lib/roles/diff.test.ts';
  const PERMISSIONS = 'lib/roles/permissions.test.ts';

  it.each([
    [
      'a role is not changed while the member’s posts await approval',
      POST_JOURNEY,
      'keeps a role while posts await approval, and lists them',
    ],
    [
      'removing a member hands its posts to the owner',
      POST_JOURNEY,
      'hands the posts of a removed member to the owner, awaiting ones as drafts',
    ],
    [
      'taking an account away hands over the posts there',
      POST_JOURNEY,
      'hands over only the posts of the account that was taken away',
    ],
    [
      'an admin assigns only accounts it holds itself',
      POST_JOURNEY,
      'lets an admin hand out only accounts that it holds',
    ],
    [
      'the post goes out with the credentials of the mode',
      'test/unit/publish-due.test.ts',
      'goes out with the member’s own sign-in where the assignment says so, and never with another',
    ],
    [
      'a moderator’s copy is a draft of its own',
      POST_JOURNEY,
      'makes a draft of the copier, without the journey of the original',
    ],
    ['no step: the post is scheduled at once', POST_JOURNEY, 'is skipped where nobody asks for it'],
    [
      'the client step applies to the owner’s posts too',
      POST_JOURNEY,
      'goes to the client even when the owner wrote it',
    ],
    [
      'a step may ask all of its approvers',
      POST_JOURNEY,
      'lets a member approve a step once, where all have to',
    ],
    ['an approver sees exactly what will go out', POST_JOURNEY, 'approves only what was on the screen'],
    [
      'an edit after approval starts the plan again and says why',
      POST_JOURNEY,
      'starts approval again and says why',
    ],
    [
      'an edit by who could have approved re-seals',
      POST_JOURNEY,
      'is sealed again in the name of an editor who could have approved it',
    ],
    [
      'what is published is checked against the seal',
      POST_JOURNEY,
      'is refused for a post that is not what was approved',
    ],
    [
      'declining needs a note and sends the post back',
      POST_JOURNEY,
      'needs a note, sends the post back, and keeps the note',
    ],
    [
      'a time that passes makes an awaiting post a draft',
      POST_JOURNEY,
      'turns a post that still awaits approval into a draft, never published late',
    ],
    [
      'a post approved without a time is due at once',
      POST_JOURNEY,
      'asks the team first, then the client, and is due when it can no longer be taken back',
    ],
    [
      'failed keeps the network’s own words and can be retried',
      'test/unit/publish-due.test.ts',
      'is shown as failed after the last try, and a retry looks it up first',
    ],
    [
      'a reauthorization clears a failure that waited for it',
      POST_JOURNEY,
      'goes on by itself when the sign-in that it waited for is there again',
    ],
    [
      'every transition is in the log, with its rule',
      POST_JOURNEY,
      'says in the log through which rule each step was allowed',
    ],
    [
      'a screen and its command give the same answer',
      'test/unit/decide-and-command-agree.test.ts',
      'give the same answer for the same reason in an agency, and lose no post on any way',
    ],
    [
      'a workspace can be moved to the other model',
      MOVE,
      'is done as a whole, with a line in the log for everybody',
    ],
    ['with a preview of what every member gains and loses', MOVE, 'says what each member leaves behind'],
    [
      'permissions(member) is the whole matrix',
      PERMISSIONS,
      'have every row of the model once, by group, in the order of its table',
    ],
    [
      'diff is every member, action and account that changes',
      DIFF,
      'leaves nothing out: member by member, action by action, place by place',
    ],
    [
      'lint finds every author whose posts can never go out',
      LINT,
      'finds exactly the authors whose posts nobody can let out, in every workspace',
    ],
    [
      'lint finds a client that approves its own posts',
      LINT,
      'leaves a client alone whose posts the team approves, or who does not approve',
    ],
    ['every non-administrator is on at least one team', TEAMS, 'is never given up for none'],
    [
      'a team is not taken away from its last members',
      TEAMS,
      'is removed only when nobody would be left on none',
    ],
    [
      'team leader is an add-on for anyone but an administrator',
      TEAMS,
      'lose their add-on when they come to administer, and have it to themselves otherwise',
    ],
    [
      'team leaders assign existing users only, inside their own teams',
      TEAMS,
      'is for leaders of that team to say',
    ],
    ['only administrators bring in brand-new users', TEAMS, 'are added by administrators alone'],
    [
      'without a template, anyone who may approve here',
      TEMPLATES,
      'anyone who may approve there passes the one step',
    ],
    [
      'the steps of a template are asked in order',
      TEMPLATES,
      'asks its steps in order, each of the people it names and of nobody else',
    ],
    ['a step may ask a number of its approvers', TEMPLATES, 'asks for a number of them'],
    [
      'a template naming someone who may not approve is refused when it is used',
      TEMPLATES,
      'when it names somebody who may not approve there any more, and says who',
    ],
    [
      'a template naming someone who may not approve is refused when it is saved',
      TEMPLATES,
      'a suspended approver',
    ],
  ])('%s', (_, path, title) => {
    const file = new URL(`../../${path}`, import.meta.url);
    expect(existsSync(file)).toBe(true);
    expect(readFileSync(file, 'utf8')).toContain(`it('${title}'`);
  });
});

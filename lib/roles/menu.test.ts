import { describe, expect, it } from 'vitest';
import { account, accountId, agency, member, memberId, NOW_MS } from './example-workspace';
import {
  AdAccountFacts,
  AdAccountId,
  CustomRole,
  GateName,
  PostStatus,
  type Resource,
  type RoleModel,
  TeamFacts,
  TeamId,
  type WorkspaceFacts,
} from './facts';
import { ACTIONS, type Action, createRoleEngine } from './index';

const MOST_ACTIONS = 31;
const MODELS = ['agency', 'enterprise'] as const;

/** Everybody twice, so that two people hold the same, and everybody whom something stands in the way of. */
function peopleOf(roles: readonly object[], reaching: object): readonly object[] {
  return roles.flatMap((role, index) => [
    { id: `m${index}`, ...role, ...reaching, twoFactor: true },
    { id: `twin${index}`, ...role, ...reaching, twoFactor: true },
    { id: `unenrolled${index}`, ...role, ...reaching },
    { id: `suspended${index}`, ...role, ...reaching, twoFactor: true, suspended: true },
    { id: `expired${index}`, ...role, ...reaching, twoFactor: true, expiresAt: '2026-01-01T00:00:00Z' },
    { id: `elsewhere${index}`, ...role, twoFactor: true },
  ]);
}

const AGENCY_ROLES = [
  { role: 'owner' },
  { role: 'admin' },
  { role: 'editor' },
  { role: 'client', clientAccess: 'posting' },
];
const ENTERPRISE_ROLES = [
  { role: 'administrator' },
  { role: 'editor' },
  { role: 'contentCreator', addOns: ['teamLeader'] },
  { role: 'viewOnly', customRole: 'c1' },
];
const ACCOUNTS = ['a1', 'a2'].map((id) => account({ id, addedBy: 'm1' }));

const WORKSPACES: Readonly<Record<RoleModel, (settings: object) => WorkspaceFacts>> = {
  agency: (settings) => {
    const accounts = [{ accountId: 'a1', approves: true, credentials: 'member' }];
    const people = peopleOf(AGENCY_ROLES, { accounts }).map((one) => member({ name: 'Somebody', ...one }));
    return agency(people, ACCOUNTS, { requireTwoFactor: ['admin', 'editor'], ...settings });
  },
  enterprise: (settings) => {
    const people = peopleOf(ENTERPRISE_ROLES, { teams: [{ teamId: 't1' }] });
    const base = agency(
      people.map((one) => member({ name: 'Somebody', ...one })),
      ACCOUNTS,
      { requireTwoFactor: ['editor', 'contentCreator'], labelsInContext: true, ...settings },
    );
    return {
      ...base,
      roleModel: 'enterprise',
      teams: [TeamFacts.parse({ id: 't1', name: 'EMEA', accountIds: ['a1'] })],
      adAccounts: [AdAccountFacts.parse({ id: 'd1', name: 'Ads', network: 'facebook' })],
      customRoles: [
        CustomRole.parse({
          id: 'c1',
          name: 'Writer',
          basedOn: 'viewOnly',
          madeBy: 'm0',
          switched: { 'post.create': true, 'post.edit': true, 'post.label.apply': true },
        }),
      ],
    };
  },
};

const POSTS: readonly Resource[] = ['a1', 'a2', 'a9'].flatMap((id) =>
  [undefined, 'm0', 'm1', 'm2', 'twin2', 'm3'].flatMap((author) =>
    [undefined, ...GateName.options].flatMap((gate) =>
      [undefined, ...PostStatus.options].map(
        (status): Resource => ({
          type: 'post',
          accountId: accountId(id),
          authorId: author === undefined ? undefined : memberId(author),
          gate,
          status,
        }),
      ),
    ),
  ),
);
const OTHER_THINGS: readonly Resource[] = [
  { type: 'workspace' },
  { type: 'account', id: accountId('a1') },
  { type: 'account', id: accountId('a9') },
  { type: 'media', addedBy: memberId('m1') },
  { type: 'member', id: memberId('m2') },
  { type: 'member', role: 'editor' },
  { type: 'team', id: TeamId.parse('t1') },
  { type: 'adAccount', id: AdAccountId.parse('d1') },
];
const RESOURCES = [...POSTS, ...OTHER_THINGS];

const SETTINGS = [{}, { separationOfDuties: true, ownPostsOnly: true }];
/** A menu of what is done to posts alone, which keeps its answers; menus with everything, which do not. */
const POST_ACTIONS = ACTIONS.filter((action) => action.startsWith('post.'));
const MENUS: readonly (readonly Action[])[] = [
  POST_ACTIONS,
  POST_ACTIONS.toReversed(),
  ...Array.from({ length: Math.ceil(ACTIONS.length / MOST_ACTIONS) }, (_, index) =>
    ACTIONS.slice(index * MOST_ACTIONS, (index + 1) * MOST_ACTIONS),
  ),
];

function maskOf(actions: readonly Action[], isAllowed: (action: Action) => boolean): number {
  return actions.reduce((mask, action, index) => (isAllowed(action) ? mask | (1 << index) : mask), 0);
}

describe.each(MODELS)('a row of buttons in the %s model', (model) => {
  it.each(SETTINGS)('says what can says, of everything, asked by anybody, with %o', (settings) => {
    const facts = WORKSPACES[model](settings);
    const engine = createRoleEngine(facts, NOW_MS);
    const asking = [...facts.members.map(({ id }) => id), memberId('stranger')];
    let allowed = 0;
    for (const actions of MENUS) {
      const menu = engine.createMenu(actions);
      for (const resource of RESOURCES) {
        for (const id of asking) {
          const expected = maskOf(actions, (action) => engine.can(id, action, resource));
          if (expected !== 0) allowed += 1;
          if (menu(id, resource) !== expected || menu(id, resource) !== expected) {
            expect([actions, resource, id, menu(id, resource)]).toEqual([actions, resource, id, expected]);
          }
        }
      }
    }
    expect(allowed).toBeGreaterThan(1000);
  });

  it('is the same when it is made again, and another than one of other actions', () => {
    const facts = WORKSPACES[model]({});
    const engine = createRoleEngine(facts, NOW_MS);
    const [post] = POSTS;
    if (post === undefined) throw new Error('There is a post');
    const keeper = memberId('m0');
    const draft: Resource = { ...post, authorId: keeper, status: 'draft' } as Resource;
    expect(engine.createMenu(['post.view', 'post.edit'])(keeper, draft)).toBe(3);
    expect(engine.createMenu(['post.view'])(keeper, draft)).toBe(1);
    expect(engine.createMenu(['post.view', 'post.exterminate' as Action])(keeper, draft)).toBe(1);
    expect(engine.createMenu(['post.view', 'post.edit'])(keeper, draft)).toBe(3);
  });
});

describe.each(MODELS)('a filter of a long list in the %s model', (model) => {
  it.each(SETTINGS)('says what can says, of everything, asked by anybody, with %o', (settings) => {
    const facts = WORKSPACES[model](settings);
    const engine = createRoleEngine(facts, NOW_MS);
    const asking = [...facts.members.map(({ id }) => id), memberId('stranger')];
    let allowed = 0;
    for (const action of [...ACTIONS, 'post.exterminate' as Action]) {
      for (const id of asking) {
        const filter = engine.createFilter(id, action);
        for (const resource of RESOURCES) {
          const expected = engine.can(id, action, resource);
          if (expected) allowed += 1;
          if (filter(resource) !== expected || filter(resource) !== expected) {
            expect([action, resource, id, filter(resource)]).toEqual([action, resource, id, expected]);
          }
        }
      }
    }
    expect(allowed).toBeGreaterThan(1000);
  });
});

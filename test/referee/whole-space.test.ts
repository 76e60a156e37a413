/**
 * The engine and the referee agree on every combination, not on a sample: of model, role, level, add-on, override,
 * flag, ownership, state, gate, kind of thing and action. All at once would be billions, so each block below
 * crosses in full what can meet in one cell of a table, and says why the rest may stand still meanwhile. What
 * random questions find late (the one state, the one role, the one switch) is found here in seconds.
 */
import { describe, expect, it } from 'vitest';
import { type Action, createRoleEngine } from '../../lib/roles';
import {
  AccountFacts,
  AdAccountFacts,
  AdAccountRole,
  AgencyRole,
  ApprovalTemplate,
  CustomRole,
  EnterpriseRole,
  GateName,
  MemberFacts,
  PostStatus,
  type Resource,
  Role,
  type RoleModel,
  Settings,
  TeamFacts,
  type WorkspaceFacts,
} from '../../lib/roles/facts';
import { differenceInGates } from './compare';
import { NOW_MS } from './random-workspace';
import { actionsOf, kindsFor, mayDo, rowNamesOf } from './referee';

const MODELS = ['agency', 'enterprise'] as const;
const BOOLEANS = [false, true] as const;

/** Every combination of the values of several factors. */
function* every<Factors extends Record<string, readonly unknown[]>>(
  factors: Factors,
): Generator<{ readonly [Name in keyof Factors]: Factors[Name][number] }> {
  const names: (keyof Factors)[] = Object.keys(factors);
  const chosen: Partial<Record<keyof Factors, unknown>> = {};
  function* from(at: number): Generator<void> {
    const name = names[at];
    if (name === undefined) return yield;
    for (const value of factors[name] ?? []) {
      chosen[name] = value;
      yield* from(at + 1);
    }
  }
  for (const _ of from(0)) yield { ...chosen } as { readonly [Name in keyof Factors]: Factors[Name][number] };
}

/*
 * The workspace. The subject, `s`, is whoever the block turns about; one of every role stands by. Account `a` is
 * asked about; `b` is the subject's too, with everything the other way round, so that a fact that is read off the
 * wrong account shows.
 */

const AGENCY_COLUMNS = [
  { role: 'owner' },
  { role: 'admin' },
  { role: 'editor' },
  { role: 'client', clientAccess: 'read' },
  { role: 'client', clientAccess: 'posting' },
  { role: 'client', clientAccess: 'full' },
];
/** Nobody should be so, and a file may say so: a client without a level, and roles of the other model. */
const AGENCY_ODDITIES = [{ role: 'client' }, { role: 'administrator' }, { role: 'viewOnly' }];
const ENTERPRISE_COLUMNS = EnterpriseRole.options.map((role) => ({ role }));
const ENTERPRISE_ODDITIES = [{ role: 'owner' }, { role: 'client', clientAccess: 'full' }];
const COLUMNS = { agency: AGENCY_COLUMNS, enterprise: ENTERPRISE_COLUMNS };
const ODDITIES = { agency: AGENCY_ODDITIES, enterprise: ENTERPRISE_ODDITIES };

const member = (input: object): MemberFacts => MemberFacts.parse({ name: 'Somebody', ...input });
const customRole = (input: object): CustomRole => CustomRole.parse({ name: 'A role', ...input });

const BYSTANDERS: Readonly<Record<RoleModel, readonly MemberFacts[]>> = {
  agency: [
    member({ id: 'owner', role: 'owner' }),
    member({ id: 'admin', role: 'admin', accounts: [{ accountId: 'a' }] }),
    member({ id: 'editor', role: 'editor', accounts: [{ accountId: 'a' }] }),
    member({
      id: 'client',
      role: 'client',
      clientAccess: 'read',
      accounts: [{ accountId: 'a', approves: true }],
    }),
  ],
  enterprise: EnterpriseRole.options.map((role) =>
    member({
      id: role,
      role,
      teams: [{ teamId: 't-with' }],
      addOns: role === 'viewOnly' ? ['teamLeader'] : [],
    }),
  ),
};
const OTHER = 'editor';

const TEAMS = [
  TeamFacts.parse({ id: 't-with', name: 'With a', accountIds: ['a', 'b'] }),
  TeamFacts.parse({ id: 't-also', name: 'Also with a', accountIds: ['a'] }),
  TeamFacts.parse({ id: 't-without', name: 'Without a', accountIds: ['b'] }),
];

interface Parts {
  readonly model: RoleModel;
  readonly subject: object;
  readonly addedBy?: string | undefined;
  readonly settings?: object;
  readonly customRoles?: readonly CustomRole[];
  readonly others?: readonly MemberFacts[];
}

function workspace({
  model,
  subject,
  addedBy,
  settings = {},
  customRoles = [],
  others,
}: Parts): WorkspaceFacts {
  const b = { addedBy: addedBy === 's' ? OTHER : 's' };
  return {
    roleModel: model,
    settings: Settings.parse(settings),
    members: [member({ id: 's', ...subject }), ...(others ?? BYSTANDERS[model])],
    accounts: [
      AccountFacts.parse({ id: 'a', network: 'x', handle: 'a', name: 'A', addedBy }),
      AccountFacts.parse({ id: 'b', network: 'x', handle: 'b', name: 'B', ...b }),
    ],
    teams: TEAMS,
    adAccounts: ['d', 'e'].map((id) => AdAccountFacts.parse({ id, network: 'x', name: id })),
    customRoles,
    approvalTemplates: [],
  };
}

/** Everything that a subject can be given, so that nothing but the role stands in the way. */
const ENDOWED = {
  grants: ['addAccounts', 'removeAccounts'],
  accounts: [{ accountId: 'a', posting: 'full', credentials: 'member', approves: true }],
  teams: [{ teamId: 't-with' }],
  adAccounts: [{ adAccountId: 'd', role: 'advertiser' }],
};

/** Every assignment of account `a`, with that of `b` the other way round. */
const ASSIGNMENTS = [
  [],
  [{ accountId: 'b', credentials: 'member', approves: true }],
  ...[...every({ credentials: ['owner', 'member'], approves: BOOLEANS })].map(({ credentials, approves }) => [
    { accountId: 'b', credentials: credentials === 'owner' ? 'member' : 'owner', approves: !approves },
    { accountId: 'a', credentials, approves },
  ]),
];
const GRANTS = [[], ['addAccounts'], ['removeAccounts'], ['addAccounts', 'removeAccounts']];

/** What the enterprise subject is by itself: a role, a custom role, or nothing that this workspace knows. */
const ENTERPRISE_BASES = [
  ...ENTERPRISE_COLUMNS,
  { role: 'editor', customRole: 'c-editor' },
  { role: 'administrator', customRole: 'c-administrator' },
  { role: 'editor', customRole: 'c-gone' },
  ...ENTERPRISE_ODDITIES,
];
/** What a membership may say about an account. */
const OVERRIDES = [undefined, ...EnterpriseRole.options, 'c-editor', 'c-administrator', 'c-gone', 'owner'];
const ENTERPRISE_CUSTOM_ROLES = [
  customRole({
    id: 'c-editor',
    basedOn: 'editor',
    madeBy: 'administrator',
    switched: { 'post.publish': false, 'label.delete': true, 'team.settings.edit': true },
  }),
  customRole({
    id: 'c-administrator',
    basedOn: 'administrator',
    madeBy: 'administrator',
    switched: { 'post.approve': false, 'user.invite': false },
  }),
];
const membership = (teamId: string, override: string | undefined) => ({
  teamId,
  accountRoles: override === undefined ? {} : { a: override },
});

/*
 * The questions.
 */

const resource = (input: object) => input as Resource;
const posts = (factors: Record<string, readonly unknown[]>) =>
  [...every(factors)].map((post) =>
    resource(
      Object.fromEntries(
        Object.entries({ type: 'post', ...post }).filter(([, value]) => value !== undefined),
      ),
    ),
  );

const NAMED_MEMBERS = [
  's',
  'owner',
  'admin',
  'editor',
  'client',
  'administrator',
  'viewOnly',
  'stranger',
].map((id) => resource({ type: 'member', id }));
const DESCRIBED_MEMBERS = Role.options.map((role) => resource({ type: 'member', role }));
const MEDIA = ['s', OTHER, 'stranger', undefined].map((addedBy) =>
  resource(addedBy === undefined ? { type: 'media' } : { type: 'media', addedBy }),
);
const AD_ACCOUNTS = ['d', 'e', 'd-gone'].map((id) => resource({ type: 'adAccount', id }));
const TEAM_RESOURCES = ['t-with', 't-without', 't-gone'].map((id) => resource({ type: 'team', id }));
const ACCOUNTS = ['a', 'b', 'a-gone'].map((id) => resource({ type: 'account', id }));
const WORKSPACE = resource({ type: 'workspace' });
const AUTHORS = [undefined, 's', OTHER, 'stranger'];
const GATES = [undefined, ...GateName.options];
const STATUSES = [undefined, ...PostStatus.options];

/** Every shape of thing that can be asked about. */
const ALL_RESOURCES = [
  WORKSPACE,
  ...ACCOUNTS,
  ...posts({ accountId: ['a'], authorId: AUTHORS, gate: GATES, status: [undefined, 'draft', 'published'] }),
  ...posts({ accountId: ['b', 'a-gone'], authorId: [undefined, 's'], gate: GATES }),
  ...MEDIA,
  ...NAMED_MEMBERS,
  ...DESCRIBED_MEMBERS,
  ...TEAM_RESOURCES,
  ...AD_ACCOUNTS,
];

/** One shape for every row that an action may have, on what the subject was given: for blocks that cross much. */
const ONE_A_ROW = [
  WORKSPACE,
  resource({ type: 'account', id: 'a' }),
  ...posts({ accountId: ['a'], authorId: ['s', OTHER], status: ['draft'] }),
  ...MEDIA.slice(0, 2),
  ...NAMED_MEMBERS.slice(0, 5),
  resource({ type: 'team', id: 't-with' }),
  resource({ type: 'adAccount', id: 'd' }),
];
const ONE_A_GATE = posts({
  accountId: ['a'],
  authorId: [OTHER],
  status: ['awaitingApproval'],
  gate: GateName.options,
});

interface Asked {
  readonly action: string;
  readonly resource: Resource;
}

/** The actions crossed with what they may be asked of; of what can be asked of anything, with the workspace alone. */
function fitting(
  model: RoleModel,
  actions: readonly string[],
  resources: readonly Resource[],
): readonly Asked[] {
  return actions.flatMap((action) => {
    const takes = kindsFor(model, action) ?? ['workspace'];
    const gates = resources === ONE_A_ROW && /^post\.(?:approve|decline)$/.test(action) ? ONE_A_GATE : [];
    return [...resources, ...gates]
      .filter(({ type }) => takes.includes(type))
      .map((resource) => ({ action, resource }));
  });
}

const ONE_A_ROW_OF = {
  agency: fitting('agency', actionsOf('agency'), ONE_A_ROW),
  enterprise: fitting('enterprise', actionsOf('enterprise'), ONE_A_ROW),
};

/** Counts what a block asked. A block without a yes, or without a no, would prove nothing. */
class Tally {
  asked = 0;
  allowed = 0;

  /** Puts every question to both, through one engine; throws at the first difference. */
  ask(facts: WorkspaceFacts, questions: readonly Asked[], actorIds: readonly string[] = ['s']): void {
    const engine = createRoleEngine(facts, NOW_MS);
    for (const { id } of facts.members.filter(({ id }) => actorIds.includes(id))) {
      for (const { action, resource } of questions) {
        const expected = mayDo(facts, NOW_MS, id, action, resource);
        const answer = engine.can(id, action as Action, resource);
        if (answer !== expected) {
          throw new Error(
            `may ${id} ${action} ${JSON.stringify(resource)}: the engine says ${answer}, the referee ${expected}, in ${JSON.stringify(facts)}`,
          );
        }
        this.asked += 1;
        if (expected) this.allowed += 1;
      }
    }
  }

  expectAtLeast(asked: number): void {
    expect(this.asked).toBeGreaterThanOrEqual(asked);
    expect(this.allowed).toBeGreaterThan(this.asked / 20);
    expect(this.allowed).toBeLessThan(this.asked);
  }
}

describe.each(MODELS)('in the %s model, the engine and the referee agree on', (model) => {
  it('every role × every action of either model and some that are none × every kind of thing', () => {
    // What the subject has stands still: all of it. So the answer turns on the row and on what it is asked of.
    const tally = new Tally();
    const actions = [
      ...new Set([
        ...actionsOf('agency'),
        ...actionsOf('enterprise'),
        'post',
        'constructor',
        'junk.view',
        '',
      ]),
    ];
    const questions = actions.flatMap((action) => ALL_RESOURCES.map((resource) => ({ action, resource })));
    for (const { role, addOns } of every({
      role: [...COLUMNS[model], ...ODDITIES[model]],
      addOns: model === 'agency' ? [[]] : [[], ['teamLeader']],
    })) {
      tally.ask(workspace({ model, subject: { ...ENDOWED, ...role, addOns } }), questions);
    }
    tally.expectAtLeast(60_000);
  });

  it('every standing × second factor × role × action', () => {
    // These come before any table and look at nothing but the member, the action and the settings: one thing a row
    // is enough. A custom role is judged by the role that it is based on, so it is crossed too.
    const tally = new Tally();
    for (const { role, custom, suspended, expiresAt, required, twoFactor } of every({
      role: COLUMNS[model],
      custom: BOOLEANS,
      suspended: BOOLEANS,
      expiresAt: [
        undefined,
        '2020-01-01T00:00:00Z',
        '2026-11-20T12:00:00Z',
        '2026-11-20T12:00:00.001Z',
        '2026-11-20T13:00:00+01:00',
      ],
      required: ['nobody', 'this role', 'every other role', 'all'],
      twoFactor: BOOLEANS,
    })) {
      const requireTwoFactor = Role.options.filter(
        (option) =>
          required === 'all' ||
          (required !== 'nobody' && (option === role.role) === (required === 'this role')),
      );
      const subject = {
        ...ENDOWED,
        ...role,
        suspended,
        expiresAt,
        twoFactor,
        ...(custom && { customRole: 'c' }),
      };
      const { role: basedOn, ...level } = role;
      const customRoles = [customRole({ id: 'c', basedOn, ...level, madeBy: BYSTANDERS[model][0]?.id })];
      tally.ask(
        workspace({ model, subject, settings: { requireTwoFactor }, customRoles }),
        ONE_A_ROW_OF[model],
      );
    }
    tally.expectAtLeast(60_000);
  });

  it('every member that an action can be about × who is the last keeper', () => {
    // The keeper's rule looks at all members: at their role, custom role and standing, and at who is named.
    const tally = new Tally();
    const actions = actionsOf(model).filter((action) => /^(?:member|user|twoFactor)\./.test(action));
    const keeper = model === 'agency' ? 'owner' : 'administrator';
    const away = [
      {},
      { suspended: true },
      { expiresAt: '2026-11-20T12:00:00Z' },
      { expiresAt: '2026-11-20T12:00:00.001Z' },
      { customRole: 'c' },
      { twoFactor: false, role: 'editor' },
    ];
    const questions = actions.flatMap((action) =>
      [WORKSPACE, ...NAMED_MEMBERS, ...DESCRIBED_MEMBERS, resource({ type: 'member', id: 'second' })].map(
        (resource) => ({ action, resource }),
      ),
    );
    for (const { role, custom, first, second } of every({
      role: COLUMNS[model],
      custom: [undefined, 'c', 'c-gone'],
      first: [undefined, ...away],
      second: [undefined, ...away],
    })) {
      const keepers = [
        ...(first === undefined ? [] : [member({ id: keeper, role: keeper, ...first })]),
        ...(second === undefined ? [] : [member({ id: 'second', role: keeper, ...second })]),
      ];
      const others = [...BYSTANDERS[model].filter(({ id }) => id !== keeper), ...keepers];
      const customRoles = [customRole({ id: 'c', basedOn: keeper, madeBy: keeper })];
      tally.ask(
        workspace({ model, subject: { ...role, customRole: custom }, others, customRoles }),
        questions,
      );
    }
    tally.expectAtLeast(90_000);
  });

  it('every custom role: base × maker × all switches × every condition of a cell', () => {
    // The switches stand alike in every row here: not named, all on, all off. A maker who is gone, who has a custom
    // role, or whose role belongs to the other model lends nothing.
    const tally = new Tally();
    for (const { base, maker, switched, has, reaches, ownPostsOnly } of every({
      base: [...COLUMNS[model], ...ODDITIES[model]],
      maker: [...COLUMNS[model], ...ODDITIES[model], undefined, { ...COLUMNS[model][0], customRole: 'c' }],
      switched: [undefined, true, false],
      has: BOOLEANS,
      reaches: BOOLEANS,
      ownPostsOnly: BOOLEANS,
    })) {
      const { role: basedOn, ...level } = base;
      const rows = switched === undefined ? [] : rowNamesOf(model).map((name) => [name, switched]);
      const customRoles = [
        customRole({ id: 'c', basedOn, ...level, madeBy: 'maker', switched: Object.fromEntries(rows) }),
      ];
      const gifts = has
        ? ENDOWED
        : { ...ENDOWED, grants: [], accounts: [{ accountId: 'a', credentials: 'owner' }] };
      const subject = { ...gifts, ...base, customRole: 'c', ...(!reaches && { accounts: [], teams: [] }) };
      const makers = maker === undefined ? [] : [member({ id: 'maker', ...maker })];
      tally.ask(
        workspace({
          model,
          subject,
          addedBy: has ? 's' : OTHER,
          settings: { ownPostsOnly, labelsInContext: has, teamLeadersManageLabels: has },
          customRoles,
          others: [...BYSTANDERS[model], ...makers],
        }),
        ONE_A_ROW_OF[model],
      );
    }
    tally.expectAtLeast(150_000);
  });

  it('every single row that a custom role switches on or off, asked about every row', () => {
    // So that a switch works on its own row and on no other; the makers are those who have all, some, and nothing.
    const tally = new Tally();
    for (const { base, maker, row, on } of every({
      base: COLUMNS[model],
      maker: [COLUMNS[model][0], COLUMNS[model][1], COLUMNS[model][4], undefined],
      row: [...rowNamesOf(model), 'post', 'post.edit own others', 'member.edit oneself', 'promotion.add'],
      on: BOOLEANS,
    })) {
      const { role: basedOn, ...level } = base;
      const customRoles = [
        customRole({ id: 'c', basedOn, ...level, madeBy: 'maker', switched: { [row]: on } }),
      ];
      const makers = maker === undefined ? [] : [member({ id: 'maker', ...maker })];
      const others = [...BYSTANDERS[model], ...makers];
      const subject = { ...ENDOWED, ...base, customRole: 'c' };
      tally.ask(
        workspace({ model, subject, customRoles, others, settings: { labelsInContext: true } }),
        ONE_A_ROW_OF[model],
      );
    }
    tally.expectAtLeast(200_000);
  });
});

describe('side by side in one workspace, one engine and the referee agree on', () => {
  // What the engine remembers of one member must not answer for another who was given something else.
  it('every agency member: role × assignment × grant', () => {
    const tally = new Tally();
    const others = [
      ...every({ role: AGENCY_COLUMNS, accounts: ASSIGNMENTS, grants: GRANTS, custom: [undefined, 'c'] }),
    ].map(({ role, custom, ...gifts }, index) =>
      member({ id: `m${index}`, ...role, customRole: custom, ...gifts }),
    );
    const facts = workspace({
      model: 'agency',
      subject: { role: 'owner' },
      others,
      customRoles: [
        customRole({ id: 'c', basedOn: 'editor', madeBy: 's', switched: { 'account.remove': true } }),
      ],
    });
    tally.ask(
      facts,
      ONE_A_ROW_OF.agency,
      others.map(({ id }) => id),
    );
    tally.expectAtLeast(25_000);
  });

  it('every enterprise member: role × add-on × override', () => {
    const tally = new Tally();
    const others = [
      ...every({ base: ENTERPRISE_BASES, addOns: [[], ['teamLeader']], override: OVERRIDES }),
    ].map(({ base, addOns, override }, index) =>
      member({ id: `m${index}`, ...base, addOns, teams: [membership('t-with', override)] }),
    );
    const facts = workspace({
      model: 'enterprise',
      subject: { role: 'administrator' },
      others: [...others, ...BYSTANDERS.enterprise],
      settings: { ownPostsOnly: true },
      customRoles: ENTERPRISE_CUSTOM_ROLES,
    });
    tally.ask(
      facts,
      ONE_A_ROW_OF.enterprise,
      others.map(({ id }) => id),
    );
    tally.expectAtLeast(25_000);
  });
});

/** What every object has by itself, or may be given: all of them are valid ids. */
const NAMES_OF_OBJECTS = ['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__', 'length', '0'];

describe('the engine and the referee agree', () => {
  it('on accounts, teams, roles and templates that are called as the parts of objects are', () => {
    const tally = new Tally();
    for (const { model, id, override, role } of every({
      model: MODELS,
      id: NAMES_OF_OBJECTS,
      override: [undefined, 'administrator', 'viewOnly', 'its own name'],
      role: ['editor', 'custom'],
    })) {
      const accountRole = override === 'its own name' ? id : override;
      const facts = workspace({
        model,
        subject: {
          role: 'editor',
          ...(role === 'custom' && { customRole: id }),
          accounts: [{ accountId: id }],
          teams: [{ teamId: id, accountRoles: accountRole === undefined ? {} : { [id]: accountRole } }],
          adAccounts: [{ adAccountId: id, role: 'advertiser' }],
        },
        customRoles: [
          customRole({ id, basedOn: 'editor', madeBy: BYSTANDERS[model][0]?.id, switched: { [id]: true } }),
        ],
      });
      const questions = fitting(model, actionsOf(model), [
        resource({ type: 'account', id }),
        ...posts({ accountId: [id], authorId: ['s', id], status: ['draft'], templateId: [undefined, id] }),
        resource({ type: 'team', id }),
        resource({ type: 'adAccount', id }),
        resource({ type: 'member', id }),
        WORKSPACE,
      ]);
      tally.ask(
        {
          ...facts,
          accounts: [AccountFacts.parse({ id, network: 'x', handle: 'a', name: 'A' })],
          teams: [TeamFacts.parse({ id, name: 'T', accountIds: [id] })],
          adAccounts: [AdAccountFacts.parse({ id, network: 'x', name: 'D' })],
        },
        questions,
      );
    }
    tally.expectAtLeast(20_000);
  });
});

describe('in the agency model, the engine and the referee agree on', () => {
  it('every role × assignment × grant × who added the account × separation of duties', () => {
    // All that the words in the table's cells ask about, at once, for every action and on everything it takes.
    const tally = new Tally();
    const questions = fitting('agency', actionsOf('agency'), [
      WORKSPACE,
      ...ACCOUNTS,
      ...posts({ accountId: ['a'], authorId: AUTHORS.slice(0, 3), gate: GATES, status: [undefined] }),
      ...posts({ accountId: ['b'], authorId: ['s'], gate: GATES }),
      ...MEDIA,
      ...NAMED_MEMBERS,
    ]);
    for (const { role, accounts, grants, addedBy, separationOfDuties } of every({
      role: [...AGENCY_COLUMNS, ...AGENCY_ODDITIES],
      accounts: ASSIGNMENTS,
      grants: GRANTS,
      addedBy: [undefined, 's', OTHER],
      separationOfDuties: BOOLEANS,
    })) {
      tally.ask(
        workspace({
          model: 'agency',
          subject: { ...role, accounts, grants },
          addedBy,
          settings: { separationOfDuties },
        }),
        questions,
      );
    }
    tally.expectAtLeast(400_000);
  });

  it('every state of a post × author × gate × role, and settings of the other model, which change nothing', () => {
    const tally = new Tally();
    const actions = actionsOf('agency').filter((action) => action.startsWith('post.'));
    const questions = fitting(
      'agency',
      actions,
      posts({
        accountId: ['a'],
        authorId: AUTHORS,
        gate: GATES,
        status: STATUSES,
        templateId: [undefined, 'f'],
      }),
    );
    for (const { role, approves, ownPostsOnly } of every({
      role: AGENCY_COLUMNS,
      approves: BOOLEANS,
      ownPostsOnly: BOOLEANS,
    })) {
      const accounts = [{ accountId: 'a', approves }];
      tally.ask(
        workspace({ model: 'agency', subject: { ...role, accounts }, settings: { ownPostsOnly } }),
        questions,
      );
    }
    tally.expectAtLeast(45_000);
  });

  it('the approval steps: author × assignment × standing × separation of duties × who else is there', () => {
    let compared = 0;
    const clients = [
      {},
      { suspended: true },
      { accounts: [{ accountId: 'b', approves: true }] },
      { accounts: [{ accountId: 'a', approves: false }] },
      // Its own role keeps it from approving: the step stays, and nobody can pass it.
      { customRole: 'c' },
      { twoFactor: false },
    ];
    const asked = [
      ...posts({ accountId: ['a'], authorId: AUTHORS, templateId: [undefined, 'f'] }),
      ...posts({ accountId: ['a'], authorId: ['s'], gate: GateName.options, status: ['scheduled'] }),
      ...posts({ accountId: ['a-gone'], authorId: ['s'] }),
    ];
    for (const { role, assignment, standing, separationOfDuties, client, hasAdmin } of every({
      role: AGENCY_COLUMNS,
      assignment: [[], [{ accountId: 'a', posting: 'full' }], [{ accountId: 'a', posting: 'needsApproval' }]],
      standing: [{}, { suspended: true }, { expiresAt: '2026-11-20T12:00:00Z' }, { twoFactor: false }],
      separationOfDuties: BOOLEANS,
      client: [undefined, ...clients],
      hasAdmin: BOOLEANS,
    })) {
      const others = BYSTANDERS.agency
        .filter(({ id }) => (id !== 'admin' || hasAdmin) && id !== 'client')
        .map((facts) => ({ ...facts, twoFactor: true }));
      const approving = BYSTANDERS.agency
        .filter(({ id }) => id === 'client' && client !== undefined)
        .map((facts) => member({ ...facts, twoFactor: true, ...client }));
      const facts = workspace({
        model: 'agency',
        subject: { twoFactor: true, ...role, ...standing, accounts: assignment },
        settings: { separationOfDuties, requireTwoFactor: AgencyRole.options },
        others: [...others, ...approving],
        customRoles: [
          customRole({
            id: 'c',
            basedOn: 'client',
            clientAccess: 'read',
            madeBy: 'owner',
            switched: { 'post.approve client gate': false },
          }),
        ],
      });
      const engine = createRoleEngine(facts, NOW_MS);
      for (const post of asked) {
        expect(differenceInGates(engine, facts, post), JSON.stringify({ post, facts })).toBeUndefined();
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(20_000);
  });
});

describe('in the enterprise model, the engine and the referee agree on', () => {
  it('every role × add-on × team × override × action, with all settings off and all on', () => {
    // One team with every override; two teams that both have the account, whose union counts, with the overrides
    // that differ most; and memberships that must not count: a team without the account, and one that is gone.
    const tally = new Tally();
    const few = [undefined, 'administrator', 'contentCreator', 'viewOnly', 'c-editor'];
    const memberships = [
      [],
      [membership('t-without', 'administrator')],
      [membership('t-gone', 'administrator')],
      ...OVERRIDES.map((override) => [membership('t-with', override)]),
      ...[...every({ one: few, other: few })].map(({ one, other }) => [
        membership('t-with', one),
        membership('t-also', other),
        membership('t-without', 'administrator'),
      ]),
    ];
    const questions = fitting('enterprise', actionsOf('enterprise'), [
      WORKSPACE,
      ...ACCOUNTS.slice(0, 2),
      ...posts({ accountId: ['a'], authorId: ['s', OTHER], status: ['awaitingApproval', 'scheduled'] }),
      ...posts({ accountId: ['a', 'b'], authorId: [undefined] }),
      ...MEDIA.slice(0, 3),
      ...NAMED_MEMBERS.filter(
        (resource) => 'id' in resource && /^(?:s|editor|administrator)$/.test(resource.id),
      ),
      ...TEAM_RESOURCES,
    ]);
    for (const { base, addOns, teams, on } of every({
      base: ENTERPRISE_BASES,
      addOns: [[], ['teamLeader']],
      teams: memberships,
      on: BOOLEANS,
    })) {
      const settings = { ownPostsOnly: on, labelsInContext: on, teamLeadersManageLabels: on };
      tally.ask(
        workspace({
          model: 'enterprise',
          subject: { ...base, addOns, teams },
          settings,
          customRoles: ENTERPRISE_CUSTOM_ROLES,
        }),
        questions,
      );
    }
    tally.expectAtLeast(400_000);
  });

  it('every setting × state of a post × author × role × add-on × override, for whatever depends on them', () => {
    const tally = new Tally();
    const actions = actionsOf('enterprise').filter((action) =>
      /^(?:post|label|audience|engage\.label)\./.test(action),
    );
    const questions = fitting('enterprise', actions, [
      WORKSPACE,
      ...ACCOUNTS.slice(0, 1),
      ...posts({ accountId: ['a'], authorId: AUTHORS, status: STATUSES }),
      ...posts({
        accountId: ['a'],
        authorId: [OTHER],
        status: ['draft'],
        gate: GATES,
        templateId: [undefined, 'f'],
      }),
    ]);
    const bases = ENTERPRISE_BASES.slice(0, EnterpriseRole.options.length + 2);
    for (const { base, addOns, override, ...settings } of every({
      base: bases,
      addOns: [[], ['teamLeader']],
      override: [undefined, 'administrator', 'contentCreator', 'c-administrator'],
      separationOfDuties: BOOLEANS,
      ownPostsOnly: BOOLEANS,
      labelsInContext: BOOLEANS,
      teamLeadersManageLabels: BOOLEANS,
    })) {
      tally.ask(
        workspace({
          model: 'enterprise',
          subject: { ...base, addOns, teams: [membership('t-with', override)] },
          settings,
          customRoles: ENTERPRISE_CUSTOM_ROLES,
        }),
        questions,
      );
    }
    tally.expectAtLeast(500_000);
  });

  it('every rung in an ad account × role × add-on × action, whatever the rung in another', () => {
    const tally = new Tally();
    const questions = actionsOf('enterprise').flatMap((action) =>
      [...AD_ACCOUNTS, WORKSPACE, ...ACCOUNTS].map((resource) => ({ action, resource })),
    );
    for (const { base, addOns, rung, elsewhere, teams } of every({
      base: ENTERPRISE_BASES,
      addOns: [[], ['teamLeader']],
      rung: [undefined, ...AdAccountRole.options],
      elsewhere: [undefined, 'none', 'advertiser'],
      teams: [[], [membership('t-with', undefined)]],
    })) {
      const adAccounts = [
        ...(elsewhere === undefined ? [] : [{ adAccountId: 'e', role: elsewhere }]),
        ...(rung === undefined ? [] : [{ adAccountId: 'd', role: rung }]),
        { adAccountId: 'd-gone', role: 'advertiser' },
      ];
      tally.ask(
        workspace({
          model: 'enterprise',
          subject: { ...base, addOns, teams, adAccounts },
          customRoles: ENTERPRISE_CUSTOM_ROLES,
        }),
        questions,
      );
    }
    tally.expectAtLeast(200_000);
  });

  it('the approval steps: author × override × standing × settings × template', () => {
    let compared = 0;
    const asked = [
      ...posts({ accountId: ['a'], authorId: AUTHORS, templateId: [undefined, 'f', 'f-gone'] }),
      ...posts({ accountId: ['a'], authorId: ['s'], gate: GateName.options, status: ['scheduled'] }),
      ...posts({ accountId: ['a-gone'], authorId: ['s'], templateId: [undefined, 'f'] }),
    ];
    for (const { base, addOns, teams, standing, separationOfDuties, ownPostsOnly } of every({
      base: ENTERPRISE_BASES,
      addOns: [[], ['teamLeader']],
      teams: [
        [],
        ...[undefined, 'administrator', 'viewOnly', 'c-editor'].map((role) => [membership('t-with', role)]),
      ],
      standing: [{}, { suspended: true }, { expiresAt: '2026-11-20T12:00:00Z' }, { twoFactor: false }],
      separationOfDuties: BOOLEANS,
      ownPostsOnly: BOOLEANS,
    })) {
      const facts: WorkspaceFacts = {
        ...workspace({
          model: 'enterprise',
          subject: { twoFactor: true, ...base, addOns, teams, ...standing },
          settings: { separationOfDuties, ownPostsOnly, requireTwoFactor: EnterpriseRole.options },
          others: BYSTANDERS.enterprise.map((facts) => ({
            ...facts,
            twoFactor: facts.id !== 'contentCreator',
          })),
          customRoles: ENTERPRISE_CUSTOM_ROLES,
        }),
        approvalTemplates: [
          ApprovalTemplate.parse({
            id: 'f',
            name: 'Two steps',
            steps: [
              { name: 'Legal', approverIds: ['moderator', 'editor', 's', 'administrator', 'stranger'] },
              { name: 'Brand', approverIds: ['viewOnly'] },
            ],
          }),
        ],
      };
      const engine = createRoleEngine(facts, NOW_MS);
      for (const post of asked) {
        expect(differenceInGates(engine, facts, post), JSON.stringify({ post, facts })).toBeUndefined();
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(25_000);
  });
});

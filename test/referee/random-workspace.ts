/**
 * Random workspaces of both role models, and random questions about them. Both are made of small numbers, and the
 * numbers of a question are read against whatever the workspace holds: so each shrinks by itself, and a difference
 * comes down to a few members and one question.
 */
import fc from 'fast-check';
import {
  AccountFacts,
  AccountId,
  AdAccountFacts,
  AdAccountId,
  AdAccountRole,
  AgencyRole,
  ApprovalTemplate,
  ApprovalTemplateId,
  ClientAccess,
  CredentialMode,
  CustomRole,
  EnterpriseRole,
  GateName,
  Grant,
  MemberFacts,
  MemberId,
  PostingAccess,
  PostStatus,
  type Resource,
  Role,
  type RoleModel,
  Settings,
  TeamFacts,
  TeamId,
  type WorkspaceFacts,
} from '../../lib/roles/facts';
import { actionsOf, kindsFor, rowNamesOf } from './referee';

/** The moment at which the tests ask. */
export const NOW_MS = Date.parse('2026-11-20T12:00:00Z');

const MAX_MEMBERS = 12;
/** The names of what may be asked about; the last of each is not there. One is called as an object's own parts are. */
const ACCOUNT_IDS = ['a0', 'a1', 'constructor', 'a-gone'];
const TEAM_IDS = ['t0', 't1', 't2', 't-gone'];
const AD_ACCOUNT_IDS = ['d0', 'd1', 'd-gone'];
const CUSTOM_ROLE_IDS = ['c0', 'c1', 'c2', 'c-gone'];
const TEMPLATE_IDS = ['f0', 'f1', 'f-gone'];
const MEMBER_IDS = [...Array.from({ length: MAX_MEMBERS }, (_, index) => `m${index}`), 'stranger'];

const JUNK_ACTIONS = [
  '',
  'post',
  'post.',
  'post.edit others',
  'tab.nothing',
  'junk.view',
  'constructor',
  '__proto__',
];
const JUNK_SWITCHES = ['post', 'post.edit own others', 'member.edit oneself', 'constructor', 'promotion.add'];

/** The roles of each model. */
export const ROLES: Readonly<Record<RoleModel, readonly Role[]>> = {
  agency: AgencyRole.options,
  enterprise: EnterpriseRole.options,
};

const except = <Value>(values: readonly Value[]): readonly Value[] => values.slice(0, -1);

/** Without fast-check's liking for the smallest: what is small here is only what is plain. */
const withoutBias = fc.noBias;

/** Mostly the first, now and then the second. */
function mostly<Usual, Rare>(usual: fc.Arbitrary<Usual>, rare: fc.Arbitrary<Rare>, times = 9) {
  return fc.oneof(
    { withCrossShrink: true },
    { arbitrary: usual, weight: times },
    { arbitrary: rare, weight: 1 },
  );
}

/** Each with a chance of `percent`; unlike an array of them, most of several can be there. */
function some<Value>(values: readonly Value[], percent: number): fc.Arbitrary<Value[]> {
  return fc
    .tuple(...values.map(() => fc.nat(99)))
    .map((draws) => values.filter((_, index) => (draws[index] ?? 99) >= 100 - percent));
}

const seldom = fc.nat(19).map((draw) => draw === 19);

const anExpiry = mostly(
  fc.constant(undefined),
  fc.constantFrom(
    '2027-01-01T00:00:00Z',
    '2026-01-01T00:00:00Z',
    // Exactly now, in two ways; a millisecond before and after.
    '2026-11-20T12:00:00Z',
    '2026-11-20T13:00:00+01:00',
    '2026-11-20T11:59:59.999Z',
    '2026-11-20T12:00:00.001Z',
  ),
  6,
);

function aRole(model: RoleModel): fc.Arbitrary<Role> {
  return mostly(fc.constantFrom(...ROLES[model]), fc.constantFrom(...Role.options), 30);
}

const aLevel = mostly(fc.constantFrom(...ClientAccess.options), fc.constant(undefined), 20);

function aSwitchboard(model: RoleModel) {
  const names = [...rowNamesOf(model), ...JUNK_SWITCHES];
  return fc.oneof(
    { withCrossShrink: true },
    fc.constant({}),
    fc.dictionary(fc.constantFrom(...names), fc.boolean(), { maxKeys: 6 }),
    // Everything on: whatever is granted then is what the maker lends.
    fc.boolean().map((on) => Object.fromEntries(names.map((name) => [name, on || name.length % 3 > 0]))),
  );
}

function aCustomRole(model: RoleModel) {
  return fc.record({
    basedOn: aRole(model),
    clientAccess: aLevel,
    madeBy: fc.constantFrom(...MEMBER_IDS),
    // Most are made by the one who is there in every workspace.
    byTheFirst: fc.boolean(),
    switched: aSwitchboard(model),
  });
}

function aMember(model: RoleModel) {
  const overrides = fc.constantFrom(...EnterpriseRole.options, ...CUSTOM_ROLE_IDS, 'owner');
  return fc.record({
    role: aRole(model),
    clientAccess: aLevel,
    customRole: fc.oneof(
      { withCrossShrink: true },
      { arbitrary: fc.constant(undefined), weight: 5 },
      { arbitrary: fc.constantFrom(...CUSTOM_ROLE_IDS), weight: 2 },
    ),
    // A member has the role that its custom role is based on; files may say otherwise.
    asBased: fc.nat(7).map((draw) => draw < 7),
    grants: some(Grant.options, 50),
    addOns: fc.boolean(),
    accounts: some(ACCOUNT_IDS, 75),
    assignment: fc.record({
      posting: fc.constantFrom(...PostingAccess.options),
      credentials: fc.constantFrom(...CredentialMode.options),
      approves: fc.boolean(),
    }),
    // Bit by bit: on which accounts the assignment above is turned round.
    turned: fc.nat(15),
    teams: some(TEAM_IDS, 55),
    overrides: fc.array(
      fc.record({
        team: fc.constantFrom(...TEAM_IDS),
        account: fc.constantFrom(...ACCOUNT_IDS),
        role: overrides,
      }),
      { maxLength: 5 },
    ),
    adAccounts: fc.tuple(...AD_ACCOUNT_IDS.map(() => fc.option(fc.constantFrom(...AdAccountRole.options)))),
    twoFactor: fc.boolean(),
    suspended: seldom,
    expiresAt: anExpiry,
  });
}

type MemberDraw = ReturnType<typeof aMember> extends fc.Arbitrary<infer Draw> ? Draw : never;

function assignmentsOf({ accounts, assignment, turned }: MemberDraw) {
  return accounts.map((accountId) => {
    const isTurned = ((turned >> ACCOUNT_IDS.indexOf(accountId)) & 1) === 1;
    return {
      accountId,
      posting: isTurned === (assignment.posting === 'full') ? 'needsApproval' : 'full',
      credentials: isTurned === (assignment.credentials === 'owner') ? 'member' : 'owner',
      approves: assignment.approves !== isTurned,
    };
  });
}

function membershipsOf({ teams, overrides }: MemberDraw) {
  return teams.map((teamId) => ({
    teamId,
    accountRoles: Object.fromEntries(
      overrides.filter(({ team }) => team === teamId).map(({ account, role }) => [account, role]),
    ),
  }));
}

function memberOf(draw: MemberDraw, index: number, customRoles: readonly CustomRole[]): MemberFacts {
  const based = customRoles.find(({ id }) => id === draw.customRole);
  const from = draw.asBased && based !== undefined ? based : undefined;
  const role = from?.basedOn ?? draw.role;
  return MemberFacts.parse({
    id: `m${index}`,
    name: `M${index}`,
    role,
    clientAccess:
      role === 'client' ? (from === undefined ? draw.clientAccess : from.clientAccess) : undefined,
    customRole: draw.customRole,
    grants: draw.grants,
    addOns: draw.addOns ? ['teamLeader'] : [],
    accounts: assignmentsOf(draw),
    teams: membershipsOf(draw),
    adAccounts: draw.adAccounts.flatMap((rung, at) =>
      rung === null ? [] : [{ adAccountId: AD_ACCOUNT_IDS[at], role: rung }],
    ),
    twoFactor: draw.twoFactor,
    suspended: draw.suspended,
    expiresAt: draw.expiresAt,
  });
}

function aTemplate() {
  const step = fc.record({
    name: fc.constantFrom('Legal', 'Brand', 'team'),
    approverIds: fc.uniqueArray(fc.constantFrom(...MEMBER_IDS), { minLength: 1, maxLength: 4 }),
    rule: fc.constantFrom('any' as const, 'all' as const, 2),
  });
  return fc.record({
    teamId: fc.option(fc.constantFrom(...TEAM_IDS), { nil: undefined }),
    steps: fc.array(step, { minLength: 1, maxLength: 3 }),
  });
}

function aSettings() {
  return fc.record({
    separationOfDuties: fc.nat(3).map((draw) => draw === 3),
    ownPostsOnly: fc.boolean(),
    labelsInContext: fc.boolean(),
    teamLeadersManageLabels: fc.boolean(),
    requireTwoFactor: fc.oneof(
      { withCrossShrink: true },
      { arbitrary: fc.constant([]), weight: 3 },
      { arbitrary: some(Role.options, 50), weight: 1 },
    ),
  });
}

/**
 * Workspaces of one role model: a dozen members at most, in every standing, with every gift.
 *
 * @param model the role model
 * @returns the facts, as the schemas would have them
 */
export function aWorkspaceOf(model: RoleModel): fc.Arbitrary<WorkspaceFacts> {
  const aDraw = fc.record({
    settings: aSettings(),
    // The first is whoever founded the workspace: active, and mostly still its keeper.
    founder: aMember(model),
    founderIsSound: fc.nat(7).map((draw) => draw < 7),
    members: fc.array(aMember(model), { maxLength: MAX_MEMBERS - 1, size: 'max' }),
    addedBy: fc.tuple(...except(ACCOUNT_IDS).map(() => fc.option(fc.nat(MAX_MEMBERS)))),
    teams: fc.tuple(...except(TEAM_IDS).map(() => some(ACCOUNT_IDS, 65))),
    customRoles: fc.tuple(...except(CUSTOM_ROLE_IDS).map(() => aCustomRole(model))),
    templates: fc.tuple(...except(TEMPLATE_IDS).map(() => aTemplate())),
  });
  return withoutBias(
    aDraw.map((draw) => {
      const customRoles = draw.customRoles.map(({ byTheFirst, ...role }, index) =>
        CustomRole.parse({
          ...role,
          ...(byTheFirst && { madeBy: 'm0' }),
          id: CUSTOM_ROLE_IDS[index],
          name: `Role ${index}`,
        }),
      );
      const soundly = {
        role: model === 'agency' ? ('owner' as const) : ('administrator' as const),
        customRole: undefined,
        suspended: false,
        expiresAt: undefined,
      };
      const founder = draw.founderIsSound ? { ...draw.founder, ...soundly } : draw.founder;
      return {
        roleModel: model,
        settings: Settings.parse(draw.settings),
        members: [founder, ...draw.members].map((member, index) => memberOf(member, index, customRoles)),
        accounts: draw.addedBy.map((adder, index) =>
          AccountFacts.parse({
            id: ACCOUNT_IDS[index],
            network: 'bluesky',
            handle: 'acme.example',
            name: `Account ${index}`,
            addedBy: adder === null ? undefined : MEMBER_IDS[adder],
          }),
        ),
        teams: draw.teams.map((accountIds, index) =>
          TeamFacts.parse({ id: TEAM_IDS[index], name: `Team ${index}`, accountIds }),
        ),
        adAccounts: except(AD_ACCOUNT_IDS).map((id) =>
          AdAccountFacts.parse({ id, name: `Ads ${id}`, network: 'facebook' }),
        ),
        customRoles,
        approvalTemplates: draw.templates.map((template, index) =>
          ApprovalTemplate.parse({ ...template, id: TEMPLATE_IDS[index], name: `Template ${index}` }),
        ),
      };
    }),
  );
}

/** Workspaces of both role models, half and half. */
export const aWorkspace: fc.Arbitrary<WorkspaceFacts> = fc.oneof(
  aWorkspaceOf('agency'),
  aWorkspaceOf('enterprise'),
);

/** A question in small numbers; `questionOf` reads them. The smallest of each is the plainest. */
export const aQuestionDraw = fc.tuple(
  fc.nat(39), // who asks
  fc.nat(9_999), // which action
  fc.nat(19), // a junk action or one of the other model, when it is the highest
  fc.nat(24), // a kind of thing that the action does not take, when it is one of the highest
  fc.nat(9_999), // which thing
  fc.nat(9_999), // what is known of it
  fc.nat(9), // asked at length, when it is the lowest
);
export type QuestionDraw = typeof aQuestionDraw extends fc.Arbitrary<infer Draw> ? Draw : never;

/**
 * Lists of questions.
 *
 * @param longest how many questions a list holds at most; half as many on average
 * @returns their numbers
 */
export function questionsUpTo(longest: number): fc.Arbitrary<QuestionDraw[]> {
  return withoutBias(fc.array(aQuestionDraw, { maxLength: longest, size: 'max' }));
}

export interface RandomQuestion {
  readonly actorId: MemberId;
  readonly action: string;
  readonly resource: Resource;
  /** The actor is a member, the model knows the action, and the action may be asked of such a thing. */
  readonly isPlain: boolean;
  /** One in ten is put to everybody too, and to the approval steps, which takes longer. */
  readonly isAskedAtLength: boolean;
}

const KINDS: readonly Resource['type'][] = [
  'workspace',
  'account',
  'post',
  'media',
  'member',
  'team',
  'adAccount',
];
const ACTIONS = { agency: actionsOf('agency'), enterprise: actionsOf('enterprise') };
const OTHER_ACTIONS = {
  agency: [...JUNK_ACTIONS, ...ACTIONS.enterprise],
  enterprise: [...JUNK_ACTIONS, ...ACTIONS.agency],
};

/** Takes numbers off one number, as digits are taken off: each as small as it may be. */
function digitsOf(number: number): (below: number) => number {
  let rest = number;
  return (below) => {
    const digit = rest % below;
    rest = Math.floor(rest / below);
    return digit;
  };
}

function pick<Value>(values: readonly Value[], index: number): Value {
  if (values.length === 0) throw new Error('There is nothing to pick from');
  // There is one at that place, though it may be `undefined`.
  return values[index % values.length] as Value;
}

/** Whoever is meant by "who made it": often the actor, sometimes unknown, now and then a stranger. */
function makerOf(facts: WorkspaceFacts, actorId: MemberId, draw: number): MemberId | undefined {
  if (draw < 8) return actorId;
  if (draw < 10) return undefined;
  if (draw < 11) return MemberId.parse('stranger');
  return pick(facts.members, draw - 11).id;
}

/** Mostly one that is there. */
function pickId(ids: readonly string[], draw: number): string {
  return draw === 15 ? pick(ids, ids.length - 1) : pick(except(ids), draw);
}

function resourceOf(
  facts: WorkspaceFacts,
  actorId: MemberId,
  kind: Resource['type'],
  which: number,
  known: number,
): Resource {
  const digit = digitsOf(which);
  const fact = digitsOf(known);
  switch (kind) {
    case 'workspace':
      return { type: 'workspace' };
    case 'account':
      return { type: 'account', id: AccountId.parse(pickId(ACCOUNT_IDS, digit(16))) };
    case 'post': {
      const accountId = AccountId.parse(pickId(ACCOUNT_IDS, digit(16)));
      const authorId = makerOf(facts, actorId, digit(24));
      const gate = pick([undefined, ...GateName.options], digit(3));
      const status = pick([...PostStatus.options, undefined], fact(8));
      const templateId = pick([undefined, undefined, ...TEMPLATE_IDS], fact(5));
      return {
        type: 'post',
        accountId,
        ...(authorId !== undefined && { authorId }),
        ...(gate !== undefined && { gate }),
        ...(status !== undefined && { status }),
        ...(templateId !== undefined && { templateId: ApprovalTemplateId.parse(templateId) }),
      };
    }
    case 'media': {
      const addedBy = makerOf(facts, actorId, digit(24));
      return addedBy === undefined ? { type: 'media' } : { type: 'media', addedBy };
    }
    case 'member': {
      const draw = digit(24);
      if (draw < 3) return { type: 'member', id: actorId };
      if (draw === 3) return { type: 'member', id: MemberId.parse('stranger') };
      if (draw < 16) return { type: 'member', id: pick(facts.members, draw).id };
      const role = pick(fact(8) === 7 ? Role.options : ROLES[facts.roleModel], digit(9));
      return role === 'client'
        ? { type: 'member', role, clientAccess: pick(ClientAccess.options, fact(3)) }
        : { type: 'member', role };
    }
    case 'team':
      return { type: 'team', id: TeamId.parse(pickId(TEAM_IDS, digit(16))) };
    case 'adAccount':
      return { type: 'adAccount', id: AdAccountId.parse(pickId(AD_ACCOUNT_IDS, digit(16))) };
  }
}

/**
 * Reads a question's numbers against a workspace.
 *
 * @param facts the workspace
 * @param draw the numbers
 * @returns somebody, an action and a thing: mostly such as go together, now and then any
 */
export function questionOf(facts: WorkspaceFacts, draw: QuestionDraw): RandomQuestion {
  const [who, what, strayAction, strayKind, which, known, lengthDraw] = draw;
  const isStranger = who === 39;
  const actorId = isStranger ? MemberId.parse('stranger') : pick(facts.members, who).id;
  const isStrayAction = strayAction === 19;
  const action = pick((isStrayAction ? OTHER_ACTIONS : ACTIONS)[facts.roleModel], what);
  const takes = kindsFor(facts.roleModel, action) ?? KINDS;
  const isStrayKind = strayKind >= 23;
  const kind = pick(isStrayKind ? KINDS : takes, which);
  return {
    actorId,
    action,
    resource: resourceOf(facts, actorId, kind, Math.floor(which / KINDS.length), known),
    isPlain: !isStranger && !isStrayAction && takes.includes(kind),
    isAskedAtLength: lengthDraw === 0,
  };
}

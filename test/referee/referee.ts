/**
 * A second opinion on every decision: may this member do this? It reads the published tables as text and follows
 * the prose about them with loops and comparisons, one question at a time. It remembers nothing, explains nothing,
 * and shares no code with the engine (types alone), so that a newcomer can check it against the prose and a fault
 * in one of the two shows as a difference between them.
 */
import { readFileSync } from 'node:fs';
import type {
  AccountId,
  Assignment,
  CustomRole,
  MemberFacts,
  Resource,
  RoleModel,
  TeamFacts,
  TeamMembership,
  WorkspaceFacts,
} from '../../lib/roles/facts';

type Post = Extract<Resource, { type: 'post' }>;

/** What the product asks beyond the agency model's published table. Decided 2026-11. */
const AGENCY_ROWS_OF_OURS = `
action,target,editor,admin,clientRead,clientPosting,clientFull,owner,source,note
member.view,owner,no,no,no,no,no,yes,,workspace
member.add,owner,no,no,no,no,no,yes,,workspace
member.edit,owner,no,no,no,no,no,yes,,workspace
member.remove,owner,no,no,no,no,no,yes,,workspace
twoFactor.require,owner,no,no,no,no,no,yes,,workspace
role.edit,,no,yes,no,no,no,yes,,workspace
workspace.settings.edit,,no,no,no,no,no,yes,,workspace
account.reauthorize,,memberCredentials,memberCredentials,memberCredentials,memberCredentials,memberCredentials,yes,,
`;

/** What the product asks beyond the enterprise model's published table. Decided 2026-11. */
const ENTERPRISE_ROWS_OF_OURS = `
action,target,administrator,editor,contentCreator,moderator,viewOnly,teamLeader,source,note
account.view,,1,1,1,1,1,0,,
insights.view,,1,1,1,1,1,0,,
media.view,,1,1,1,1,1,0,,
account.settings.edit,,1,0,0,0,0,team,,
account.assign,,1,0,0,0,0,team,,
media.upload,,1,1,1,0,0,0,,
media.delete,own,1,1,1,0,0,0,,
media.delete,others,1,1,0,0,0,0,,
member.view,,1,0,0,0,0,1,,
member.add,,1,0,0,0,0,0,,
member.edit,,1,0,0,0,0,0,,
member.remove,,1,0,0,0,0,0,,
twoFactor.require,,1,0,0,0,0,0,,
workspace.edit,,1,0,0,0,0,0,,
workspace.settings.edit,,1,0,0,0,0,0,,
role.edit,,1,0,0,0,0,0,,
`;

/** What holds for every member of both models, about themself. */
const ROWS_FOR_EVERYONE = `
action,target,everyone,source,note
twoFactor.enrol,oneself,yes,,
member.view,oneself,yes,,
member.edit,oneself,no,,
`;

interface Row {
  readonly action: string;
  readonly target: string;
  /** By the header's name: every column of the line. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Reads a table; only the last column, the note, ever holds a comma. */
function readTable(text: string): readonly Row[] {
  const [header = '', ...lines] = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const names = header.split(',');
  return lines.map((line) => {
    const values = line.split(',');
    if (values.length < names.length) throw new Error(`A field is missing: ${line}`);
    const fields = Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']));
    return { action: fields.action ?? '', target: fields.target ?? '', fields };
  });
}

function readPublished(name: string): readonly Row[] {
  return readTable(readFileSync(new URL(`../conformance/${name}`, import.meta.url), 'utf8'));
}

const EVERYONE = readTable(ROWS_FOR_EVERYONE);
const AGENCY = [...readPublished('agency.csv'), ...readTable(AGENCY_ROWS_OF_OURS), ...EVERYONE];
const ADVERTISE = readPublished('advertise.csv');
const ENTERPRISE = [
  ...readPublished('enterprise.csv'),
  ...readTable(ENTERPRISE_ROWS_OF_OURS),
  ...ADVERTISE,
  ...EVERYONE,
];

function rowsOf(model: RoleModel, action: string): readonly Row[] {
  return (model === 'agency' ? AGENCY : ENTERPRISE).filter((row) => row.action === action);
}

/**
 * The actions that a role model knows.
 *
 * @param model the role model
 * @returns each once, in the order of the tables
 */
export function actionsOf(model: RoleModel): readonly string[] {
  return [...new Set((model === 'agency' ? AGENCY : ENTERPRISE).map(({ action }) => action))];
}

/**
 * The rows that a custom role may switch, by the name it has for them.
 *
 * @param model the role model
 * @returns "post.copy", or "post.edit others" where an action has several rows
 */
export function rowNamesOf(model: RoleModel): readonly string[] {
  return (model === 'agency' ? AGENCY : ENTERPRISE)
    .filter(({ target, action }) => target !== 'oneself' && !isAboutAdAccounts(action))
    .map(rowName);
}

function rowName({ action, target }: Row): string {
  return target === '' ? action : `${action} ${target}`;
}

function isAboutAdAccounts(action: string): boolean {
  return ADVERTISE.some((row) => row.action === action);
}

/** Where an action is asked: on one account, in one team, in one ad account, anywhere, or of the workspace. */
function scopeOf(
  model: RoleModel,
  action: string,
): 'account' | 'team' | 'adAccount' | 'anywhere' | 'workspace' {
  if (action === 'twoFactor.enrol' || action.startsWith('member.')) return 'workspace';
  if (model === 'agency') {
    const isWorkspaceWide = rowsOf('agency', action).some(({ fields }) =>
      fields.note?.startsWith('workspace'),
    );
    return isWorkspaceWide ? 'workspace' : 'account';
  }
  if (isAboutAdAccounts(action)) return 'adAccount';
  const anywhere = ['label.', 'post.label.', 'audience.', 'engage.', 'listen.', 'dashboard.'];
  if (anywhere.some((module) => action.startsWith(module))) return 'anywhere';
  if (action.startsWith('team.') || action.startsWith('adAccount.')) return 'team';
  if (action === 'account.add' || action === 'accountGroup.edit') return 'team';
  if (action === 'approvalTemplate.view' || action === 'approvalTemplate.edit') return 'team';
  if (action.startsWith('post.') || action.startsWith('account.') || action === 'insights.view')
    return 'account';
  return 'workspace';
}

/**
 * The kinds of things that an action may be asked of.
 *
 * @param model the role model
 * @param action one of the model's actions
 * @returns the types of resources; undefined when anything will do
 */
export function kindsFor(model: RoleModel, action: string): readonly Resource['type'][] | undefined {
  if (action === 'media.delete') return ['media', 'workspace'];
  if (action.startsWith('member.') || action.startsWith('twoFactor.')) return ['member', 'workspace'];
  switch (scopeOf(model, action)) {
    case 'account':
      return ['account', 'post'];
    case 'team':
      return ['team', 'workspace'];
    case 'anywhere':
      return ['workspace', 'account', 'post'];
    case 'adAccount':
      return ['adAccount'];
    case 'workspace':
      return undefined;
  }
}

function findMember(facts: WorkspaceFacts, id: string): MemberFacts | undefined {
  return facts.members.find((member) => member.id === id);
}

function isActive(member: MemberFacts, nowMs: number): boolean {
  if (member.suspended) return false;
  return member.expiresAt === undefined || nowMs < Date.parse(member.expiresAt);
}

/** The account that the resource is, or is on. */
function accountIdOf(resource: Resource): AccountId | undefined {
  if (resource.type === 'account') return resource.id;
  if (resource.type === 'post') return resource.accountId;
  return undefined;
}

function makerIdOf(resource: Resource): string | undefined {
  if (resource.type === 'post') return resource.authorId;
  if (resource.type === 'media') return resource.addedBy;
  return undefined;
}

function namedMemberOf(resource: Resource): string | undefined {
  return resource.type === 'member' && 'id' in resource ? resource.id : undefined;
}

function assignmentOf(member: MemberFacts, accountId: AccountId | undefined): Assignment | undefined {
  return member.accounts.find((assignment) => assignment.accountId === accountId);
}

/** The member's teams that there are, each with what the membership says. */
function teamsOf(
  facts: WorkspaceFacts,
  member: MemberFacts,
): { team: TeamFacts; membership: TeamMembership }[] {
  const found = [];
  for (const membership of member.teams) {
    for (const team of facts.teams) if (team.id === membership.teamId) found.push({ team, membership });
  }
  return found;
}

/** Somebody who holds the role that reaches everything, or a role of the workspace's own that such a one made of it. */
function reachesEverything(facts: WorkspaceFacts, member: MemberFacts): boolean {
  const keeper = facts.roleModel === 'agency' ? 'owner' : 'administrator';
  if (member.role !== keeper) return false;
  if (member.customRole === undefined) return true;
  const role = facts.customRoles.find(({ id }) => id === member.customRole);
  return role !== undefined && isMadeBy(facts, role, keeper);
}

function isMadeBy(facts: WorkspaceFacts, { madeBy }: CustomRole, keeper: string): boolean {
  const maker = facts.members.find(({ id }) => id === madeBy);
  return maker !== undefined && maker.role === keeper && maker.customRole === undefined;
}

function reachesAccount(facts: WorkspaceFacts, member: MemberFacts, accountId: AccountId): boolean {
  if (!facts.accounts.some(({ id }) => id === accountId)) return false;
  if (facts.roleModel === 'agency') {
    return reachesEverything(facts, member) || assignmentOf(member, accountId) !== undefined;
  }
  if (reachesEverything(facts, member)) return true;
  return teamsOf(facts, member).some(({ team }) => team.accountIds.includes(accountId));
}

function reaches(facts: WorkspaceFacts, member: MemberFacts, action: string, resource: Resource): boolean {
  const scope = scopeOf(facts.roleModel, action);
  const accountId = accountIdOf(resource);
  if ((scope === 'account' || scope === 'anywhere') && accountId !== undefined) {
    return reachesAccount(facts, member, accountId);
  }
  if (scope === 'team' && resource.type === 'team') {
    if (!facts.teams.some(({ id }) => id === resource.id)) return false;
    return reachesEverything(facts, member) || member.teams.some(({ teamId }) => teamId === resource.id);
  }
  if (scope === 'adAccount' && resource.type === 'adAccount') {
    return facts.adAccounts.some(({ id }) => id === resource.id);
  }
  return true;
}

/** A column of the table that speaks for a member, by itself or through a custom role that copies it. */
interface Voice {
  readonly column: string;
  readonly customRole?: CustomRole;
}

function columnOf(model: RoleModel, role: string, clientAccess: string | undefined): string | undefined {
  if (model === 'enterprise') {
    const roles = ['administrator', 'editor', 'contentCreator', 'moderator', 'viewOnly'];
    return roles.includes(role) ? role : undefined;
  }
  if (role === 'owner' || role === 'admin' || role === 'editor') return role;
  if (role !== 'client') return undefined;
  if (clientAccess === 'read') return 'clientRead';
  if (clientAccess === 'posting') return 'clientPosting';
  return clientAccess === 'full' ? 'clientFull' : undefined;
}

function voiceOfRole(facts: WorkspaceFacts, role: string, clientAccess?: string): Voice | undefined {
  const column = columnOf(facts.roleModel, role, clientAccess);
  return column === undefined ? undefined : { column };
}

function voiceOfCustomRole(facts: WorkspaceFacts, id: string): Voice | undefined {
  const customRole = facts.customRoles.find((role) => role.id === id);
  if (customRole === undefined) return undefined;
  const column = columnOf(facts.roleModel, customRole.basedOn, customRole.clientAccess);
  return column === undefined ? undefined : { column, customRole };
}

/** The column of the member's own role; none for a role, built in or custom, that this workspace does not have. */
function baseVoiceOf(facts: WorkspaceFacts, member: MemberFacts): Voice | undefined {
  const builtIn = voiceOfRole(facts, member.role, member.clientAccess);
  if (builtIn === undefined || member.customRole === undefined) return builtIn;
  return voiceOfCustomRole(facts, member.customRole);
}

function overrideIn(membership: TeamMembership, accountId: AccountId): string | undefined {
  for (const [id, role] of Object.entries(membership.accountRoles)) if (id === accountId) return role;
  return undefined;
}

/** Every column that speaks for the member about this. One that grants is enough. */
function voicesOf(
  facts: WorkspaceFacts,
  member: MemberFacts,
  action: string,
  resource: Resource,
): readonly Voice[] {
  const scope = scopeOf(facts.roleModel, action);
  if (scope === 'adAccount' && resource.type === 'adAccount') {
    const given = member.adAccounts.find(({ adAccountId }) => adAccountId === resource.id);
    return [{ column: given?.role ?? 'none' }];
  }
  const base = baseVoiceOf(facts, member);
  if (base === undefined) return [];
  if (facts.roleModel === 'agency' || reachesEverything(facts, member)) return [base];
  const voices: Voice[] = [];
  const accountId = accountIdOf(resource);
  if ((scope === 'account' || scope === 'anywhere') && accountId !== undefined) {
    for (const { team, membership } of teamsOf(facts, member)) {
      if (!team.accountIds.includes(accountId)) continue;
      const override = overrideIn(membership, accountId);
      const voice =
        override === undefined ? base : (voiceOfRole(facts, override) ?? voiceOfCustomRole(facts, override));
      if (voice !== undefined) voices.push(voice);
    }
  } else {
    voices.push(base);
  }
  for (const addOn of member.addOns) voices.push({ column: addOn });
  return voices;
}

function isYes(cell: string): boolean {
  return cell === 'yes' || cell === '1';
}

/** What the maker of a custom role has in a row: a maker who is gone or has a custom role has nothing to lend. */
function makersCell(facts: WorkspaceFacts, customRole: CustomRole, row: Row): string {
  const maker = findMember(facts, customRole.madeBy);
  if (maker === undefined || maker.customRole !== undefined) return 'no';
  const column = columnOf(facts.roleModel, maker.role, maker.clientAccess);
  return column === undefined ? 'no' : (row.fields[column] ?? 'no');
}

/** A custom role copies its base, switches single rows, and never has more than its maker. */
function cellOf(facts: WorkspaceFacts, { column, customRole }: Voice, row: Row): string {
  const ofBase = row.fields[column] ?? 'no';
  if (customRole === undefined) return ofBase;
  let switched: boolean | undefined;
  for (const [name, on] of Object.entries(customRole.switched)) if (name === rowName(row)) switched = on;
  if (switched === false) return 'no';
  // A custom role makes no custom roles.
  if (row.action === 'role.edit') return 'no';
  // The client's word is the client's: no maker has it to lend, and none takes it from a client by having less.
  if (row.target === 'client gate') return ofBase;
  const ofMaker = makersCell(facts, customRole, row);
  const wanted = switched === true ? ofMaker : ofBase;
  if (isYes(ofMaker)) return wanted;
  if (wanted === ofMaker) return wanted;
  return isYes(wanted) ? ofMaker : 'no';
}

/** Whether a cell says yes in this case; a word that it does not know is a fault of this file. */
function saysYes(facts: WorkspaceFacts, member: MemberFacts, cell: string, resource: Resource): boolean {
  const accountId = accountIdOf(resource);
  const [word, name = ''] = cell.split(':');
  switch (word) {
    case 'yes':
    case '1':
      return true;
    case 'no':
    case '0':
      return false;
    case 'grant':
      return member.grants.some((grant) => grant === name);
    case 'approves':
      return assignmentOf(member, accountId)?.approves === true;
    case 'memberCredentials':
      return assignmentOf(member, accountId)?.credentials === 'member';
    case 'added':
      return facts.accounts.some(({ id, addedBy }) => id === accountId && addedBy === member.id);
    case 'held':
      return accountId !== undefined && reachesAccount(facts, member, accountId);
    case 'setting':
      return Object.entries(facts.settings).some(([setting, value]) => setting === name && value === true);
    case 'status':
      return resource.type === 'post' && name.split('+').some((status) => status === resource.status);
    case 'team':
      return resource.type !== 'workspace' || teamsOf(facts, member).length > 0;
    default:
      throw new Error(`A cell that the referee does not know: ${cell}`);
  }
}

const TELL_AUTHORS_APART = [
  'post.edit',
  'post.delete',
  'post.submit',
  'post.publish',
  'post.label.create',
  'post.label.apply',
];

/** Whether one row of the table grants it to one of the columns that speak for the member. */
function rowGrants(
  facts: WorkspaceFacts,
  member: MemberFacts,
  row: Row,
  resource: Resource,
  isOthers: boolean,
): boolean {
  const forAdministratorsAlone =
    facts.roleModel === 'enterprise' &&
    facts.settings.ownPostsOnly &&
    TELL_AUTHORS_APART.includes(row.action) &&
    isOthers;
  return voicesOf(facts, member, row.action, resource).some((voice) => {
    if (forAdministratorsAlone) {
      if (voice.column !== 'administrator') return false;
      if (voice.customRole !== undefined && !isMadeBy(facts, voice.customRole, 'administrator')) return false;
    }
    return saysYes(facts, member, cellOf(facts, voice, row), resource);
  });
}

function rowsGrant(facts: WorkspaceFacts, member: MemberFacts, action: string, resource: Resource): boolean {
  const all = rowsOf(facts.roleModel, action);
  const oneself = all.find(({ target }) => target === 'oneself');
  const rows = all.filter(({ target }) => target !== 'oneself');
  const targets = rows.map(({ target }) => target);
  const grants = (row: Row, isOthers = false) => rowGrants(facts, member, row, resource, isOthers);

  if (oneself !== undefined) {
    // Enrolling asked of the workspace is asked for oneself.
    const isAskedForOneself = action === 'twoFactor.enrol' && resource.type === 'workspace';
    if (isAskedForOneself || namedMemberOf(resource) === member.id) return oneself.fields.everyone === 'yes';
  }
  if (targets.includes('internal gate')) {
    const gate = resource.type === 'post' ? resource.gate : undefined;
    if (gate === 'team') return rows.some((row) => row.target === 'internal gate' && grants(row));
    if (gate === 'client') return rows.some((row) => row.target === 'client gate' && grants(row));
    return rows.some((row) => grants(row));
  }
  if (targets.includes('editor')) {
    if (resource.type !== 'member') return rows.every((row) => grants(row));
    const role = 'id' in resource ? findMember(facts, resource.id)?.role : resource.role;
    return rows.some((row) => row.target === role && grants(row));
  }
  // Whose it is: where nobody said, only what is granted either way.
  const makerId = makerIdOf(resource);
  const own = rows.some((row) => row.target !== 'others' && grants(row, false));
  const others = rows.some((row) => row.target !== 'own' && grants(row, true));
  if (makerId === undefined) return own && others;
  return makerId === member.id ? own : others;
}

function isOpenWithoutTwoFactor(action: string): boolean {
  return action === 'twoFactor.enrol' || action.startsWith('tab.') || action.endsWith('.view');
}

/** A workspace always keeps somebody who can do everything: the last one is neither changed nor removed. */
function wouldLoseLastKeeper(
  facts: WorkspaceFacts,
  nowMs: number,
  action: string,
  resource: Resource,
): boolean {
  if (!['member.edit', 'member.remove', 'user.edit', 'user.delete'].includes(action)) return false;
  const keeperRole = facts.roleModel === 'agency' ? 'owner' : 'administrator';
  const keepers = facts.members.filter(
    (member) => member.role === keeperRole && member.customRole === undefined && isActive(member, nowMs),
  );
  return keepers.length === 1 && keepers[0]?.id === namedMemberOf(resource);
}

/**
 * Whether somebody may do something.
 *
 * @param facts the workspace
 * @param nowMs the moment that expiry is judged by
 * @param actorId who asks
 * @param action what they want to do, any text
 * @param resource what they want to do it to
 * @returns the answer of the published tables and of roles.md
 */
export function mayDo(
  facts: WorkspaceFacts,
  nowMs: number,
  actorId: string,
  action: string,
  resource: Resource,
): boolean {
  const member = findMember(facts, actorId);
  if (member === undefined || !isActive(member, nowMs)) return false;
  if (rowsOf(facts.roleModel, action).length === 0) return false;
  const lacksTwoFactor = facts.settings.requireTwoFactor.includes(member.role) && !member.twoFactor;
  if (lacksTwoFactor && !isOpenWithoutTwoFactor(action)) return false;
  if (kindsFor(facts.roleModel, action)?.includes(resource.type) === false) return false;
  const named = namedMemberOf(resource);
  if (named !== undefined && findMember(facts, named) === undefined) return false;
  if (!reaches(facts, member, action, resource)) return false;
  if (voicesOf(facts, member, action, resource).length === 0) return false;
  if (!rowsGrant(facts, member, action, resource)) return false;
  if (wouldLoseLastKeeper(facts, nowMs, action, resource)) return false;
  if (action === 'post.approve' && facts.settings.separationOfDuties) {
    const authorId = makerIdOf(resource);
    if (authorId === undefined || authorId === actorId) return false;
  }
  return true;
}

/** An approval step, by name, with those who may pass it now. */
export interface RefereeStep {
  readonly name: string;
  readonly approverIds: readonly string[];
}

function approversOf(facts: WorkspaceFacts, nowMs: number, post: Post): readonly string[] {
  return facts.members.map(({ id }) => id).filter((id) => mayDo(facts, nowMs, id, 'post.approve', post));
}

function agencySteps(facts: WorkspaceFacts, nowMs: number, post: Post): readonly RefereeStep[] {
  const author = post.authorId === undefined ? undefined : findMember(facts, post.authorId);
  const steps: RefereeStep[] = [];
  const step = (name: 'team' | 'client') =>
    steps.push({ name, approverIds: approversOf(facts, nowMs, { ...post, gate: name }) });

  const assignment = author === undefined ? undefined : assignmentOf(author, post.accountId);
  if (author === undefined || !isActive(author, nowMs)) step('team');
  else if (!reachesEverything(facts, author) && assignment === undefined) step('team');
  else if (
    !reachesEverything(facts, author) &&
    author.role !== 'admin' &&
    assignment?.posting === 'needsApproval'
  )
    step('team');
  else if (facts.settings.separationOfDuties) step('team');

  const clientApproves = facts.members.some(
    (member) =>
      member.role === 'client' &&
      isActive(member, nowMs) &&
      assignmentOf(member, post.accountId)?.approves === true,
  );
  if (clientApproves && author?.role !== 'client') step('client');
  return steps;
}

function enterpriseSteps(
  facts: WorkspaceFacts,
  nowMs: number,
  post: Post,
  action: 'post.publish' | 'post.submit',
): readonly RefereeStep[] {
  const approverIds = approversOf(facts, nowMs, post);
  if (post.templateId !== undefined) {
    const template = facts.approvalTemplates.find(({ id }) => id === post.templateId);
    if (template === undefined) return [{ name: 'approval', approverIds: [] }];
    return template.steps.map((step) => ({
      name: step.name,
      approverIds: approverIds.filter((id) => step.approverIds.some((named) => named === id)),
    }));
  }
  const mayPublish = post.authorId !== undefined && mayDo(facts, nowMs, post.authorId, 'post.publish', post);
  const goesOutAtOnce = action === 'post.publish' && mayPublish && !facts.settings.separationOfDuties;
  return goesOutAtOnce ? [] : [{ name: 'approval', approverIds }];
}

/**
 * The approval steps that a post passes before it goes out.
 *
 * @param facts the workspace
 * @param nowMs the moment that expiry is judged by
 * @param post the post, by its facts
 * @param action whether it is to be published, or sent for approval
 * @returns the steps in order, each with its approvers in the order of the workspace's members
 */
export function stepsOf(
  facts: WorkspaceFacts,
  nowMs: number,
  post: Post,
  action: 'post.publish' | 'post.submit',
): readonly RefereeStep[] {
  if (!facts.accounts.some(({ id }) => id === post.accountId)) return [{ name: 'team', approverIds: [] }];
  return facts.roleModel === 'agency'
    ? agencySteps(facts, nowMs, post)
    : enterpriseSteps(facts, nowMs, post, action);
}

/**
 * Moving a workspace from one role model to the other: what each member would be, proposed line by line, and the
 * workspace as it would be then, so that what everybody gains and loses can be shown before it is done. Pure: the
 * preview and the command ask the same functions.
 *
 *   owner                        ↔ administrator
 *   admin                        ↔ editor and team leader
 *   editor, full posting access  ↔ editor
 *   editor, needs approval       ↔ content creator
 *   client: full, posting, read  → editor, content creator, view-only
 *   client: read                 ← moderator, view-only
 *
 * Where somebody's posting access differs by account, it becomes a role on that account, and the other way round.
 * Nobody's posts escape the team's approval through the proposal alone, but where one of its notes says so; the step
 * in which a client approves ends. Decided 2026-11; no source knows both models.
 */

import * as z from 'zod/mini';
import {
  AccountId,
  AddOn,
  type Assignment,
  ClientAccess,
  EnterpriseRole,
  type MemberFacts,
  MemberId,
  networkWords,
  PostingAccess,
  Role,
  type RoleModel,
  rulesFor,
  type TeamFacts,
  TeamId,
  type TeamMembership,
  type WorkspaceFacts,
} from '../roles';
import { say } from '../words/say';
import type { FieldProblem } from './command';
import { findClientAccessProblems, findRoleProblems } from './commands/check-member';
import { reachedAccountIds } from './reached-accounts';
import { roleWords } from './spoken-catalogue';

/**
 * What becomes of one member; or, where it names an account, of that member there. Towards the enterprise model a
 * line for an account sets the role there, towards the agency model the posting access.
 */
export const MoveLine = z.object({
  memberId: MemberId,
  accountId: z.optional(AccountId),
  role: z.optional(Role),
  clientAccess: z.optional(ClientAccess),
  addOns: z.optional(z.array(AddOn)),
  /** Towards the agency model: on all accounts that no line of their own names. */
  posting: z.optional(PostingAccess),
});
export type MoveLine = z.infer<typeof MoveLine>;

export interface ProposedLine extends MoveLine {
  /** What the other model has no place for, in sentences. */
  readonly notes: readonly string[];
}

/** The model that a workspace of this one can be moved to. */
export function otherModel(model: RoleModel): RoleModel {
  return model === 'agency' ? 'enterprise' : 'agency';
}

/**
 * Proposes what every member becomes in the other model.
 *
 * @param facts the workspace as it is; its accounts are those that it still has
 * @returns one line a member, in order, each followed by lines for the accounts on which it differs
 */
export function proposeMove(facts: WorkspaceFacts): readonly ProposedLine[] {
  const propose = facts.roleModel === 'agency' ? towardsEnterprise : towardsAgency;
  return facts.members.flatMap((member) => propose(member, facts));
}

function towardsEnterprise(member: MemberFacts, facts: WorkspaceFacts): ProposedLine[] {
  const { id: memberId, role } = member;
  const notes = notesTowardsEnterprise(member, facts);
  if (role === 'owner') return [{ memberId, role: 'administrator', addOns: [], notes }];
  if (role === 'admin') return [{ memberId, role: 'editor', addOns: ['teamLeader'], notes }];
  const base = enterpriseRoleOf(member);
  const held = reachedAccountIds(member, facts);
  const there = member.accounts.flatMap(({ accountId, posting }): ProposedLine[] => {
    const roleThere = enterpriseRoleOn(member, posting);
    return roleThere === base || !held.has(accountId)
      ? []
      : [{ memberId, accountId, role: roleThere, notes: [] }];
  });
  return [{ memberId, role: base, addOns: [], notes }, ...there];
}

/** What a member that works under posting access becomes; where that differs by account, the lesser. */
function enterpriseRoleOf(member: MemberFacts): EnterpriseRole {
  if (member.role === 'client') {
    if (member.clientAccess === 'full') return 'editor';
    return member.clientAccess === 'posting' ? 'contentCreator' : 'viewOnly';
  }
  const isFull = member.accounts.length > 0 && member.accounts.every(({ posting }) => posting === 'full');
  return isFull ? 'editor' : 'contentCreator';
}

function enterpriseRoleOn(member: MemberFacts, posting: PostingAccess): EnterpriseRole {
  if (member.role === 'client' && member.clientAccess !== 'full') return enterpriseRoleOf(member);
  return posting === 'full' ? 'editor' : 'contentCreator';
}

function notesTowardsEnterprise(member: MemberFacts, facts: WorkspaceFacts): string[] {
  const { name, grants, accounts } = member;
  const notes = customRoleNotes(member, facts);
  if (grants.length > 0)
    notes.push(say('{name}’s grants end: team leaders add and remove accounts of their teams.', { name }));
  const approved = accounts.filter(({ approves }) => approves).map(({ accountId }) => accountId);
  if (approved.length > 0)
    notes.push(
      say('{name} no longer approves as a client on {accounts}.', {
        name,
        accounts: accountWords(approved, facts),
      }),
    );
  if (accounts.some(({ credentials }) => credentials === 'member'))
    notes.push(say('{name}’s posts go out with the account’s sign-in instead of their own.', { name }));
  return notes;
}

function towardsAgency(member: MemberFacts, facts: WorkspaceFacts): ProposedLine[] {
  const { id: memberId, role, addOns } = member;
  const notes = notesTowardsAgency(member, facts);
  if (role === 'administrator') return [{ memberId, role: 'owner', notes }];
  if (role === 'editor' && addOns.includes('teamLeader'))
    return [
      { memberId, role: 'admin', posting: 'full', notes: [...notes, ...lostRoleNotes(member, facts, ADMIN)] },
    ];
  if (role !== 'editor' && role !== 'contentCreator')
    return [
      {
        memberId,
        role: 'client',
        clientAccess: 'read',
        posting: 'needsApproval',
        notes: [...notes, ...lostRoleNotes(member, facts, READER)],
      },
    ];
  const posting = role === 'editor' ? 'full' : 'needsApproval';
  const there = [...rolesByAccount(member, facts)].flatMap(([accountId, roles]): ProposedLine[] => {
    const postingThere = roles.some(publishes) ? 'full' : 'needsApproval';
    const notesThere = roles.some(writes)
      ? []
      : [
          say('{member} could not write posts on {accounts} before.', {
            member: member.name,
            accounts: accountWords([accountId], facts),
          }),
        ];
    return postingThere === posting && notesThere.length === 0
      ? []
      : [{ memberId, accountId, posting: postingThere, notes: notesThere }];
  });
  return [{ memberId, role: 'editor', posting, notes }, ...there];
}

function notesTowardsAgency(member: MemberFacts, facts: WorkspaceFacts): string[] {
  const { name, role, addOns, adAccounts } = member;
  const notes = customRoleNotes(member, facts);
  if (addOns.includes('teamLeader') && role !== 'editor')
    notes.push(say('{name} is no team leader any more.', { name }));
  if (adAccounts.some((given) => given.role !== 'none'))
    notes.push(say('{name}’s roles in ad accounts end.', { name }));
  return notes;
}

function publishes(role: Role): boolean {
  return role === 'editor' || role === 'administrator';
}

function writes(role: Role): boolean {
  return publishes(role) || role === 'contentCreator';
}

/** The built-in roles that speak for a member on each of its accounts; a role of the workspace's own as its base. */
function rolesByAccount(
  { role, teams: memberships }: MemberFacts,
  { teams, customRoles }: WorkspaceFacts,
): Map<AccountId, Role[]> {
  const roles = new Map<AccountId, Role[]>();
  for (const { teamId, accountRoles } of memberships) {
    for (const accountId of teams.find(({ id }) => id === teamId)?.accountIds ?? []) {
      const set = accountRoles[accountId];
      const custom = customRoles.find(({ id }) => id === set);
      const there = set === undefined ? role : (custom?.basedOn ?? Role.safeParse(set).data);
      const sofar = roles.get(accountId) ?? [];
      roles.set(accountId, there === undefined ? sofar : [...sofar, there]);
    }
  }
  return roles;
}

/** What a role of the agency model does on every account alike. */
interface EvenRole {
  readonly fits: (roles: readonly Role[]) => boolean;
  readonly sayOf: (name: string, accounts: string) => string;
}

const ADMIN: EvenRole = {
  fits: (roles) => roles.some(publishes),
  sayOf: (name, accounts) =>
    say('{name} had a lesser role on {accounts}: an admin is one on every account.', { name, accounts }),
};
const READER: EvenRole = {
  fits: (roles) => !roles.some(writes),
  sayOf: (name, accounts) =>
    say('{name} could write posts on {accounts}: a client who reads cannot.', { name, accounts }),
};

/** The agency model has no role for one account alone: says where one is lost. */
function lostRoleNotes(member: MemberFacts, facts: WorkspaceFacts, { fits, sayOf }: EvenRole): string[] {
  const lost = [...rolesByAccount(member, facts)].filter(([, roles]) => !fits(roles)).map(([id]) => id);
  return lost.length === 0 ? [] : [sayOf(member.name, accountWords(lost, facts))];
}

function customRoleNotes(
  { name, role, customRole }: MemberFacts,
  { customRoles, roleModel }: WorkspaceFacts,
): string[] {
  if (customRole === undefined) return [];
  const { name: roleName } = customRoles.find(({ id }) => id === customRole) ?? { name: customRole };
  return [
    say(
      '{name} loses the role “{roleName}” and is treated as {role}: it copies a role of the {model} model.',
      { name, roleName, role: roleWords(role), model: roleModel },
    ),
  ];
}

function accountWords(ids: readonly AccountId[], { accounts }: Pick<WorkspaceFacts, 'accounts'>): string {
  return accounts
    .filter(({ id }) => ids.includes(id))
    .map(({ name, network }) => `${name} (${networkWords(network)})`)
    .join(', ');
}

/**
 * What the whole workspace leaves behind.
 *
 * @param facts the workspace as it is
 * @returns a sentence for each kind of thing that the other model has no place for; empty when there is none
 */
export function sayWhatIsLeftBehind(facts: WorkspaceFacts): readonly string[] {
  const { roleModel, customRoles, approvalTemplates, adAccounts, members } = facts;
  const namesOf = (things: readonly { readonly name: string }[]) => things.map(({ name }) => name).join(', ');
  const sentences: string[] = [];
  if (customRoles.length > 0)
    sentences.push(
      say(
        'Roles of the workspace’s own are removed, because they copy roles of the {model} model: {roles}.',
        { model: roleModel, roles: namesOf(customRoles) },
      ),
    );
  if (roleModel === 'agency') {
    if (members.some(({ role, accounts }) => role === 'client' && accounts.some(({ approves }) => approves)))
      sentences.push(say('The step in which a client approves ends.'));
    return sentences;
  }
  if (approvalTemplates.length > 0)
    sentences.push(
      say('Approval templates are removed: {templates}.', {
        templates: namesOf(approvalTemplates),
      }),
    );
  if (adAccounts.length > 0)
    sentences.push(
      say('Ad accounts are removed, with everybody’s roles in them: {accounts}.', {
        accounts: namesOf(adAccounts),
      }),
    );
  return sentences;
}

/**
 * What is wrong with the lines of a move.
 *
 * @param facts the workspace as it is
 * @param lines what everybody is to become
 * @returns a problem for each field that is wrong, by its path; empty when the workspace can be moved so
 */
export function findMoveProblems(facts: WorkspaceFacts, lines: readonly MoveLine[]): FieldProblem[] {
  const model = otherModel(facts.roleModel);
  const problems: FieldProblem[] = [];
  const seen = new Set<string>();
  for (const [index, line] of lines.entries()) {
    const path = `lines[${index}]`;
    const member = facts.members.find(({ id }) => id === line.memberId);
    const key = `${line.memberId} ${line.accountId ?? ''}`;
    if (!member) problems.push({ field: `${path}.memberId`, reason: say('there is no such member') });
    else if (seen.has(key))
      problems.push({ field: path, reason: say('{member} is named twice', { member: member.name }) });
    else if (line.accountId === undefined) problems.push(...findMemberLineProblems(line, path, model));
    else problems.push(...findAccountLineProblems(line, path, member, facts));
    seen.add(key);
  }
  const missing = facts.members.filter(({ id }) => !seen.has(`${id} `)).map(({ name }) => name);
  if (missing.length > 0)
    problems.push({
      field: 'lines',
      reason: say('say what becomes of {names}', { names: missing.join(', ') }),
    });
  return problems;
}

function findMemberLineProblems(
  { role, clientAccess, addOns = [], posting }: MoveLine,
  path: string,
  model: RoleModel,
): FieldProblem[] {
  const problems = [
    ...findTargetRoleProblems(role, path, model),
    ...findClientAccessProblems(role, clientAccess, `${path}.`),
  ];
  if (addOns.length > 0 && (model === 'agency' || role === 'administrator'))
    problems.push({ field: `${path}.addOns`, reason: say('this role has no add-on') });
  if (posting && model === 'enterprise')
    problems.push({ field: `${path}.posting`, reason: say('the agency model alone has this') });
  return problems;
}

function findTargetRoleProblems(role: Role | undefined, path: string, model: RoleModel): FieldProblem[] {
  return role === undefined
    ? [{ field: `${path}.role`, reason: say('is missing') }]
    : findRoleProblems(role, `${path}.role`, model);
}

function findAccountLineProblems(
  { accountId, role, posting }: MoveLine,
  path: string,
  member: MemberFacts,
  facts: WorkspaceFacts,
): FieldProblem[] {
  const isHeld = accountId !== undefined && reachedAccountIds(member, facts).has(accountId);
  if (!isHeld)
    return [
      {
        field: `${path}.accountId`,
        reason: say('{member} does not work on this account', { member: member.name }),
      },
    ];
  if (facts.roleModel === 'agency') return findTargetRoleProblems(role, path, 'enterprise');
  return posting ? [] : [{ field: `${path}.posting`, reason: say('is missing') }];
}

/** Ids for the teams of a preview; whoever stores them hands in lasting ones. */
function createPreviewIds(): () => TeamId {
  let count = 0;
  return () => {
    count += 1;
    return TeamId.parse(`team-${count}`);
  };
}

/**
 * The workspace as it is after a move.
 *
 * @param facts the workspace as it is; its accounts are those that it still has
 * @param lines what everybody becomes: one line a member, and lines for single accounts (see `findMoveProblems`)
 * @param newTeamId makes the ids of the teams that are built
 * @returns the facts in the other model. Nobody loses an account: teams are built from identical sets of accounts,
 *   assignments from the accounts of somebody's teams. What belongs to the former model alone is left out.
 */
export function movedFacts(
  facts: WorkspaceFacts,
  lines: readonly MoveLine[],
  newTeamId: () => TeamId = createPreviewIds(),
): WorkspaceFacts {
  const model = otherModel(facts.roleModel);
  const lineOf = (memberId: MemberId, accountId?: AccountId) =>
    lines.find((line) => line.memberId === memberId && line.accountId === accountId);
  const move: Move = { facts, model, lineOf, teamOf: createTeamFinder(facts, newTeamId), teams: [] };
  const members = facts.members.map((member) => moveMember(member, move));
  return {
    roleModel: model,
    settings: { ...facts.settings, requireTwoFactor: movedTwoFactor(facts, members) },
    members,
    accounts: facts.accounts,
    teams: move.teams,
    adAccounts: [],
    customRoles: [],
    approvalTemplates: [],
  };
}

interface Move {
  readonly facts: WorkspaceFacts;
  readonly model: RoleModel;
  readonly lineOf: (memberId: MemberId, accountId?: AccountId) => MoveLine | undefined;
  /** The team that has exactly these accounts. */
  readonly teamOf: (accountIds: readonly AccountId[]) => TeamFacts;
  /** Those that were asked for, in order. */
  readonly teams: TeamFacts[];
}

function moveMember(member: MemberFacts, move: Move): MemberFacts {
  const { facts, model, lineOf } = move;
  const { clientAccess: _clientAccess, customRole: _customRole, ...kept } = member;
  const line = lineOf(member.id);
  const role = line?.role ?? member.role;
  const moved: MemberFacts = {
    ...kept,
    role,
    ...(line?.clientAccess && { clientAccess: line.clientAccess }),
    grants: [],
    addOns: [...(line?.addOns ?? [])],
    accounts: [],
    teams: [],
    adAccounts: [],
  };
  if (role === rulesFor(model).keeperRole) return moved;
  const held = reachedAccountIds(member, facts);
  const accountIds = facts.accounts.filter(({ id }) => held.has(id)).map(({ id }) => id);
  return model === 'enterprise'
    ? { ...moved, teams: [joinTeam(member.id, accountIds, move)] }
    : { ...moved, accounts: accountIds.map((accountId) => assign(member.id, accountId, move)) };
}

function joinTeam(memberId: MemberId, accountIds: readonly AccountId[], move: Move): TeamMembership {
  const team = move.teamOf(accountIds);
  if (!move.teams.includes(team)) move.teams.push(team);
  const accountRoles: TeamMembership['accountRoles'] = {};
  const base = move.lineOf(memberId)?.role;
  for (const accountId of accountIds) {
    const role = EnterpriseRole.safeParse(move.lineOf(memberId, accountId)?.role).data;
    if (role && role !== base) accountRoles[accountId] = role;
  }
  return { teamId: team.id, accountRoles };
}

function assign(memberId: MemberId, accountId: AccountId, { lineOf }: Move): Assignment {
  const posting = lineOf(memberId, accountId)?.posting ?? lineOf(memberId)?.posting ?? 'needsApproval';
  return { accountId, posting, credentials: 'owner', approves: false };
}

const NAMED_ACCOUNTS = 3;

function createTeamFinder(
  { accounts }: WorkspaceFacts,
  newTeamId: () => TeamId,
): (accountIds: readonly AccountId[]) => TeamFacts {
  const teams = new Map<string, TeamFacts>();
  const names = new Set<string>();
  return (accountIds) => {
    const key = accountIds.join(' ');
    const known = teams.get(key);
    if (known) return known;
    const named = accounts.filter(({ id }) => accountIds.includes(id)).map(({ name }) => name);
    const team = {
      id: newTeamId(),
      name: unusedName(
        accountIds.length > 1 && accountIds.length === accounts.length ? ['All accounts'] : named,
        names,
      ),
      accountIds: [...accountIds],
    };
    teams.set(key, team);
    return team;
  };
}

/** A team is called by its accounts, each name once: "Acme", "Acme, Bolt and 3 more". */
function unusedName(accountNames: readonly string[], used: Set<string>): string {
  const distinct = [...new Set(accountNames)];
  const more = distinct.length - NAMED_ACCOUNTS;
  const listed = distinct.slice(0, NAMED_ACCOUNTS).join(', ').slice(0, 150) || 'Without accounts';
  const name = more > 0 ? `${listed} and ${more} more` : listed;
  let unused = name;
  for (let count = 2; used.has(unused.toLowerCase()); count += 1) unused = `${name} ${count}`;
  used.add(unused.toLowerCase());
  return unused;
}

/** What each role is called in the other model when nobody in the workspace has it. */
const COUNTERPARTS: Readonly<Record<RoleModel, Readonly<Partial<Record<Role, readonly Role[]>>>>> = {
  agency: {
    owner: ['administrator'],
    admin: ['editor'],
    editor: ['editor', 'contentCreator'],
    client: ['viewOnly'],
  },
  enterprise: {
    administrator: ['owner'],
    editor: ['editor'],
    contentCreator: ['editor'],
    moderator: ['client'],
    viewOnly: ['client'],
  },
};

/** Whoever needed a second factor needs one still: so does everybody who has the same role then. */
function movedTwoFactor(facts: WorkspaceFacts, moved: readonly MemberFacts[]): Role[] {
  const required = new Set<Role>();
  for (const role of facts.settings.requireTwoFactor) {
    for (const counterpart of COUNTERPARTS[facts.roleModel][role] ?? []) required.add(counterpart);
    for (const [index, member] of facts.members.entries()) {
      const after = moved[index];
      if (member.role === role && after) required.add(after.role);
    }
  }
  return [...required];
}

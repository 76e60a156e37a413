/** A member as a form holds them, and the commands that make the workspace so. */

import type { MessageRequest } from '../../../lib/messages/protocol';
import type {
  AccountId,
  AddOn,
  Assignment,
  ClientAccess,
  CredentialMode,
  CustomRoleId,
  Grant,
  MemberId,
  PostingAccess,
  Role,
  TeamId,
  TeamMembership,
} from '../../../lib/roles';
import type { CommandArgs } from '../../../lib/workspace/commands/commands';
import type { Account, Member, Team } from '../../../lib/workspace/records';
import { type Question, question } from '../use-decisions';

export interface AssignmentDraft {
  readonly accountId: AccountId;
  readonly assigned: boolean;
  readonly posting: PostingAccess;
  readonly credentials: CredentialMode;
  readonly approves: boolean;
}

export interface TeamDraft {
  readonly teamId: TeamId;
  readonly isOn: boolean;
  /** The roles that replace the member's own on single accounts of the team. */
  readonly accountRoles: TeamMembership['accountRoles'];
}

export interface MemberDraft {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly clientAccess: ClientAccess;
  readonly customRole?: CustomRoleId | undefined;
  /** Only admins have them; kept while another role is tried out. */
  readonly grants: readonly Grant[];
  /** Nobody who reaches everything already has them; kept while another role is tried out. */
  readonly addOns: readonly AddOn[];
  /** One for each account of the agency model; none in the enterprise model. */
  readonly assignments: readonly AssignmentDraft[];
  /** One for each team of the enterprise model. */
  readonly teams: readonly TeamDraft[];
}

/** Whether a member may act at all, and until when. */
export interface Standing {
  readonly suspended: boolean;
  /** ISO 8601. */
  readonly expiresAt: string | undefined;
}

/** What a form offers. */
export interface Offered {
  readonly accounts: readonly Pick<Account, 'id'>[];
  readonly teams: readonly Pick<Team, 'id'>[];
}

/** Who writes posts at all: the others have no posting access to choose and no credentials to post with. */
export function writesPosts({ role, clientAccess }: Pick<MemberDraft, 'role' | 'clientAccess'>): boolean {
  return role !== 'client' || clientAccess !== 'read';
}

/** Whose posts may need the team's approval: an admin's and an owner's never do. */
export function choosesPosting(draft: Pick<MemberDraft, 'role' | 'clientAccess'>): boolean {
  return writesPosts(draft) && draft.role !== 'admin' && draft.role !== 'owner';
}

/** A new member of a role, as careful as the role allows. Where there is one account, or one team, it is theirs. */
export function newMemberDraft(
  role: Role,
  accounts: Offered['accounts'],
  teams: Offered['teams'] = [],
): MemberDraft {
  return {
    name: '',
    email: '',
    role,
    clientAccess: 'read',
    grants: [],
    addOns: [],
    assignments: accounts.map(({ id }) => ({
      accountId: id,
      assigned: accounts.length === 1,
      posting: 'needsApproval',
      credentials: 'owner',
      approves: role === 'client',
    })),
    teams: teams.map(({ id }) => ({ teamId: id, isOn: teams.length === 1, accountRoles: {} })),
  };
}

/** A member as a form shows them; accounts and teams that they do not have are offered unchosen. */
export function memberDraftOf(
  member: Member,
  accounts: Offered['accounts'],
  teams: Offered['teams'] = [],
): MemberDraft {
  const assignments = new Map(member.accounts.map((each) => [each.accountId, each]));
  const memberships = new Map(member.teams.map((each) => [each.teamId, each]));
  return {
    name: member.name,
    email: member.email ?? '',
    role: member.role,
    clientAccess: member.clientAccess ?? 'read',
    customRole: member.customRole,
    grants: member.grants,
    addOns: member.addOns,
    assignments: accounts.map(({ id }) => {
      const assignment = assignments.get(id);
      if (assignment) return { ...assignment, assigned: true };
      return {
        accountId: id,
        assigned: false,
        posting: 'needsApproval',
        credentials: 'owner',
        approves: member.role === 'client',
      };
    }),
    teams: teams.map(({ id }) => ({
      teamId: id,
      isOn: memberships.has(id),
      accountRoles: memberships.get(id)?.accountRoles ?? {},
    })),
  };
}

/** Another role keeps what was chosen; a new client is asked for approval unless somebody says otherwise. */
export function withRole(draft: MemberDraft, role: Role): MemberDraft {
  const becomesClient = role === 'client' && draft.role !== 'client';
  return {
    ...draft,
    role,
    customRole: undefined,
    assignments: draft.assignments.map((each) => (becomesClient ? { ...each, approves: true } : each)),
  };
}

/** What a role leaves no choice in is said as the role has it, whatever the form held before. */
export function toAssignment(
  draft: Pick<MemberDraft, 'role' | 'clientAccess'>,
  { accountId, posting, credentials, approves }: Omit<AssignmentDraft, 'assigned'>,
): Assignment {
  return {
    accountId,
    posting: choosesPosting(draft) ? posting : writesPosts(draft) ? 'full' : 'needsApproval',
    credentials: writesPosts(draft) ? credentials : 'owner',
    approves: draft.role === 'client' && approves,
  };
}

function grantsOf({ role, grants }: MemberDraft): readonly Grant[] {
  return role === 'admin' ? grants : [];
}

function addOnsOf({ role, addOns }: MemberDraft): readonly AddOn[] {
  return role === 'administrator' ? [] : addOns;
}

function assignmentsOf(draft: MemberDraft): Assignment[] {
  // Owners reach every account without being given it.
  if (draft.role === 'owner') return [];
  return draft.assignments.filter(({ assigned }) => assigned).map((each) => toAssignment(draft, each));
}

function membershipsOf({ teams }: MemberDraft): TeamMembership[] {
  return teams
    .filter(({ isOn }) => isOn)
    .map(({ teamId, accountRoles }) => ({ teamId, accountRoles: { ...accountRoles } }));
}

/** The arguments that add the member with all that they are given at once. */
export function toAddMemberArgs(draft: MemberDraft, memberId: string): CommandArgs<'member.add'> {
  const { name, email, role, clientAccess, customRole } = draft;
  const memberships = membershipsOf(draft);
  return {
    memberId,
    name,
    role,
    ...(email.trim() !== '' && { email: email.trim() }),
    ...(role === 'client' && { clientAccess }),
    ...(customRole !== undefined && { customRole }),
    ...(grantsOf(draft).length > 0 && { grants: [...grantsOf(draft)] }),
    ...(addOnsOf(draft).length > 0 && { addOns: [...addOnsOf(draft)] }),
    accounts: assignmentsOf(draft),
    ...(memberships.length > 0 && { teams: memberships }),
  };
}

/** The member as wished, to ask what it would give and take. What the form does not show of them stays. */
export function wishedMember(
  draft: MemberDraft,
  standing: Standing,
  memberId: MemberId,
  member?: Member,
): MessageRequest<'members.preview'>['member'] {
  const { name, role, clientAccess, customRole } = draft;
  const shownAccounts = new Set(draft.assignments.map(({ accountId }) => accountId));
  const shownTeams = new Set(draft.teams.map(({ teamId }) => teamId));
  const keptAccounts = member?.accounts.filter(({ accountId }) => !shownAccounts.has(accountId)) ?? [];
  const keptTeams = member?.teams.filter(({ teamId }) => !shownTeams.has(teamId)) ?? [];
  return {
    id: memberId,
    name: name.trim() || '…',
    role,
    ...(role === 'client' && { clientAccess }),
    ...(customRole !== undefined && { customRole }),
    grants: [...grantsOf(draft)],
    addOns: [...addOnsOf(draft)],
    accounts: [...keptAccounts, ...assignmentsOf(draft)],
    teams: [...keptTeams, ...membershipsOf(draft)],
    suspended: standing.suspended,
    ...(standing.expiresAt !== undefined && { expiresAt: standing.expiresAt }),
  };
}

function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each) => other.includes(each));
}

/** What of a member's own facts the form changed; undefined when nothing. Only that is sent. */
export function toEditMemberArgs(
  member: Member,
  draft: MemberDraft,
  standing: Standing,
): CommandArgs<'member.edit'> | undefined {
  const email = draft.email.trim();
  const grants = grantsOf(draft);
  const addOns = addOnsOf(draft);
  const changes: Omit<CommandArgs<'member.edit'>, 'memberId'> = {
    ...(draft.name.trim() !== member.name && { name: draft.name }),
    ...(email !== (member.email ?? '') && { email }),
    ...(draft.role !== member.role && { role: draft.role }),
    ...(draft.role === 'client' &&
      draft.clientAccess !== member.clientAccess && { clientAccess: draft.clientAccess }),
    ...(draft.customRole !== member.customRole && { customRole: draft.customRole ?? null }),
    ...(!isSameList(grants, member.grants) && { grants: [...grants] }),
    ...(!isSameList(addOns, member.addOns) && { addOns: [...addOns] }),
    ...(standing.suspended !== member.suspended && { suspended: standing.suspended }),
    ...(standing.expiresAt !== member.expiresAt && { expiresAt: standing.expiresAt ?? null }),
  };
  return Object.keys(changes).length === 0 ? undefined : { memberId: member.id, ...changes };
}

function isSameAssignment(one: Assignment, other: Assignment): boolean {
  return (
    one.posting === other.posting && one.credentials === other.credentials && one.approves === other.approves
  );
}

/** Which accounts the form gave, changed or took away. */
export function assignmentChanges(
  member: Member,
  draft: MemberDraft,
): { readonly set: readonly Assignment[]; readonly removed: readonly AccountId[] } {
  if (draft.role === 'owner') return { set: [], removed: [] };
  const before = new Map(member.accounts.map((each) => [each.accountId, each]));
  const after = assignmentsOf(draft);
  return {
    set: after.filter((each) => {
      const held = before.get(each.accountId);
      return !held || !isSameAssignment(held, each);
    }),
    removed: draft.assignments
      .filter(({ assigned, accountId }) => !assigned && before.has(accountId))
      .map(({ accountId }) => accountId),
  };
}

function isSameMembership(one: TeamMembership, other: TeamMembership): boolean {
  const roles = Object.entries(one.accountRoles);
  return (
    roles.length === Object.keys(other.accountRoles).length &&
    roles.every(([id, role]) => other.accountRoles[id as AccountId] === role)
  );
}

/** Which teams the form put them on, changed their roles in, or took them off. */
export function teamChanges(
  member: Member,
  draft: MemberDraft,
): { readonly set: readonly TeamMembership[]; readonly removed: readonly TeamId[] } {
  const before = new Map(member.teams.map((each) => [each.teamId, each]));
  return {
    set: membershipsOf(draft).filter((each) => {
      const held = before.get(each.teamId);
      return !held || !isSameMembership(held, each);
    }),
    removed: draft.teams
      .filter(({ isOn, teamId }) => !isOn && before.has(teamId))
      .map(({ teamId }) => teamId),
  };
}

/** The commands that make a member as the form has them, in the order in which they run; none when nothing changed. */
export function editCommands(member: Member, draft: MemberDraft, standing: Standing): readonly Question[] {
  const memberId = member.id;
  const edited = toEditMemberArgs(member, draft, standing);
  const memberships = teamChanges(member, draft);
  const assignments = assignmentChanges(member, draft);
  return [
    // On a team first: nobody but an administrator is on none.
    ...memberships.set.map((membership) => question('team.setMember', { memberId, ...membership })),
    ...(edited ? [question('member.edit', edited)] : []),
    ...assignments.set.map((assignment) => question('assignment.set', { memberId, assignment })),
    ...assignments.removed.map((accountId) => question('assignment.remove', { memberId, accountId })),
    ...memberships.removed.map((teamId) => question('team.removeMember', { memberId, teamId })),
  ];
}

/**
 * Brings a form to a member who was changed meanwhile: what the form itself changed stays, the rest is as it is now.
 *
 * @param draft the form
 * @param base the form as it was when it was opened
 * @param fresh the form as it would be opened now
 */
export function rebaseDraft(draft: MemberDraft, base: MemberDraft, fresh: MemberDraft): MemberDraft {
  const isTouched = (one: unknown, other: unknown) => JSON.stringify(one) !== JSON.stringify(other);
  const isOtherRole =
    draft.role !== base.role ||
    draft.customRole !== base.customRole ||
    draft.clientAccess !== base.clientAccess;
  const { role, clientAccess, customRole } = isOtherRole ? draft : fresh;
  return {
    name: draft.name === base.name ? fresh.name : draft.name,
    email: draft.email === base.email ? fresh.email : draft.email,
    role,
    clientAccess,
    customRole,
    grants: isTouched(draft.grants, base.grants) ? draft.grants : fresh.grants,
    addOns: isTouched(draft.addOns, base.addOns) ? draft.addOns : fresh.addOns,
    assignments: fresh.assignments.map((each) => {
      const isOfAccount = ({ accountId }: AssignmentDraft) => accountId === each.accountId;
      const mine = draft.assignments.find(isOfAccount);
      return mine && isTouched(mine, base.assignments.find(isOfAccount)) ? mine : each;
    }),
    teams: fresh.teams.map((each) => {
      const isOfTeam = ({ teamId }: TeamDraft) => teamId === each.teamId;
      const mine = draft.teams.find(isOfTeam);
      return mine && isTouched(mine, base.teams.find(isOfTeam)) ? mine : each;
    }),
  };
}

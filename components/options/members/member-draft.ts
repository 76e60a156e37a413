/** A person as a form holds them, and the commands that make the workspace so. */

import type {
  AccountId,
  Assignment,
  ClientAccess,
  CredentialMode,
  Grant,
  PostingAccess,
  Role,
} from '../../../lib/roles';
import type { CommandArgs } from '../../../lib/workspace/commands/commands';
import type { Account, Member } from '../../../lib/workspace/records';

export interface AssignmentDraft {
  readonly accountId: AccountId;
  readonly assigned: boolean;
  readonly posting: PostingAccess;
  readonly credentials: CredentialMode;
  readonly approves: boolean;
}

export interface MemberDraft {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly clientAccess: ClientAccess;
  /** Only admins have them; kept while another role is tried out. */
  readonly grants: readonly Grant[];
  readonly assignments: readonly AssignmentDraft[];
}

/** Who writes posts at all: the others have no posting access to choose and no credentials to post with. */
export function writesPosts({ role, clientAccess }: Pick<MemberDraft, 'role' | 'clientAccess'>): boolean {
  return role !== 'client' || clientAccess !== 'read';
}

/** Whose posts may need the team's approval: an admin's and an owner's never do. */
export function choosesPosting(draft: Pick<MemberDraft, 'role' | 'clientAccess'>): boolean {
  return writesPosts(draft) && draft.role !== 'admin' && draft.role !== 'owner';
}

/** A new person of a role: on every account, as careful as the role allows; a client approves. */
export function newMemberDraft(role: Role, accounts: readonly Pick<Account, 'id'>[]): MemberDraft {
  return {
    name: '',
    email: '',
    role,
    clientAccess: 'read',
    grants: [],
    assignments: accounts.map(({ id }) => ({
      accountId: id,
      assigned: true,
      posting: 'needsApproval',
      credentials: 'owner',
      approves: role === 'client',
    })),
  };
}

/** A member as a form shows them; accounts that they do not have are offered unchosen. */
export function memberDraftOf(member: Member, accounts: readonly Pick<Account, 'id'>[]): MemberDraft {
  return {
    name: member.name,
    email: member.email ?? '',
    role: member.role,
    clientAccess: member.clientAccess ?? 'read',
    grants: member.grants,
    assignments: accounts.map(({ id }) => {
      const assignment = member.accounts.find(({ accountId }) => accountId === id);
      if (assignment) return { ...assignment, assigned: true };
      return {
        accountId: id,
        assigned: false,
        posting: 'needsApproval',
        credentials: 'owner',
        approves: member.role === 'client',
      };
    }),
  };
}

/** Another role keeps what was chosen; a new client is asked for approval unless somebody says otherwise. */
export function withRole(draft: MemberDraft, role: Role): MemberDraft {
  const becomesClient = role === 'client' && draft.role !== 'client';
  return {
    ...draft,
    role,
    assignments: draft.assignments.map((each) => (becomesClient ? { ...each, approves: true } : each)),
  };
}

/** What a role leaves no choice in is said as the role has it, whatever the form held before. */
function toAssignment(
  draft: MemberDraft,
  { accountId, posting, credentials, approves }: AssignmentDraft,
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

/** The arguments that add the person with all their accounts at once. */
export function toAddMemberArgs(draft: MemberDraft, memberId: string): CommandArgs<'member.add'> {
  const { name, email, role, clientAccess, assignments } = draft;
  return {
    memberId,
    name,
    role,
    ...(email.trim() !== '' && { email: email.trim() }),
    ...(role === 'client' && { clientAccess }),
    ...(grantsOf(draft).length > 0 && { grants: [...grantsOf(draft)] }),
    // Owners reach every account without being given it.
    accounts:
      role === 'owner'
        ? []
        : assignments.filter(({ assigned }) => assigned).map((each) => toAssignment(draft, each)),
  };
}

/** What of a member's own facts the form changed; undefined when nothing. Only that is sent. */
export function toEditMemberArgs(
  member: Member,
  draft: MemberDraft,
  standing: { readonly suspended: boolean; readonly expiresAt: string | undefined },
): CommandArgs<'member.edit'> | undefined {
  const email = draft.email.trim();
  const grants = grantsOf(draft);
  const hasOtherGrants =
    grants.length !== member.grants.length || grants.some((grant) => !member.grants.includes(grant));
  const changes: Omit<CommandArgs<'member.edit'>, 'memberId'> = {
    ...(draft.name.trim() !== member.name && { name: draft.name }),
    ...(email !== (member.email ?? '') && { email }),
    ...(draft.role !== member.role && { role: draft.role }),
    ...(draft.role === 'client' &&
      draft.clientAccess !== member.clientAccess && { clientAccess: draft.clientAccess }),
    ...(hasOtherGrants && { grants: [...grants] }),
    ...(standing.suspended !== member.suspended && { suspended: standing.suspended }),
    ...(standing.expiresAt !== member.expiresAt && { expiresAt: standing.expiresAt ?? null }),
  };
  return Object.keys(changes).length === 0 ? undefined : { memberId: member.id, ...changes };
}

/** Which accounts the form gave, changed or took away. */
export function assignmentChanges(
  member: Member,
  draft: MemberDraft,
): { readonly set: readonly Assignment[]; readonly removed: readonly AccountId[] } {
  if (draft.role === 'owner') return { set: [], removed: [] };
  const set: Assignment[] = [];
  const removed: AccountId[] = [];
  for (const each of draft.assignments) {
    const before = member.accounts.find(({ accountId }) => accountId === each.accountId);
    if (!each.assigned) {
      if (before) removed.push(each.accountId);
      continue;
    }
    const after = toAssignment(draft, each);
    const isSame =
      before !== undefined &&
      before.posting === after.posting &&
      before.credentials === after.credentials &&
      before.approves === after.approves;
    if (!isSame) set.push(after);
  }
  return { set, removed };
}

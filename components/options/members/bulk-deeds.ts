/** What can be done to several members at once: one command for each of them. */
import type {
  AccountId,
  ClientAccess,
  CredentialMode,
  PostingAccess,
  Role,
  RoleModel,
  TeamId,
} from '../../../lib/roles';
import { words } from '../../../lib/words/say';
import type { Member } from '../../../lib/workspace/records';
import { type Question, question } from '../use-decisions';
import { expiryAfterLastDay } from './last-day';
import { choosesPosting, toAssignment } from './member-draft';

export const BULK_DEEDS = ['suspend', 'unsuspend', 'last-day', 'assign', 'take', 'role', 'remove'] as const;
export type BulkDeed = (typeof BULK_DEEDS)[number];

interface BulkWords {
  /** The button in the bar. */
  readonly label: string;
  /** The dialog's title. */
  readonly title: string;
}

const SHARED_WORDS: Readonly<Record<Exclude<BulkDeed, 'assign' | 'take'>, BulkWords>> = {
  suspend: {
    label: words('Suspend'),
    title: words('Suspend {count, plural, one {one member} other {# members}}'),
  },
  unsuspend: {
    label: words('Lift suspension'),
    title: words('Lift the suspension of {count, plural, one {one member} other {# members}}'),
  },
  'last-day': {
    label: words('Set last day'),
    title: words('Set the last day of {count, plural, one {one member} other {# members}}'),
  },
  role: {
    label: words('Change role'),
    title: words('Change the role of {count, plural, one {one member} other {# members}}'),
  },
  remove: {
    label: words('Remove'),
    title: words('Remove {count, plural, one {one member} other {# members}}'),
  },
};

const PLACE_WORDS: Readonly<Record<RoleModel, Readonly<Record<'assign' | 'take', BulkWords>>>> = {
  agency: {
    assign: {
      label: words('Give an account'),
      title: words('Give an account to {count, plural, one {one member} other {# members}}'),
    },
    take: {
      label: words('Take an account'),
      title: words('Take an account from {count, plural, one {one member} other {# members}}'),
    },
  },
  enterprise: {
    assign: {
      label: words('Put on a team'),
      title: words('Put {count, plural, one {one member} other {# members}} on a team'),
    },
    take: {
      label: words('Take off a team'),
      title: words('Take {count, plural, one {one member} other {# members}} off a team'),
    },
  },
};

/** Marked words for a deed in a model. */
export function bulkWords(deed: BulkDeed, model: RoleModel): BulkWords {
  return deed === 'assign' || deed === 'take' ? PLACE_WORDS[model][deed] : SHARED_WORDS[deed];
}

/** What is chosen for all of them. */
export interface BulkWish {
  readonly deed: BulkDeed;
  /** As a date input has it; empty takes the end away. */
  readonly lastDay: string;
  readonly accountId: AccountId | undefined;
  readonly teamId: TeamId | undefined;
  readonly posting: PostingAccess;
  readonly credentials: CredentialMode;
  readonly role: Role;
  readonly clientAccess: ClientAccess;
}

/**
 * The command that makes one member as wished.
 * @returns undefined when the member is so already, or nothing was chosen yet
 */
export function bulkCommand(member: Member, wish: BulkWish, model: RoleModel): Question | undefined {
  const memberId = member.id;
  switch (wish.deed) {
    case 'suspend':
    case 'unsuspend': {
      const suspended = wish.deed === 'suspend';
      return member.suspended === suspended ? undefined : question('member.edit', { memberId, suspended });
    }
    case 'last-day': {
      const expiresAt = expiryAfterLastDay(wish.lastDay);
      return expiresAt === member.expiresAt
        ? undefined
        : question('member.edit', { memberId, expiresAt: expiresAt ?? null });
    }
    case 'assign':
      return model === 'agency' ? assign(member, wish) : putOnTeam(member, wish);
    case 'take': {
      const { accountId, teamId } = wish;
      if (accountId !== undefined && member.accounts.some((each) => each.accountId === accountId))
        return question('assignment.remove', { memberId, accountId });
      if (teamId !== undefined && member.teams.some((each) => each.teamId === teamId))
        return question('team.removeMember', { memberId, teamId });
      return undefined;
    }
    case 'role': {
      const { role, clientAccess } = wish;
      const isSame =
        member.role === role &&
        member.customRole === undefined &&
        (role !== 'client' || member.clientAccess === clientAccess);
      if (isSame) return undefined;
      return question('member.edit', {
        memberId,
        role,
        ...(role === 'client' && { clientAccess }),
        ...(member.customRole !== undefined && { customRole: null }),
      });
    }
    case 'remove':
      return question('member.remove', { memberId });
  }
}

function assign(member: Member, { accountId, posting, credentials }: BulkWish): Question | undefined {
  if (accountId === undefined || member.role === 'owner') return undefined;
  const held = member.accounts.find((each) => each.accountId === accountId);
  const holder = { role: member.role, clientAccess: member.clientAccess ?? 'read' } as const;
  const approves = held?.approves ?? false;
  const wished = toAssignment(holder, { accountId, posting, credentials, approves });
  const isSame =
    held !== undefined &&
    held.credentials === wished.credentials &&
    (held.posting === wished.posting || !choosesPosting(holder));
  return isSame ? undefined : question('assignment.set', { memberId: member.id, assignment: wished });
}

function putOnTeam(member: Member, { teamId }: BulkWish): Question | undefined {
  if (teamId === undefined || member.teams.some((each) => each.teamId === teamId)) return undefined;
  return question('team.setMember', { memberId: member.id, teamId, accountRoles: {} });
}

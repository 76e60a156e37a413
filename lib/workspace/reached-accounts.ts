import { type AccountId, type MemberFacts, rulesFor, type TeamFacts, type WorkspaceFacts } from '../roles';

/** The accounts of the teams that a member is on. */
export function teamAccountIds(
  { teams: memberships }: Pick<MemberFacts, 'teams'>,
  teams: readonly TeamFacts[],
): Set<AccountId> {
  const teamIds = new Set(memberships.map(({ teamId }) => teamId));
  return new Set(teams.filter(({ id }) => teamIds.has(id)).flatMap(({ accountIds }) => accountIds));
}

/**
 * The accounts that a member reaches: those it was given, in the agency model by assignment and in the enterprise
 * model through its teams; an owner and an administrator reach all.
 */
export function reachedAccountIds(
  member: MemberFacts,
  { roleModel, accounts, teams }: Pick<WorkspaceFacts, 'roleModel' | 'accounts' | 'teams'>,
): ReadonlySet<AccountId> {
  if (member.role === rulesFor(roleModel).keeperRole) return new Set(accounts.map(({ id }) => id));
  return roleModel === 'enterprise'
    ? teamAccountIds(member, teams)
    : new Set(member.accounts.map(({ accountId }) => accountId));
}

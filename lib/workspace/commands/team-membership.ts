import type { AccountId, TeamMembership } from '../../roles';

/** A membership without the roles that were set on accounts which the team no longer has. */
export function withoutAccountRoles(
  membership: TeamMembership,
  accountIds: readonly AccountId[],
): TeamMembership {
  const accountRoles = Object.fromEntries(
    Object.entries(membership.accountRoles).filter(
      ([accountId]) => !accountIds.some((id) => id === accountId),
    ),
  );
  return { ...membership, accountRoles };
}

/**
 * Where the columns of the published table speak for a member. Whoever builds rules for another engine than ours
 * starts from here, the cold start's bundles too: nothing but types is imported.
 */
import type { AccountId, MemberFacts, WorkspaceFacts } from '../../../lib/roles/facts';
import type { Column } from './published-grants';

/** By column, the accounts on which it speaks; undefined accounts are all of them. */
export type AccountsByColumn = ReadonlyMap<Column, ReadonlySet<AccountId> | undefined>;
export type TeamsById = ReadonlyMap<string, WorkspaceFacts['teams'][number]>;

/** Neither suspended nor expired at that moment. */
export function isActive({ suspended, expiresAt }: MemberFacts, nowMs: number): boolean {
  return !suspended && (expiresAt === undefined || nowMs < Date.parse(expiresAt));
}

/** The workspace's teams, to be looked up. */
export function indexTeams({ teams }: WorkspaceFacts): TeamsById {
  return new Map(teams.map((team) => [team.id, team]));
}

/**
 * The accounts of each column, as roles.md has it: the role set for the account, or else the base role, over all the
 * member's teams that have it, and the add-ons.
 *
 * @returns no column at all for somebody who may do nothing any more
 */
export function accountsByColumn(member: MemberFacts, teams: TeamsById, nowMs: number): AccountsByColumn {
  const byColumn = new Map<Column, Set<AccountId> | undefined>();
  if (!isActive(member, nowMs)) return byColumn;
  if (member.role === 'administrator') return byColumn.set('administrator', undefined);
  const give = (column: Column, accountId: AccountId) => {
    const accounts = byColumn.get(column);
    if (accounts) accounts.add(accountId);
    else byColumn.set(column, new Set([accountId]));
  };
  for (const { teamId, accountRoles } of member.teams) {
    for (const accountId of teams.get(teamId)?.accountIds ?? []) {
      give((accountRoles[accountId] ?? member.role) as Column, accountId);
      for (const addOn of member.addOns) give(addOn, accountId);
    }
  }
  return byColumn;
}

/** The same the other way round: the columns that speak on each account that the member reaches. */
export function columnsByAccount(
  member: MemberFacts,
  facts: WorkspaceFacts,
  nowMs: number,
): ReadonlyMap<AccountId, readonly Column[]> {
  const byAccount = new Map<AccountId, Column[]>();
  for (const [column, accountIds] of accountsByColumn(member, indexTeams(facts), nowMs)) {
    for (const id of accountIds ?? facts.accounts.map((account) => account.id)) {
      const columns = byAccount.get(id);
      if (columns) columns.push(column);
      else byAccount.set(id, [column]);
    }
  }
  return byAccount;
}

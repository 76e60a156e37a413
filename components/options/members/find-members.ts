/** Which members the table shows, and in which order. */

import { spokenLocale } from '../../../lib/words/say';
import type { Member, Team } from '../../../lib/workspace/records';
import { wordFinder } from '../find-words';

export type MemberState = 'active' | 'suspended' | 'ended';
export type SortKey = 'name' | 'role' | 'added' | 'lastDay';

export interface MemberOrder {
  readonly key: SortKey;
  readonly descending: boolean;
}

/** An empty text stands for all. */
export interface MemberFilter {
  readonly text: string;
  /** As `roleKeyOf` writes it. */
  readonly role: string;
  readonly teamId: string;
  readonly accountId: string;
  readonly state: MemberState | '';
}

export const NO_FILTER: MemberFilter = { text: '', role: '', teamId: '', accountId: '', state: '' };

interface FindContext {
  /** An account is worked on through the teams that have it, where there are teams. */
  readonly teams: readonly Team[];
  /** What a member's role is called, by which roles are sorted. */
  readonly roleName: (member: Member) => string;
  readonly nowMs: number;
}

/** The role that decides: one of the workspace's own, or the built-in one. */
export function roleKeyOf({ role, customRole }: Pick<Member, 'role' | 'customRole'>): string {
  return customRole === undefined ? role : `custom ${customRole}`;
}

/** @param nowMs the moment that an end is judged by, in milliseconds since 1970 */
export function stateOf({ suspended, expiresAt }: Member, nowMs: number): MemberState {
  if (expiresAt !== undefined && Date.parse(expiresAt) <= nowMs) return 'ended';
  return suspended ? 'suspended' : 'active';
}

/**
 * @returns the members that a filter lets through, in an order; of those who are alike in it, by name
 */
export function findMembers(
  members: readonly Member[],
  { text, role, teamId, accountId, state }: MemberFilter,
  { key, descending }: MemberOrder,
  { teams, roleName, nowMs }: FindContext,
): readonly Member[] {
  const teamsWithAccount = new Set<string>(
    teams.filter(({ accountIds }) => accountIds.some((id) => id === accountId)).map(({ id }) => id),
  );
  const worksOn = (member: Member) =>
    member.accounts.some((each) => each.accountId === accountId) ||
    member.teams.some((each) => teamsWithAccount.has(each.teamId));
  const isFound = wordFinder(text);
  const found = members.filter((member) => {
    if (role !== '' && roleKeyOf(member) !== role) return false;
    if (teamId !== '' && !member.teams.some((each) => each.teamId === teamId)) return false;
    if (accountId !== '' && !worksOn(member)) return false;
    if (state !== '' && stateOf(member, nowMs) !== state) return false;
    return isFound(`${member.name} ${member.email ?? ''}`);
  });
  const collator = new Intl.Collator(spokenLocale(), { numeric: true });
  const sortValueOf = (member: Member): string | number => {
    if (key === 'name') return member.name;
    if (key === 'role') return roleName(member);
    if (key === 'added') return member.addedAtMs;
    return member.expiresAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(member.expiresAt);
  };
  const compare = (a: string | number, b: string | number): number =>
    typeof a === 'string' ? collator.compare(a, String(b)) : a === b ? 0 : a < Number(b) ? -1 : 1;
  return found
    .map((member) => ({ member, value: sortValueOf(member) }))
    .sort(
      (a, b) =>
        (descending ? -1 : 1) * compare(a.value, b.value) || collator.compare(a.member.name, b.member.name),
    )
    .map(({ member }) => member);
}

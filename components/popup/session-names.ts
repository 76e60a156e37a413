import type { AccountView, SessionView } from '../../lib/messages/views';
import type { AccountId, MemberId } from '../../lib/roles';
import { say, sayList } from '../../lib/words/say';

/** What a member is called, also one who is not in the workspace any more. */
export function nameOfMember(session: SessionView, memberId: string): string {
  return session.people.find(({ id }) => id === memberId)?.name ?? say('a former member');
}

/** Names in a row: "Ada", "Ada or Bo", "Ada, Bo or Cy"; with `conjunction`, "Ada and Bo". */
export function namesOfMembers(
  session: SessionView,
  memberIds: readonly MemberId[],
  type: 'conjunction' | 'disjunction' = 'disjunction',
): string {
  if (memberIds.length === 0) return say('nobody');
  return sayList(
    memberIds.map((id) => nameOfMember(session, id)),
    type,
  );
}

/** The account as the acting member sees it; undefined when they do not. */
export function findAccount(session: SessionView, accountId: AccountId): AccountView | undefined {
  return session.accounts.find(({ id }) => id === accountId);
}

/** Since when nothing is published on an account, whether it or the whole workspace is paused. */
export function findPausedSince(session: SessionView, accountId: AccountId): number | undefined {
  const since = [session.workspace?.publishing, findAccount(session, accountId)?.publishing].flatMap(
    (publishing) => publishing?.pausedSinceMs ?? [],
  );
  return since.length > 0 ? Math.min(...since) : undefined;
}

import type { AccountId } from '../roles';
import type { Connection, Member } from './records';

/**
 * Whose sign-in a member's posts on an account go out with, whether or not there is one.
 * Source: the agency model, "Post using owner credentials / member credentials" (000).
 */
export function credentialsMode(
  { accountId }: { readonly accountId: AccountId },
  author: Pick<Member, 'accounts'> | undefined,
): Connection['mode'] {
  const assignment = author?.accounts.find((each) => each.accountId === accountId);
  return assignment?.credentials === 'member' ? 'member' : 'owner';
}

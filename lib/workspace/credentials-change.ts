/**
 * What becomes of a member's scheduled posts when the member gets another way to sign in on an account: they go out
 * with the sign-in that holds when their time comes, and that one may be missing.
 * Source: the agency model, "Post using owner credentials / member credentials".
 */

import type { AccountId, CredentialMode } from '../roles';
import { say, words } from '../words/say';
import type { Account, Member, Post } from './records';
import type { ReadTransaction } from './transaction';

export interface CredentialsChange {
  /** Scheduled posts of the member on the account, all of which go out with another sign-in now. */
  readonly rechecked: number;
  /** How many of them cannot go out as it is, because that sign-in is missing or works no longer. */
  readonly withoutSignIn: number;
}

/** The posts that another way to sign in is about; none when it is the way that holds. */
export async function findPostsOfChange(
  tx: ReadTransaction,
  member: Member,
  accountId: AccountId,
  credentials: CredentialMode,
): Promise<readonly Post[]> {
  const before = member.accounts.find((assignment) => assignment.accountId === accountId);
  if (!before || before.credentials === credentials) return [];
  const scheduled = await tx.list('posts', 'byAuthorStatus', { prefix: [member.id, 'scheduled'] });
  return scheduled.filter((post) => post.accountId === accountId);
}

/** Whether posts of a member can go out that way as it is. */
export function hasSignIn(
  account: Pick<Account, 'connections'>,
  memberId: Member['id'],
  credentials: CredentialMode,
): boolean {
  return account.connections.some(
    (connection) =>
      connection.mode === credentials &&
      connection.state === 'valid' &&
      (credentials === 'owner' || connection.memberId === memberId),
  );
}

/** What the change would do, counted. */
export async function countChange(
  tx: ReadTransaction,
  member: Member,
  accountId: AccountId,
  credentials: CredentialMode,
): Promise<CredentialsChange> {
  const { length } = await findPostsOfChange(tx, member, accountId, credentials);
  const account = await tx.get('accounts', accountId);
  const isSignedIn = account !== undefined && hasSignIn(account, member.id, credentials);
  return { rechecked: length, withoutSignIn: isSignedIn ? 0 : length };
}

const NOTICES = {
  member: words(
    'The sign-in that this post goes out with was changed: it is {member}’s own now, which was missing then. {member} can sign in on the options page, under Accounts.',
  ),
  owner: words(
    'The sign-in that this post goes out with was changed: it is the owner’s now, which was missing then. An owner can sign in on the options page, under Accounts.',
  ),
} as const;

/** What stands on a post whose new sign-in was missing at that moment. */
export function missingSignInNotice(member: Member, credentials: CredentialMode): string {
  return say(NOTICES[credentials], { member: member.name });
}

/** The post without what an earlier change said of it, in English or in the language that is spoken now. */
export function withoutSignInNotice({ notice, ...post }: Post): Post {
  const isOurs = Object.values(NOTICES)
    .flatMap((english) => [english, say(english, { member: '{' })])
    .some((text) => notice?.startsWith(text.split(/\u2068?\{/)[0] ?? text));
  return notice === undefined || isOurs ? post : { ...post, notice };
}

import { credentialsMode } from '../workspace/credentials-mode';
import type { Account, Connection, Member, Post } from '../workspace/records';

/**
 * Whose sign-in sends a post: the author's own where their assignment says `member`, else the account's.
 * Source: the agency model, "Post using owner credentials / member credentials".
 * @returns undefined when nobody has signed in that way.
 */
export function findConnection(
  post: Pick<Post, 'accountId' | 'authorId'>,
  author: Member | undefined,
  account: Account,
): Connection | undefined {
  return credentialsMode(post, author) === 'member'
    ? account.connections.find(({ mode, memberId }) => mode === 'member' && memberId === post.authorId)
    : account.connections.find(({ mode }) => mode === 'owner');
}

/** How posts are written, whichever command writes them. */
import { withDerivedFields } from '../post-states';
import type { Post } from '../records';
import type { ReadTransaction, Transaction } from '../transaction';

/**
 * Writes a post with one more revision. One that was held by a pause is held no more: the background looks at it when
 * it is due, and holds it again where the pause goes on.
 * @param dueAtMs when a scheduled post goes out
 */
export async function savePost(tx: Transaction, post: Post, nowMs: number, dueAtMs?: number): Promise<void> {
  const { isHeld: _isHeld, ...rest } = post;
  const changed = { ...rest, revision: post.revision + 1, updatedAtMs: nowMs };
  await tx.put('posts', withDerivedFields(changed, dueAtMs));
}

/**
 * The post without what belonged to its last journey towards the network, and without its notice. The approval
 * template that was chosen stays: it is what the post is sent with next, unless somebody chooses another.
 */
export function withoutJourney(post: Post): Post {
  const { plan: _plan, failure: _failure, notice: _notice, ...rest } = post;
  return withFreshAttempts(rest);
}

/** A person who sends a post again gives it all its tries again. */
export function withFreshAttempts(post: Post): Post {
  return post.publication ? { ...post, publication: { ...post.publication, attempts: 0 } } : post;
}

/** When the other posts of its account go out. */
export async function takenTimes(
  tx: ReadTransaction,
  { id, accountId }: Pick<Post, 'id' | 'accountId'>,
): Promise<ReadonlySet<number>> {
  const taken = new Set<number>();
  for (const status of ['awaitingApproval', 'scheduled', 'publishing'] as const) {
    for (const post of await tx.list('posts', 'byAccountStatus', { prefix: [accountId, status] }))
      if (post.id !== id && post.scheduledAtMs !== undefined) taken.add(post.scheduledAtMs);
  }
  return taken;
}

import type { AccountId } from '../../roles';
import { withCurrentApprovers } from '../approval-plan';
import type { ApplyContext } from '../command';
import { withDerivedFields } from '../post-states';
import type { Transaction } from '../transaction';

/**
 * Brings the approvers of an account's awaiting posts up to date after members, assignments or settings changed,
 * so that "awaiting me" stays one look into an index.
 */
export async function refreshAwaiting(
  tx: Transaction,
  accountId: AccountId,
  { directory }: ApplyContext,
): Promise<void> {
  const current = await directory();
  const posts = await tx.list('posts', 'byAccountStatus', { prefix: [accountId, 'awaitingApproval'] });
  for (const post of posts) {
    if (!post.plan) continue;
    const refreshed = withDerivedFields({ ...post, plan: withCurrentApprovers(post.plan, post, current) });
    if (JSON.stringify(refreshed) !== JSON.stringify(post)) await tx.put('posts', refreshed);
  }
}

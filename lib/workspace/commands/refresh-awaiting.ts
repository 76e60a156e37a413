import type { AccountId } from '../../roles';
import { findCurrentStep, findStuckReason, UNDO_WINDOW_MS, withCurrentApprovers } from '../approval-plan';
import type { ApplyContext, Directory } from '../command';
import { withDerivedFields } from '../post-states';
import type { Post } from '../records';
import type { Transaction } from '../transaction';
import { savePost } from './save-post';

/**
 * Brings the approvers of awaiting posts up to date after members, assignments, teams, roles or settings changed, so
 * that "awaiting me" stays one look into an index. Where everybody who may still approve has approved, the post goes
 * on its way; where nobody is left who could, it says so. A membership that ends by the passing of time alone is
 * noticed at the next change.
 *
 * @param accountIds the accounts whose posts are looked at; without it, those of all accounts
 */
export async function refreshAwaiting(
  tx: Transaction,
  context: ApplyContext,
  accountIds?: Iterable<AccountId>,
): Promise<void> {
  const ids = new Set(accountIds ?? (await tx.all('accounts')).map(({ id }) => id));
  // Asked for at once: one after another would take a moment for each of hundreds of accounts.
  const lists = await Promise.all(
    [...ids].map((id) => tx.list('posts', 'byAccountStatus', { prefix: [id, 'awaitingApproval'] })),
  );
  const posts = lists.flat();
  if (posts.length === 0) return;
  const directory = await context.directory();
  for (const post of posts) await refreshPost(tx, post, directory, context);
}

async function refreshPost(
  tx: Transaction,
  post: Post,
  directory: Directory,
  { nowMs, log }: ApplyContext,
): Promise<void> {
  if (!post.plan) return;
  const plan = withCurrentApprovers(post.plan, post, directory);
  const isTimely = post.scheduledAtMs === undefined || post.scheduledAtMs > nowMs;
  if (!findCurrentStep(plan) && isTimely) {
    await log({ name: 'post.approvalComplete', postId: post.id, accountId: post.accountId });
    const { notice: _notice, ...rest } = post;
    const dueAtMs = Math.max(post.scheduledAtMs ?? 0, nowMs + UNDO_WINDOW_MS);
    return savePost(tx, { ...rest, plan, status: 'scheduled' }, nowMs, dueAtMs);
  }
  const refreshed = withDerivedFields(
    withStuckNotice({ ...post, plan }, findStuckReason(post.plan) !== undefined),
  );
  // The revision stays: nothing that somebody could be editing has changed.
  if (JSON.stringify(refreshed) !== JSON.stringify(post)) await tx.put('posts', refreshed);
}

/** The post with the notice that nobody can approve it, or without it when somebody can again. */
function withStuckNotice(post: Post, wasStuck: boolean): Post {
  const reason = post.plan && findStuckReason(post.plan);
  if (reason !== undefined) return { ...post, notice: reason };
  // Its words are not compared: they may have been written in another language.
  if (!wasStuck) return post;
  const { notice: _notice, ...rest } = post;
  return rest;
}

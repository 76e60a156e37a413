import type { ApplyContext } from '../command';
import { findFreeSlot, findNextTime } from '../posting-schedule';
import { type Post, PostId } from '../records';
import { sealOf } from '../seal';
import type { Transaction } from '../transaction';
import { savePost, takenTimes } from './save-post';

/**
 * After a repeated post went out: the next of them, scheduled. Who approved the first approved that it is repeated and
 * until when (the seal covers both), so that its approvals hold for it; nothing else of it may be different.
 */
export async function repeatPost(tx: Transaction, post: Post, context: ApplyContext): Promise<void> {
  const { repeat, scheduledAtMs, timeZone = 'UTC' } = post;
  if (!repeat || scheduledAtMs === undefined) return;
  const { accounts } = await context.directory();
  const account = accounts.find(({ id }) => id === post.accountId);
  if (!account || account.removedAtMs !== undefined) return;
  const sinceMs = repeat.sinceMs ?? scheduledAtMs;
  const dueAtMs = findNextTime(repeat, sinceMs, timeZone, Math.max(context.nowMs, scheduledAtMs));
  const schedule = post.inQueue ? account.publishing?.schedule : undefined;
  // One millisecond back: the slot of that very moment is as good as any after it.
  const slotMs =
    schedule && dueAtMs !== undefined
      ? findFreeSlot(schedule, await takenTimes(tx, post), dueAtMs - 1)
      : dueAtMs;
  if (slotMs === undefined || slotMs > repeat.untilMs) return;
  const {
    publication: _publication,
    failure: _failure,
    notice: _notice,
    groupId: _groupId,
    wakeAtMs: _wakeAtMs,
    plan,
    ...rest
  } = post;
  const next: Post = {
    ...rest,
    id: PostId.parse(context.newId()),
    status: 'scheduled',
    scheduledAtMs: slotMs,
    repeat: { ...repeat, sinceMs },
    revision: 0,
    createdAtMs: context.nowMs,
  };
  const isApproved = plan?.seal === sealOf(post);
  if (plan && !isApproved) return;
  await savePost(tx, plan ? { ...next, plan: { ...plan, seal: sealOf(next) } } : next, context.nowMs, slotMs);
  await context.log({
    name: 'post.repeated',
    postId: next.id,
    accountId: next.accountId,
    details: { from: post.id, scheduledAtMs: slotMs },
  });
}

/** What becomes of what somebody leaves behind: their posts, their own sign-ins, the roles that they made. */

import type { AccountId, MemberId } from '../../roles';
import { say } from '../../words/say';
import { type ApplyContext, type Directory, memberOf } from '../command';
import { workspaceFactsOf } from '../directory';
import { findKeepers } from '../find-keepers';
import { reachedAccountIds } from '../reached-accounts';
import type { Account, Member, Post } from '../records';
import type { Transaction } from '../transaction';
import { savePost, withoutJourney } from './save-post';

/** Whoever takes over: an owner, or an administrator, who may act now. Undefined only when there is no other. */
export function findHeir(directory: Directory, leaverId: MemberId, nowMs: number): Member | undefined {
  return findKeepers(directory, nowMs).find(({ id }) => id !== leaverId);
}

/** A member's own sign-in goes with them; its secret is swept up by whoever keeps it. */
export async function removeOwnConnection(
  tx: Transaction,
  account: Account,
  memberId: MemberId,
): Promise<void> {
  const connections = account.connections.filter(
    (connection) => connection.mode !== 'member' || connection.memberId !== memberId,
  );
  if (connections.length !== account.connections.length)
    await tx.put('accounts', { ...account, connections });
}

/**
 * Gives a member's posts (there, or everywhere) to an owner or administrator: awaiting ones become drafts, nothing is
 * deleted.
 * @returns how many.
 */
export async function handPostsOver(
  tx: Transaction,
  member: Member,
  context: ApplyContext,
  accountId?: AccountId,
): Promise<number> {
  const posts = await tx.list('posts', 'byAuthor', { prefix: [member.id] });
  const theirs = posts.filter((post) => accountId === undefined || post.accountId === accountId);
  // Most have nothing there, and a team may have hundreds of members: the workspace is read for those who have.
  if (accountId !== undefined && theirs.length === 0) return 0;
  const heir = findHeir(await context.directory(), member.id, context.nowMs);
  if (!heir) return 0;
  if (accountId === undefined) {
    for (const account of await tx.all('accounts')) {
      if (account.addedBy === member.id) await tx.put('accounts', { ...account, addedBy: heir.id });
    }
  }
  for (const post of theirs) {
    const isAwaiting = post.status === 'awaitingApproval';
    const inherited: Post = { ...(isAwaiting ? withoutJourney(post) : post), authorId: heir.id };
    const dueAtMs = post.wakeAtMs;
    await context.log({
      name: 'post.handedOver',
      postId: post.id,
      accountId: post.accountId,
      memberId: heir.id,
      details: { from: member.name },
    });
    await savePost(
      tx,
      isAwaiting
        ? {
            ...inherited,
            status: 'draft',
            notice: say('{member} no longer works on this account; the post is a draft again.', {
              member: member.name,
            }),
          }
        : inherited,
      context.nowMs,
      isAwaiting ? undefined : dueAtMs,
    );
  }
  return theirs.length;
}

/**
 * After teams changed: hands over what members have on accounts that they reached before and reach no longer.
 *
 * @param before the workspace as it was
 * @returns how many posts were handed over
 */
export async function handLostAccountsOver(
  tx: Transaction,
  before: Directory,
  context: ApplyContext,
): Promise<number> {
  const after = await context.directory();
  const [factsBefore, factsAfter] = [workspaceFactsOf(before), workspaceFactsOf(after)];
  let handedOver = 0;
  for (const member of before.members) {
    const now = after.members.find(({ id }) => id === member.id);
    const kept: ReadonlySet<AccountId> = now ? reachedAccountIds(now, factsAfter) : new Set();
    for (const accountId of reachedAccountIds(member, factsBefore)) {
      if (kept.has(accountId)) continue;
      handedOver += await handPostsOver(tx, member, context, accountId);
      const account = await tx.get('accounts', accountId);
      if (account) await removeOwnConnection(tx, account, member.id);
    }
  }
  return handedOver;
}

/**
 * The roles that somebody made are limited by what their maker holds: when the maker goes, or becomes something else,
 * they pass to whoever did that, if they may make roles, else to an owner or administrator.
 */
export async function handRolesOver(tx: Transaction, maker: Member, context: ApplyContext): Promise<void> {
  const made = (await tx.all('customRoles')).filter(({ madeBy }) => madeBy === maker.id);
  if (made.length === 0) return;
  const directory = await context.directory();
  const actorId = memberOf(context);
  const isActor = actorId !== maker.id && directory.engine.can(actorId, 'role.edit', { type: 'workspace' });
  const heirId = isActor ? actorId : findHeir(directory, maker.id, context.nowMs)?.id;
  if (heirId === undefined) return;
  for (const role of made) {
    await tx.put('customRoles', { ...role, madeBy: heirId });
    await context.log({
      name: 'role.handedOver',
      memberId: heirId,
      details: { roleId: role.id, name: role.name, from: maker.name },
    });
  }
}

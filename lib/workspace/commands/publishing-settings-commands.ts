/** How the workspace and each of its accounts publish: pauses, and what holds for every post. */

import * as z from 'zod/mini';
import { AccountId } from '../../roles';
import { say } from '../../words/say';
import { type ApplyContext, conflict, defineCommand, memberOf } from '../command';
import { decideReauthorization } from '../decide-reauthorization';
import { withDerivedFields } from '../post-states';
import { PostingSchedule } from '../posting-schedule';
import { AccountPublishing, LinkInBio, Watermark, WorkspacePublishing } from '../records';
import type { Transaction } from '../transaction';

export const editWorkspacePublishing = defineCommand({
  name: 'workspace.publishing.edit',
  args: z.object({
    isPaused: z.optional(z.boolean()),
    graceMinutes: z.optional(z.int().check(z.minimum(1), z.maximum(10_080))),
    requiresAltText: z.optional(z.boolean()),
  }),
  needs: async () => [{ action: 'workspace.settings.edit', resource: { type: 'workspace' } }],
  async apply(tx, { isPaused, ...changes }, context) {
    const { workspace, accounts } = await context.directory();
    const before = workspace.publishing ?? z.parse(WorkspacePublishing, {});
    const publishing = withPause({ ...before, ...defined(changes) }, isPaused, context.nowMs);
    await tx.put('workspace', { ...workspace, publishing });
    await context.log({
      name: 'workspace.publishingEdited',
      details: { ...defined(changes), ...(isPaused !== undefined && { isPaused }) },
    });
    if (isPaused !== false) return;
    for (const { id, publishing: ofAccount } of accounts)
      if (ofAccount?.pausedSinceMs === undefined) await releaseHeldPosts(tx, id, context);
  },
});

export const editAccountPublishing = defineCommand({
  name: 'account.publishing.edit',
  args: z.object({
    accountId: AccountId,
    isPaused: z.optional(z.boolean()),
    /** Null takes it away; posts that have a slot already keep their time. */
    schedule: z.optional(z.nullable(PostingSchedule)),
    /** What is added to posts from now on; null takes it away. */
    signature: z.optional(z.nullable(AccountPublishing.shape.signature.def.innerType)),
    linkParameters: z.optional(z.nullable(AccountPublishing.shape.linkParameters.def.innerType)),
    shortener: z.optional(z.nullable(AccountPublishing.shape.shortener.def.innerType)),
    watermark: z.optional(z.nullable(Watermark)),
    linkInBio: z.optional(z.nullable(LinkInBio)),
    /** Bound to the account's own sign-in: whoever signs in with it decides (source 000). */
    postedAs: z.optional(z.nullable(AccountPublishing.shape.postedAs.def.innerType)),
  }),
  async needs({ accountId, postedAs }, _tx, context) {
    const settings = {
      action: 'account.settings.edit',
      resource: { type: 'account', id: accountId },
    } as const;
    if (postedAs === undefined) return [settings];
    const decision = decideReauthorization(await context.directory(), memberOf(context), accountId, 'owner');
    return [settings, { decision }];
  },
  async apply(tx, { accountId, isPaused, ...changes }, context) {
    const account = await tx.get('accounts', accountId);
    if (!account || account.removedAtMs !== undefined)
      throw conflict(say('This account is not in the workspace any more.'));
    const changed = Object.entries({ ...account.publishing, ...defined(changes) });
    const kept: AccountPublishing = Object.fromEntries(changed.filter(([, value]) => value !== null));
    const publishing = withPause(kept, isPaused, context.nowMs);
    await tx.put('accounts', { ...account, publishing });
    await context.log({
      name: 'account.publishingEdited',
      accountId,
      details: {
        ...(isPaused !== undefined && { isPaused }),
        ...(Object.keys(defined(changes)).length > 0 && {
          changed: Object.keys(defined(changes)).join(', '),
        }),
      },
    });
    const { workspace } = await context.directory();
    if (isPaused === false && workspace.publishing?.pausedSinceMs === undefined)
      await releaseHeldPosts(tx, accountId, context);
  },
});

function withPause<Publishing extends { pausedSinceMs?: number | undefined }>(
  before: Publishing,
  isPaused: boolean | undefined,
  nowMs: number,
): Publishing {
  if (isPaused === undefined) return before;
  const { pausedSinceMs, ...rest } = before;
  return (isPaused ? { ...rest, pausedSinceMs: pausedSinceMs ?? nowMs } : rest) as Publishing;
}

/** What was due in the pause is due at once; what is too late for that is asked about when it is looked at. */
async function releaseHeldPosts(
  tx: Transaction,
  accountId: AccountId,
  { nowMs }: ApplyContext,
): Promise<void> {
  for (const status of ['scheduled', 'publishing'] as const) {
    for (const post of await tx.list('posts', 'byAccountStatus', { prefix: [accountId, status] })) {
      if (!post.isHeld) continue;
      const { isHeld: _isHeld, ...rest } = post;
      const dueAtMs = status === 'scheduled' ? (post.scheduledAtMs ?? nowMs) : nowMs;
      await tx.put('posts', withDerivedFields(rest, dueAtMs));
    }
  }
}

function defined<Changes extends object>(changes: Changes): Required<Changes> {
  return Object.fromEntries(
    Object.entries(changes).filter(([, value]) => value !== undefined),
  ) as Required<Changes>;
}

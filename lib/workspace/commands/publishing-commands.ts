/** What the extension itself writes down: that a post is about to be sent, and what came of it. */

import * as z from 'zod/mini';
import { say, words } from '../../words/say';
import { findCurrentStep } from '../approval-plan';
import { type ApplyContext, defineSystemCommand, getPost } from '../command';
import { contentOf } from '../content-of';
import { withDerivedFields } from '../post-states';
import { AccountId, type Failure, FailureReason, type Post, PostId, Publication, TimeMs } from '../records';
import { sealOf } from '../seal';
import type { Transaction } from '../transaction';
import { repeatPost } from './repeat-post';
import { savePost, withoutJourney } from './save-post';
import { asItWasSent } from './sent-content';

const SEAL_BROKEN = {
  reason: 'sealBroken',
  words: words('The post is not what was approved.'),
  remedy: words('Look at it and send it for approval again.'),
} as const;

async function failPost(
  tx: Transaction,
  post: Post,
  failure: Omit<Failure, 'atMs'>,
  { log, nowMs }: ApplyContext,
): Promise<void> {
  const { reason, words } = failure;
  await log({ name: 'post.failed', postId: post.id, accountId: post.accountId, details: { reason, words } });
  await savePost(tx, { ...post, status: 'failed', failure: { ...failure, atMs: nowMs } }, nowMs);
}

/**
 * Writes down, before the network is called, everything needed to recognise the post there. Returns whether
 * the post may be sent: not when it is no longer due, and not when it is not what was approved.
 */
export const armPost = defineSystemCommand({
  name: 'post.arm',
  args: z.object({
    postId: PostId,
    key: z.string().check(z.maxLength(200)),
    connection: Publication.shape.connection,
  }),
  async apply(tx, { postId, key, connection }, context) {
    const post = await tx.get('posts', postId);
    if (post?.status !== 'scheduled' || (post.wakeAtMs ?? 0) > context.nowMs) return { armed: false };
    const { plan } = post;
    if (plan && (plan.seal !== sealOf(post) || findCurrentStep(plan))) {
      await failPost(
        tx,
        post,
        { ...SEAL_BROKEN, words: say(SEAL_BROKEN.words), remedy: say(SEAL_BROKEN.remedy) },
        context,
      );
      return { armed: false };
    }
    const before = post.publication;
    const mayBeOut = before !== undefined && before.mayBeOut !== false;
    // A key that was ever used is kept: a retry then replaces the post on the network, never doubles it.
    const publication: Publication = {
      key: before?.key ?? key,
      // What is surely not out is written now, not when it was first tried.
      armedAtMs: mayBeOut ? before.armedAtMs : context.nowMs,
      attempts: before?.attempts ?? 0,
      mayBeOut: true,
      connection,
      // While the network may have it, it has it as it was when it was sent first.
      sent: (mayBeOut && before.sent) || contentOf(post),
    };
    await context.log({
      name: 'post.armed',
      postId,
      accountId: post.accountId,
      details: { key: publication.key },
    });
    await savePost(tx, { ...post, status: 'publishing', publication }, context.nowMs, context.nowMs);
    return { armed: true };
  },
});

export const recordAttempt = defineSystemCommand({
  name: 'post.recordAttempt',
  args: z.object({
    postId: PostId,
    waitingBecause: z.string().check(z.maxLength(500)),
    nextTryAtMs: TimeMs,
    /** The network said that it did not take it. The post then waits as one that was never sent. */
    isSurelyUnsent: z.boolean(),
  }),
  async apply(tx, { postId, waitingBecause, nextTryAtMs, isSurelyUnsent }, context) {
    const post = await getPost(tx, postId);
    if (post.status !== 'publishing' || !post.publication) return;
    const { attempts } = post.publication;
    const publication = {
      ...post.publication,
      attempts: attempts + 1,
      waitingBecause,
      ...(isSurelyUnsent && { mayBeOut: false }),
    };
    const status = isSurelyUnsent ? 'scheduled' : 'publishing';
    await savePost(tx, { ...post, status, publication }, context.nowMs, nextTryAtMs);
  },
});

/** Publishing is paused, or the network asked the account to wait: the post is looked at again then. */
export const waitWithPost = defineSystemCommand({
  name: 'post.wait',
  args: z.object({
    postId: PostId,
    /** Absent: until somebody resumes. */
    untilMs: z.optional(TimeMs),
  }),
  async apply(tx, { postId, untilMs }) {
    const post = await tx.get('posts', postId);
    if (post?.status !== 'scheduled' && post?.status !== 'publishing') return;
    // No new revision: whoever is editing the post changes nothing that this touches.
    const { isHeld: _isHeld, ...rest } = post;
    await tx.put(
      'posts',
      withDerivedFields(untilMs === undefined ? { ...rest, isHeld: true } : rest, untilMs),
    );
  },
});

/** A network asked for patience: no post of the account is sent before. */
export const waitWithAccount = defineSystemCommand({
  name: 'account.wait',
  args: z.object({ accountId: AccountId, untilMs: TimeMs }),
  async apply(tx, { accountId, untilMs }) {
    const account = await tx.get('accounts', accountId);
    if (!account) return;
    const notBeforeMs = Math.max(account.publishing?.notBeforeMs ?? 0, untilMs);
    await tx.put('accounts', { ...account, publishing: { ...account.publishing, notBeforeMs } });
  },
});

export const recordPublished = defineSystemCommand({
  name: 'post.recordPublished',
  args: z.object({
    postId: PostId,
    uri: z.string().check(z.maxLength(2_000)),
    url: z.string().check(z.maxLength(2_000)),
    /** It was found there from an earlier sending, and is as it was then. */
    wasFound: z.optional(z.boolean()),
  }),
  async apply(tx, { postId, uri, url, wasFound }, context) {
    const post = await getPost(tx, postId);
    if (post.status !== 'publishing' || !post.publication) return;
    const { waitingBecause: _waitingBecause, ...armed } = post.publication;
    const {
      failure: _failure,
      notice: _notice,
      ...rest
    } = wasFound ? await asItWasSent(tx, post, context) : post;
    const publication = { ...armed, mayBeOut: true, uri, url, publishedAtMs: context.nowMs };
    await context.log({ name: 'post.published', postId, accountId: post.accountId, details: { uri, url } });
    await savePost(tx, { ...rest, status: 'published', publication }, context.nowMs);
    await repeatPost(tx, post, context);
  },
});

export const recordFailure = defineSystemCommand({
  name: 'post.recordFailure',
  args: z.object({
    postId: PostId,
    reason: FailureReason,
    words: z.string().check(z.maxLength(1_000)),
    remedy: z.string().check(z.maxLength(1_000)),
    isSurelyUnsent: z.optional(z.boolean()),
  }),
  async apply(tx, { postId, reason, words, remedy, isSurelyUnsent }, context) {
    const post = await getPost(tx, postId);
    if (post.status !== 'publishing' && post.status !== 'scheduled') return;
    const failed =
      isSurelyUnsent && post.publication
        ? { ...post, publication: { ...post.publication, mayBeOut: false } }
        : post;
    await failPost(tx, failed, { reason, words, remedy }, context);
  },
});

/** The time of a post passed while it awaited approval: it is never published late on its own. */
export const passTime = defineSystemCommand({
  name: 'post.passTime',
  args: z.object({ postId: PostId }),
  async apply(tx, { postId }, context) {
    const post = await tx.get('posts', postId);
    if (post?.status !== 'awaitingApproval' || (post.scheduledAtMs ?? Infinity) > context.nowMs) return;
    await context.log({ name: 'post.timePassed', postId, accountId: post.accountId });
    const notice = say('Its time passed while it awaited approval. Choose a new time and send it again.');
    await savePost(tx, { ...withoutJourney(post), status: 'draft', notice }, context.nowMs);
  },
});

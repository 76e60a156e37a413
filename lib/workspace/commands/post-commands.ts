import * as z from 'zod/mini';
import { AccountId, ApprovalTemplateId, type Decision, type SendingAction } from '../../roles';
import { say, words } from '../../words/say';
import {
  createPlan,
  findCurrentStep,
  planAfterEdit,
  UNDO_WINDOW_MS,
  withApproval,
  withCurrentApprovers,
  withoutLastDecision,
} from '../approval-plan';
import {
  type ApplyContext,
  type AskContext,
  conflict,
  defineCommand,
  getPost,
  invalid,
  memberOf,
} from '../command';
import { chosenTemplateId, decidePost, findDescriptionProblem, type PostCommand } from '../post-states';
import { findFreeSlot } from '../posting-schedule';
import {
  type ApprovalPlan,
  type AttachedImage,
  factsOf,
  GroupId,
  keptFocus,
  Note,
  Post,
  PostContent,
  PostId,
  TimeMs,
  WebAddress,
} from '../records';
import { sealOf } from '../seal';
import type { ReadTransaction, Transaction } from '../transaction';
import { repeatPost } from './repeat-post';
import { savePost, takenTimes, withFreshAttempts, withoutJourney } from './save-post';
import { asItWasSent, withContent } from './sent-content';

const OnePost = z.object({ postId: PostId });

/** What every command on a stored post needs: the post's state, the role engine, the gates, the network. */
async function needsPost(
  command: PostCommand,
  postId: PostId,
  tx: ReadTransaction,
  context: AskContext,
  asked: {
    scheduledAtMs?: number | undefined;
    approvalTemplateId?: ApprovalTemplateId | null | undefined;
  } = {},
): Promise<{ decision: Decision }[]> {
  const post = await getPost(tx, postId);
  const directory = await context.directory();
  return [{ decision: decidePost(command, post, { ...context, directory, ...asked }) }];
}

/** The content, with what the workspace itself knows of its images: what the arguments say of them is a claim. */
async function checkMedia(tx: ReadTransaction, content: PostContent): Promise<PostContent> {
  const media: AttachedImage[] = [];
  for (const [position, { mediaId, alt, focus: asked, sha256 }] of content.media.entries()) {
    const known = await tx.get('media', mediaId);
    if (known?.sha256 !== sha256)
      throw invalid(`content.media[${position}]`, say('this image is not in the workspace'));
    const focus = keptFocus(asked);
    media.push({ mediaId, alt, ...(focus && { focus }), sha256, facts: factsOf(known) });
  }
  const thumbnail = content.link?.thumbnail;
  if (thumbnail && (await tx.get('media', thumbnail.mediaId))?.sha256 !== thumbnail.sha256) {
    throw invalid('content.link.thumbnail', say('this image is not in the workspace'));
  }
  return { ...content, media };
}

export const createPost = defineCommand({
  name: 'post.create',
  args: z.object({
    postId: PostId,
    accountId: AccountId,
    groupId: z.optional(GroupId),
    content: PostContent,
    source: Post.shape.source,
  }),
  async needs({ accountId }, _tx, context) {
    const { accounts } = await context.directory();
    const removed = accounts.find(({ id }) => id === accountId)?.removedAtMs !== undefined;
    if (removed)
      throw conflict(say('This account was removed from the workspace.'), say('Choose another account.'));
    return [{ action: 'post.create', resource: { type: 'account', id: accountId } }];
  },
  async apply(tx, { postId, accountId, groupId, content, source }, context) {
    if (await tx.get('posts', postId)) throw conflict(say('This post exists already.'));
    const checked = await checkMedia(tx, content);
    const post: Post = {
      id: postId,
      accountId,
      authorId: memberOf(context),
      status: 'draft',
      ...checked,
      ...(groupId && { groupId }),
      ...(source && { source }),
      awaitingMemberIds: [],
      revision: 0,
      createdAtMs: context.nowMs,
      updatedAtMs: context.nowMs,
      listedAtMs: context.nowMs,
    };
    await savePost(tx, post, context.nowMs);
    await context.log({ name: 'post.created', postId, accountId });
    return { postId };
  },
});

export const editPost = defineCommand({
  name: 'post.edit',
  args: z.object({
    postId: PostId,
    content: PostContent,
    /** The revision that the edit was made from. */
    revision: z.int(),
  }),
  needs: ({ postId }, tx, context) => needsPost('post.edit', postId, tx, context),
  async apply(tx, { postId, content, revision }, context) {
    const before = await getPost(tx, postId);
    if (before.revision !== revision) {
      throw conflict(
        say('The post was changed in the meantime.'),
        say('Copy what you wrote, discard your changes, and edit the post as it is now.'),
      );
    }
    const checked = await checkMedia(tx, content);
    const { notice: _notice, ...edited } = withContent(before, checked);
    await context.log({ name: 'post.edited', postId, accountId: before.accountId });
    if (before.status !== 'awaitingApproval' && before.status !== 'scheduled') {
      await savePost(tx, edited, context.nowMs);
      return { status: edited.status };
    }
    return applySubmittedEdit(tx, before, edited, context);
  },
});

/** The edit of a post that awaits approval or is scheduled: what was approved is approved again, or restarts. */
async function applySubmittedEdit(tx: Transaction, before: Post, written: Post, context: ApplyContext) {
  const { nowMs } = context;
  // Put into the queue while it is on its way: it gets its slot now, or it would be due at once.
  const edited = written.scheduledAtMs === undefined ? await withSlot(tx, written, context) : written;
  const editorId = memberOf(context);
  if (
    edited.scheduledAtMs !== undefined &&
    edited.scheduledAtMs !== before.scheduledAtMs &&
    edited.scheduledAtMs <= nowMs
  ) {
    throw invalid('content.scheduledAtMs', say('the time that was chosen has passed'));
  }
  const directory = await context.directory();
  const account = directory.accounts.find(({ id }) => id === edited.accountId);
  const [problem] = account ? context.findContentProblems(account, edited) : [];
  if (problem) throw invalid('content', problem);
  const descriptionProblem = findDescriptionProblem(directory.workspace, edited);
  if (descriptionProblem) throw invalid('content.media', descriptionProblem);
  const outcome = planAfterEdit(before, edited, directory, editorId, nowMs);
  const { plan: _plan, ...unplanned } = edited;
  const after: Post = outcome.plan ? { ...unplanned, plan: outcome.plan } : unplanned;
  const target = { postId: before.id, accountId: before.accountId };
  if (outcome.kind === 'restarted') {
    await context.log({ name: 'post.approvalRestarted', ...target, details: { because: outcome.because } });
    await savePost(tx, { ...after, status: 'awaitingApproval', notice: outcome.because }, nowMs);
    return { status: 'awaitingApproval' as const };
  }
  if (outcome.kind === 'resealed') {
    await context.log({ name: 'post.resealed', ...target });
    // A step that asks for several has one approval again, the editor's: the others are asked once more.
    if (findCurrentStep(outcome.plan)) {
      const plan = withCurrentApprovers(outcome.plan, after, directory);
      await savePost(tx, { ...after, plan, status: 'awaitingApproval' }, nowMs);
      return { status: 'awaitingApproval' as const };
    }
  }
  await savePost(
    tx,
    after,
    nowMs,
    after.status === 'scheduled' ? Math.max(after.scheduledAtMs ?? 0, nowMs) : undefined,
  );
  return { status: after.status };
}

export const copyPost = defineCommand({
  name: 'post.copy',
  args: z.object({ postId: PostId, newPostId: PostId, accountId: z.optional(AccountId) }),
  async needs({ postId, accountId }, tx, context) {
    const needs = await needsPost('post.copy', postId, tx, context);
    const target = accountId ?? (await getPost(tx, postId)).accountId;
    return [...needs, { action: 'post.copy', resource: { type: 'account', id: target } }];
  },
  async apply(tx, { postId, newPostId, accountId }, context) {
    if (await tx.get('posts', newPostId)) throw conflict(say('This post exists already.'));
    const original = await getPost(tx, postId);
    const { accounts } = await context.directory();
    const target = accountId ?? original.accountId;
    if (accounts.find(({ id }) => id === target)?.removedAtMs !== undefined) {
      throw conflict(
        say('This account was removed from the workspace.'),
        say('Copy the post for another account.'),
      );
    }
    const {
      publication: _publication,
      scheduledAtMs: _scheduledAtMs,
      repeat: _repeat,
      groupId: _groupId,
      approvalTemplateId: _approvalTemplateId,
      ...content
    } = withoutJourney(original);
    const copy: Post = {
      ...content,
      id: newPostId,
      accountId: target,
      authorId: memberOf(context),
      status: 'draft',
      revision: 0,
      createdAtMs: context.nowMs,
    };
    await savePost(tx, copy, context.nowMs);
    await context.log({
      name: 'post.copied',
      postId: newPostId,
      accountId: target,
      details: { from: postId },
    });
    return { postId: newPostId };
  },
});

export const deletePost = defineCommand({
  name: 'post.delete',
  args: OnePost,
  needs: ({ postId }, tx, context) => needsPost('post.delete', postId, tx, context),
  async apply(tx, { postId }, context) {
    const { accountId, status } = await getPost(tx, postId);
    await tx.remove('posts', postId);
    await context.log({ name: 'post.deleted', postId, accountId, details: { status } });
  },
});

/** Puts a post on its way: through its approval plan, or straight to its time when no step is asked. */
async function sendOn(tx: Transaction, post: Post, context: ApplyContext, action: SendingAction) {
  const { nowMs } = context;
  const fresh = await withSlot(tx, withoutJourney(post), context);
  const plan = createPlan(fresh, await context.directory(), memberOf(context), nowMs, action);
  const target = { postId: post.id, accountId: post.accountId };
  if (plan) {
    await context.log({
      name: 'post.submitted',
      ...target,
      details: { steps: plan.steps.map(({ name }) => name).join(', ') },
    });
    await savePost(tx, { ...fresh, status: 'awaitingApproval', plan }, nowMs);
    return { status: 'awaitingApproval' as const };
  }
  await context.log({ name: 'post.scheduled', ...target, details: timeDetails(fresh) });
  await savePost(tx, { ...fresh, status: 'scheduled' }, nowMs, Math.max(fresh.scheduledAtMs ?? 0, nowMs));
  return { status: 'scheduled' as const };
}

/** A post of the queue with its account's next free slot as its time. */
async function withSlot(tx: ReadTransaction, post: Post, { directory, nowMs }: ApplyContext): Promise<Post> {
  if (!post.inQueue) return post;
  const { accounts } = await directory();
  const schedule = accounts.find(({ id }) => id === post.accountId)?.publishing?.schedule;
  if (!schedule) throw conflict(say('This account has no posting schedule.'), say('Choose a time.'));
  const slotMs = findFreeSlot(schedule, await takenTimes(tx, post), nowMs);
  if (slotMs === undefined)
    throw conflict(say('Every slot of the coming year is taken.'), say('Choose a time.'));
  return { ...post, scheduledAtMs: slotMs, timeZone: schedule.timeZone };
}

function timeDetails({ scheduledAtMs }: Post): Record<string, number> {
  return scheduledAtMs === undefined ? {} : { scheduledAtMs };
}

/** Whoever sends a post without asking for approval has chosen no approval template. */
function withTemplate(post: Post, templateId: ApprovalTemplateId | undefined): Post {
  const { approvalTemplateId: _approvalTemplateId, ...rest } = post;
  return templateId === undefined ? rest : { ...rest, approvalTemplateId: templateId };
}

export const submitPost = defineCommand({
  name: 'post.submit',
  args: z.object({
    postId: PostId,
    /** The approval template to go by; null for none; left out, the one that the post was sent with last. */
    approvalTemplateId: z.optional(z.nullable(ApprovalTemplateId)),
  }),
  needs: ({ postId, approvalTemplateId }, tx, context) =>
    needsPost('post.submit', postId, tx, context, { approvalTemplateId }),
  async apply(tx, { postId, approvalTemplateId }, context) {
    const post = await getPost(tx, postId);
    const chosen = withTemplate(post, chosenTemplateId(post, approvalTemplateId));
    return sendOn(tx, chosen, context, 'post.submit');
  },
});

export const schedulePost = defineCommand({
  name: 'post.schedule',
  args: z.object({
    postId: PostId,
    /** Absent: the time that the post has, or its queue's next free slot. */
    scheduledAtMs: z.optional(TimeMs),
  }),
  needs: async ({ postId, scheduledAtMs }, tx, context) =>
    needsPost('post.schedule', postId, tx, context, {
      scheduledAtMs: scheduledAtMs ?? (await getPost(tx, postId)).scheduledAtMs,
    }),
  async apply(tx, { postId, scheduledAtMs }, context) {
    const post = withTemplate(await getPost(tx, postId), undefined);
    const timed = scheduledAtMs === undefined ? post : { ...post, scheduledAtMs };
    return sendOn(tx, timed, context, 'post.publish');
  },
});

export const publishPost = defineCommand({
  name: 'post.publish',
  args: OnePost,
  needs: ({ postId }, tx, context) => needsPost('post.publish', postId, tx, context),
  async apply(tx, { postId }, context) {
    const { scheduledAtMs: _scheduledAtMs, inQueue: _inQueue, ...post } = await getPost(tx, postId);
    return sendOn(tx, withTemplate(post, undefined), context, 'post.publish');
  },
});

export const retryPost = defineCommand({
  name: 'post.retry',
  args: z.object({
    postId: PostId,
    /** Where only a person could tell: they looked, and it is not on the network. */
    isKnownAbsent: z.optional(z.boolean()),
  }),
  needs: ({ postId }, tx, context) => needsPost('post.retry', postId, tx, context),
  async apply(tx, { postId, isKnownAbsent }, context) {
    const post = withFreshAttempts(await getPost(tx, postId));
    if (post.failure?.reason === 'unknown') {
      if (!isKnownAbsent)
        throw conflict(
          say('Nobody knows yet whether this post went out.'),
          say('Look on the network first.'),
        );
      if (post.publication) post.publication = { ...post.publication, mayBeOut: false };
    }
    // An approved post that was not changed keeps its approvals; anything else is asked again, as it was sent.
    if (!isStillApproved(post.plan, post)) {
      return post.plan
        ? sendOn(tx, post, context, 'post.submit')
        : sendOn(tx, withTemplate(post, undefined), context, 'post.publish');
    }
    const { failure: _failure, notice: _notice, ...rest } = post;
    await context.log({ name: 'post.retried', postId, accountId: post.accountId });
    // One that was held before its time, after a restore, keeps it.
    const dueAtMs = Math.max(post.scheduledAtMs ?? 0, context.nowMs);
    await savePost(tx, { ...rest, status: 'scheduled' }, context.nowMs, dueAtMs);
    return { status: 'scheduled' as const };
  },
});

/** Somebody posted it on the site themself, in its own composer: nothing is sent any more. */
export const recordPosted = defineCommand({
  name: 'post.recordPosted',
  args: z.object({ postId: PostId, url: z.optional(WebAddress) }),
  needs: ({ postId }, tx, context) => needsPost('post.recordPosted', postId, tx, context),
  async apply(tx, { postId, url }, context) {
    const before = await getPost(tx, postId);
    // Whoever looked whether it is there found it as it was sent.
    const {
      failure: _failure,
      notice: _notice,
      ...post
    } = before.failure?.reason === 'unknown' ? await asItWasSent(tx, before, context) : before;
    const byHand = {
      key: `by hand ${postId}`,
      armedAtMs: context.nowMs,
      attempts: 0,
      connection: { mode: 'member' as const, memberId: memberOf(context) },
    };
    const publication = {
      ...(post.publication ?? byHand),
      ...(url && { url }),
      publishedAtMs: context.nowMs,
    };
    await context.log({
      name: 'post.postedByHand',
      postId,
      accountId: post.accountId,
      details: url ? { url } : {},
    });
    await savePost(tx, { ...post, status: 'published', publication }, context.nowMs);
    await repeatPost(tx, post, context);
  },
});

/**
 * A published post is off the network again: it becomes a draft. Whoever runs this has taken it off already (see
 * `posts.takeDown` in the background); to take it off twice is to take it off once.
 */
export const takeDownPost = defineCommand({
  name: 'post.takeDown',
  args: OnePost,
  needs: ({ postId }, tx, context) => needsPost('post.takeDown', postId, tx, context),
  async apply(tx, { postId }, context) {
    const { publication, repeat: _repeat, ...post } = withoutJourney(await getPost(tx, postId));
    await context.log({
      name: 'post.takenDown',
      postId,
      accountId: post.accountId,
      details: publication?.url ? { url: publication.url } : {},
    });
    await savePost(tx, { ...post, status: 'draft' }, context.nowMs);
  },
});

function isStillApproved(plan: ApprovalPlan | undefined, post: Post): boolean {
  return plan !== undefined && findCurrentStep(plan) === undefined && plan.seal === sealOf(post);
}

export const withdrawPost = defineCommand({
  name: 'post.withdraw',
  args: OnePost,
  needs: ({ postId }, tx, context) => needsPost('post.withdraw', postId, tx, context),
  async apply(tx, { postId }, context) {
    const post = await getPost(tx, postId);
    await context.log({
      name: 'post.withdrawn',
      postId,
      accountId: post.accountId,
      details: { from: post.status },
    });
    await savePost(tx, { ...withoutJourney(post), status: 'draft' }, context.nowMs);
  },
});

export const approvePost = defineCommand({
  name: 'post.approve',
  args: z.object({
    postId: PostId,
    /** The seal of what the approver was shown. */
    seal: z.string().check(z.maxLength(64)),
    note: z.optional(Note),
  }),
  needs: ({ postId }, tx, context) => needsPost('post.approve', postId, tx, context),
  async apply(tx, { postId, seal, note }, context) {
    const post = await getPost(tx, postId);
    checkSeen(post, seal);
    const { nowMs } = context;
    const memberId = memberOf(context);
    // As the approvers are now: one who was lost by the passing of time alone is not waited for.
    const asked = withCurrentApprovers(planOf(post), post, await context.directory());
    const plan = withApproval(asked, { memberId, atMs: nowMs, ...(note && { note }) }, seal);
    const step = findCurrentStep(asked);
    await context.log({
      name: 'post.approved',
      postId,
      accountId: post.accountId,
      details: { step: step?.name ?? '', ...(note && { note }) },
    });
    const { notice: _notice, ...rest } = post;
    if (findCurrentStep(plan)) {
      await savePost(tx, { ...rest, plan }, nowMs);
      return { status: 'awaitingApproval' as const };
    }
    // The last approval sends the post on its way, but not before it can no longer be taken back.
    const dueAtMs = Math.max(post.scheduledAtMs ?? 0, nowMs + UNDO_WINDOW_MS);
    await savePost(tx, { ...rest, plan, status: 'scheduled' }, nowMs, dueAtMs);
    return { status: 'scheduled' as const };
  },
});

export const declinePost = defineCommand({
  name: 'post.decline',
  args: z.object({
    postId: PostId,
    seal: z.string().check(z.maxLength(64)),
    note: Note.check(z.minLength(1, words('say what has to change'))),
  }),
  needs: ({ postId }, tx, context) => needsPost('post.decline', postId, tx, context),
  async apply(tx, { postId, seal, note }, context) {
    const post = await getPost(tx, postId);
    checkSeen(post, seal);
    const { nowMs } = context;
    const plan = planOf(post);
    const current = findCurrentStep(plan);
    const step = current ? plan.steps.indexOf(current) : 0;
    const declined = { memberId: memberOf(context), atMs: nowMs, note, step };
    await context.log({
      name: 'post.declined',
      postId,
      accountId: post.accountId,
      details: { step: current?.name ?? '', note },
    });
    const { notice: _notice, ...rest } = post;
    await savePost(tx, { ...rest, plan: { ...plan, declined }, status: 'declined' }, nowMs);
  },
});

export const undoDecision = defineCommand({
  name: 'post.undoDecision',
  args: OnePost,
  needs: ({ postId }, tx, context) => needsPost('post.undoDecision', postId, tx, context),
  async apply(tx, { postId }, context) {
    const post = await getPost(tx, postId);
    await context.log({ name: 'post.decisionUndone', postId, accountId: post.accountId });
    const plan = withCurrentApprovers(withoutLastDecision(planOf(post)), post, await context.directory());
    await savePost(tx, { ...post, plan, status: 'awaitingApproval' }, context.nowMs);
  },
});

export const notePost = defineCommand({
  name: 'post.note',
  args: z.object({ postId: PostId, note: Note.check(z.minLength(1, words('must not be empty'))) }),
  needs: ({ postId }, tx, context) => needsPost('post.note', postId, tx, context),
  async apply(tx, { postId, note }, context) {
    const { accountId } = await getPost(tx, postId);
    await context.log({ name: 'post.noted', postId, accountId, details: { note } });
  },
});

function planOf(post: Post): ApprovalPlan {
  if (!post.plan) throw conflict(say('This post is not in approval.'));
  return post.plan;
}

/** Approving is for exactly what was on the screen: anything else is asked again. */
function checkSeen(post: Post, seal: string): void {
  if (sealOf(post) !== seal)
    throw conflict(say('The post was changed while you were looking at it.'), say('Look at it again.'));
}

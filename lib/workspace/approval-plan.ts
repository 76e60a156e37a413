/**
 * The approval plan: which steps a post must pass, who may pass them, and what an edit does to what was
 * already approved. Source of every rule here: the approval section of the role models.
 */

import type { MemberId, SendingAction } from '../roles';
import { say } from '../words/say';
import { findTemplate } from './approval-template';
import type { Directory } from './command';
import type { Approval, ApprovalPlan, ApprovalStep, Post } from './records';
import { sealOf } from './seal';

/** Members see an approval take effect at once, and may take it back for this long. */
export const UNDO_WINDOW_MS = 8_000;

/**
 * The plan a post gets when it is sent on now; undefined when no step is asked.
 *
 * @param post the post, with the approval template that was chosen for it
 * @param directory the workspace as it is now
 * @param submittedBy who sends it
 * @param nowMs when
 * @param action `post.submit` asks for approval; `post.publish` asks only for what cannot be done without
 */
export function createPlan(
  post: Pick<Post, 'accountId' | 'authorId' | 'approvalTemplateId'>,
  directory: Directory,
  submittedBy: MemberId,
  nowMs: number,
  action: SendingAction = 'post.submit',
): ApprovalPlan | undefined {
  const { accountId, authorId, approvalTemplateId: templateId } = post;
  const account = directory.accounts.find(({ id }) => id === accountId);
  const template = findTemplate(templateId, directory);
  const gates = directory.engine.gatesFor({ type: 'post', accountId, authorId, templateId }, action);
  if (gates.length === 0) return undefined;
  const steps = gates.map(({ name, gate, rule, reason, approverIds }, index): ApprovalStep => {
    // The gates of a template are its steps, in order.
    const named = template?.steps[index]?.approverIds;
    return {
      name,
      ...(gate && { gate }),
      reason,
      approverIds: [...approverIds],
      ...(named && { namedApproverIds: [...named] }),
      rule: gate === 'client' ? (account?.clientApprovalRule ?? rule) : rule,
      approvals: [],
    };
  });
  return { submittedBy, submittedAtMs: nowMs, steps };
}

/** The first step that is not passed; undefined when all are. */
export function findCurrentStep(plan: ApprovalPlan): ApprovalStep | undefined {
  return plan.steps.find((step) => !isStepPassed(step));
}

/**
 * Whether a step has all the approvals that it asks for. An approval counts as it was given, also when its giver
 * lost the right since. `all` means everybody who may approve now, so that one who lost the right holds nothing up;
 * with nobody left it is not passed. A number stays what it is: fewer approvers do not make fewer approvals enough.
 */
export function isStepPassed({ rule, approvals, approverIds }: ApprovalStep): boolean {
  if (rule === 'any') return approvals.length > 0;
  if (rule === 'all') {
    const approved = new Set(approvals.map(({ memberId }) => memberId));
    return approverIds.length > 0 && approverIds.every((id) => approved.has(id));
  }
  return approvals.length >= rule;
}

/** Says that a plan has come to a step that too few are left to pass; undefined when it has not. */
export function findStuckReason(plan: ApprovalPlan): string | undefined {
  const step = findCurrentStep(plan);
  if (!step) return undefined;
  const approved = new Set(step.approvals.map(({ memberId }) => memberId));
  const left = step.approverIds.filter((id) => !approved.has(id)).length;
  const missing = typeof step.rule === 'number' ? step.rule - step.approvals.length : 1;
  if (left >= missing) return undefined;
  return left === 0
    ? say(
        '{step, select, team {Nobody can approve the post for the team any more.} client {Nobody can approve the post for the client any more.} approval {Nobody can approve the post any more.} other {Nobody can approve the step “{step}” any more.}} Take the post back and send it another way.',
        { step: step.name },
      )
    : say(
        '{step, select, client {Only {count} more can approve the post for the client.} other {Only {count} more can approve the step “{step}”.}} Take the post back and send it another way.',
        { count: left, step: step.name },
      );
}

/** The plan with one more approval on its current step, sealed with what the post is now. */
export function withApproval(plan: ApprovalPlan, approval: Approval, seal: string): ApprovalPlan {
  const current = findCurrentStep(plan);
  return {
    ...plan,
    steps: plan.steps.map((step) =>
      step === current ? { ...step, approvals: [...step.approvals, approval] } : step,
    ),
    seal,
  };
}

/** The newest approval or refusal of a plan: the one that may still be taken back. */
export function findLastDecision(
  plan: ApprovalPlan,
): { memberId: MemberId; atMs: number; declined: boolean } | undefined {
  if (plan.declined) return { memberId: plan.declined.memberId, atMs: plan.declined.atMs, declined: true };
  const last = plan.steps.flatMap(({ approvals }) => approvals).at(-1);
  return last && { memberId: last.memberId, atMs: last.atMs, declined: false };
}

/** The plan as it was before its newest approval or refusal. */
export function withoutLastDecision(plan: ApprovalPlan): ApprovalPlan {
  if (plan.declined) {
    const { declined: _declined, ...rest } = plan;
    return rest;
  }
  const lastIndex = plan.steps.findLastIndex(({ approvals }) => approvals.length > 0);
  const steps = plan.steps.map((step, index) =>
    index === lastIndex ? { ...step, approvals: step.approvals.slice(0, -1) } : step,
  );
  const { seal, ...rest } = plan;
  return steps.some(({ approvals }) => approvals.length > 0) && seal !== undefined
    ? { ...rest, steps, seal }
    : { ...rest, steps };
}

/** What an edit does to a post that was submitted. */
export type EditOutcome =
  /** Nothing was approved yet, or nothing that is approved changed. */
  | { readonly kind: 'kept'; readonly plan: ApprovalPlan | undefined }
  /** The editor could have approved all that was approved: the approvals now stand in the editor's name. */
  | { readonly kind: 'resealed'; readonly plan: ApprovalPlan }
  /** Approval starts again, because of what `because` says. */
  | { readonly kind: 'restarted'; readonly plan: ApprovalPlan; readonly because: string };

/**
 * What happens to the plan of a submitted post when `editorId` changes it from `before` to `after`.
 * A post that needed no approval when it was submitted is asked again: its author's access may have changed.
 */
export function planAfterEdit(
  before: Post,
  after: Post,
  directory: Directory,
  editorId: MemberId,
  nowMs: number,
): EditOutcome {
  const plan = before.plan;
  if (sealOf(before) === sealOf(after)) return { kind: 'kept', plan };
  const editor = nameOf(directory, editorId);
  if (!plan) {
    const { accountId, authorId } = after;
    const fresh = createPlan({ accountId, authorId }, directory, editorId, nowMs, 'post.publish');
    if (!fresh) return { kind: 'kept', plan };
    const because = say('{editor} changed the post, and posts of its author now need approval here.', {
      editor,
    });
    return { kind: 'restarted', plan: { ...fresh, restartedBecause: because }, because };
  }
  const approvedSteps = plan.steps.filter(({ approvals }) => approvals.length > 0);
  if (approvedSteps.length === 0) return { kind: 'kept', plan };
  if (approvedSteps.every((step) => mayApproveStep(directory, editorId, after, step))) {
    const inEditorsName = { memberId: editorId, atMs: nowMs };
    const steps = plan.steps.map((step) =>
      // A step that asks for several approvers keeps only the editor's: the others approved something else.
      step.approvals.length === 0 ? step : { ...step, approvals: [inEditorsName] },
    );
    return { kind: 'resealed', plan: { ...plan, steps, seal: sealOf(after) } };
  }
  const because = say('{editor} changed the post after it was approved.', { editor });
  const hasTemplate = findTemplate(after.approvalTemplateId, directory) !== undefined;
  // A template that is gone still asks for the steps that the post was sent with.
  const isTemplateGone = after.approvalTemplateId !== undefined && !hasTemplate;
  const fresh = isTemplateGone ? undefined : createPlan(after, directory, plan.submittedBy, nowMs);
  const restarted = fresh ?? withCurrentApprovers(withoutApprovals(plan), after, directory);
  return { kind: 'restarted', plan: { ...restarted, restartedBecause: because }, because };
}

/** Whether a member may pass a step of a post: the role engine's answer, and for a template's step its names. */
export function mayApproveStep(
  { engine }: Pick<Directory, 'engine'>,
  memberId: MemberId,
  { accountId, authorId, status }: Pick<Post, 'accountId' | 'authorId' | 'status'>,
  { gate, namedApproverIds }: Pick<ApprovalStep, 'gate' | 'namedApproverIds'>,
): boolean {
  if (namedApproverIds && !namedApproverIds.includes(memberId)) return false;
  return engine.can(memberId, 'post.approve', { type: 'post', accountId, authorId, status, gate });
}

/**
 * The plan with each open step's approvers as they are now; passed steps stay as they were passed. A step that
 * nobody can pass any more keeps its place, without approvers.
 */
export function withCurrentApprovers(
  plan: ApprovalPlan,
  { accountId, authorId }: Pick<Post, 'accountId' | 'authorId'>,
  directory: Directory,
): ApprovalPlan {
  const post = { accountId, authorId, status: 'awaitingApproval' } as const;
  const steps = plan.steps.map((step) => {
    if (isStepPassed(step)) return step;
    const approverIds = directory.members
      .filter(({ id }) => mayApproveStep(directory, id, post, step))
      .map(({ id }) => id);
    return { ...step, approverIds };
  });
  return { ...plan, steps };
}

function withoutApprovals(plan: ApprovalPlan): ApprovalPlan {
  const { seal: _seal, ...rest } = plan;
  return { ...rest, steps: plan.steps.map((step) => ({ ...step, approvals: [] })) };
}

function nameOf(directory: Directory, memberId: MemberId): string {
  return directory.members.find(({ id }) => id === memberId)?.name ?? say('Somebody who has left');
}

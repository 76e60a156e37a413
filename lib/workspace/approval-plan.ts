/**
 * The approval plan: which steps a post must pass, who may pass them, and what an edit does to what was
 * already approved. Source of every rule here: the approval section of the role models.
 */
import type { MemberId } from '../roles';
import type { Directory } from './command';
import type { Approval, ApprovalPlan, ApprovalStep, Post } from './records';
import { sealOf } from './seal';

/** Members see an approval take effect at once, and may take it back for this long. */
export const UNDO_WINDOW_MS = 8_000;

/** The plan a post gets when it is submitted now; undefined when no step is asked. */
export function createPlan(
  post: Pick<Post, 'accountId' | 'authorId'>,
  directory: Directory,
  submittedBy: MemberId,
  nowMs: number,
): ApprovalPlan | undefined {
  const account = directory.accounts.find(({ id }) => id === post.accountId);
  const gates = directory.engine.gatesFor({
    type: 'post',
    accountId: post.accountId,
    authorId: post.authorId,
  });
  if (gates.length === 0) return undefined;
  const steps = gates.map(
    ({ name, reason, approverIds }): ApprovalStep => ({
      name,
      gate: name,
      reason,
      approverIds: [...approverIds],
      rule: name === 'client' ? (account?.clientApprovalRule ?? 'any') : 'any',
      approvals: [],
    }),
  );
  return { submittedBy, submittedAtMs: nowMs, steps };
}

/** The first step that is not passed; undefined when all are. */
export function findCurrentStep(plan: ApprovalPlan): ApprovalStep | undefined {
  return plan.steps.find((step) => !isStepPassed(step));
}

export function isStepPassed({ rule, approvals, approverIds }: ApprovalStep): boolean {
  if (rule === 'any') return approvals.length > 0;
  if (rule === 'all') {
    const approved = new Set(approvals.map(({ memberId }) => memberId));
    return approvals.length > 0 && approverIds.every((id) => approved.has(id));
  }
  return approvals.length >= rule;
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
    const fresh = createPlan(after, directory, editorId, nowMs);
    if (!fresh) return { kind: 'kept', plan };
    const because = `${editor} changed the post, and posts of its author now need approval here.`;
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
  const because = `${editor} changed the post after it was approved.`;
  const fresh = createPlan(after, directory, plan.submittedBy, nowMs);
  const restarted = fresh ?? withoutApprovals(plan);
  return { kind: 'restarted', plan: { ...restarted, restartedBecause: because }, because };
}

/** Whether a member may pass a step of a post: the role engine's answer for its gate. */
export function mayApproveStep(
  directory: Directory,
  memberId: MemberId,
  post: Post,
  step: ApprovalStep,
): boolean {
  const { engine } = directory;
  const { accountId, authorId, status } = post;
  if (!step.gate && !step.approverIds.includes(memberId)) return false;
  return engine.can(memberId, 'post.approve', { type: 'post', accountId, authorId, status, gate: step.gate });
}

/** The plan with each open step's approvers as they are now; passed steps stay as they were passed. */
export function withCurrentApprovers(plan: ApprovalPlan, post: Post, directory: Directory): ApprovalPlan {
  const { accountId, authorId } = post;
  const steps = plan.steps.map((step) => {
    if (!step.gate || isStepPassed(step)) return step;
    const approvers = directory.engine.whoCan('post.approve', {
      type: 'post',
      accountId,
      authorId,
      gate: step.gate,
    });
    return { ...step, approverIds: approvers.map(({ id }) => id) };
  });
  return { ...plan, steps };
}

function withoutApprovals(plan: ApprovalPlan): ApprovalPlan {
  const { seal: _seal, ...rest } = plan;
  return { ...rest, steps: plan.steps.map((step) => ({ ...step, approvals: [] })) };
}

function nameOf(directory: Directory, memberId: MemberId): string {
  return directory.members.find(({ id }) => id === memberId)?.name ?? 'Somebody who has left';
}

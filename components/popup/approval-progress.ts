import { say } from '../../lib/words/say';
import type { ApprovalPlan, ApprovalStep } from '../../lib/workspace/records';

/** Where a step of an approval plan stands. */
export type StepState = 'passed' | 'current' | 'declined' | 'waiting';

/** Where each step of a plan stands, in their order: what is before the first open one is passed. */
export function stepStatesOf(plan: ApprovalPlan): readonly StepState[] {
  const current = plan.steps.findIndex((step) => !isPassed(step));
  return plan.steps.map((_, index) => {
    if (plan.declined?.step === index) return 'declined';
    if (current === -1 || index < current) return 'passed';
    return index === current && !plan.declined ? 'current' : 'waiting';
  });
}

/** The step that is asked now; undefined when all are passed or the post was declined. */
export function findAskedStep(plan: ApprovalPlan | undefined): ApprovalStep | undefined {
  return plan?.steps[stepStatesOf(plan).indexOf('current')];
}

/** What the screen needs of the domain's own rule; the domain decides, this only draws. */
function isPassed({ rule, approvals, approverIds }: ApprovalStep): boolean {
  if (rule === 'any') return approvals.length > 0;
  if (rule !== 'all') return approvals.length >= rule;
  const approved = new Set(approvals.map(({ memberId }) => memberId));
  return approvals.length > 0 && approverIds.every((id) => approved.has(id));
}

/** What a step is called on the screen. */
export function stepWords(step: Pick<ApprovalStep, 'name'>): string {
  if (step.name === 'approval') return say('Approval');
  if (step.name === 'team') return say('Team approval');
  return step.name === 'client' ? say('Client approval') : step.name;
}

import './approval-line.css';
import type { JSX } from 'preact';
import type { SessionView } from '../../lib/messages/views';
import type { ApprovalPlan } from '../../lib/workspace/records';
import { Icon } from '../ui/icon';
import { type StepState, stepStatesOf, stepWords } from './approval-progress';
import { nameOfMember, namesOfMembers } from './session-names';

const STATE_WORDS: Readonly<Record<StepState, string>> = {
  passed: 'passed',
  current: 'asked now',
  declined: 'declined',
  waiting: 'comes later',
};

/** The steps of an approval as a line, with who has decided and who is asked. */
export function ApprovalLine({
  plan,
  session,
}: {
  readonly plan: ApprovalPlan;
  readonly session: SessionView;
}): JSX.Element {
  const states = stepStatesOf(plan);
  return (
    <ol class="approval-line">
      {plan.steps.map((step, index) => {
        const state = states[index] ?? 'waiting';
        const approvedBy = step.approvals.map(({ memberId }) => nameOfMember(session, memberId)).join(', ');
        return (
          <li class={`approval-line-step approval-line-${state}`} key={`${index}${step.name}`}>
            <span class="approval-line-mark">
              {state === 'passed' && <Icon name="approve" />}
              {state === 'declined' && <Icon name="decline" />}
            </span>
            <span class="approval-line-words">
              <span class="approval-line-name">
                {stepWords(step)}
                <span class="visually-hidden">: {STATE_WORDS[state]}</span>
              </span>
              <bdi class="approval-line-who">
                {state === 'declined' &&
                  plan.declined &&
                  `Declined by ${nameOfMember(session, plan.declined.memberId)}`}
                {state === 'passed' && `Approved by ${approvedBy}`}
                {state === 'current' &&
                  `${approvedBy && `Approved by ${approvedBy}. `}${step.approverIds.length === 0 ? 'Nobody can approve it now' : `Awaits ${namesOfMembers(session, step.approverIds, step.rule === 'any' ? 'or' : 'and')}`}`}
                {state === 'waiting' && namesOfMembers(session, step.approverIds)}
              </bdi>
            </span>
          </li>
        );
      })}
    </ol>
  );
}

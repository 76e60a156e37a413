import { say, sayList, words } from '../../lib/words/say';
import './approval-line.css';
import type { JSX } from 'preact';
import type { SessionView } from '../../lib/messages/views';
import type { ApprovalPlan } from '../../lib/workspace/records';
import { Icon } from '../ui/icon';
import { type StepState, stepStatesOf, stepWords } from './approval-progress';
import { nameOfMember, namesOfMembers } from './session-names';

const STATE_WORDS: Readonly<Record<StepState, string>> = {
  passed: words(': passed'),
  current: words(': asked now'),
  declined: words(': declined'),
  waiting: words(': comes later'),
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
        const approvedBy = sayList(step.approvals.map(({ memberId }) => nameOfMember(session, memberId)));
        return (
          <li class={`approval-line-step approval-line-${state}`} key={`${index}${step.name}`}>
            <span class="approval-line-mark">
              {state === 'passed' && <Icon name="approve" />}
              {state === 'declined' && <Icon name="decline" />}
            </span>
            <span class="approval-line-words">
              <span class="approval-line-name">
                {stepWords(step)}
                <span class="visually-hidden">{say(STATE_WORDS[state])}</span>
              </span>
              <bdi class="approval-line-who">
                {state === 'declined' &&
                  plan.declined &&
                  say('Declined by {name}', { name: nameOfMember(session, plan.declined.memberId) })}
                {state === 'passed' && say('Approved by {names}', { names: approvedBy })}
                {state === 'current' && askedWords(step, approvedBy, session)}
                {state === 'waiting' && namesOfMembers(session, step.approverIds)}
              </bdi>
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function askedWords(
  { approverIds, rule }: ApprovalPlan['steps'][number],
  approvedBy: string,
  session: SessionView,
): string {
  const names = namesOfMembers(session, approverIds, rule === 'any' ? 'disjunction' : 'conjunction');
  if (approvedBy === '')
    return approverIds.length === 0 ? say('Nobody can approve it now') : say('Awaits {names}', { names });
  return approverIds.length === 0
    ? say('Approved by {approvers}. Nobody can approve it now', { approvers: approvedBy })
    : say('Approved by {approvers}. Awaits {names}', { approvers: approvedBy, names });
}

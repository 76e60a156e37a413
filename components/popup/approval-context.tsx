import { Fragment, type JSX } from 'preact';
import type { SessionView } from '../../lib/messages/views';
import { say, sayWith } from '../../lib/words/say';
import type { Post } from '../../lib/workspace/records';
import { RelativeTime } from '../ui/relative-time';
import { findAskedStep, stepWords } from './approval-progress';
import { usePopupServices } from './popup-services';
import { findPostFacts } from './post-facts';
import { nameOfMember, namesOfMembers } from './session-names';
import { useFieldsOf } from './use-fields-of';

/** What an approver knows beside the post itself: which step this is and why, who else decides, who sent it. */
export function ApprovalContext({
  post,
  session,
}: {
  readonly post: Post;
  readonly session: SessionView;
}): JSX.Element {
  const { nowMs } = usePopupServices();
  const fieldsOf = useFieldsOf(session);
  const now = nowMs();
  const step = findAskedStep(post.plan);
  const others = step?.approverIds.filter((id) => id !== session.me?.id) ?? [];
  const earlier = post.plan?.steps.flatMap(({ approvals }) => approvals) ?? [];
  return (
    <dl class="approval-context">
      {findPostFacts(post, fieldsOf(post)).map(({ label, words }) => (
        <Fragment key={label}>
          <dt>{label}</dt>
          <dd dir="auto">{words}</dd>
        </Fragment>
      ))}
      {step && (
        <>
          <dt>{say('Step')}</dt>
          <dd>
            {post.plan && post.plan.steps.length > 1 && (
              <strong>
                {say('Step {number} of {count}: {name}.', {
                  number: post.plan.steps.indexOf(step) + 1,
                  count: post.plan.steps.length,
                  name: stepWords(step),
                })}
              </strong>
            )}
            {post.plan && post.plan.steps.length > 1 ? (
              <bdi> {step.reason}</bdi>
            ) : (
              sayWith('{step}. {reason}', { step: stepWords(step), reason: <bdi>{step.reason}</bdi> })
            )}
          </dd>
        </>
      )}
      {step && others.length > 0 && (
        <>
          <dt>{say('Others')}</dt>
          <dd>
            <bdi>
              {othersWords(
                step.rule,
                namesOfMembers(session, others, step.rule === 'any' ? 'disjunction' : 'conjunction'),
              )}
            </bdi>
          </dd>
        </>
      )}
      {post.plan && (
        <>
          <dt>{say('Sent')}</dt>
          <dd>
            {sayWith('{name}, {time}', {
              name: <bdi>{nameOfMember(session, post.plan.submittedBy)}</bdi>,
              time: <RelativeTime atMs={post.plan.submittedAtMs} nowMs={now} />,
            })}
          </dd>
        </>
      )}
      {earlier.map(({ memberId, atMs, note }) => (
        <ApprovedLine key={`${memberId} ${atMs}`} name={nameOfMember(session, memberId)} note={note} />
      ))}
      {post.notice && (
        <>
          <dt>{say('Note')}</dt>
          <dd dir="auto">{post.notice}</dd>
        </>
      )}
    </dl>
  );
}

function ApprovedLine({
  name,
  note,
}: {
  readonly name: string;
  readonly note: string | undefined;
}): JSX.Element {
  return (
    <>
      <dt>{say('Approved')}</dt>
      <dd>
        {note ? (
          sayWith('{name}: {note}', { name: <bdi>{name}</bdi>, note: <bdi>{note}</bdi> })
        ) : (
          <bdi>{name}</bdi>
        )}
      </dd>
    </>
  );
}

function othersWords(rule: 'any' | 'all' | number, names: string): string {
  if (rule === 'any') return say('{names} could approve it too; one approval is enough.', { names });
  return rule === 'all'
    ? say('{names} approve it too; all have to.', { names })
    : say('{names} approve it too; {count} approvals are needed.', { names, count: rule });
}

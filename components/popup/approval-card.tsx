import { say, sayWith } from '../../lib/words/say';
import './approval-card.css';
import type { JSX } from 'preact';
import type { PostView, SessionView } from '../../lib/messages/views';
import type { PostId } from '../../lib/workspace/records';
import { Avatar } from '../ui/avatar';
import { Button } from '../ui/button';
import { DecisionButton } from '../ui/decision-button';
import { Icon } from '../ui/icon';
import { ApprovalContext } from './approval-context';
import { ChangeSummary } from './change-summary';
import { excerptOf } from './excerpt';
import { goingOutWords } from './going-out';
import { NoteForm } from './note-form';
import { usePopupServices } from './popup-services';
import { PostContentPreview } from './post-content-preview';
import { ProblemMessage } from './problem-message';
import { findAccount, findPausedSince, nameOfMember } from './session-names';
import type { Approval } from './use-approval';
import { useFieldsOf } from './use-fields-of';
import { useSeen } from './use-seen';

export interface ApprovalCardProps {
  readonly view: PostView;
  readonly session: SessionView;
  readonly isOpen: boolean;
  readonly isDeclining: boolean;
  readonly approval: Approval;
  readonly onToggle: () => void;
  readonly onDeclining: (isDeclining: boolean) => void;
  readonly onDetails: () => void;
}

/** The id of the button that folds and unfolds a post. */
export function approvalHeadId(postId: PostId): string {
  return `approval-head-${postId}`;
}

/** One post that awaits the acting member: folded to a line, or open with all that is to be decided on. */
export function ApprovalCard(props: ApprovalCardProps): JSX.Element {
  const { view, session, isOpen, onToggle } = props;
  const account = findAccount(session, view.post.accountId);
  const { nowMs } = usePopupServices();
  const author = nameOfMember(session, view.post.authorId);
  const panelId = `approval-${view.post.id}`;
  return (
    <li class={isOpen ? 'approval-card approval-card-open' : 'approval-card'}>
      <h2 class="approval-card-heading">
        <button
          type="button"
          id={approvalHeadId(view.post.id)}
          class="approval-card-head"
          aria-expanded={isOpen}
          aria-controls={panelId}
          data-enter-opens={isOpen ? '' : undefined}
          onClick={onToggle}
        >
          <Avatar name={author} />
          <span class="approval-card-line">
            {sayWith('{author} <quiet>for</quiet> {account}', {
              author: <bdi class="approval-card-author">{author}</bdi>,
              quiet: (parts) => <span class="approval-card-for">{parts}</span>,
              account: (
                <bdi class="approval-card-account">
                  {account?.name ?? say('an account that you do not see')}
                </bdi>
              ),
            })}
          </span>
          {view.lastSeen && !isOpen && <span class="approval-card-changed">{say('Changed')}</span>}
          {isOpen ? (
            <span class="approval-card-second">
              {goingOutWords(view.post, nowMs(), findPausedSince(session, view.post.accountId))}
            </span>
          ) : (
            <bdi class="approval-card-second">{excerptOf(view.post)}</bdi>
          )}
        </button>
      </h2>
      <div id={panelId} hidden={!isOpen}>
        {isOpen && <OpenCard {...props} />}
      </div>
    </li>
  );
}

function OpenCard(props: ApprovalCardProps): JSX.Element {
  const { view, session, isDeclining, approval, onDeclining, onDetails } = props;
  const { nowMs } = usePopupServices();
  const { decisions, post } = view;
  const fieldsOf = useFieldsOf(session);
  useSeen(view);
  const problem = approval.problem?.postId === post.id ? approval.problem.error : undefined;
  return (
    <div class="approval-card-body">
      <ChangeSummary view={view} fields={fieldsOf(post)} nowMs={nowMs()} />
      <PostContentPreview post={post} session={session} />
      <ApprovalContext post={post} session={session} />
      <ProblemMessage problem={problem} />
      {isDeclining ? (
        <NoteForm
          label={say('What has to change?')}
          sendLabel={say('Decline with this note')}
          sendLook="danger"
          emptyReason={say('A note is needed to decline: say what has to change.')}
          onSend={(note) => approval.decline(view, note)}
          onCancel={() => onDeclining(false)}
        />
      ) : (
        <div class="approval-card-buttons">
          <Button look="quiet" onClick={onDetails}>
            {say('Details')}
            <Icon name="open" />
          </Button>
          <DecisionButton
            decision={decisions['post.decline']}
            icon="decline"
            onPress={() => onDeclining(true)}
          >
            {say('Decline')}
          </DecisionButton>
          <DecisionButton
            decision={decisions['post.approve']}
            look="primary"
            icon="approve"
            busy={approval.busyId === post.id}
            onPress={() => void approval.approve(view)}
          >
            {say('Approve')}
          </DecisionButton>
        </div>
      )}
    </div>
  );
}

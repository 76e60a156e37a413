import { say, sayWith, words } from '../../lib/words/say';
import './post-detail.css';
import { Fragment, type JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { ask } from '../../lib/messages/client';
import type { PostDetailView, SessionView } from '../../lib/messages/views';
import type { FailureReason, Post, PostId } from '../../lib/workspace/records';
import { Button } from '../ui/button';
import { formatMoment } from '../ui/format-time';
import { Icon } from '../ui/icon';
import { StatusLabel } from '../ui/status-label';
import { ApprovalLine } from './approval-line';
import { ChangeSummary } from './change-summary';
import { goingOutWords } from './going-out';
import { useLastSeenKeeper } from './kept-last-seen';
import { usePopupServices } from './popup-services';
import { PostActions } from './post-actions';
import { PostContentPreview } from './post-content-preview';
import { findPostFacts, type PostFact } from './post-facts';
import { PostHistory } from './post-history';
import { ProblemMessage } from './problem-message';
import { findAccount, findPausedSince, nameOfMember } from './session-names';
import { SignInLink } from './sign-in-line';
import { useApproval } from './use-approval';
import { useAsk } from './use-ask';
import { useFieldsOf } from './use-fields-of';
import { useSeen } from './use-seen';

export interface PostDetailProps {
  readonly postId: PostId;
  readonly session: SessionView;
  readonly onBack: () => void;
  readonly onEdit: (postId: PostId) => void;
  readonly onOpenPost: (postId: PostId) => void;
}

/** One post with all that is known of it. Escape goes back. */
export function PostDetail(props: PostDetailProps): JSX.Element {
  const { postId, onBack } = props;
  const asked = useAsk(postId, () => ask('posts.get', { postId }));
  const keepLastSeen = useLastSeenKeeper();
  const title = useRef<HTMLHeadingElement>(null);
  const view = asked.value && { ...keepLastSeen(asked.value), events: asked.value.events };
  useSeen(view);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another post is another page to begin at
  useLayoutEffect(() => title.current?.focus(), [postId]);

  // A button that did its deed may be gone with the focus on it: reading then goes on from the top.
  const revision = asked.value?.post.revision;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another revision brings other buttons
  useLayoutEffect(() => {
    if (document.activeElement === document.body) title.current?.focus();
  }, [revision]);

  useEffect(() => {
    const backOnEscape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      // The browser would close the popup.
      event.preventDefault();
      onBack();
    };
    document.addEventListener('keydown', backOnEscape);
    return () => document.removeEventListener('keydown', backOnEscape);
  }, [onBack]);

  return (
    <div class="post-detail">
      <div class="post-detail-top">
        <Button look="quiet" icon="back" onClick={onBack}>
          {say('Back')}
        </Button>
        <h2 class="post-detail-title" ref={title} tabIndex={-1}>
          {say('Post')}
        </h2>
        {view && <StatusLabel status={view.post.status} />}
      </div>
      <ProblemMessage problem={asked.problem} onRetry={asked.reload} />
      {view && <DetailBody {...props} view={view} reload={asked.reload} />}
    </div>
  );
}

function DetailBody(
  props: PostDetailProps & { readonly view: PostDetailView; readonly reload: () => void },
): JSX.Element {
  const { view, session, onBack, onEdit, onOpenPost, reload } = props;
  const { nowMs } = usePopupServices();
  const approval = useApproval(reload, reload);
  const fieldsOf = useFieldsOf(session);
  const { post } = view;
  const now = nowMs();
  return (
    <>
      {post.failure && <FailureNotice view={view} />}
      {post.plan?.declined && post.status === 'declined' && (
        <p class="post-detail-notice post-detail-notice-danger" dir="auto">
          {sayWith('<b>{name} declined it:</b> {note}', {
            b: (parts) => <strong>{parts}</strong>,
            name: nameOfMember(session, post.plan.declined.memberId),
            note: post.plan.declined.note,
          })}
        </p>
      )}
      {post.notice && (
        <p class="post-detail-notice" dir="auto">
          {post.notice}
        </p>
      )}
      <ChangeSummary view={view} fields={fieldsOf(post)} nowMs={now} />
      <PostContentPreview post={post} session={session} />
      <PostPlace
        post={post}
        session={session}
        nowMs={now}
        facts={findPostFacts(post, fieldsOf(post))}
        handedOverAtMs={view.handedOverAtMs}
      />
      {post.plan && (
        <section class="post-detail-section">
          <h3 class="compose-label">{say('Approval')}</h3>
          <ApprovalLine plan={post.plan} session={session} />
        </section>
      )}
      <PostActions
        view={view}
        account={findAccount(session, post.accountId)}
        approval={approval}
        onEdit={onEdit}
        onOpenPost={onOpenPost}
        onGone={onBack}
      />
      <section class="post-detail-section">
        <h3 class="compose-label">{say('History')}</h3>
        <PostHistory events={view.events} session={session} />
      </section>
    </>
  );
}

function FailureNotice({ view }: { readonly view: PostDetailView }): JSX.Element | null {
  const { post, signIn } = view;
  const { failure } = post;
  if (!failure) return null;
  return (
    <div class="post-detail-notice post-detail-notice-danger">
      <strong>{say(FAILURE_TITLES[failure.reason] ?? words('It could not be published.'))}</strong>
      <p dir="auto">
        {failure.words} <span class="post-detail-remedy">{failure.remedy}</span>
      </p>
      {signIn?.isAllowed && <SignInLink accountId={post.accountId} need={signIn} />}
    </div>
  );
}

const FAILURE_TITLES: Partial<Record<FailureReason, string>> = {
  late: words('It was not sent.'),
  unknown: words('Nobody knows whether it went out.'),
  needsReauthorization: words('It waits for a sign-in.'),
};

function PostPlace(props: {
  readonly post: Post;
  readonly session: SessionView;
  readonly nowMs: number;
  readonly facts: readonly PostFact[];
  readonly handedOverAtMs: number | undefined;
}): JSX.Element {
  const { post, session, nowMs, facts, handedOverAtMs } = props;
  const { publication, source } = post;
  const goingOut = goingOutWords(post, nowMs, findPausedSince(session, post.accountId));
  return (
    <div class="post-detail-place">
      <p>
        {sayWith('Written by {name}.', { name: <bdi>{nameOfMember(session, post.authorId)}</bdi> })}{' '}
        {goingOut && `${goingOut}.`}
      </p>
      {handedOverAtMs !== undefined && (
        <p>
          {say(
            'Handed over to the site’s own composer {time}. Did it go out? Say so below, so that nobody posts it again.',
            { time: formatMoment(handedOverAtMs, nowMs) },
          )}
        </p>
      )}
      {facts.length > 0 && (
        <dl class="post-detail-facts">
          {facts.map(({ label, words }) => (
            <Fragment key={label}>
              <dt>{label}</dt>
              <dd dir="auto">{words}</dd>
            </Fragment>
          ))}
        </dl>
      )}
      {publication?.waitingBecause && post.status === 'publishing' && (
        <p dir="auto">
          {say('The network is not ready: {reason} It is tried again by itself.', {
            reason: publication.waitingBecause,
          })}
        </p>
      )}
      {publication?.url && (
        <p>
          <a class="post-detail-link" href={publication.url} target="_blank" rel="noopener noreferrer">
            {say('See it on the network')}
            <Icon name="external" />
          </a>
        </p>
      )}
      {source && (
        <p>
          {sayWith('Drafted from {page}', {
            page: (
              <a href={source.url} target="_blank" rel="noopener noreferrer" dir="auto">
                {source.title || source.url}
              </a>
            ),
          })}
        </p>
      )}
    </div>
  );
}

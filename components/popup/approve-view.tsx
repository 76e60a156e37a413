import { say } from '../../lib/words/say';
import './approve-view.css';
import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { MessageValue } from '../../lib/messages/protocol';
import type { PostView, SessionView } from '../../lib/messages/views';
import type { PostId } from '../../lib/workspace/records';
import { Button } from '../ui/button';
import { refusalOf } from '../ui/refusal-of';
import { useToast } from '../ui/toast';
import { ApprovalCard, approvalHeadId } from './approval-card';
import { findKeyDeed } from './approval-keys';
import { EmptyState } from './empty-state';
import { useLastSeenKeeper } from './kept-last-seen';
import { KeyList } from './key-list';
import { ProblemMessage } from './problem-message';
import { useApproval } from './use-approval';
import type { Asked } from './use-ask';

export interface ApproveViewProps {
  readonly session: SessionView;
  readonly awaiting: Asked<MessageValue<'posts.list'>>;
  /** False while another view or a post's details are in front: the keys are theirs then. */
  readonly isActive: boolean;
  readonly onMore: () => void;
  readonly onOpenPost: (postId: PostId) => void;
}

/** The posts that await the acting member, one of them open. Everything in it can be done with the keyboard alone. */
export function ApproveView({
  session,
  awaiting,
  isActive,
  onMore,
  onOpenPost,
}: ApproveViewProps): JSX.Element {
  const [openId, setOpenId] = useState<PostId | 'none'>();
  const [decliningId, setDecliningId] = useState<PostId>();
  const [showsKeys, setShowsKeys] = useState(false);
  /** Decided here and not yet gone from the list that the background sent. */
  const [decided, setDecided] = useState<ReadonlySet<string>>(new Set());
  /** Where the focus goes as soon as it is there: a post's head, or the words of an empty list. */
  const [focusWish, setFocusWish] = useState<PostId | 'empty'>();
  const emptyTitle = useRef<HTMLHeadingElement>(null);
  const keepLastSeen = useLastSeenKeeper();
  const showToast = useToast();

  const views = (awaiting.value?.posts ?? [])
    .filter((view) => !decided.has(versionOf(view)))
    .map(keepLastSeen);
  const openView = openId === 'none' ? undefined : (views.find(({ post }) => post.id === openId) ?? views[0]);
  const openIndex = openView ? views.indexOf(openView) : -1;

  const open = (view: PostView | undefined) => {
    if (!view) return;
    setOpenId(view.post.id);
    setDecliningId(undefined);
    setFocusWish(view.post.id);
  };

  const approval = useApproval(
    (view) => {
      const index = views.findIndex(({ post }) => post.id === view.post.id);
      const next = views[index + 1] ?? views[index - 1];
      setDecided((before) => new Set([...before, versionOf(view)]));
      setOpenId(next?.post.id);
      setDecliningId(undefined);
      setFocusWish(next?.post.id ?? 'empty');
      awaiting.reload();
    },
    (postId) => {
      setOpenId(postId);
      setFocusWish(postId);
      awaiting.reload();
    },
  );

  // After a decision or a move the focus goes along, so that a keyboard or a screen reader never loses its place.
  useLayoutEffect(() => {
    if (!focusWish || !isActive) return;
    const place =
      focusWish === 'empty' ? emptyTitle.current : document.getElementById(approvalHeadId(focusWish));
    if (!place) return;
    place.focus();
    place.scrollIntoView({ block: 'start' });
    setFocusWish(undefined);
  });

  const decideByKey = (command: 'post.approve' | 'post.decline') => {
    if (!openView || decliningId) return;
    const decision = openView.decisions[command];
    if (!decision.allowed) showToast({ text: refusalOf(decision) });
    else if (command === 'post.approve') void approval.approve(openView);
    else setDecliningId(openView.post.id);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const deed = findKeyDeed(event);
    if (!deed) return;
    event.preventDefault();
    if (deed === 'next') open(views[openIndex + 1] ?? openView);
    else if (deed === 'previous') open(views[openIndex - 1] ?? openView);
    else if (deed === 'approve') decideByKey('post.approve');
    else if (deed === 'decline') decideByKey('post.decline');
    else if (deed === 'undo') void approval.undoLast();
    else if (deed === 'keys') setShowsKeys((shows) => !shows);
    else if (openView) onOpenPost(openView.post.id);
  };
  const latestOnKeyDown = useRef(onKeyDown);
  latestOnKeyDown.current = onKeyDown;
  // From the first paint on: a key that came too early would be lost, and the next one would mean something else.
  useLayoutEffect(() => {
    if (!isActive) return;
    const listen = (event: KeyboardEvent) => latestOnKeyDown.current(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [isActive]);

  return (
    <div class="approve-view">
      <ProblemMessage problem={awaiting.problem} onRetry={awaiting.reload} />
      {awaiting.value && views.length === 0 && (
        <EmptyState icon="approve" title={say('Nothing awaits you')} titleRef={emptyTitle}>
          <p>
            {say('When somebody sends you a post for approval, it appears here and on the toolbar button.')}
          </p>
        </EmptyState>
      )}
      {showsKeys && <KeyList />}
      <ol class="approve-view-list">
        {views.map((view) => {
          const isOpen = view === openView;
          return (
            <ApprovalCard
              key={view.post.id}
              view={view}
              session={session}
              isOpen={isOpen}
              isDeclining={decliningId === view.post.id}
              approval={approval}
              onToggle={() => {
                setOpenId(isOpen ? 'none' : view.post.id);
                setDecliningId(undefined);
              }}
              onDeclining={(isDeclining) => {
                setDecliningId(isDeclining ? view.post.id : undefined);
                if (!isDeclining) setFocusWish(view.post.id);
              }}
              onDetails={() => onOpenPost(view.post.id)}
            />
          );
        })}
      </ol>
      {awaiting.value?.next && <Button onClick={onMore}>{say('Show more')}</Button>}
      {views.length > 0 && (
        <Button look="quiet" icon="keys" aria-expanded={showsKeys} onClick={() => setShowsKeys(!showsKeys)}>
          {say('Keys')}
        </Button>
      )}
    </div>
  );
}

/** A post comes back with another revision when a later step awaits the same member, or when it was undone. */
function versionOf({ post }: PostView): string {
  return `${post.id} ${post.revision}`;
}

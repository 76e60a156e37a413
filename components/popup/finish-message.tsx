import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { ask } from '../../lib/messages/client';
import type { SessionView } from '../../lib/messages/views';
import { say } from '../../lib/words/say';
import type { CompositionIntent } from '../../lib/workspace/composition';
import type { PostId } from '../../lib/workspace/records';
import { Button } from '../ui/button';
import { EmptyState } from './empty-state';
import { finishWords } from './finish-words';
import { usePopupServices } from './popup-services';
import { ProblemMessage } from './problem-message';
import { useAsk } from './use-ask';

export interface FinishMessageProps {
  readonly intent: CompositionIntent;
  readonly postIds: readonly PostId[];
  readonly session: SessionView;
  readonly onOpenPost: (postId: PostId) => void;
  readonly onAnother: () => void;
}

/** What became of what was written, and the ways on. */
export function FinishMessage({
  intent,
  postIds,
  session,
  onOpenPost,
  onAnother,
}: FinishMessageProps): JSX.Element {
  const { nowMs } = usePopupServices();
  const title = useRef<HTMLHeadingElement>(null);
  const asked = useAsk(postIds.join(), () =>
    Promise.all(postIds.map((postId) => ask('posts.get', { postId }))),
  );
  const posts = asked.value?.map(({ post }) => post);
  const isThere = posts !== undefined;
  useEffect(() => {
    if (isThere) title.current?.focus();
  }, [isThere]);
  if (!posts) return <ProblemMessage problem={asked.problem} onRetry={asked.reload} />;
  const said = finishWords(intent, posts, session, nowMs());
  const [firstId] = postIds;
  return (
    <EmptyState
      icon={posts.some(({ status }) => status === 'failed') ? 'warning' : 'approve'}
      title={said.title}
      titleRef={title}
    >
      <div role="status">
        {said.lines.map((line) => (
          <p key={line} dir="auto">
            {line}
          </p>
        ))}
      </div>
      <div class="finish-message-buttons">
        {firstId && (
          <Button onClick={() => onOpenPost(firstId)}>
            {postIds.length > 1 ? say('See the first post') : say('See the post')}
          </Button>
        )}
        <Button look="primary" onClick={onAnother}>
          {say('Write another')}
        </Button>
      </div>
    </EmptyState>
  );
}

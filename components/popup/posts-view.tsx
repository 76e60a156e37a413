import { say, words } from '../../lib/words/say';
import './posts-view.css';
import type { JSX } from 'preact';
import type { SessionView } from '../../lib/messages/views';
import type { CompositionId } from '../../lib/workspace/composition';
import type { PostListName } from '../../lib/workspace/post-list';
import type { PostId } from '../../lib/workspace/records';
import { Button } from '../ui/button';
import { EmptyState } from './empty-state';
import { PostRow } from './post-row';
import { ProblemMessage } from './problem-message';
import { UnfinishedDrafts } from './unfinished-drafts';
import { usePostPages } from './use-post-pages';

export type FollowedList = Exclude<PostListName, 'awaiting'>;

const LISTS: readonly (readonly [list: FollowedList, words: string, emptyTitle: string])[] = [
  ['drafts', words('Drafts'), words('No drafts')],
  ['review', words('In approval'), words('Nothing is in approval')],
  ['scheduled', words('Scheduled'), words('Nothing is scheduled')],
  ['published', words('Published'), words('Nothing is published yet')],
  ['failed', words('Failed'), words('Nothing failed')],
  ['mine', words('Mine'), words('You have not written a post yet')],
];

export interface PostsViewProps {
  readonly list: FollowedList;
  readonly session: SessionView;
  readonly onList: (list: FollowedList) => void;
  readonly onOpenPost: (postId: PostId) => void;
  readonly onOpenComposition: (compositionId: CompositionId) => void;
}

/** Following posts: six lists, each with its newest or next on top. */
export function PostsView(props: PostsViewProps): JSX.Element {
  const { list, session, onList, onOpenPost, onOpenComposition } = props;
  const { asked, isLoadingMore, moreProblem, showMore } = usePostPages(list);
  const posts = asked.value?.posts;
  const emptyTitle = LISTS.find(([name]) => name === list)?.[2] ?? '';
  return (
    <div class="posts-view">
      <fieldset class="posts-view-lists" aria-label={say('Which posts')}>
        {LISTS.map(([name, label]) => (
          <button
            key={name}
            type="button"
            class="posts-view-list"
            aria-pressed={name === list}
            onClick={() => onList(name)}
          >
            {say(label)}
          </button>
        ))}
      </fieldset>
      <ProblemMessage problem={asked.problem} onRetry={asked.reload} />
      {list === 'drafts' && <UnfinishedDrafts onOpen={onOpenComposition} />}
      {posts?.length === 0 && (
        <EmptyState icon="page" title={say(emptyTitle)}>
          <p>{say('Posts on the accounts that you see appear here.')}</p>
        </EmptyState>
      )}
      {posts && posts.length > 0 && (
        <ul class="posts-view-rows">
          {posts.map((view) => (
            <PostRow
              key={view.post.id}
              view={view}
              session={session}
              showsAuthor={list !== 'mine'}
              onOpen={() => onOpenPost(view.post.id)}
            />
          ))}
        </ul>
      )}
      <ProblemMessage problem={moreProblem} />
      {asked.value?.next && (
        <div class="posts-view-more">
          <Button aria-busy={isLoadingMore} onClick={() => void showMore()}>
            {say('Show more')}
          </Button>
        </div>
      )}
    </div>
  );
}

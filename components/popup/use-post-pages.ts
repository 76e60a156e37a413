import { useRef, useState } from 'preact/hooks';
import { ask } from '../../lib/messages/client';
import type { MessageError, MessageValue } from '../../lib/messages/protocol';
import type { PostView } from '../../lib/messages/views';
import type { PostListName } from '../../lib/workspace/post-list';
import { type Asked, problemOf, useAsk } from './use-ask';

const PAGE_SIZE = 20;
/** As many as one message may ask for. */
const MAX_LIMIT = 100;

type Page = MessageValue<'posts.list'>;

export interface PostPages {
  readonly asked: Asked<Page>;
  readonly isLoadingMore: boolean;
  readonly moreProblem: MessageError | undefined;
  readonly showMore: () => Promise<void>;
}

/** A list of posts page by page. When something changed, everything that is shown is asked for again. */
export function usePostPages(list: PostListName): PostPages {
  const wanted = useRef({ list, count: PAGE_SIZE });
  if (wanted.current.list !== list) wanted.current = { list, count: PAGE_SIZE };
  const [isLoadingMore, setIsLoadingMore] = useState(false);
  const [moreProblem, setMoreProblem] = useState<MessageError>();
  const [, setShown] = useState(0);
  const more = useRef<{ list: PostListName; page: Page } | undefined>(undefined);

  const asked = useAsk(list, async () => {
    const page = await loadPosts(list, wanted.current.count);
    more.current = undefined;
    return page;
  });
  const base = more.current?.list === list ? more.current.page : asked.value;

  const showMore = async () => {
    if (!base?.next || isLoadingMore) return;
    setIsLoadingMore(true);
    setMoreProblem(undefined);
    try {
      const next = await ask('posts.list', { list, after: base.next, limit: PAGE_SIZE });
      const posts = [...base.posts, ...next.posts];
      wanted.current = { list, count: posts.length };
      more.current = { list, page: { ...next, posts } };
      setShown(posts.length);
    } catch (error) {
      setMoreProblem(problemOf(error));
    } finally {
      setIsLoadingMore(false);
    }
  };

  return { asked: { ...asked, value: base }, isLoadingMore, moreProblem, showMore };
}

async function loadPosts(list: PostListName, count: number): Promise<Page> {
  const posts: PostView[] = [];
  let after: Page['next'];
  do {
    const limit = Math.min(MAX_LIMIT, count - posts.length);
    const page: Page = await ask('posts.list', after ? { list, limit, after } : { list, limit });
    posts.push(...page.posts);
    after = page.next;
  } while (after && posts.length < count);
  return after ? { posts, next: after } : { posts };
}

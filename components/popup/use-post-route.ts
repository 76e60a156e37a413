import { useCallback, useEffect, useState } from 'preact/hooks';
import type { PostId } from '../../lib/workspace/records';
import { readPostHash } from './popup-address';

/** The post in front, kept in the page's address, so that a link can lead to it and Back leads away from it. */
export function usePostRoute(): readonly [PostId | undefined, (postId: PostId | undefined) => void] {
  const [postId, setPostId] = useState(() => readPostHash(location.hash));
  useEffect(() => {
    const follow = () => setPostId(readPostHash(location.hash));
    addEventListener('hashchange', follow);
    addEventListener('popstate', follow);
    return () => {
      removeEventListener('hashchange', follow);
      removeEventListener('popstate', follow);
    };
  }, []);
  const open = useCallback((next: PostId | undefined) => {
    if (next) location.hash = `post/${next}`;
    else history.replaceState(null, '', `${location.pathname}${location.search}`);
    setPostId(next);
  }, []);
  return [postId, open];
}

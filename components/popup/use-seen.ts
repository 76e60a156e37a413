import { useEffect } from 'preact/hooks';
import { ask } from '../../lib/messages/client';
import type { PostView } from '../../lib/messages/views';

/** A post that was on the screen for less was flicked past, not seen. */
export const SEEN_AFTER_MS = 1_000;

/** Tells the background that a post was seen as it is, once it has been on a visible screen for a second. */
export function useSeen(view: Pick<PostView, 'post' | 'seal'> | undefined): void {
  const postId = view?.post.id;
  const seal = view?.seal;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another seal is another thing to see
  useEffect(() => {
    if (!postId) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const start = () => {
      clearTimeout(timer);
      if (document.visibilityState !== 'visible') return;
      timer = setTimeout(() => {
        // Not being able to say so costs nothing but seeing the changes once more.
        ask('posts.seen', { postIds: [postId] }).catch(() => {});
      }, SEEN_AFTER_MS);
    };
    start();
    document.addEventListener('visibilitychange', start);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', start);
    };
  }, [postId, seal]);
}

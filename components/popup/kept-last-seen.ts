import { useRef } from 'preact/hooks';
import type { PostView } from '../../lib/messages/views';

/**
 * Keeps what a member saw last as it was when the popup first showed a version of a post: having seen it must not
 * take the changes off the screen while they are still being read.
 */
export function createLastSeenKeeper(): (view: PostView) => PostView {
  const firstAnswers = new Map<string, PostView['lastSeen']>();
  return (view) => {
    const key = `${view.post.id} ${view.seal}`;
    if (!firstAnswers.has(key)) firstAnswers.set(key, view.lastSeen);
    const lastSeen = firstAnswers.get(key);
    const { lastSeen: _newer, ...rest } = view;
    return lastSeen ? { ...rest, lastSeen } : rest;
  };
}

/** One keeper for as long as the component is there. */
export function useLastSeenKeeper(): (view: PostView) => PostView {
  const keeper = useRef<((view: PostView) => PostView) | undefined>(undefined);
  keeper.current ??= createLastSeenKeeper();
  return keeper.current;
}

/** What is measured in the simulator's page, as the global `bench`: ways to see posts, which all draw the same. */
import { startPage } from '../../../lib/page/page-session';
import { Feed, tick } from '../../simulator/feed';
import { simulatedSite } from '../../simulator/simulated-site';
import { StubConversation } from '../../simulator/stub-conversation';
import { startAnimationWatcher } from './animation-watcher';
import { startNaiveObserver } from './naive-observer';

export { Feed, tick };

const CONTESTANTS = {
  ours: (page: Document, signal: AbortSignal): void =>
    startPage({ page, site: simulatedSite, conversation: new StubConversation(), signal }),
  nothing: (): void => undefined,
  naive_observer: startNaiveObserver,
  animation_watcher: startAnimationWatcher,
} as const;

export type ContestantName = keyof typeof CONTESTANTS;
export const CONTESTANT_NAMES = Object.keys(CONTESTANTS) as ContestantName[];

/** Starts one of them on the page; what comes back ends it. */
export function start(name: ContestantName): AbortController {
  const life = new AbortController();
  CONTESTANTS[name](document, life.signal);
  return life;
}

/** Shows so many posts more, some in each frame, and says how many were new. */
export async function scrollBy(feed: Feed, from: number, posts: number, perFrame: number): Promise<number> {
  const shown = new Set<number>();
  const before = new Set(feed.shown.map(({ post }) => post.id));
  for (let index = from; index <= from + posts; index += perFrame) {
    feed.scrollToPost(index);
    await new Promise((resolve) => requestAnimationFrame(resolve));
    for (const { post } of feed.shown) if (!before.has(post.id)) shown.add(post.id);
  }
  return shown.size;
}

import { findPosts } from '../../../lib/sites/read-site';
import { simulatedSite } from '../../simulator/simulated-site';
import { putShareButton } from './share-button';

/** As most extensions begin: whatever changes, the whole document is searched for posts that are new. */
export function startNaiveObserver(page: Document, signal: AbortSignal): void {
  const seen = new WeakSet<Element>();
  const search = (): void => {
    for (const post of findPosts(simulatedSite, page)) {
      if (seen.has(post)) continue;
      seen.add(post);
      putShareButton(page, post);
    }
  };
  const observer = new MutationObserver(search);
  observer.observe(page, { subtree: true, childList: true });
  signal.addEventListener('abort', () => observer.disconnect());
  search();
}

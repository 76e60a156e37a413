import { anyOf, findPostAround } from '../../../lib/sites/read-site';
import { simulatedSite } from '../../simulator/simulated-site';
import { putShareButton } from './share-button';

const SEEN_CLASS = 'is-seen';

/** The other known way: an animation that only new elements have, and a listener for its start. */
export function startAnimationWatcher(page: Document, signal: AbortSignal): void {
  const css = anyOf(simulatedSite.posts?.anchors ?? []);
  const style = page.createElement('style');
  style.textContent = `@keyframes seen {} :where(${css}):not(.${SEEN_CLASS}) { animation: 1ms seen; }`;
  page.head.append(style);
  const withButtons = new WeakSet<Element>();
  page.addEventListener(
    'animationstart',
    ({ target, animationName }) => {
      if (animationName !== 'seen' || !(target instanceof Element)) return;
      target.classList.add(SEEN_CLASS);
      const post = findPostAround(simulatedSite, target);
      if (post === undefined || withButtons.has(post)) return;
      withButtons.add(post);
      putShareButton(page, post);
    },
    { signal },
  );
  signal.addEventListener('abort', () => style.remove());
}

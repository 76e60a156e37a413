/**
 * Threat: a page gets somebody to press Approve without knowing. It opens our window under a pointer that is about
 * to press, or puts something of its own over the window: another modal element, a popover or a full screen, each
 * also inside a shadow root of the page's, or the pictures of a view transition; all of them may let clicks through.
 * Rule: a press counts when a person made it, while the window is on top and has been whole in view for half a
 * second. Whatever opens later than the window is over it. Chromium says itself whether anything covers an element
 * (IntersectionObserver v2); elsewhere we ask for what stands at a grid of points.
 * Proof: `cover-watch.test.ts`, and the hostile page of the journeys.
 */

/** Why a press does not count. */
export type CoverProblem = 'forged' | 'tooSoon' | 'covered';

/** How long a window has to be seen before it can be pressed. */
export const SEEN_MS = 500;

/** How many points are asked along each side of the window. */
const POINTS = 4;

const TOP_LAYER = ':modal, :popover-open, :fullscreen';

export interface CoverWatch {
  /** Asked at the moment of a press. Undefined: it counts. */
  readonly findProblem: (event: Event) => CoverProblem | undefined;
  /** Puts the window over everything that is open now, and starts to wait anew. */
  readonly raise: () => void;
  readonly stop: () => void;
}

/** Opens a dialog over the whole page and watches that nothing comes between it and the person. */
export function openWatched(dialog: HTMLDialogElement): CoverWatch {
  const page = dialog.ownerDocument;
  const ending = new AbortController();
  const signal = ending.signal;
  let below = new WeakSet<Element>();
  let seenSinceMs: number | undefined;

  const seeAnew = () => {
    seenSinceMs = page.visibilityState === 'visible' ? performance.now() : undefined;
  };
  const raise = () => {
    if (dialog.open) dialog.close();
    dialog.showModal();
    below = new WeakSet(page.querySelectorAll(TOP_LAYER));
    seeAnew();
  };
  raise();

  page.addEventListener('visibilitychange', seeAnew, { signal });
  // What was open before and opens again stands over the window then.
  page.addEventListener('toggle', ({ target }) => target instanceof Element && below.delete(target), {
    signal,
    capture: true,
  });
  const sight = watchSight(dialog, (isSeen) => {
    if (isSeen) seeAnew();
    else seenSinceMs = undefined;
  });
  signal.addEventListener('abort', () => sight?.disconnect());

  return {
    findProblem: (event) => {
      if (!event.isTrusted) return 'forged';
      if (isCovered(dialog, below)) return 'covered';
      // A page in the background, or one that Chromium has found something over.
      if (seenSinceMs === undefined) return page.visibilityState === 'visible' ? 'covered' : 'tooSoon';
      return performance.now() - seenSinceMs < SEEN_MS ? 'tooSoon' : undefined;
    },
    raise,
    stop: () => ending.abort(),
  };
}

/** Asks the browser itself whether an element is whole and uncovered, where it can say so. */
function watchSight(element: Element, tell: (isSeen: boolean) => void): IntersectionObserver | undefined {
  if (!('IntersectionObserverEntry' in globalThis && 'isVisible' in IntersectionObserverEntry.prototype)) {
    return undefined;
  }
  const options = { trackVisibility: true, delay: 100, threshold: [0, 0.5, 1] };
  const observer = new IntersectionObserver((entries) => {
    const last = entries.at(-1);
    if (last && 'isVisible' in last) tell(last.isVisible === true);
  }, options);
  observer.observe(element);
  return observer;
}

function isCovered(dialog: HTMLDialogElement, below: WeakSet<Element>): boolean {
  const page = dialog.ownerDocument;
  if (!dialog.matches(':modal') || isInTransition(page)) return true;
  for (const element of page.querySelectorAll(TOP_LAYER)) {
    if (element !== dialog && !below.has(element)) return true;
  }
  const box = dialog.getBoundingClientRect();
  const root = dialog.getRootNode();
  const outermost = root instanceof ShadowRoot ? root.host : dialog;
  for (let row = 0; row < POINTS; row += 1) {
    for (let column = 0; column < POINTS; column += 1) {
      const x = box.left + (box.width * (column + 0.5)) / POINTS;
      const y = box.top + (box.height * (row + 0.5)) / POINTS;
      const found = page.elementFromPoint(x, y);
      if (found !== null && found !== outermost && !dialog.contains(found)) return true;
    }
  }
  return false;
}

/** While a page moves from one view to the next, its pictures stand over everything. */
function isInTransition(page: Document): boolean {
  try {
    return page.documentElement.matches(':active-view-transition');
  } catch {
    // A browser that does not know it yet has an older selector engine, and most have no such transitions.
    return false;
  }
}

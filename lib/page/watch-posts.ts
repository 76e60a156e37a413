/**
 * Sees the posts of a page as they come.
 *
 * One observer of the whole document looks at what was added, never at the page again: the cost goes with what the
 * site draws, not with how much stands there. It runs before the browser paints, so that what is put into a new post
 * is there from its first frame. A post that is not whole yet (its header or its row comes later) is tried again in
 * the frames in which something was added, for a few seconds.
 */
import { anyOf, findPostAround } from '../sites/read-site';
import type { PostReading, Reading, Site } from '../sites/site';

const UNFINISHED_MS = 5_000;

/** What is told of the posts of a page. */
export interface PostSightings {
  /** A post has, or has got anew, an action button. False: it is not whole yet and is to be shown again. */
  appeared(post: Element, anchor: Element): boolean;
  /** What is in or on an element may say now that the post around it is another one. False: there is none that is known. */
  changed(element: Element): boolean;
  /** A node was taken out of the page. */
  removed(node: Node): void;
  /** Everything of one moment was told. */
  settled(): void;
}

/** The attributes that say which post an element shows, and the elements that carry them. */
function identityOf({ posts }: Site): { attributes: readonly string[]; css: string } {
  const readings = [...(posts?.permalink ?? []), ...(posts?.author ?? [])].filter(isSelector);
  const attributes = readings.flatMap(({ attribute }) => (attribute === undefined ? [] : [attribute]));
  return {
    attributes: [...new Set(['href', ...attributes, ...(posts?.recycledBy ?? [])])],
    css: anyOf(readings),
  };
}

/** Watches a page until the signal; what is on it already is told before this returns. */
export function watchPosts(page: Document, site: Site, sightings: PostSightings, signal: AbortSignal): void {
  if (site.posts === undefined || signal.aborted) return;
  const anchorCss = anyOf(site.posts.anchors);
  const containerCss = anyOf(site.posts.container);
  const identity = identityOf(site);
  /** Action buttons whose post is not whole yet, with when they were seen first. */
  const unfinished = new Map<Element, number>();
  let retry = 0;

  const consider = (anchor: Element): void => {
    const post = findPostAround(site, anchor);
    if (post !== undefined && sightings.appeared(post, anchor)) unfinished.delete(anchor);
    else if (!unfinished.has(anchor)) unfinished.set(anchor, performance.now());
  };
  const lookInto = (element: Element): void => {
    if (element.matches(anchorCss)) consider(element);
    if (element.firstElementChild === null) return;
    for (const anchor of element.querySelectorAll(anchorCss)) consider(anchor);
  };
  const retryUnfinished = (): void => {
    retry = 0;
    const nowMs = performance.now();
    for (const [anchor, sinceMs] of unfinished) {
      if (!anchor.isConnected || nowMs - sinceMs > UNFINISHED_MS) unfinished.delete(anchor);
      else consider(anchor);
    }
    sightings.settled();
  };
  const carriesIdentity = (element: Element): boolean =>
    element.matches(identity.css) ||
    (element.firstElementChild !== null && element.querySelector(identity.css) !== null);

  const observer = new MutationObserver((records) => {
    for (const { type, target, addedNodes, removedNodes } of records) {
      if (type === 'attributes') {
        const element = target as Element;
        if (sightings.changed(element)) continue;
        // An element that held an advert, say, may be used for a post now.
        lookInto(element.closest(containerCss) ?? element);
        continue;
      }
      for (const node of removedNodes) if (node.nodeType === Node.ELEMENT_NODE) sightings.removed(node);
      for (const node of addedNodes) {
        if (node.nodeType !== Node.ELEMENT_NODE || !node.isConnected) continue;
        const element = node as Element;
        lookInto(element);
        if (carriesIdentity(element)) sightings.changed(element);
      }
    }
    sightings.settled();
    // The next frame is painted after it, so that what has come meanwhile is not seen without our buttons.
    if (unfinished.size > 0 && retry === 0) retry = requestAnimationFrame(retryUnfinished);
  });
  observer.observe(page, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: [...identity.attributes],
  });
  signal.addEventListener('abort', () => {
    observer.disconnect();
    cancelAnimationFrame(retry);
    unfinished.clear();
  });
  for (const anchor of page.querySelectorAll(anchorCss)) consider(anchor);
  sightings.settled();
}

function isSelector(reading: Reading | PostReading): reading is Reading {
  return typeof reading !== 'function';
}

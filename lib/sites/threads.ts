import { agreedHandle } from './agreed-handle';
import type { Site } from './site';

/** The one profile that is linked outside of the content: the navigation's. */
function handleInNavigation(page: Document): string | undefined {
  const links = page.querySelectorAll(
    'a[href^="/@"]:has(svg):not(main *, [role="main"] *, [role="dialog"] *, [data-pressable-container] *)',
  );
  return agreedHandle(links, /^\/@([\w.]+)\/?$/);
}

/** One of the buttons of a row, or what wraps it. */
const ICON_BUTTON = ':is([role="button"], :has(> [role="button"])):has(svg)';

/** Like, reply, repost, share: four buttons in a row, whatever their labels are in the reader's language. */
const FOURTH_ICON_BUTTON = Array<string>(4).fill(ICON_BUTTON).join(' + ');

/** Class names are generated; rows of lists are pressable containers too, but only a post has a time and four icons. */
export const threads: Site = {
  id: 'threads',
  name: 'Threads',
  network: 'threads',
  hosts: ['https://www.threads.com/*', 'https://www.threads.net/*'],
  posts: {
    anchors: [
      { css: `[data-pressable-container="true"] ${FOURTH_ICON_BUTTON}`, seen: '2026-06' },
      {
        css: '[data-pressable-container="true"] svg:is([aria-label="Like"], [aria-label="Unlike"])',
        seen: '2026-06',
      },
    ],
    container: [{ css: '[data-pressable-container="true"]:has(a[href*="/post/"] time)', seen: '2026-06' }],
    outside: [
      // The post that a reply is being written to.
      { css: '[role="dialog"]:has([contenteditable="true"]) *', seen: '2026-06' },
    ],
    without: [
      { css: 'a[href*="/ads/ig_redirect"], a[href*="/ads/about"]', attribute: 'href', seen: '2026-10' },
    ],
    quoted: [{ css: '[data-pressable-container="true"] [data-pressable-container="true"]', seen: '2026-06' }],
    permalink: [
      {
        css: 'a[href*="/post/"]:has(time)',
        attribute: 'href',
        match: /^([^?#]*\/post\/[\w-]+)/,
        seen: '2026-06',
      },
    ],
    author: [
      {
        css: 'a[href*="/post/"]:has(time)',
        attribute: 'href',
        match: /\/@([\w.]+)\/post\//,
        seen: '2026-06',
      },
    ],
    text: [
      {
        css: 'span[dir="auto"]:not(a *, time *, [role="button"] *, [contenteditable] *):not(:has(time, svg))',
        seen: '2026-06',
      },
    ],
    // Avatars are pictures without a picture element.
    images: [{ css: 'picture img', attribute: 'src', seen: '2026-06' }],
    buttons: [
      { css: FOURTH_ICON_BUTTON, at: 'after', seen: '2026-06' },
      { css: ':has(> [role="button"] svg[aria-label="Share"])', at: 'after', seen: '2026-06' },
    ],
  },
  postPaths: [/^\/@[\w.]+\/post\/([\w-]+)/],
  profilePaths: [/^\/@([\w.]+)\/?(?:(?:replies|media|reposts)\/?)?(?:\?|$)/],
  signedIn: [handleInNavigation],
  composer: {
    address: ({ text, url }) => ({
      url: `https://www.threads.com/intent/post?text=${encodeURIComponent([text, url].filter(Boolean).join('\n\n'))}`,
      takes: 'text',
    }),
    editor: [
      { css: '[role="dialog"] [contenteditable="true"][data-lexical-editor="true"]', seen: '2026-06' },
    ],
    // The last button of the dialog; only its words say what it is.
    postButton: [{ css: '[role="dialog"] [role="button"]', seen: '2026-06' }],
    fileInput: [{ css: '[role="dialog"] input[type="file"]', seen: '2026-06' }],
  },
  feed: [{ css: '[data-pressable-container="true"] time', seen: '2026-06' }],
};

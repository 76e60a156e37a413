import { agreedHandle } from './agreed-handle';
import type { Site } from './site';

/** Paths that are no profile, though they stand where a profile's name does. */
const OWN_PATHS =
  'about|accounts|ads|archive|challenge|create|developer|direct|explore|legal|notifications|p|press|reel|reels|stories|tv|web|your_activity';

const PROFILE = new RegExp(
  `^(?:https://www\\.instagram\\.com)?/(?!(?:${OWN_PATHS})(?:[/?#]|$))([\\w.]+)/?(?:[?#]|$)`,
);

/**
 * The one profile that is linked with its picture outside of the content: the navigation's. While a list of people
 * stands open beside it, it is not sure.
 */
function handleInNavigation(page: Document): string | undefined {
  const links = page.querySelectorAll('a[href^="/"]:has(img):not(main *, article *, [role="dialog"] *)');
  return agreedHandle(links, PROFILE);
}

/** All class names are generated and all labels are in the reader's language: what is left is the structure. */
export const instagram: Site = {
  id: 'instagram',
  name: 'Instagram',
  network: 'instagram',
  hosts: ['https://www.instagram.com/*'],
  posts: {
    anchors: [
      { css: 'article section svg', seen: '2026-10' },
      { css: 'main section :is(button, [role="button"]) svg', seen: '2026-10' },
    ],
    container: [
      // Every post says when it was posted, and an advert does not.
      { css: 'article:has(time)', seen: '2026-10' },
      // The page of one post has no article.
      {
        css: 'main:not(:has(article)):has(:is(a[href*="/p/"], a[href*="/reel/"]) time)',
        seen: '2026-06',
      },
    ],
    without: [
      { css: 'a[href*="/ads/ig_redirect"], a[href*="/ads/about"]', attribute: 'href', seen: '2026-10' },
    ],
    // A comment's time links to the comment.
    permalink: [
      {
        css: ':is(a[href*="/p/"], a[href*="/reel/"]):has(time):not([href*="/c/"])',
        attribute: 'href',
        match: /^([^?#]*\/(?:p|reel)\/[\w-]+\/?)/,
        seen: '2026-11',
      },
    ],
    author: [
      {
        css: 'header a[href^="/"], a[role="link"][href^="/"]',
        attribute: 'href',
        match: PROFILE,
        seen: '2026-11',
      },
    ],
    text: [
      { css: 'h1', seen: '2026-11' },
      {
        css: 'span[dir="auto"]:not(header *, article section *, main section *, a *, ul *, [role="button"] *)',
        seen: '2026-11',
      },
    ],
    // Avatars have one size, and the pictures of other posts are links.
    images: [{ css: 'img[srcset]:not(header *, a *)', attribute: 'src', seen: '2026-11' }],
    buttons: [
      // Beside the Save icon, which stands alone at the end of the row.
      { css: 'section > :has(svg) ~ :has(svg):last-child', at: 'before', seen: '2026-10' },
      { css: 'section:has(svg)', at: 'append', seen: '2026-10' },
    ],
  },
  postPaths: [/^\/(?:[\w.]+\/)?(?:p|reel|tv)\/([\w-]+)/, /^\/reels\/(?!audio(?:\/|$))([\w-]+)/],
  profilePaths: [
    new RegExp(`^/(?!(?:${OWN_PATHS})(?:[/?]|$))([\\w.]+)/?(?:(?:reels|tagged|saved|feed)/?)?(?:\\?|$)`),
  ],
  signedIn: [handleInNavigation],
  composer: {
    // A picture is chosen first; the text is asked for two steps later.
    address: () => ({ url: 'https://www.instagram.com/create/select/', takes: 'nothing' }),
    // A post that is open in a dialog has a box for comments.
    editor: [
      {
        css: '[role="dialog"]:not(:has(article)) [contenteditable="true"][data-lexical-editor="true"]',
        seen: '2026-05',
      },
    ],
    // Beside the dialog's heading; only its words say what it is.
    postButton: [{ css: '[role="dialog"] :has(> h1) + * [role="button"]', seen: '2026-05' }],
    fileInput: [{ css: '[role="dialog"] input[type="file"]', seen: '2026-05' }],
  },
  feed: [
    { css: 'main article', seen: '2026-10' },
    { css: '[role="dialog"] article', seen: '2026-06' },
    { css: 'main :is(a[href*="/p/"], a[href*="/reel/"]) time', seen: '2026-06' },
  ],
};

import type { Site } from './site';

/** The account that the page's own storage calls current: its handle alone, never the tokens beside it. */
function currentHandle(page: Document): string | undefined {
  try {
    const stored: unknown = JSON.parse(page.defaultView?.localStorage.getItem('BSKY_STORAGE') ?? 'null');
    const session =
      typeof stored === 'object' && stored !== null && 'session' in stored ? stored.session : {};
    const account = Object(Object(session).currentAccount);
    return typeof account.handle === 'string' ? account.handle : undefined;
  } catch {
    return undefined;
  }
}

/** Measured on the real web client 1.132 in 2026-11. Class names are hashed there; test ids are not. */
export const bluesky: Site = {
  id: 'bluesky',
  name: 'Bluesky',
  network: 'bluesky',
  hosts: ['https://bsky.app/*'],
  posts: {
    anchors: [
      { css: '[data-testid="postDropdownBtn"]', seen: '2026-11' },
      { css: '[data-testid="likeBtn"]', seen: '2026-11' },
    ],
    // Search results are plain list rows: a link without a test id.
    container: [
      { css: '[data-testid^="feedItem-by-"], [data-testid^="postThreadItem-by-"]', seen: '2026-11' },
      { css: '[role="link"]', seen: '2026-11' },
    ],
    // A post that is quoted has no buttons, and its label is translated.
    quoted: [{ css: 'div[role="link"]:not(:has([data-testid="likeBtn"]))', seen: '2026-11' }],
    permalink: [
      { css: 'a[href^="/profile/"][href*="/post/"][data-tooltip]', attribute: 'href', seen: '2026-11' },
    ],
    author: [
      { css: '[data-testid^="feedItem-by-"]', attribute: 'data-testid', match: /-by-(.+)$/, seen: '2026-11' },
      { css: 'a[href^="/profile/"]', attribute: 'href', match: /^\/profile\/([^/]+)$/, seen: '2026-11' },
    ],
    text: [
      { css: '[data-testid="postText"]', seen: '2026-11' },
      { css: 'div[dir="auto"][data-word-wrap="1"]', seen: '2026-11' },
    ],
    images: [{ css: 'img[src*="/img/feed_thumbnail/"]', attribute: 'src', seen: '2026-11' }],
    buttons: [
      { css: '[data-testid="postDropdownBtn"]', at: 'before', seen: '2026-11' },
      { css: '[data-testid="likeBtn"]', at: 'after', seen: '2026-11' },
    ],
    recycledBy: ['data-testid'],
  },
  postPaths: [/^\/profile\/[^/]+\/post\/([a-z0-9]+)/],
  profilePaths: [/^\/profile\/([^/]+)\/?$/],
  signedIn: [
    currentHandle,
    {
      css: 'nav a[aria-label="Profile"][href^="/profile/"]',
      attribute: 'href',
      match: /^\/profile\/([^/]+)$/,
      seen: '2026-11',
    },
  ],
  composer: {
    address: ({ text, url }) => ({
      url: `https://bsky.app/intent/compose?text=${encodeURIComponent([text, url].filter(Boolean).join('\n\n'))}`,
      takes: 'text',
    }),
    editor: [
      {
        css: '[data-testid="composePostView"] .ProseMirror[contenteditable="true"]',
        seen: '2026-11',
      },
    ],
    postButton: [{ css: '[data-testid="composerPublishBtn"]', seen: '2026-11' }],
    fileInput: [{ css: '[data-testid="composePostView"] input[type="file"]', seen: '2026-11' }],
  },
  feed: [
    {
      css: ':is([data-testid$="FeedPage"], [data-testid="postsFeed-flatlist"]) a[href*="/post/"]',
      seen: '2026-11',
    },
    { css: '[data-testid="profileScreen"] a[href*="/post/"]', seen: '2026-11' },
  ],
};

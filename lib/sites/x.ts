import type { Site } from './site';

/** What follows the first slash on pages that are nobody's profile. */
const NO_HANDLE =
  'home|explore|search|notifications|messages|settings|compose|intent|i|jobs|login|logout|signup|share|tos|privacy|hashtag';

/** The test ids of a post's parts have stood for years; those of navigation and menus come and go (2026-08). */
export const x: Site = {
  id: 'x',
  name: 'X',
  network: 'x',
  hosts: ['https://x.com/*', 'https://twitter.com/*'],
  posts: {
    anchors: [{ css: '[data-testid="reply"]', seen: '2026-08' }],
    container: [{ css: '[data-testid="tweet"]', seen: '2026-08' }],
    // Round a promoted post; round a video it stands inside the post.
    outside: [{ css: '[data-testid="placementTracking"]', seen: '2026-08' }],
    // Links of a post have the role as well, but are links.
    quoted: [{ css: '[data-testid="tweet"] [role="link"]:not(a)', seen: '2026-08' }],
    permalink: [
      {
        css: 'a[href*="/status/"]:has(time)',
        attribute: 'href',
        match: /^((?:https:\/\/(?:x|twitter)\.com)?\/[^/]+\/status\/\d+)/,
        seen: '2026-08',
      },
    ],
    author: [
      {
        css: '[data-testid="User-Name"] a[href^="/"]',
        attribute: 'href',
        match: /^\/(\w+)\/?$/,
        seen: '2026-08',
      },
    ],
    text: [{ css: '[data-testid="tweetText"]', seen: '2026-08' }],
    images: [{ css: '[data-testid="tweetPhoto"] img', attribute: 'src', seen: '2026-08' }],
    buttons: [{ css: '[role="group"]:has([data-testid="reply"])', at: 'append', seen: '2026-08' }],
  },
  postPaths: [/^\/(?:i\/web|\w+)\/status\/(\d+)/],
  profilePaths: [
    new RegExp(
      `^/(?!(?:${NO_HANDLE})(?:[/?]|$))(\\w{1,20})(?:/(?:with_replies|media|highlights|articles|likes))?/?(?:\\?|$)`,
    ),
  ],
  signedIn: [
    {
      css: '[data-testid="AppTabBar_Profile_Link"]',
      attribute: 'href',
      match: /^\/(\w+)\/?$/,
      seen: '2026-08',
    },
    { css: '[data-testid="SideNav_AccountSwitcher_Button"]', match: /@(\w+)/, seen: '2026-08' },
  ],
  composer: {
    address: ({ text, url }) => {
      const query = new URLSearchParams({ text, ...(url === undefined ? {} : { url }) });
      return { url: `https://x.com/intent/post?${query}`, takes: 'text' };
    },
    editor: [{ css: '[data-testid="tweetTextarea_0"][contenteditable="true"]', seen: '2026-11' }],
    postButton: [
      { css: '[data-testid="tweetButton"]', seen: '2026-11' },
      { css: '[data-testid="tweetButtonInline"]', seen: '2026-11' },
    ],
    fileInput: [{ css: 'input[type="file"][data-testid="fileInput"]', seen: '2026-11' }],
  },
  // Lists of people and of notices are made of the same cells, without posts.
  feed: [{ css: 'main a[href*="/status/"]:has(time)', seen: '2026-08' }],
};

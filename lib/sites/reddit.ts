import type { Site } from './site';

const CROSSPOST = 'shreddit-post shreddit-post';

/** The site of web components says most of a post in attributes; the old one is plain HTML and stands beside it. */
export const reddit: Site = {
  id: 'reddit',
  name: 'Reddit',
  network: 'reddit',
  hosts: ['https://*.reddit.com/*'],
  posts: {
    anchors: [
      { css: 'shreddit-post', seen: '2026-11' },
      { css: '.thing.link .flat-list.buttons', seen: '2026-08' },
    ],
    container: [
      { css: 'shreddit-post', seen: '2026-11' },
      { css: '.thing.link', seen: '2026-08' },
    ],
    outside: [
      { css: CROSSPOST, seen: '2026-08' },
      { css: 'shreddit-ad-post, shreddit-post[promoted], [is-promoted]', seen: '2026-08' },
      { css: '.promoted, .promotedlink, [data-promoted="true"]', seen: '2026-08' },
    ],
    // What a post passes on from another subreddit stands in it.
    quoted: [{ css: CROSSPOST, seen: '2026-08' }],
    permalink: [
      { css: 'shreddit-post[permalink]', attribute: 'permalink', seen: '2026-11' },
      { css: '.thing.link[data-permalink]', attribute: 'data-permalink', seen: '2026-08' },
    ],
    author: [
      { css: 'shreddit-post[author]', attribute: 'author', seen: '2026-11' },
      { css: '.thing.link[data-author]', attribute: 'data-author', seen: '2026-08' },
    ],
    text: [
      { css: '[slot="title"]', seen: '2026-11' },
      { css: 'a.title', seen: '2026-08' },
    ],
    images: [
      { css: '[slot="post-media-container"] img[src*=".redd.it/"]', attribute: 'src', seen: '2026-08' },
    ],
    buttons: [
      { css: 'shreddit-post-share-button', at: 'after', seen: '2026-11' },
      { css: 'shreddit-post-share-button', at: 'after', inShadow: true, seen: '2026-08' },
      { css: '[data-testid="action-row"]', at: 'append', inShadow: true, seen: '2026-08' },
      { css: '[slot="credit-bar"]', at: 'append', seen: '2026-11' },
      { css: '.flat-list.buttons', at: 'append', seen: '2026-08' },
    ],
    recycledBy: ['permalink', 'data-permalink'],
  },
  postPaths: [/^\/(?:(?:r|u|user)\/[^/]+\/)?comments\/([a-z0-9]+)/],
  profilePaths: [/^\/(?:u|user)\/([^/?]+)/],
  signedIn: [
    { css: 'rs-current-user[display-name]', attribute: 'display-name', seen: '2026-08' },
    {
      css: '#header-bottom-right .user > a[href*="/user/"]',
      attribute: 'href',
      match: /\/user\/([^/]+)/,
      seen: '2026-08',
    },
  ],
  composer: {
    // Every post has a title: the first line of the text becomes it.
    address: ({ text, url }) => {
      const [title = '', ...rest] = text.split('\n');
      const query =
        url === undefined
          ? new URLSearchParams({ type: 'TEXT', title, text: rest.join('\n').trim() })
          : new URLSearchParams({ url, title });
      const isWhole = url === undefined || rest.length === 0;
      return { url: `https://www.reddit.com/submit?${query}`, takes: isWhole ? 'text' : 'link' };
    },
    editor: [{ css: 'shreddit-composer [contenteditable="true"]', seen: '2026-08' }],
    postButton: [{ css: '#submit-post-button', seen: '2026-08' }],
  },
  feed: [
    { css: 'shreddit-feed, shreddit-post', seen: '2026-11' },
    { css: '#siteTable', seen: '2026-08' },
  ],
};

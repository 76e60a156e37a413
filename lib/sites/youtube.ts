import type { PageReading, Site } from './site';

/** YouTube Studio's address is the channel that one acts as; elsewhere the same path is anybody's channel. */
const channelInStudio: PageReading = (page) =>
  page.querySelector('ytcp-app') ? /^\/channel\/(UC[\w-]{22})/.exec(page.location.pathname)?.[1] : undefined;

/** Community posts and videos. Read in code of 2026 that follows the site; its own element names have lasted years. */
export const youtube: Site = {
  id: 'youtube',
  name: 'YouTube',
  network: 'youtube',
  hosts: ['https://www.youtube.com/*', 'https://studio.youtube.com/*'],
  posts: {
    // Comments have an `#action-buttons` too, but none of the containers around it.
    anchors: [
      { css: '#action-buttons', seen: '2026-08' },
      { css: 'ytd-watch-metadata #top-level-buttons-computed', seen: '2026-08' },
    ],
    container: [
      { css: 'ytd-shared-post-renderer', seen: '2026-01' },
      { css: 'ytd-backstage-post-renderer, ytd-post-renderer', seen: '2026-08' },
      { css: 'ytd-watch-metadata', seen: '2026-08' },
    ],
    outside: [{ css: 'ytd-ad-slot-renderer, ytd-in-feed-ad-layout-renderer', seen: '2026-01' }],
    quoted: [{ css: 'ytd-shared-post-renderer ytd-backstage-post-renderer', seen: '2026-01' }],
    permalink: [
      {
        css: '#published-time-text a[href*="/post/"], a[href^="/post/"]',
        attribute: 'href',
        match: /^(?:https:\/\/www\.youtube\.com)?(\/post\/[\w-]+)/,
        seen: '2026-08',
      },
    ],
    author: [
      { css: 'a#author-text', attribute: 'href', match: /^\/(?:@|channel\/)([^/?]+)/, seen: '2026-08' },
      {
        css: 'ytd-video-owner-renderer a[href]',
        attribute: 'href',
        match: /^\/(?:@|channel\/)([^/?]+)/,
        seen: '2026-08',
      },
    ],
    text: [
      { css: '#content-text', seen: '2026-08' },
      { css: '#post-text', seen: '2026-08' },
      { css: 'ytd-watch-metadata h1', seen: '2026-08' },
    ],
    images: [
      {
        css: 'ytd-backstage-image-renderer img, ytd-post-multi-image-renderer img',
        attribute: 'src',
        match: /^(https:.+)$/,
        seen: '2026-08',
      },
    ],
    buttons: [
      { css: '#action-buttons #toolbar', at: 'append', seen: '2026-08' },
      { css: '#top-level-buttons-computed', at: 'append', seen: '2026-08' },
    ],
    // The page of a video is kept and filled anew for the next one.
    recycledBy: ['video-id'],
  },
  postPaths: [
    /^\/post\/([\w-]+)/,
    /^\/watch\?(?:[^#]*&)?v=([\w-]{11})/,
    /^\/shorts\/([\w-]{11})/,
    /[?&]lb=(Ug[\w-]+)/,
  ],
  profilePaths: [/^\/@([^/?]+)/, /^\/channel\/(UC[\w-]{22})/],
  signedIn: [
    channelInStudio,
    // The page says it only once the menu under one's own picture has been opened.
    {
      css: 'ytd-active-account-header-renderer yt-formatted-string:not(#account-name)',
      match: /^(@\S+)$/,
      seen: '2026-01',
    },
  ],
  composer: {
    // No address takes a text. A channel writes posts on its own page, where the dialog opens by a click.
    address: ({ account }, origin) =>
      account === undefined
        ? undefined
        : {
            url: `${origin}/${/^UC[\w-]{22}$/.test(account) ? `channel/${account}` : `@${account}`}/posts`,
            takes: 'nothing',
          },
    // There are twins of the dialog and of its buttons, of which one has no size.
    editor: [
      {
        css: 'ytd-backstage-post-dialog-renderer #contenteditable-root[contenteditable="true"]',
        seen: '2026-08',
      },
      { css: 'ytcp-uploads-dialog #description-textarea #textbox[contenteditable="true"]', seen: '2026-01' },
    ],
    postButton: [
      { css: 'ytd-backstage-post-dialog-renderer ytd-commentbox #submit-button button', seen: '2026-08' },
      { css: 'ytcp-uploads-dialog #done-button', seen: '2026-01' },
    ],
    fileInput: [
      { css: 'ytd-backstage-multi-image-select-renderer input[type="file"]', seen: '2026-08' },
      { css: 'ytcp-uploads-dialog input[type="file"]', seen: '2026-01' },
    ],
  },
  // Old screens stay in the page under `hidden`.
  feed: [
    { css: 'ytd-browse:not([hidden]) ytd-backstage-post-thread-renderer', seen: '2026-08' },
    {
      css: 'ytd-browse:not([hidden]) ytd-rich-item-renderer > #content > ytd-post-renderer',
      seen: '2026-08',
    },
    { css: 'ytd-watch-flexy:not([hidden]) ytd-watch-metadata', seen: '2026-08' },
  ],
};

import type { PageReading, PostReading, Site } from './site';

/** The account for which the server made the page, as the page's own data says. */
const servedTo: PageReading = (page) => {
  try {
    const data: unknown = JSON.parse(
      page.querySelector('#__UNIVERSAL_DATA_FOR_REHYDRATION__')?.textContent ?? 'null',
    );
    const context = Object(Object(Object(data).__DEFAULT_SCOPE__)['webapp.app-context']);
    const handle: unknown = Object(context.user).uniqueId;
    return typeof handle === 'string' ? handle : undefined;
  } catch {
    return undefined;
  }
};

/** The feed links no video: its number ends the id of the player, which is used again for the next video. */
const addressInFeed: PostReading = (post) => {
  const video = /-(\d{15,})$/.exec(post.querySelector('[id^="xgwrapper-"]')?.id ?? '')?.[1];
  const author = /^\/@([\w.]+)/.exec(post.querySelector('a[href^="/@"]')?.getAttribute('href') ?? '')?.[1];
  return video && author ? `/@${author}/video/${video}` : undefined;
};

/** Read in code of 2026 that follows the site. `data-e2e` lasts; class names keep their last part for a while. */
export const tiktok: Site = {
  id: 'tiktok',
  name: 'TikTok',
  network: 'tiktok',
  hosts: ['https://www.tiktok.com/*'],
  posts: {
    // `comment-like-icon` is the heart of a comment. A live stream in the feed has no heart at all.
    anchors: [
      { css: '[data-e2e="like-icon"]', seen: '2026-09' },
      { css: '[data-e2e="browse-like-icon"]', seen: '2026-09' },
    ],
    container: [{ css: '[data-e2e="recommend-list-item-container"]', seen: '2026-09' }],
    // A video's own page, and a video that was opened from a grid.
    containerHolds: [{ css: '[data-e2e="browse-username"]', seen: '2026-01' }],
    without: [
      { css: '[data-e2e="ad-label"]', attribute: 'data-e2e', seen: '2026-03' },
      { css: '[class*="AdBadge"], [class*="AdLabel"]', attribute: 'class', seen: '2026-03' },
    ],
    permalink: [addressInFeed],
    author: [
      { css: '[data-e2e="video-author-uniqueid"]', seen: '2026-01' },
      { css: '[data-e2e="browse-username"]', seen: '2026-01' },
      {
        css: '[class*="CreatorInfoContainer"] a[href^="/@"], a[data-e2e="video-author-avatar"]',
        attribute: 'href',
        match: /^\/@([\w.]+)/,
        seen: '2026-09',
      },
    ],
    text: [
      { css: '[data-e2e="video-desc"]', seen: '2026-09' },
      { css: '[data-e2e="browse-video-desc"]', seen: '2026-09' },
    ],
    images: [{ css: '[data-e2e="feed-video"] img[src^="https://"]', attribute: 'src', seen: '2026-09' }],
    // The column of icons beside the video.
    buttons: [
      {
        css: 'button:has([data-e2e="like-icon"], [data-e2e="browse-like-icon"])',
        at: 'before',
        seen: '2026-09',
      },
    ],
    recycledBy: ['id', 'data-scroll-index'],
  },
  postPaths: [/^\/@[^/]*\/(?:video|photo)\/(\d+)/],
  profilePaths: [/^\/@([\w.]+)\/?(?:\?|$)/],
  // The link comes before the name does: for a while it leads to `/@`.
  signedIn: [
    { css: 'a[data-e2e="nav-profile"]', attribute: 'href', match: /\/@([\w.]+)/, seen: '2026-09' },
    {
      css: '[data-e2e="nav-profile"] a[href*="/@"], a[href*="/@"]:has([data-e2e="nav-profile"])',
      attribute: 'href',
      match: /\/@([\w.]+)/,
      seen: '2026-09',
    },
    servedTo,
  ],
  composer: {
    address: (_shared, origin) => ({ url: `${origin}/tiktokstudio/upload`, takes: 'nothing' }),
    // Comments are written in the same kind of editor; the caption comes with the video's file.
    editor: [
      {
        css: 'body:has([data-e2e="post_video_button"]) .public-DraftEditor-content[contenteditable="true"]',
        seen: '2026-09',
      },
    ],
    postButton: [{ css: '[data-e2e="post_video_button"]', seen: '2026-09' }],
    fileInput: [{ css: 'input[type="file"][accept^="video/"]', seen: '2026-09' }],
  },
  feed: [
    { css: '[data-e2e="recommend-list-item-container"] [data-e2e="video-desc"]', seen: '2026-09' },
    { css: '[data-e2e="browse-video-desc"]', seen: '2026-09' },
  ],
};

import type { Site } from './site';

/**
 * Whoever the page acts as, by number: the page or profile that the member has switched to, or else the member. The
 * cookies are read for these two numbers alone.
 */
function actingId(page: Document): string | undefined {
  try {
    const cookie = page.cookie;
    const readId = (name: string) => new RegExp(`(?:^|;\\s*)${name}=(\\d+)`).exec(cookie)?.[1];
    return readId('i_user') ?? readId('c_user');
  } catch {
    // A page without an origin may not ask for its cookies.
    return undefined;
  }
}

/** Paths that are no profile, though they stand where a profile's name does. */
const OWN_PATHS =
  'ads|bookmarks|business|events|friends|gaming|groups|hashtag|help|home\\.php|legal|login|marketplace|media|memories|messages|notifications|pages|permalink\\.php|photo|photo\\.php|photos|policies|privacy|profile\\.php|reel|reels|saved|search|settings|share|sharer|sharer\\.php|stories|story\\.php|video|watch';

/** Who a link leads to: by number where it has one, since a page's name is no lasting id. */
const PROFILE = new RegExp(
  `(?:profile\\.php\\?(?:[^#]*&)?id=|/user/|/people/[^/]+/|^(?:https://www\\.facebook\\.com)?/(?!(?:${OWN_PATHS})(?:[/?#]|$)))([\\w.]+)(?=[/?#&]|$)`,
);

/** A link to the post itself: not to one of its comments, and not one that its author wrote into the text. */
const OWN_LINK =
  ':not([href*="comment_id"], [data-ad-rendering-role="story_message"] *, [data-ad-preview="message"] *)';

/**
 * Class names are generated and labels are in the reader's language. What says its role in every language is
 * `data-ad-rendering-role`, on all posts and not on adverts alone.
 */
export const facebook: Site = {
  id: 'facebook',
  name: 'Facebook',
  network: 'facebook',
  hosts: ['https://www.facebook.com/*'],
  posts: {
    anchors: [{ css: '[data-ad-rendering-role="like_button"]', seen: '2026-11' }],
    container: [
      { css: 'div[aria-posinset]', seen: '2026-10' },
      // In groups only the comments are articles, and those have no such button.
      { css: '[role="article"]:not([role="article"] *)', seen: '2026-03' },
    ],
    containerHolds: [{ css: '[data-ad-rendering-role="profile_name"]', seen: '2026-11' }],
    without: [
      // The button of an advert; posts of people and pages have none.
      { css: '[data-ad-rendering-role^="cta"]', attribute: 'data-ad-rendering-role', seen: '2026-11' },
      { css: 'a[href*="/ads/about"]', attribute: 'href', seen: '2026-10' },
      // Where a post says when it was written, an advert has a link with nothing but a word joiner in it.
      { css: 'a[role="link"]', match: /^(\u2060)[\s\u200b-\u200d\u2060\ufeff]*$/, seen: '2026-10' },
    ],
    quoted: [
      // A shared post names its own author, beside the header that has named the one who shares it.
      {
        css: ':has([data-ad-rendering-role="profile_name"]) ~ :has([data-ad-rendering-role="profile_name"]):not(:has([data-ad-rendering-role="like_button"]))',
        seen: '2026-08',
      },
      { css: '[role="article"]:not(:has([data-ad-rendering-role="like_button"]))', seen: '2026-08' },
    ],
    // Header links are filled in when the mouse is over them: until then a post has no address.
    permalink: [
      {
        css: `:is(a[href*="/posts/"], a[href*="/permalink/"], a[href*="/reel/"], a[href*="/videos/"])${OWN_LINK}`,
        attribute: 'href',
        match: /^([^?#]*\/(?:posts|permalink|reel|videos)\/[^?#]+)/,
        seen: '2026-11',
      },
      {
        css: `a[href*="story_fbid="]${OWN_LINK}`,
        attribute: 'href',
        match: /^([^?#]*\/(?:permalink|story)\.php\?story_fbid=[^&#]+&id=\d+)/,
        seen: '2026-11',
      },
      {
        css: `a[href*="multi_permalinks="]${OWN_LINK}`,
        attribute: 'href',
        match: /^([^?#]*\/groups\/[^?#]+\?multi_permalinks=\d+)/,
        seen: '2026-08',
      },
    ],
    author: [
      {
        css: '[data-ad-rendering-role="profile_name"] a',
        attribute: 'href',
        match: PROFILE,
        seen: '2026-11',
      },
      { css: ':is(h2, h3, h4) a', attribute: 'href', match: PROFILE, seen: '2026-03' },
    ],
    text: [
      { css: '[data-ad-rendering-role="story_message"]', seen: '2026-11' },
      { css: '[data-ad-comet-preview="message"], [data-ad-preview="message"]', seen: '2026-11' },
      // A short text on a coloured ground has no role.
      {
        css: 'div[dir="auto"]:not([data-ad-rendering-role] *, [role="button"] *, a *)',
        seen: '2026-03',
      },
    ],
    // Emoji, reactions and icons come from other hosts.
    images: [{ css: 'img[src*="scontent"][src*="fbcdn.net"]', attribute: 'src', seen: '2026-11' }],
    buttons: [
      // Below the row: what is put into the row itself is taken away when the site renders it again.
      {
        css: ':has([data-ad-rendering-role="like_button"]):has(+ * [data-ad-rendering-role="comment_button"])',
        at: 'afterParent',
        seen: '2026-11',
      },
      // Where comments are closed.
      {
        css: ':has([data-ad-rendering-role="like_button"]):has(+ * [data-ad-rendering-role="share_button"])',
        at: 'afterParent',
        seen: '2026-11',
      },
    ],
    recycledBy: ['aria-posinset', 'aria-describedby', 'aria-labelledby'],
  },
  postPaths: [
    /^\/(?:groups\/[^/?]+|[^/?]+)\/(?:posts|permalink)\/(?:[^/?]+\/)?(pfbid\w+|\d+)/,
    /^\/groups\/[^?]+\?(?:[^#]*&)?multi_permalinks=(\d+)/,
    /^\/(?:permalink|story)\.php\?(?:[^#]*&)?story_fbid=(\w+)/,
    /^\/(?:reel|[^/?]+\/videos(?:\/[^/?]+)?)\/(\d+)/,
  ],
  profilePaths: [
    /^\/(?:profile\.php\?(?:[^#]*&)?id=|people\/[^/]+\/)(\d+)/,
    new RegExp(`^/(?!(?:${OWN_PATHS})(?:[/?]|$))([\\w.]+)/?(?:\\?|$)`),
  ],
  signedIn: [actingId],
  composer: {
    // Only a link can be handed over by address: what is given as a text beside it has been ignored for years.
    address: ({ url }) =>
      url === undefined
        ? { url: 'https://www.facebook.com/', takes: 'nothing' }
        : {
            url: `https://www.facebook.com/sharer/sharer.php?u=${encodeURIComponent(url)}`,
            takes: 'link',
          },
    // A post that is open in a dialog has a comment box of the same kind, and a Like button.
    editor: [
      {
        css: '[role="dialog"]:not(:has([data-ad-rendering-role="like_button"])) [contenteditable="true"][role="textbox"][data-lexical-editor="true"]:not([role="article"] *)',
        seen: '2026-11',
      },
    ],
    // The last button of the dialog. On a page it leads to the settings of the post first, which end with Post.
    postButton: [
      { css: '[role="dialog"] [role="button"][aria-label="Post"]', seen: '2026-02' },
      { css: '[role="dialog"] [role="button"][aria-label]', seen: '2026-02' },
    ],
    fileInput: [{ css: '[role="dialog"] input[type="file"]', seen: '2026-11' }],
  },
  feed: [
    { css: 'div[aria-posinset]', seen: '2026-10' },
    { css: '[role="feed"]', seen: '2026-03' },
    { css: '[role="main"] [data-ad-rendering-role="profile_name"]', seen: '2026-11' },
  ],
};

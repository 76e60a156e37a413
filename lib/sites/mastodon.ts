import type { Site } from './site';

interface InitialState {
  readonly meta?: { readonly me?: string };
  readonly accounts?: Readonly<Record<string, { readonly acct?: string } | undefined>>;
}

/** The account that the server wrote into the page: its handle alone, never the token beside it. */
function accountOfInitialState(page: Document): string | undefined {
  try {
    const state: InitialState = Object(
      JSON.parse(page.getElementById('initial-state')?.textContent ?? 'null'),
    );
    const { me = '' } = Object(state.meta) as NonNullable<InitialState['meta']>;
    const acct = state.accounts?.[me]?.acct;
    return typeof acct === 'string' ? acct : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Any server's own web client, from its source: classes are not hashed up to 4.6; the design that replaces it
 * (2026-08) hashes them and has attributes instead. Handles are as the server writes them: its own without a host.
 */
export const mastodon: Site = {
  id: 'mastodon',
  name: 'Mastodon',
  network: 'mastodon',
  hosts: [],
  fingerprint: [
    { css: 'meta[name="application-name"][content="Mastodon"]', seen: '2026-08' },
    { css: '#mastodon[data-props]', seen: '2026-08' },
  ],
  posts: {
    anchors: [
      { css: '.status__action-bar, .detailed-status__action-bar', seen: '2026-08' },
      { css: 'article[data-id] > footer', seen: '2026-08' },
    ],
    container: [
      { css: '.status__wrapper', seen: '2026-08' },
      { css: '.detailed-status__wrapper', seen: '2026-08' },
      { css: 'article[data-id]:has(> footer)', seen: '2026-08' },
    ],
    // Up to 4.3 a notice that somebody liked a post shows that post whole.
    outside: [{ css: '.notification-favourite, .notification-reblog', seen: '2026-08' }],
    quoted: [{ css: '.status__quote, .status--is-quote', seen: '2026-08' }],
    permalink: [
      { css: 'a.status__relative-time', attribute: 'href', seen: '2026-08' },
      { css: 'a.detailed-status__datetime', attribute: 'href', seen: '2026-08' },
      { css: 'header a:has(time)', attribute: 'href', match: /^(\/@[^/{}]+\/\d+)/, seen: '2026-08' },
    ],
    author: [
      {
        css: '.status__info a.status__display-name',
        attribute: 'href',
        match: /\/@([^/]+)$/,
        seen: '2026-08',
      },
      { css: 'a.detailed-status__display-name', attribute: 'href', match: /\/@([^/]+)$/, seen: '2026-08' },
      { css: 'header a[data-hover-card-account][title^="@"]', attribute: 'title', seen: '2026-08' },
    ],
    text: [
      { css: '.status__content__text', seen: '2026-08' },
      { css: 'article[data-id] > header ~ div [lang]', seen: '2026-08' },
    ],
    images: [{ css: '.media-gallery a.media-gallery__item-thumbnail', attribute: 'href', seen: '2026-08' }],
    buttons: [
      { css: '.status__action-bar, .detailed-status__action-bar', at: 'append', seen: '2026-08' },
      { css: 'article[data-id] > footer > :last-child', at: 'append', seen: '2026-08' },
    ],
    recycledBy: ['data-id'],
  },
  postPaths: [/^(?:\/deck)?\/@[^/]+\/(\d+)/],
  profilePaths: [/^(?:\/deck)?\/@([^/?]+)(?:\/(?:with_replies|media|featured))?\/?(?:\?|$)/],
  signedIn: [accountOfInitialState],
  composer: {
    address: ({ text, url }, origin) => {
      const query = new URLSearchParams({ text, ...(url === undefined ? {} : { url }) });
      return { url: `${origin}/share?${query}`, takes: 'text' };
    },
    editor: [{ css: 'textarea.autosuggest-textarea__textarea', seen: '2026-08' }],
    postButton: [{ css: '.compose-form button[type="submit"]', seen: '2026-08' }],
    fileInput: [{ css: '.compose-form input[type="file"]', seen: '2026-08' }],
  },
  feed: [
    { css: '.item-list[role="feed"] a:has(time)', seen: '2026-08' },
    { css: '.detailed-status', seen: '2026-08' },
  ],
};

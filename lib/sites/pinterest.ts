import type { Site } from './site';

/** A pin as it is opened. Its name differs between signed in and not, and between pictures and videos. */
const OPENED_PIN =
  ':is([data-test-id="closeup-body-image-container"], [data-test-id="closeup-image"], [data-test-id="pin-closeup-image"], [data-test-id="visual-content-container"], [data-test-id="closeup-visual-container"])';

/** A profile's address: one name and nothing after it. Pinterest's own pages look the same. */
const PROFILE =
  /^(?:https:\/\/[^/]+)?\/(?!(?:business|categories|following|homefeed|ideas|login|news_hub|password|pin|pin-builder|pin-creation-tool|search|settings|signup|today|videos)(?:[/?#]|$))([A-Za-z0-9_]+)\/?(?:[?#]|$)/;

/** Read in code of 2026 that follows the site. Class names are made by a machine there; `data-test-id` lasts. */
export const pinterest: Site = {
  id: 'pinterest',
  name: 'Pinterest',
  network: 'pinterest',
  // Who is signed in is sent to the address of their country: de.pinterest.com, or www.pinterest.de.
  hosts: [
    'https://*.pinterest.com/*',
    'https://*.pinterest.at/*',
    'https://*.pinterest.ca/*',
    'https://*.pinterest.ch/*',
    'https://*.pinterest.co.uk/*',
    'https://*.pinterest.com.au/*',
    'https://*.pinterest.com.mx/*',
    'https://*.pinterest.de/*',
    'https://*.pinterest.es/*',
    'https://*.pinterest.fr/*',
    'https://*.pinterest.it/*',
    'https://*.pinterest.jp/*',
    'https://*.pinterest.pt/*',
  ],
  posts: {
    // A pin in the grid has no buttons until the pointer is over it, so that the pin itself is the anchor.
    anchors: [
      { css: '[data-test-id="pinWrapper"]', seen: '2026-09' },
      { css: '[data-test-id="closeup-action-items"]', seen: '2026-05' },
    ],
    container: [{ css: '[data-test-id="pin"]', seen: '2026-09' }],
    containerHolds: [{ css: OPENED_PIN, seen: '2026-05' }],
    without: [
      { css: '[data-test-id="oneTapPromotedPin"]', attribute: 'data-test-id', seen: '2026-03' },
      { css: '[title^="Promoted"]', attribute: 'title', seen: '2026-03' },
    ],
    permalink: [
      {
        css: '[data-test-id="pinWrapper"] a[href*="/pin/"]',
        attribute: 'href',
        match: /^(?:https:\/\/[^/]+)?(\/pin\/[^/?#]+\/?)/,
        seen: '2026-09',
      },
    ],
    author: [
      {
        css: '[data-test-id="official-user-attribution"] a[href]',
        attribute: 'href',
        match: PROFILE,
        seen: '2026-03',
      },
      { css: '[data-test-id="pinrep-footer"] a[href]', attribute: 'href', match: PROFILE, seen: '2026-03' },
    ],
    text: [
      { css: '[data-test-id="pinTitle"]', seen: '2026-03' },
      { css: 'h1', seen: '2026-05' },
      { css: '[data-test-id="truncated-description"]', seen: '2026-03' },
    ],
    // Faces come from the same server; their size ends in `_RS`.
    images: [
      {
        css: '[data-test-id="pinWrapper"] img[src*="//i.pinimg.com/"]:not([src*="_RS/"])',
        attribute: 'src',
        seen: '2026-09',
      },
      {
        css: `${OPENED_PIN} img[src*="//i.pinimg.com/"]:not([src*="_RS/"])`,
        attribute: 'src',
        seen: '2026-05',
      },
    ],
    // Cells of the grid have measured heights: anything more in the flow would lie over the next pin.
    buttons: [
      {
        css: '[data-test-id="closeup-action-items"] > :has([data-test-id="closeup-share-button"])',
        at: 'after',
        seen: '2026-05',
      },
      { css: '[data-test-id="closeup-action-items"]', at: 'append', seen: '2026-05' },
      { css: '[data-test-id="pinWrapper"]', at: 'over', seen: '2026-09' },
    ],
    // Cells of the grid are used again for other pins while one scrolls.
    recycledBy: ['data-test-pin-id', 'data-grid-item-idx'],
  },
  // With or without the title's words before the number; pins that were suggested have a token for a number.
  postPaths: [/^\/pin\/(?:[^/?]*--)?(\d+)\/?(?:\?|$)/, /^\/pin\/([\w-]{20,})\/?(?:\?|$)/],
  profilePaths: [
    PROFILE,
    /^\/(?!(?:pin|search|settings|ideas|business)\/)([A-Za-z0-9_]+)\/_(?:created|saved|pins|profile)\/?(?:\?|$)/,
  ],
  signedIn: [
    { css: '[data-test-id="header-profile"] a[href]', attribute: 'href', match: PROFILE, seen: '2026-03' },
  ],
  composer: {
    // `/pin/create/button/` takes a text, but asks for the address of a picture: a pin's own goes in by file.
    address: (_shared, origin) => ({ url: `${origin}/pin-creation-tool/`, takes: 'nothing' }),
    // Comments are written in the same kind of editor.
    editor: [
      {
        css: 'body:has(#storyboard-selector-title, #storyboard-upload-input) .public-DraftEditor-content[contenteditable="true"]',
        seen: '2026-03',
      },
    ],
    postButton: [{ css: '[data-test-id="storyboard-creation-nav-done"] button', seen: '2026-03' }],
    fileInput: [{ css: '#storyboard-upload-input', seen: '2026-03' }],
  },
  feed: [
    { css: '[data-grid-item] a[href*="/pin/"]', seen: '2026-09' },
    { css: OPENED_PIN, seen: '2026-05' },
  ],
};

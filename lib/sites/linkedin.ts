import { agreedHandle } from './agreed-handle';
import type { Site } from './site';

/** A company's administration: its address names the company by number, and everything there is done as the company. */
const COMPANY_ADMIN = /^\/company\/(\d+)\/admin(?:\/|$)/;

/** The card and the menu of the member who is signed in, in the layouts of 2023 to 2026. */
const OWN_PROFILE = [
  '.feed-identity-module a[href*="/in/"]',
  '[data-view-name="identity-module"] a[href*="/in/"]',
  'a[data-view-name="identity-self-profile"][href*="/in/"]',
  'a.profile-card-profile-link[href*="/in/"]',
  '.global-nav__me a[href*="/in/"]',
].join(',');

/** The feed of 2026, in which class names are hashed. */
const FEED = '[data-testid="mainFeed"]';

/** Says “Promoted” in the languages that LinkedIn is read in most: adverts carry no other mark. */
const PROMOTED =
  /^\s*(Promoted|Sponsored|Anzeige|Gesponsert|Post sponsorisé|Promocionado|Promovido|Patrocinado|Post sponsorizzato|Gepromoot|Treść promowana|Sponsorowane|Marknadsfört|Promoveret|Promotert|Mainostettu|Propagováno|Promovat|Продвигается|Просувається|Öne çıkarılan içerik|Dipromosikan|プロモーション|프로모션|광고|广告|推广|促銷內容|الترويج|ממומן|Được quảng bá)(?: by .*)?(?:\s*[•·].*)?\s*$/su;

/** The last button, or what wraps it, in the row that an element is in or is wrapped in. */
function lastInRowOf(css: string): string {
  return `:is(${css}, :has(${css})) ~ :is(button, :has(button)):not(:has(~ button, ~ * button))`;
}

/** What stands below a post and is written by others, in all layouts. */
const COMMENTS =
  '[componentkey^="commentsSectionContainer"], [id^="replaceableComment_"], [data-id^="urn:li:comment:"], .comments-comments-list';

function companyInAddress(page: Document): string | undefined {
  return COMPANY_ADMIN.exec(page.location.pathname)?.[1];
}

/** Who a share box that is open posts as: it says a name, and no address. */
function findPostingName(page: Document): string | undefined {
  const css = '.share-unified-settings-entry-button';
  const actor =
    page.querySelector('#interop-outlet')?.shadowRoot?.querySelector(css) ?? page.querySelector(css);
  if (!actor) return undefined;
  const words = 'innerText' in actor ? String(actor.innerText) : actor.textContent;
  return words.trim().split('\n')[0]?.trim();
}

/** The names that the navigation gives the member: the description of the picture at “Me”. */
function findOwnNames(page: Document): readonly string[] {
  const pictures = page.querySelectorAll('img.global-nav__me-photo, :is(header, nav) img[alt]');
  return [...pictures].map((picture) => picture.getAttribute('alt')?.trim() ?? '').filter(Boolean);
}

/** Links to the member's own profile. In the feed of 2026 the rail beside it has no name, but the member's. */
function findOwnLinks(page: Document, names: readonly string[]): readonly Element[] {
  const links = [...page.querySelectorAll(OWN_PROFILE)];
  if (links.length > 0 || page.querySelector(FEED) === null) return links;
  return [...page.querySelectorAll(`a[href*="/in/"]:not(${FEED} *)`)].filter((link) =>
    [link, ...link.querySelectorAll('*')].some(({ textContent }) => names.includes(textContent.trim())),
  );
}

/**
 * The member, unless a share box that is open posts as somebody else: a member chooses there to post as a page of
 * theirs, and only its name changes.
 */
function memberOnPage(page: Document): string | undefined {
  const names = findOwnNames(page);
  const links = findOwnLinks(page, names);
  const postingName = findPostingName(page);
  const ownNames = [...names, ...links.map(({ textContent }) => textContent.trim())];
  const isSelf = postingName === undefined || ownNames.includes(postingName);
  return isSelf ? agreedHandle(links, /\/in\/([^/?#]+)/) : undefined;
}

/**
 * Three layouts are served at once. The feed of 2026 has hashed class names and, off a post's own page, no address of
 * a post at all; profiles, search and company pages still have the older one, where `data-urn` says which post it is.
 * The names of icons stay the same in every language.
 */
export const linkedin: Site = {
  id: 'linkedin',
  name: 'LinkedIn',
  network: 'linkedin',
  hosts: ['https://www.linkedin.com/*'],
  posts: {
    anchors: [
      { css: 'button[aria-label^="Reaction button state"]', seen: '2026-09' },
      { css: 'button:has(svg[id^="thumbs-up-"])', seen: '2026-09' },
      { css: 'button:has(svg[id*="-consumption-"])', seen: '2026-08' },
      { css: '.feed-shared-social-action-bar', seen: '2026-09' },
    ],
    container: [
      { css: '[role="listitem"][componentkey^="update-card-focus"]', seen: '2026-09' },
      { css: '[id^="expanded"][id$="FeedType_FEED_DETAIL"]', seen: '2026-08' },
      { css: '[role="listitem"][componentkey^="expanded"][componentkey*="FeedType_"]', seen: '2026-07' },
      { css: '[data-view-name="feed-full-update"]', seen: '2025-11' },
      {
        css: '[data-urn^="urn:li:activity:"], [data-urn^="urn:li:ugcPost:"], [data-urn^="urn:li:share:"]',
        seen: '2026-09',
      },
    ],
    without: [
      {
        css: `[componentkey] :is(p, span):not(:is([data-testid="expandable-text-box"], ${COMMENTS}) *, [data-testid="expandable-text-box"])`,
        match: PROMOTED,
        seen: '2026-09',
      },
      {
        css: ':is(.update-components-actor__sub-description, .update-components-actor__description) span',
        match: PROMOTED,
        seen: '2026-09',
      },
    ],
    quoted: [
      // A shared post is an actor and a link to the post that holds its text, in a wrapper without a name.
      { css: ':has(> a[href*="/feed/update/"] [data-testid="expandable-text-box"])', seen: '2026-09' },
      {
        css: '.update-components-mini-update-v2, .feed-shared-update-v2__reshared-content',
        seen: '2026-09',
      },
      { css: COMMENTS, seen: '2026-09' },
    ],
    permalink: [
      {
        css: '[data-urn]',
        attribute: 'data-urn',
        match: /^(urn:li:(?:activity|ugcPost|share):\d+)$/,
        prefix: '/feed/update/',
        seen: '2026-09',
      },
      {
        css: '[data-testid^="ReactionFacepileCollection-urn:li:"]',
        attribute: 'data-testid',
        match: /-(urn:li:(?:activity|ugcPost|share):\d+)$/,
        prefix: '/feed/update/',
        seen: '2026-08',
      },
    ],
    author: [
      {
        css: '.update-components-actor__meta-link, .update-components-actor__container a',
        attribute: 'href',
        match: /\/(?:in|company|showcase|school)\/([^/?#]+)/,
        seen: '2026-09',
      },
      // “Ann likes this” names somebody else above the author: it is a sentence, so that its link is in a paragraph.
      {
        css: ':is(a[href*="/in/"], a[href*="/company/"], a[href*="/showcase/"], a[href*="/school/"]):not(p *)',
        attribute: 'href',
        match: /\/(?:in|company|showcase|school)\/([^/?#]+)/,
        seen: '2026-09',
      },
    ],
    text: [
      { css: '[data-testid="expandable-text-box"]', seen: '2026-09' },
      { css: '.update-components-text', seen: '2026-09' },
    ],
    images: [
      { css: '.update-components-image img', attribute: 'src', seen: '2026-09' },
      { css: 'img[src*="/feedshare"]', attribute: 'src', seen: '2026-09' },
    ],
    buttons: [
      { css: '.feed-shared-social-action-bar', at: 'append', seen: '2026-09' },
      // The last of the row: like, comment, repost, send. The card itself is a grid that must not get a child.
      { css: lastInRowOf('button[aria-label^="Reaction button state"]'), at: 'after', seen: '2026-09' },
      {
        css: lastInRowOf('svg:is([id^="thumbs-up-"], [id*="-consumption-"])'),
        at: 'after',
        seen: '2026-09',
      },
    ],
    recycledBy: ['componentkey', 'data-urn'],
  },
  postPaths: [
    /^\/feed\/update\/urn(?::|%3A)li(?::|%3A)(?:activity|ugcPost|share)(?::|%3A)(\d+)/i,
    /^\/posts\/[^/?]*-(?:activity|ugcPost|share)-(\d+)/,
  ],
  profilePaths: [/^\/(?:in|company|showcase|school)\/([^/?]+)/],
  signedIn: [companyInAddress, memberOnPage],
  composer: {
    // A company's composer takes no text, and the feed's own would post it as the member.
    address: ({ text, url, account }) =>
      account !== undefined && /^\d+$/.test(account)
        ? {
            url: `https://www.linkedin.com/company/${account}/admin/page-posts/published/?share=true`,
            takes: 'nothing',
          }
        : {
            url: `https://www.linkedin.com/feed/?shareActive=true&text=${encodeURIComponent([text, url].filter(Boolean).join('\n\n'))}`,
            takes: 'text',
          },
    editor: [
      {
        css: '[role="dialog"][aria-labelledby="share-to-linkedin-modal__header"] [role="textbox"][contenteditable="true"]',
        seen: '2026-08',
      },
      {
        css: '[role="dialog"] .ql-editor[contenteditable="true"]:not([class*="comments-comment-box"] *)',
        seen: '2026-06',
      },
    ],
    shadowHosts: [{ css: '#interop-outlet', seen: '2026-06' }],
    postButton: [{ css: 'button.share-actions__primary-action', seen: '2026-08' }],
    // Not there before somebody asks to add a picture.
    fileInput: [{ css: '[role="dialog"] input[type="file"]', seen: '2026-08' }],
  },
  feed: [
    { css: FEED, seen: '2026-09' },
    { css: '.scaffold-finite-scroll', seen: '2026-09' },
  ],
};

/**
 * Reads a page by what is known of its site. DOM in, data out; whatever is not found, or not sure, is undefined.
 * Everything that is read here is a claim by the page: it is shortened, shown as text, and never used as an id.
 */
import type { ButtonPlace, Reading, Seen, Site, SitePosts } from './site';

const MAX_HANDLE_LENGTH = 300;
const MAX_ADDRESS_LENGTH = 2_048;
const MAX_TEXT_LENGTH = 20_000;
const MAX_IMAGES = 4;

/** What a page claims of one of its posts. */
export interface PostClaim {
  /** The post's lasting id on its site. */
  readonly id?: string | undefined;
  readonly permalink?: string | undefined;
  /** The author's handle, without an @. */
  readonly author?: string | undefined;
  readonly text: string;
  readonly imageUrls: readonly string[];
}

/** Where buttons go: before that node, or last in the parent when there is none. */
export interface ButtonSpot {
  readonly parent: Element | ShadowRoot;
  readonly before: Node | null;
  /** The slot that they have to take: in a web component's own children nothing shows outside one. */
  readonly slot: string;
  /** Drawn over the parent's lower corner, out of the flow. */
  readonly isOver?: true;
}

/** A composer that stands open on the page. */
export interface ComposerFound {
  readonly editor: HTMLElement;
  readonly postButton: HTMLElement | undefined;
  readonly fileInput: HTMLInputElement | undefined;
}

/** What a site's file still finds on a page. */
export interface SiteHealth {
  readonly looksLikeFeed: boolean;
  readonly anchors: number;
  readonly posts: number;
  readonly postsWithAuthor: number;
  readonly postsWithPlace: number;
}

// Asked for at every anchor of a feed that scrolls.
const joined = new WeakMap<readonly Seen[], string>();

/** All selectors of a list as one. */
export function anyOf(selectors: readonly Seen[]): string {
  const known = joined.get(selectors);
  if (known !== undefined) return known;
  // Of nothing: a selector that finds nothing.
  const css = selectors.map((selector) => selector.css).join(',') || ':not(*)';
  joined.set(selectors, css);
  return css;
}

/** The first element that any of the selectors finds, in their order. */
export function findFirst(root: ParentNode, selectors: readonly Seen[] = []): Element | undefined {
  for (const { css } of selectors) {
    const element = root.querySelector(css);
    if (element) return element;
  }
  return undefined;
}

/** A claim as text: shortened, without the marks that reorder what is around them. */
export function plain(text: string | null | undefined, maxLength: number): string {
  return (text ?? '')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .trim()
    .slice(0, maxLength);
}

function readFrom(element: Element, { attribute, match, prefix = '' }: Reading): string | undefined {
  const value = plain(
    attribute === undefined ? element.textContent : element.getAttribute(attribute),
    MAX_ADDRESS_LENGTH,
  );
  const part = match === undefined ? value : match.exec(value)?.[1];
  return part === undefined || part === '' ? undefined : prefix + part;
}

/** The first value that any of the readings finds; the element itself counts, and quoted posts do not. */
function readFirst<Root extends Element | Document>(
  root: Root,
  readings: readonly (Reading | ((root: Root) => string | undefined))[],
  isOwn: (element: Element) => boolean = () => true,
): string | undefined {
  for (const reading of readings) {
    const value = typeof reading === 'function' ? reading(root) : readSelected(root, reading, isOwn);
    if (value !== undefined) return value;
  }
  return undefined;
}

function readSelected(
  root: Element | Document,
  reading: Reading,
  isOwn: (element: Element) => boolean,
): string | undefined {
  if (root instanceof Element && root.matches(reading.css)) {
    const value = readFrom(root, reading);
    if (value !== undefined) return value;
  }
  for (const element of root.querySelectorAll(reading.css)) {
    const value = isOwn(element) ? readFrom(element, reading) : undefined;
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Tells what is a post's own from what is in a post that it quotes. */
function ownOf({ quoted }: SitePosts, container: Element): (element: Element) => boolean {
  if (quoted === undefined) return () => true;
  const css = anyOf(quoted);
  return (element) => {
    // Not `closest`: it would ask the whole feed around the post, which a selector with `:has` makes costly.
    for (
      let around: Element | null = element;
      around && around !== container;
      around = around.parentElement
    ) {
      if (around.matches(css)) return false;
    }
    return true;
  };
}

function climb(posts: SitePosts, anchor: Element): Element | undefined {
  for (const { css } of posts.container) {
    const container = anchor.closest(css);
    if (container) return container;
  }
  if (posts.containerHolds === undefined) return undefined;
  const held = anyOf(posts.containerHolds);
  let element = anchor.parentElement;
  while (element !== null && element !== element.ownerDocument.body) {
    if (element.querySelector(held)) return element;
    element = element.parentElement;
  }
  return undefined;
}

/**
 * The post around one of its action buttons.
 *
 * @param site whose page it is
 * @param anchor an element that one of the site's anchors found
 * @returns the post's element; undefined for an advert, a quoted post, a notification, and when it is not sure
 */
export function findPostAround({ posts }: Site, anchor: Element): Element | undefined {
  if (posts === undefined) return undefined;
  const container = climb(posts, anchor);
  if (container === undefined) return undefined;
  if (posts.outside !== undefined && container.closest(anyOf(posts.outside))) return undefined;
  if (!ownOf(posts, container)(anchor)) return undefined;
  return posts.without !== undefined && readFirst(container, posts.without) !== undefined
    ? undefined
    : container;
}

/** Every post in a part of a page, in the order of the page, each once. */
export function findPosts(site: Site, root: ParentNode): readonly Element[] {
  if (site.posts === undefined) return [];
  const found = new Set<Element>();
  for (const anchor of root.querySelectorAll(anyOf(site.posts.anchors))) {
    const post = findPostAround(site, anchor);
    if (post !== undefined) found.add(post);
  }
  return [...found];
}

function webAddress(text: string | undefined, base: string): string | undefined {
  const url = text === undefined ? null : URL.parse(text, base);
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:';
  return url && isWeb && url.href.length <= MAX_ADDRESS_LENGTH ? url.href : undefined;
}

/** Who wrote a post, as the page says. */
export function readAuthor({ posts }: Site, container: Element): string | undefined {
  if (posts === undefined) return undefined;
  const handle = readFirst(container, posts.author, ownOf(posts, container));
  return handle === undefined ? undefined : plain(handle.replace(/^@/, ''), MAX_HANDLE_LENGTH);
}

/** The address of a post; undefined where the page does not give it away. */
export function readPermalink(site: Site, container: Element): string | undefined {
  const { posts } = site;
  if (posts === undefined) return undefined;
  const base = container.ownerDocument.location.href;
  const address = webAddress(readFirst(container, posts.permalink, ownOf(posts, container)), base);
  if (address !== undefined) return address;
  return findPostOfPage(site, container.ownerDocument) === container ? base : undefined;
}

/** A page of one post does not link to it. What the post answers stands above it, with links; a dialog covers both. */
function findPostOfPage(site: Site, page: Document): Element | undefined {
  const { posts } = site;
  const idOfPage = findPostId(site, page.location.href);
  if (posts === undefined || idOfPage === undefined) return undefined;
  const unlinked: Element[] = [];
  for (const post of findPosts(site, page)) {
    if (!isShown(post)) continue;
    const link = readFirst(post, posts.permalink, ownOf(posts, post));
    if (link === undefined) unlinked.push(post);
    else if (findPostId(site, webAddress(link, page.location.href) ?? '') === idOfPage) return undefined;
  }
  return unlinked.find((post) => post.closest('[role="dialog"], dialog') !== null) ?? unlinked[0];
}

/**
 * All that a page claims of a post.
 *
 * @param site whose page it is
 * @param container what `findPostAround` returned
 * @returns texts and addresses, shortened; nothing of posts that it quotes
 */
export function readPost(site: Site, container: Element): PostClaim {
  const { posts } = site;
  if (posts === undefined) return { text: '', imageUrls: [] };
  const isOwn = ownOf(posts, container);
  const permalink = readPermalink(site, container);
  return {
    id: readId(site, container, permalink),
    permalink,
    author: readAuthor(site, container),
    text: readText(posts, container, isOwn),
    imageUrls: readImages(posts, container, isOwn),
  };
}

function readId(site: Site, container: Element, permalink: string | undefined): string | undefined {
  const { posts } = site;
  const id = posts?.id && readFirst(container, posts.id, ownOf(posts, container));
  if (id !== undefined) return plain(id, MAX_HANDLE_LENGTH);
  return permalink === undefined ? undefined : findPostId(site, permalink);
}

/** The pictures of the first reading that finds any: the others are for other layouts. */
function readImages(
  posts: SitePosts,
  container: Element,
  isOwn: (element: Element) => boolean,
): readonly string[] {
  const base = container.ownerDocument.location.href;
  for (const reading of posts.images) {
    const found = new Set<string>();
    for (const image of container.querySelectorAll(reading.css)) {
      const address = isOwn(image) ? webAddress(readFrom(image, reading), base) : undefined;
      if (address !== undefined) found.add(address);
      if (found.size === MAX_IMAGES) break;
    }
    if (found.size > 0) return [...found];
  }
  return [];
}

function readText(posts: SitePosts, container: Element, isOwn: (element: Element) => boolean): string {
  for (const { css } of posts.text) {
    for (const element of container.querySelectorAll(css)) {
      if (!isOwn(element)) continue;
      const text = plain(withoutEnd(posts, element, shownText(element)), MAX_TEXT_LENGTH);
      if (text !== '') return text;
    }
  }
  return '';
}

/** What is rendered keeps its lines; off the screen a site may render nothing, and then all text counts. */
function shownText(element: Element): string {
  const rendered = element instanceof HTMLElement ? element.innerText.trim() : '';
  return rendered || (element.textContent ?? '').trim();
}

/** Sites put “see more”, and some a time, at the end of the text. */
function withoutEnd({ textWithout = [] }: SitePosts, element: Element, text: string): string {
  const css = ['button', '[role="button"]', ...textWithout.map((selector) => selector.css)].join(',');
  let rest = text;
  for (const part of [...element.querySelectorAll(css)].reverse()) {
    const words = shownText(part);
    if (words !== '' && rest.endsWith(words)) rest = rest.slice(0, -words.length).trim();
  }
  return rest;
}

/** Where buttons go in a post; undefined when its action row is not where it should be. */
export function findButtonSpot({ posts }: Site, container: Element): ButtonSpot | undefined {
  if (posts === undefined) return undefined;
  const isOwn = ownOf(posts, container);
  for (const { css, at, inShadow } of posts.buttons) {
    const root: ParentNode | null = inShadow ? container.shadowRoot : container;
    for (const element of root?.querySelectorAll(css) ?? []) {
      const spot = isOwn(element) ? spotAt(element, at) : undefined;
      if (spot !== undefined) return spot;
    }
  }
  return undefined;
}

function spotAt(element: Element, at: ButtonPlace['at']): ButtonSpot | undefined {
  if (at === 'append') return { parent: element, before: null, slot: '' };
  if (at === 'over') return { parent: element, before: null, slot: '', isOver: true };
  const beside = at === 'afterParent' ? element.parentElement : element;
  const parent = beside?.parentNode;
  if (!beside || !(parent instanceof Element || parent instanceof ShadowRoot)) return undefined;
  return { parent, before: at === 'before' ? beside : beside.nextSibling, slot: beside.slot };
}

function matchPath(paths: readonly RegExp[], address: string): string | undefined {
  const url = URL.parse(address);
  if (url === null) return undefined;
  const path = url.pathname + url.search;
  for (const pattern of paths) {
    // A client that routes by the fragment has nothing else to tell its pages by.
    const part = pattern.exec(path)?.[1] ?? pattern.exec(path + url.hash)?.[1];
    if (part !== undefined && part !== '') return plain(decode(part), MAX_HANDLE_LENGTH);
  }
  return undefined;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The lasting id of the post that an address leads to; undefined when it leads to something else. */
export function findPostId({ postPaths }: Site, address: string): string | undefined {
  return matchPath(postPaths, address);
}

/** Whose profile, page or administration an address is, by handle or id; undefined elsewhere. */
export function findProfile({ profilePaths }: Site, address: string): string | undefined {
  return matchPath(profilePaths, address)?.replace(/^@/, '');
}

/** Whose page it is, by handle or id: by its address, or by what it says; undefined elsewhere. */
export function readProfile(site: Site, page: Document): string | undefined {
  const profile = findProfile(site, page.location.href) ?? site.ownName?.(page.location.href);
  return profile === undefined ? undefined : plain(profile, MAX_HANDLE_LENGTH);
}

/** Who is signed in on a page, by handle; undefined when it is not sure. */
export function readSignedIn({ signedIn }: Site, page: Document): string | undefined {
  const handle = readFirst(page, signedIn);
  return handle === undefined ? undefined : plain(handle.replace(/^@/, ''), MAX_HANDLE_LENGTH);
}

/** Whether an element takes part in the page as people see it: single-page sites keep old screens, hidden. */
export function isShown(element: Element): boolean {
  if (element.checkVisibility({ visibilityProperty: true })) return true;
  // An element without a box of its own is shown when something in it is.
  return (
    element.isConnected &&
    getComputedStyle(element).display === 'contents' &&
    [...element.children].some(isShown)
  );
}

/** Sites keep twins of a composer, shown with no size. */
function takesRoom(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  return width > 0 && height > 0 && isShown(element);
}

/** The composer that is open on a page: the last one shown, because a dialog stands after what it covers. */
export function findComposer({ composer }: Site, page: Document): ComposerFound | undefined {
  if (composer === undefined) return undefined;
  const roots: ParentNode[] = [page];
  for (const { css } of composer.shadowHosts ?? []) {
    for (const host of page.querySelectorAll(css)) if (host.shadowRoot) roots.unshift(host.shadowRoot);
  }
  for (const root of roots) {
    for (const { css } of composer.editor) {
      const editor = [...root.querySelectorAll<HTMLElement>(css)].findLast(takesRoom);
      if (editor === undefined) continue;
      const scope = editor.closest('[role="dialog"], dialog, form') ?? root;
      return {
        editor,
        postButton: findShown(scope, composer.postButton) ?? findShown(root, composer.postButton),
        fileInput: findFileInput(scope, composer.fileInput) ?? findFileInput(root, composer.fileInput),
      };
    }
  }
  return undefined;
}

function findShown(root: ParentNode, selectors: readonly Seen[]): HTMLElement | undefined {
  for (const { css } of selectors) {
    const element = [...root.querySelectorAll<HTMLElement>(css)].findLast(takesRoom);
    if (element !== undefined) return element;
  }
  return undefined;
}

/** A file input is hidden on most sites, so that it is not asked whether it shows. */
function findFileInput(root: ParentNode, selectors: readonly Seen[] = []): HTMLInputElement | undefined {
  const element = findFirst(root, selectors);
  return element instanceof HTMLInputElement ? element : undefined;
}

/** What a site's file still finds on a page: numbers alone, nothing of what the page says. */
export function checkHealth(site: Site, page: Document): SiteHealth {
  const posts = findPosts(site, page).filter(isShown);
  return {
    looksLikeFeed: [...page.querySelectorAll(anyOf(site.feed))].some(isShown),
    anchors: site.posts === undefined ? 0 : page.querySelectorAll(anyOf(site.posts.anchors)).length,
    posts: posts.length,
    postsWithAuthor: posts.filter((post) => readAuthor(site, post) !== undefined).length,
    postsWithPlace: posts.filter((post) => findButtonSpot(site, post) !== undefined).length,
  };
}

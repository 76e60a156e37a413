/** Runs in a fixture's page, bundled: what the reader makes of it, with elements by the names that they have there. */
import {
  checkHealth,
  findButtonSpot,
  findComposer,
  findPosts,
  isShown,
  readPost,
  readProfile,
  readSignedIn,
} from '../../lib/sites/read-site';
import type { Site } from '../../lib/sites/site';
import { findSite, SITES } from '../../lib/sites/sites';

function getSite(siteId: string): Site {
  const site = findSite(siteId);
  if (site === undefined) throw new Error(`lib/sites/sites.ts does not list ${siteId}`);
  return site;
}

function nameOf(element: Element): string {
  return element.getAttribute('data-fixture') ?? `<${element.localName} class="${element.className}">`;
}

function nameOrNull(element: Element | undefined): string | null {
  return element === undefined ? null : nameOf(element);
}

function readSpot(site: Site, post: Element): { buttonsIn: string | null; buttonsBefore: string | null } {
  const spot = findButtonSpot(site, post);
  if (spot === undefined) return { buttonsIn: null, buttonsBefore: null };
  let before = spot.before;
  while (before !== null && !(before instanceof Element)) before = before.nextSibling;
  return {
    buttonsIn: spot.parent instanceof ShadowRoot ? `${nameOf(spot.parent.host)}#shadow` : nameOf(spot.parent),
    buttonsBefore: before === null ? null : nameOf(before),
  };
}

/** Everything that a fixture can expect, as the reader sees it. */
export function readSiteFixture(siteId: string) {
  const site = getSite(siteId);
  const posts = findPosts(site, document).filter(isShown);
  const composer = findComposer(site, document);
  return {
    signedIn: readSignedIn(site, document) ?? null,
    profile: readProfile(site, document) ?? null,
    posts: posts.map((post) => {
      const { id, permalink, author, text, imageUrls } = readPost(site, post);
      const address = permalink === undefined ? undefined : new URL(permalink);
      return {
        post: nameOf(post),
        id: id ?? null,
        permalink: address === undefined ? null : address.pathname + address.search,
        author: author ?? null,
        text,
        images: imageUrls,
        ...readSpot(site, post),
      };
    }),
    composer:
      composer === undefined
        ? null
        : {
            editor: nameOf(composer.editor),
            postButton: nameOrNull(composer.postButton),
            fileInput: nameOrNull(composer.fileInput),
          },
    health: checkHealth(site, document),
  };
}

/** The ids of all sites in the registry. */
export function siteIds(): string[] {
  return SITES.map(({ id }) => id);
}

/** What is wrong with the selectors of a site: those that this browser does not parse, and those without a month. */
export function findSelectorFaults(siteId: string): string[] {
  const faults: string[] = [];
  const nowhere = document.createDocumentFragment();
  const visit = (value: unknown, where: string): void => {
    if (typeof value !== 'object' || value === null || value instanceof RegExp) return;
    if ('css' in value) {
      try {
        nowhere.querySelector(String(value.css));
      } catch {
        faults.push(`${where} does not parse: ${String(value.css)}`);
      }
      const seen = 'seen' in value ? String(value.seen) : '';
      if (!/^20\d\d-(0[1-9]|1[0-2])$/.test(seen)) faults.push(`${where} was seen in no month: “${seen}”`);
      return;
    }
    for (const [key, inner] of Object.entries(value)) visit(inner, `${where}.${key}`);
  };
  visit(getSite(siteId), siteId);
  return faults;
}

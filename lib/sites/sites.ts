/** Every site that buttons are drawn into. A new site is one file, its fixtures, and a line here. */
import { bluesky } from './bluesky';
import { facebook } from './facebook';
import { googleBusiness } from './google-business';
import { instagram } from './instagram';
import { isOnHost } from './is-on-host';
import { linkedin } from './linkedin';
import { mastodon } from './mastodon';
import { pinterest } from './pinterest';
import { anyOf } from './read-site';
import { reddit } from './reddit';
import type { Site } from './site';
import { telegram } from './telegram';
import { threads } from './threads';
import { tiktok } from './tiktok';
import { tumblr } from './tumblr';
import { wordpress } from './wordpress';
import { x } from './x';
import { youtube } from './youtube';

export const SITES: readonly Site[] = [
  x,
  linkedin,
  facebook,
  instagram,
  threads,
  bluesky,
  mastodon,
  reddit,
  pinterest,
  youtube,
  tiktok,
  tumblr,
  telegram,
  wordpress,
  googleBusiness,
];

/** The site with that id; undefined when there is none. */
export function findSite(id: string): Site | undefined {
  return SITES.find((site) => site.id === id);
}

/**
 * The site that a page belongs to.
 *
 * @param page the page
 * @returns by its address, or else by the fingerprint of a site that lives on many servers; undefined elsewhere
 */
export function findSiteOf(page: Document): Site | undefined {
  const { href } = page.location;
  return (
    SITES.find(({ hosts }) => hosts.some((pattern) => isOnHost(pattern, href))) ??
    SITES.find(({ fingerprint }) => fingerprint !== undefined && page.querySelector(anyOf(fingerprint)))
  );
}

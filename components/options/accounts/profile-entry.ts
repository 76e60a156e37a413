/** A profile on a network that nobody signs in to from here, from its handle or the address of its page. */
import { isOnHost } from '../../../lib/sites/is-on-host';
import type { Site } from '../../../lib/sites/site';

export interface ProfileEntry {
  readonly handle: string;
  /** What the site calls the profile by where nothing more lasting is known: pages of it are recognised by this. */
  readonly profileId: string;
  readonly server: string;
}

/** Where a profile's name stands in addresses of one site or the other. */
const SHAPES = ['/', '/@', '/user/', '/in/', '/company/', '/channel/', '/n/'];

/**
 * @param typed a handle, or the address of the profile's page
 * @returns undefined when it is neither
 */
export function findProfile(site: Site, typed: string): ProfileEntry | undefined {
  const entry = typed.trim();
  const name = entry.includes('/') ? nameInAddress(site, entry) : nameOf(site, entry);
  if (name === undefined || name.length > 100) return undefined;
  // Numbers and a channel's id are as they are; names are the same in capitals.
  const isId = /^(?:\d+|UC[\w-]{22})$/.test(name);
  return { handle: name, profileId: isId ? name : name.toLowerCase(), server: serverOf(site) };
}

function nameInAddress(site: Site, entry: string): string | undefined {
  const address = entry.includes('://') ? entry : `https://${entry}`;
  const candidates = [address, address.replace('://', '://www.')].flatMap((each) => {
    const url = URL.parse(each);
    return url && site.hosts.some((pattern) => isOnHost(pattern, url.href)) ? [url] : [];
  });
  const [url] = candidates;
  return url && matchProfile(site, url.pathname + url.search);
}

function nameOf(site: Site, entry: string): string | undefined {
  const name = entry.replace(/^@/, '');
  if (!/^[^\s?#&]+$/.test(name)) return undefined;
  return SHAPES.some((shape) => matchProfile(site, shape + name) === name) ? name : undefined;
}

function matchProfile({ profilePaths }: Site, path: string): string | undefined {
  for (const pattern of profilePaths) {
    const name = pattern.exec(path)?.[1];
    if (name !== undefined) return decoded(name);
  }
  return undefined;
}

function decoded(name: string): string | undefined {
  try {
    return decodeURIComponent(name);
  } catch {
    return undefined;
  }
}

/** The origin of the site's own pages, from the first of its match patterns. */
function serverOf({ hosts: [first = ''] }: Site): string {
  return first.replace('://*.', '://www.').replace(/^(https:\/\/[^/]+)\/.*$/, '$1');
}

import type { Credential, NetworkContext, OutgoingPost } from '../../lib/networks/network';
import { wordpress } from '../../lib/networks/wordpress/wordpress';
import { type LocalWordpress, startWordpress, type WordpressRole } from '../../scripts/wordpress';
import { createPng } from './create-png';

export const nowMs = Date.UTC(2026, 10, 21, 12, 30, 15, 250);
let nextKey = 1;

export function createContext(overrides: Partial<NetworkContext> = {}): NetworkContext {
  return { fetch, nowMs: () => nowMs, saveCredential: async () => {}, ...overrides };
}

/** A post under a key of its own. */
export const createPost = (overrides: Partial<OutgoingPost> = {}): OutgoingPost => ({
  key: wordpress.choosePostKey(nowMs, nextKey++),
  createdAtMs: nowMs,
  text: 'A title\n\nAnd a text.',
  images: [],
  options: {},
  ...overrides,
});

export const imageOf = (sidePx: number, alt: string) => ({
  blob: createPng(sidePx, sidePx),
  alt,
  widthPx: sidePx,
  heightPx: sidePx,
});

export interface SitePost {
  readonly id: number;
  readonly slug: string;
  readonly status: string;
  readonly link: string;
  readonly author: number;
  readonly featured_media: number;
  readonly categories: readonly number[];
  readonly tags: readonly number[];
  readonly title: { readonly raw: string };
  readonly excerpt: { readonly raw: string };
  readonly content: { readonly raw: string; readonly rendered: string };
}

export interface SiteImage {
  readonly id: number;
  readonly alt_text: string;
}

/** A real WordPress, and what it has of our posts. */
export interface WordpressStage {
  readonly site: LocalWordpress;
  credentialOf(role: WordpressRole, server?: string): Promise<Credential>;
  /** Every post that the site has under a key, in whatever state. */
  postsOf(key: string): Promise<SitePost[]>;
  imagesOf(key: string): Promise<SiteImage[]>;
}

export async function startWordpressStage(): Promise<WordpressStage> {
  const site = await startWordpress();
  return {
    site,
    async credentialOf(role, server = site.origin) {
      const { login, appPassword } = site.users[role];
      const entry = { server, identifier: login, password: appPassword };
      return (await wordpress.signIn(entry, createContext())).credential;
    },
    async postsOf(key) {
      const path = 'wp/v2/posts?status=any&per_page=100&context=edit';
      const all = (await site.ask('administrator', path)) as SitePost[];
      return all.filter(({ slug, content }) => slug.startsWith(key) || content.raw.includes(key));
    },
    async imagesOf(key) {
      return (await site.ask('administrator', `wp/v2/media?per_page=100&search=${key}`)) as SiteImage[];
    },
  };
}

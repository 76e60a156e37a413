import { MessageFailed } from '../../lib/messages/message-failed';
import {
  type CompositionSeed,
  compositionFromPage,
  type PageTarget,
} from '../../lib/page/composition-from-page';
import { PageClaim, readPageClaim } from '../../lib/page/read-page-claim';
import { browser } from '../../lib/platform/browser';
import { say } from '../../lib/words/say';
import { CommandRefused } from '../../lib/workspace/command';
import type { Composition, OfferedImage } from '../../lib/workspace/composition';
import type { AttachedImage, LinkCard } from '../../lib/workspace/records';
import type { BackgroundContext } from './background-context';
import { emptyComposition } from './empty-composition';
import { addMedia, fetchImage } from './media-answers';

/**
 * Reads a tab and fills a composition from it, which is not stored yet. What was unfinished before stays as it is.
 * @returns undefined when the tab may not be read (a browser's own page, a store) and nothing was pointed at.
 */
export async function draftFromTab(
  background: BackgroundContext,
  tabId: number,
  target: PageTarget,
): Promise<Composition | undefined> {
  const page = await readTab(tabId);
  const seed = compositionFromPage(page, target);
  if (!seed.text && !seed.link && !seed.imageUrl) return undefined;
  const empty = await emptyComposition(background);
  const { media, offeredImages } = await attachImage(background, seed.imageUrl);
  const link = seed.link && (await linkCardOf(background, seed.link));
  return {
    ...empty,
    text: seed.text,
    media,
    offeredImages,
    ...(link && { link }),
    ...(seed.source && { source: seed.source }),
  };
}

/** A post of a social site that somebody pointed at, as its page claims it to be. */
export interface SharedPost {
  readonly author?: string | undefined;
  readonly permalink?: string | undefined;
  readonly text: string;
  readonly imageUrls: readonly string[];
  readonly pageTitle: string;
}

/**
 * Fills a composition from a post of a social site, which is not stored yet: its text as a quotation, its address as a
 * link card in its author's name, its picture on the card and among those that can be attached.
 */
export async function draftFromSitePost(
  background: BackgroundContext,
  siteName: string,
  { author, permalink, text, imageUrls, pageTitle }: SharedPost,
  pageUrl: string,
): Promise<Composition> {
  const url = permalink ?? pageUrl;
  const title = author === undefined ? pageTitle : say('@{author} on {site}', { author, site: siteName });
  const page = PageClaim.parse({
    url,
    title,
    description: text,
    imageUrl: imageUrls[0] ?? '',
    selection: text,
  });
  const seed = compositionFromPage(page);
  const link = seed.link && (await linkCardOf(background, seed.link));
  return {
    ...(await emptyComposition(background)),
    text: seed.text,
    offeredImages: imageUrls.map((imageUrl) => ({ url: imageUrl, alt: '' })),
    ...(link && { link }),
    ...(seed.source && { source: seed.source }),
  };
}

/** What the page says of itself; empty when the browser does not let us read it. */
async function readTab(tabId: number): Promise<PageClaim> {
  const results = await browser.scripting
    .executeScript({ target: { tabId }, func: readPageClaim })
    .catch(() => []);
  return PageClaim.parse(results[0]?.result ?? {});
}

/** Attaches the image, or offers it when its host has to be allowed first. */
async function attachImage(
  background: BackgroundContext,
  imageUrl: string | undefined,
): Promise<{ media: AttachedImage[]; offeredImages: OfferedImage[] }> {
  if (!imageUrl) return { media: [], offeredImages: [] };
  const image = await fetchedImage(background, imageUrl);
  return image
    ? { media: [image], offeredImages: [] }
    : { media: [], offeredImages: [{ url: imageUrl, alt: '' }] };
}

/** A card without its picture is still a card: a thumbnail that cannot be had is left out. */
async function linkCardOf(
  background: BackgroundContext,
  { url, title, description, imageUrl }: NonNullable<CompositionSeed['link']>,
): Promise<LinkCard> {
  const image = imageUrl ? await fetchedImage(background, imageUrl, { isStill: true }) : undefined;
  return {
    url,
    title,
    description,
    ...(image && { thumbnail: { mediaId: image.mediaId, sha256: image.sha256 } }),
  };
}

async function fetchedImage(
  background: BackgroundContext,
  url: string,
  { isStill = false } = {},
): Promise<AttachedImage | undefined> {
  try {
    return await addMedia(background, await fetchImage(url), {
      name: 'from a page',
      alt: '',
      field: 'url',
      isStill,
    });
  } catch (error) {
    if (error instanceof MessageFailed || error instanceof CommandRefused) return undefined;
    throw error;
  }
}

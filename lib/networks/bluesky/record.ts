import type { OutgoingPost } from '../network';
import { detectFacets, type Feature } from './facets';
import { normalizeText } from './text';

/**
 * app.bsky.embed.external#external, the thumb: unlike an image of a post it has not grown (@atproto/pds
 * 0.5.35, 2026-11).
 */
export const MAX_THUMBNAIL_BYTES = 1_000_000;
/** app.bsky.feed.post#langs. */
export const MAX_LANGUAGES = 3;

/** What an upload is answered with, to be put into the record as it is. */
export interface UploadedBlob {
  readonly $type: 'blob';
  readonly ref: { readonly $link: string };
  readonly mimeType: string;
  readonly size: number;
}

/** What must be known before the record can be written. */
export interface RecordParts {
  /** As many as the post has images, in their order. */
  readonly images: readonly UploadedBlob[];
  readonly thumbnail: UploadedBlob | undefined;
  /** By handle, as written in the text; a handle that is missing here stays plain text. */
  readonly mentionedDids: ReadonlyMap<string, string>;
}

/** The record of a post (lexicon app.bsky.feed.post). Its text is `normalizeText(post.text)`, exactly. */
export function buildPostRecord(post: OutgoingPost, parts: RecordParts): Record<string, unknown> {
  const text = normalizeText(post.text);
  const facets = buildFacets(text, parts.mentionedDids);
  const embed = buildEmbed(post, parts);
  const chosen = post.options.languages;
  const languages = (Array.isArray(chosen) ? chosen : []).filter(isLanguageTag).slice(0, MAX_LANGUAGES);
  return {
    $type: 'app.bsky.feed.post',
    text,
    createdAt: new Date(post.createdAtMs).toISOString(),
    ...(facets.length > 0 && { facets }),
    ...(embed !== undefined && { embed }),
    ...(languages.length > 0 && { langs: languages }),
  };
}

function buildFacets(text: string, mentionedDids: ReadonlyMap<string, string>): object[] {
  return detectFacets(text).flatMap(({ byteStart, byteEnd, feature }) => {
    const written = buildFeature(feature, mentionedDids);
    return written === undefined ? [] : [{ index: { byteStart, byteEnd }, features: [written] }];
  });
}

function buildFeature(feature: Feature, mentionedDids: ReadonlyMap<string, string>): object | undefined {
  if (feature.kind === 'link') return { $type: 'app.bsky.richtext.facet#link', uri: feature.url };
  if (feature.kind === 'tag') return { $type: 'app.bsky.richtext.facet#tag', tag: feature.tag };
  const did = mentionedDids.get(feature.handle);
  return did === undefined ? undefined : { $type: 'app.bsky.richtext.facet#mention', did };
}

function buildEmbed(post: OutgoingPost, parts: RecordParts): object | undefined {
  if (post.images.length > 0) {
    return {
      $type: 'app.bsky.embed.images',
      images: post.images.map(({ alt, widthPx, heightPx }, position) => ({
        image: parts.images[position],
        alt,
        ...(isLength(widthPx) && isLength(heightPx) && { aspectRatio: { width: widthPx, height: heightPx } }),
      })),
    };
  }
  if (post.link === undefined) return undefined;
  const { url, title, description } = post.link;
  return {
    $type: 'app.bsky.embed.external',
    external: {
      uri: url,
      title,
      description,
      ...(parts.thumbnail !== undefined && { thumb: parts.thumbnail }),
    },
  };
}

/** The server refuses the whole post for one tag that is none; a language is not worth that. */
function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/** The lexicon wants whole numbers from 1; a picture without an aspect ratio is shown in a square. */
function isLength(px: number): boolean {
  return Number.isSafeInteger(px) && px >= 1;
}

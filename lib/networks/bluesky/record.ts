import type { OutgoingImage, OutgoingPost } from '../network';
import { POST_COLLECTION } from './collections';
import { detectFacets, type Feature } from './facets';
import { NO_LABEL } from './rules';

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

/** A record as others point to it: where it is, and the hash of what it says. */
export interface RecordRef {
  readonly uri: string;
  readonly cid: string;
}

/** What must be known before the record can be written. */
export interface RecordParts {
  /** As many as the post has images, in their order. */
  readonly images: readonly UploadedBlob[];
  readonly thumbnail: UploadedBlob | undefined;
  readonly quote: RecordRef | undefined;
  /** By handle, as written in the text; a handle that is missing here stays plain text. */
  readonly mentionedDids: ReadonlyMap<string, string>;
}

/** What a part of a thread follows. */
export interface ReplyRefs {
  readonly root: RecordRef;
  readonly parent: RecordRef;
}

/**
 * The record of a post (lexicon app.bsky.feed.post), the first of a thread where there are more.
 * @param text of this part, normalized. It goes out exactly so.
 */
export function buildPostRecord(
  post: OutgoingPost,
  text: string,
  parts: RecordParts,
): Record<string, unknown> {
  const embed = buildEmbed(post, parts);
  const label = post.options.contentLabel;
  return {
    ...buildText(post, 0, text, parts.mentionedDids),
    ...(embed !== undefined && { embed }),
    ...(typeof label === 'string' &&
      label !== NO_LABEL && {
        labels: { $type: 'com.atproto.label.defs#selfLabels', values: [{ val: label }] },
      }),
  };
}

/** The record of a later part of a thread: an answer to the one before it. */
export function buildReplyRecord(
  post: OutgoingPost,
  part: number,
  text: string,
  mentionedDids: ReadonlyMap<string, string>,
  reply: ReplyRefs,
): Record<string, unknown> {
  return { ...buildText(post, part, text, mentionedDids), reply };
}

/** A millisecond later for each part: clients put posts of one time in any order. */
function buildText(
  post: OutgoingPost,
  part: number,
  text: string,
  mentionedDids: ReadonlyMap<string, string>,
): Record<string, unknown> {
  const facets = buildFacets(text, mentionedDids);
  const chosen = post.options.languages;
  const languages = (Array.isArray(chosen) ? chosen : []).filter(isLanguageTag).slice(0, MAX_LANGUAGES);
  return {
    $type: POST_COLLECTION,
    text,
    createdAt: new Date(post.createdAtMs + part).toISOString(),
    ...(facets.length > 0 && { facets }),
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
  const media = buildMedia(post, parts);
  if (parts.quote === undefined) return media;
  const quote = { $type: 'app.bsky.embed.record', record: parts.quote };
  return media === undefined ? quote : { $type: 'app.bsky.embed.recordWithMedia', record: quote, media };
}

function buildMedia(post: OutgoingPost, parts: RecordParts): object | undefined {
  const [first] = post.images;
  if (first?.blob.type.startsWith('video/')) {
    return {
      $type: 'app.bsky.embed.video',
      video: parts.images[0],
      ...(first.alt !== '' && { alt: first.alt }),
      ...aspectRatioOf(first),
    };
  }
  if (post.images.length > 0) {
    return {
      $type: 'app.bsky.embed.images',
      images: post.images.map((image, position) => ({
        image: parts.images[position],
        alt: image.alt,
        ...aspectRatioOf(image),
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

function aspectRatioOf({ widthPx, heightPx }: OutgoingImage): object {
  return isLength(widthPx) && isLength(heightPx) ? { aspectRatio: { width: widthPx, height: heightPx } } : {};
}

/** The lexicon wants whole numbers from 1; a picture without an aspect ratio is shown in a square. */
function isLength(px: number): boolean {
  return Number.isSafeInteger(px) && px >= 1;
}

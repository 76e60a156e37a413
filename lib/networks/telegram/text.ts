import type { TextMeasure, TextSegment } from '../network';
import type { PostOptions } from '../post-fields';
import { segmentByPattern } from '../segment-by-pattern';
import { type FormattedText, parseFormatting } from './formatting';

/*
 * Limits of the Bot API (https://core.telegram.org/bots/api#sendmessage, #sendphoto, 2026-11), counted after the marks
 * have been read. Telegram counts the offsets of entities in UTF-16 units; nothing is longer when counted in another way.
 */
export const MAX_TEXT_LENGTH = 4096;
export const MAX_CAPTION_LENGTH = 1024;
/** What comes after the hundredth is dropped without a word. */
export const MAX_ENTITIES = 100;
/** Out of reach: no limit of Telegram's is in bytes, and this one is never the tighter of the two. */
const MAX_BYTES = 10_000_000;

/**
 * The text as it goes out, still with its marks: line breaks of any kind are line feeds, tabs are spaces; other control
 * characters and the embeddings and overrides of bidi are dropped, as Telegram itself drops them (2026-11), and what is
 * blank at the beginning and the end. Normalizing twice changes nothing more.
 */
export function normalizeText(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/\r\n|[\r\v\f\u0085\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replace(/[\u0000-\u0009\u000e-\u001f\u007f-\u009f\u202a-\u202e]/g, '')
    .trim();
}

/** Weighs a text as it stands, without the marks that the options make of it. */
export function measureText(text: string, options: PostOptions = {}): TextMeasure {
  const { length } = readFormatting(text, options).text;
  return {
    graphemes: length,
    maxGraphemes: MAX_TEXT_LENGTH,
    bytes: text.length,
    maxBytes: MAX_BYTES,
    remaining: MAX_TEXT_LENGTH - length,
    withinLimits: length <= MAX_TEXT_LENGTH,
  };
}

/**
 * The text of the message: the post's, with the address of its link card below it where it does not hold that already.
 */
export function buildMessageText(
  post: { readonly text: string; readonly linkUrl?: string | undefined },
  options: PostOptions,
): FormattedText {
  const written = readFormatting(normalizeText(post.text), options);
  const { linkUrl } = post;
  if (linkUrl === undefined || holdsAddress(written, linkUrl)) return written;
  return { ...written, text: written.text === '' ? linkUrl : `${written.text}\n\n${linkUrl}` };
}

function holdsAddress({ text, entities }: FormattedText, address: string): boolean {
  // `https://a.example/x` is not in `https://a.example/xy`.
  return (
    text.split(/[\s<>"()]+/).some((word) => word.replace(/[.,;:!?]+$/, '') === address || word === address) ||
    entities.some(({ url }) => url === address)
  );
}

function readFormatting(text: string, options: PostOptions): FormattedText {
  return options.formatting === 'markdown' ? parseFormatting(text) : { text, entities: [] };
}

/** What Telegram makes a link, a mention or a hashtag of, as far as a preview needs it. */
const FINDING =
  /(?<url>https?:\/\/[^\s<>"]*[^\s<>".,;:!?'’”»)\]}])|(?<![\p{L}\p{N}_/])(?:@(?<handle>[a-z]\w{3,31})|#(?<tag>[\p{L}\p{N}_]*\p{L}[\p{L}\p{N}_]*))(?![\p{L}\p{N}_])/giu;

/** The text cut into the runs that the network will show. They joined give the text. */
export function segmentText(text: string): readonly TextSegment[] {
  return segmentByPattern(text, FINDING);
}

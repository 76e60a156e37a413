import { say } from '../../words/say';
import { MOVING_BY_HAND } from '../moving-by-hand';
import type { NetworkRules, PostToCheck, TextMeasure, TextSegment } from '../network';
import { segmentByPattern } from '../segment-by-pattern';
import { HANDED_OVER_LIMITS, type HandedOverLimits } from './limits';

/** What the smallest of them takes, Facebook (2026-11). */
const MAX_IMAGE_BYTES = 4_000_000;
/** Out of reach, where a network's limit is not in bytes. */
const NO_LIMIT_BYTES = 10_000_000;
/** In UTF-16 units: up to here graphemes are counted one by one; a longer text would make every key press slow. */
const EXACT_LENGTH = 30_000;

/** The rules of networks that posts are handed over to by hand: counting and limits alone, nothing to sign in to. */
export const handedOverRules: readonly NetworkRules[] = HANDED_OVER_LIMITS.map((limits) => ({
  id: limits.id,
  name: limits.name,
  maxImages: limits.maxImages,
  maxImageBytes: MAX_IMAGE_BYTES,
  gifs: MOVING_BY_HAND,
  videos: MOVING_BY_HAND,
  takesImagesWithLink: true,
  hidesLinks: limits.hidesLinks,
  fields: [],
  normalizeText,
  measure: (text) => measureText(text, limits),
  segment: (text) => segmentText(normalizeText(text)),
  findProblems: (post) => findProblems(post, limits),
}));

/** Line breaks of any kind are line feeds, and what is blank at the ends is dropped; the network does the rest. */
function normalizeText(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/\r\n|[\r\u2028\u2029]/g, '\n')
    .trim();
}

function measureText(text: string, { counts, maxCharacters }: HandedOverLimits): TextMeasure {
  const isInBytes = counts === 'bytes';
  const bytes = isInBytes ? new TextEncoder().encode(text).byteLength : text.length;
  const characters = countCharacters(text, counts);
  return {
    graphemes: characters,
    maxGraphemes: maxCharacters,
    bytes,
    maxBytes: isInBytes ? maxCharacters : NO_LIMIT_BYTES,
    remaining: maxCharacters - characters,
    withinLimits: (isInBytes ? bytes : characters) <= maxCharacters,
  };
}

function countCharacters(text: string, counts: HandedOverLimits['counts']): number {
  if (counts === 'utf16') return text.length;
  const beginning = text.slice(0, EXACT_LENGTH);
  const rest = text.length - beginning.length;
  if (counts === 'codePoints') return [...text].length;
  return [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(beginning)].length + rest;
}

function findProblems(post: PostToCheck, limits: HandedOverLimits): readonly string[] {
  const { name, needsImage, maxTitleCharacters, maxHashtags, maxMentions } = limits;
  const { text, images, linkUrl } = post;
  const problems: string[] = [];
  if (needsImage && images.length === 0)
    problems.push(say('{network} takes no post without an image: add one.', { network: name }));
  // A text that is too long by itself is said elsewhere.
  const whole = [text, linkUrl].filter(Boolean).join('\n\n');
  if (
    linkUrl !== undefined &&
    measureText(text, limits).withinLimits &&
    !measureText(whole, limits).withinLimits
  ) {
    problems.push(
      say('With the address of the link card the text is too long for {network}.', { network: name }),
    );
  }
  const [title = ''] = text.split('\n', 1);
  if (maxTitleCharacters !== undefined && countCharacters(title, limits.counts) > maxTitleCharacters) {
    problems.push(
      say('The first line becomes the title: {network} takes {max} characters for it.', {
        network: name,
        max: maxTitleCharacters,
      }),
    );
  }
  const kinds = segmentText(text).map(({ kind }) => kind);
  const isOver = (kind: TextSegment['kind'], most = Number.POSITIVE_INFINITY) =>
    kinds.filter((one) => one === kind).length > most;
  if (isOver('tag', maxHashtags))
    problems.push(say('{network} takes at most {max} hashtags.', { network: name, max: maxHashtags ?? 0 }));
  if (isOver('mention', maxMentions))
    problems.push(say('{network} takes at most {max} mentions.', { network: name, max: maxMentions ?? 0 }));
  return problems;
}

const FINDING =
  /(?<url>https?:\/\/[^\s<>"]*[^\s<>".,;:!?'’”»)\]}])|(?<![\p{L}\p{N}_@#&/])(?:@(?<handle>[\w.-]*\w)|#(?<tag>[\p{L}\p{M}\p{N}_]*[\p{L}\p{M}][\p{L}\p{M}\p{N}_]*))/giu;

function segmentText(text: string): readonly TextSegment[] {
  return segmentByPattern(text, FINDING);
}

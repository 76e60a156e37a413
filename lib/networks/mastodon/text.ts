import type { TextMeasure, TextSegment } from '../network';
import { endsInTopLevelDomain } from '../top-level-domains';

/*
 * How Mastodon reads a text (main, read 2026-11). A post weighs the grapheme clusters of its content warning
 * and of its text together; before they are counted every link becomes a row of `characters_reserved_per_url`
 * letters and every mention loses its server. A link is what begins with a scheme: `example.com` is none.
 * Where one in a thousand texts is read in another way, as an address with characters that nobody types, the
 * server has the last word.
 */

/** Out of reach: no limit of Mastodon's is in bytes. */
const MAX_BYTES = 10_000_000;
/** In UTF-16 units; past it a text is far too long anywhere, and is neither cut nor counted exactly. */
const EXACT_LENGTH = 30_000;

/**
 * The text as it goes out: line breaks of any kind are line feeds, tabs are spaces, other control characters
 * and what is blank at the ends of lines are dropped, and more than one blank line is one, because the server
 * shows no more. Normalizing twice changes nothing more.
 */
export function normalizeText(text: string): string {
  const lines = text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/\r\n|[\r\v\f\u0085\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replace(/[\u0000-\u0009\u000e-\u001f\u007f-\u009f]/g, '')
    .split('\n')
    .map((line) => line.trimEnd());
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/**
 * Weighs a text with its content warning.
 * @param limits in characters: of the whole, and what a link counts.
 */
export function measureText(
  text: string,
  contentWarning: string,
  limits: { readonly maxCharacters: number; readonly charactersPerLink: number },
): TextMeasure {
  const whole = contentWarning + countableText(text, limits.charactersPerLink);
  let graphemes = Math.max(0, whole.length - EXACT_LENGTH);
  const beginning = whole.slice(0, EXACT_LENGTH);
  for (const _ of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(beginning)) graphemes++;
  const bytes = new TextEncoder().encode(text).byteLength;
  return {
    graphemes,
    maxGraphemes: limits.maxCharacters,
    bytes,
    maxBytes: MAX_BYTES,
    remaining: limits.maxCharacters - graphemes,
    withinLimits: graphemes <= limits.maxCharacters,
  };
}

function countableText(text: string, charactersPerLink: number): string {
  return segmentText(text)
    .map((segment) => {
      if (segment.kind === 'link') return 'x'.repeat(charactersPerLink);
      return segment.kind === 'mention' ? withoutServer(segment.text) : segment.text;
    })
    .join('');
}

/** The text with its mentions as Mastodon shows them: `@user@example.social` as `@user`. */
export function withoutServers(text: string): string {
  return text.replace(MENTION, withoutServer);
}

function withoutServer(mention: string): string {
  const end = mention.indexOf('@', 1);
  return end === -1 ? mention : mention.slice(0, end);
}

const MENTION =
  /(?<![=/\p{L}\p{N}\p{M}\p{Pc}])@[a-z0-9_]+(?:[.-]+[a-z0-9_]+)*(?:@[\p{L}\p{N}\p{M}\p{Pc}]+(?:[.-]+[\p{L}\p{N}\p{M}\p{Pc}]+)*)?/giu;
/** Not all digits: `#1` is no tag. */
const TAG =
  /(?<=^|\s)[#＃](?=[\p{N}\p{Pc}]*[\p{L}\p{M}·・])[\p{L}\p{N}\p{M}\p{Pc}·・\u200c]*[\p{L}\p{N}\p{M}\p{Pc}]/gu;
const LINK_START =
  /(?<![a-z0-9@＠$#＃])(?:https?|dat|dweb|ipfs|ipns|ssb|gopher|gemini):\/\/([\p{L}\p{N}](?:[\p{L}\p{N}_-]*[\p{L}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}_-]*[\p{L}\p{N}])?)+)(?::\d+)?/giu;

/** The text cut into the runs that the network will show. They joined give the text. */
export function segmentText(text: string): readonly TextSegment[] {
  if (text.length > EXACT_LENGTH) return [{ kind: 'text', text }];
  const segments: TextSegment[] = [];
  let reached = 0;
  for (const { start, segment } of findSegments(text)) {
    // Of two that overlap the first holds: a # in an address is no tag.
    if (start < reached) continue;
    if (start > reached) segments.push({ kind: 'text', text: text.slice(reached, start) });
    segments.push(segment);
    reached = start + segment.text.length;
  }
  if (reached < text.length) segments.push({ kind: 'text', text: text.slice(reached) });
  return segments;
}

function findSegments(text: string): { readonly start: number; readonly segment: TextSegment }[] {
  const found: { readonly start: number; readonly segment: TextSegment }[] = [];
  for (const { 0: begun, 1: domain = '', index } of text.matchAll(LINK_START)) {
    if (!hasTopLevelDomain(domain)) continue;
    const url = text.slice(index, endOfLink(text, index + begun.length));
    found.push({ start: index, segment: { kind: 'link', text: url, url } });
  }
  for (const { 0: mention, index } of text.matchAll(MENTION)) {
    if (/^(?:[@＠]|:\/\/)/.test(text.slice(index + mention.length))) continue;
    found.push({ start: index, segment: { kind: 'mention', text: mention, handle: mention.slice(1) } });
  }
  for (const { 0: tag, index } of text.matchAll(TAG)) {
    found.push({ start: index, segment: { kind: 'tag', text: tag, tag: tag.slice(1) } });
  }
  return found.sort((one, other) => one.start - other.start);
}

/** Names in other scripts are all taken for ones that exist: their list is not worth its bytes. */
function hasTopLevelDomain(domain: string): boolean {
  const name = domain.toLowerCase();
  return /\.(?:xn--[a-z0-9-]+|[^.]*[^\u0000-\u007f][^.]*)$/.test(name) || endsInTopLevelDomain(name);
}

const IN_PATH = /[^\s<>()?]/;
const NOT_LAST_IN_PATH = '!*"\'「」;:=,.$%[]~&|@';
/** Brackets that close belong to a path, one pair within another too. */
const BRACKETS = /\((?:[^\s<>()?]+|[^\s<>()?]*\([^\s<>()?]+\)[^\s<>()?]*)\)/y;
const QUERY = /\?[a-z0-9!?*'();:&=+$/%#[\]\-_.,~|@^\u00a0-\uffff]*[a-z0-9_&=#/\-\u00a0-\uffff]/iy;

/** Where a link ends whose scheme, domain and port end at `start`: punctuation after it is the sentence's. */
function endOfLink(text: string, start: number): number {
  let end = start;
  if (text[start] === '/') {
    for (let position = start; position < text.length; ) {
      const character = text.charAt(position);
      BRACKETS.lastIndex = position;
      const brackets = character === '(' ? (BRACKETS.exec(text)?.[0].length ?? 0) : 0;
      if (brackets === 0 && !IN_PATH.test(character)) break;
      position += brackets || 1;
      if (brackets > 0 || !NOT_LAST_IN_PATH.includes(character)) end = position;
    }
  }
  QUERY.lastIndex = end;
  return end + (QUERY.exec(text)?.[0].length ?? 0);
}

import type { TextSegment } from '../network';
import { endsInTopLevelDomain } from '../top-level-domains';
import { EXACT_LENGTH } from './text';

/*
 * What Bluesky's client makes a link, a mention or a tag of: the network itself looks at no text, a post says
 * which of its bytes are what. So this must find what RichText.detectFacets of @atproto/api finds (0.20.44,
 * 2026-11), or the same words would be a link from there and not from here. test/unit/bluesky-facets.test.ts
 * compares the two over tens of thousands of texts. Where they differ, they differ on purpose, and the test
 * counts how often:
 *
 * 1. `httpbin.org`: a bare domain that begins with "http" goes out there as the address `httpbin.org`,
 *    without a scheme, and the server refuses the whole post. Here it is a bare domain like any other.
 * 2. `http://.` or `http:///x`: not a URI for the server, which refuses the whole post. Plain text here.
 * 3. A tag of up to 64 graphemes that weighs more than 640 bytes: refused with the whole post. Plain text
 *    here.
 * 4. `https://a.example/(@b.example`: there two facets that overlap, of which clients draw the first, while
 *    the hidden one still notifies somebody. Here only the first, which is what the preview shows.
 */

interface Span {
  /** Both in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

export type Feature =
  | { readonly kind: 'link'; readonly url: string }
  | { readonly kind: 'mention'; readonly handle: string }
  | { readonly kind: 'tag'; readonly tag: string };

type Finding = Span & { readonly feature: Feature };

/** A stretch of a text that is more than text. Both ends are given in UTF-16 units and in bytes of UTF-8. */
export type Facet = Finding & { readonly byteStart: number; readonly byteEnd: number };

/**
 * Finds the links, mentions, hashtags and cashtags of a text.
 * @returns in order, without overlaps; none for a text of more than `EXACT_LENGTH` units, which is never
 *   published. A mention's handle is as written and may belong to nobody. A link's URL begins with `http://`
 *   or `https://`.
 */
export function detectFacets(text: string): readonly Facet[] {
  if (text.length > EXACT_LENGTH) return [];
  const findings: Finding[] = [];
  for (const match of text.matchAll(/\S+/g)) {
    findings.push(...findInWord(match[0], match.index));
  }
  return withByteOffsets(text, findings);
}

/** The text cut into the runs that the network will show. They joined give the text. */
export function segmentText(text: string): readonly TextSegment[] {
  const segments: TextSegment[] = [];
  let reached = 0;
  for (const facet of detectFacets(text)) {
    if (facet.start > reached) segments.push({ kind: 'text', text: text.slice(reached, facet.start) });
    segments.push({ ...facet.feature, text: text.slice(facet.start, facet.end) });
    reached = facet.end;
  }
  if (reached < text.length) segments.push({ kind: 'text', text: text.slice(reached) });
  return segments;
}

/** Everything but a hashtag may also begin after an opening parenthesis: `(see example.com)`. */
function findInWord(word: string, wordStart: number): readonly Finding[] {
  const findings: Finding[] = [];
  const add = (from: number, length: number, feature: Feature) =>
    findings.push({ start: wordStart + from, end: wordStart + from + length, feature });

  const hashtag = readHashtag(word);
  if (hashtag !== undefined) add(0, 1 + hashtag.length, { kind: 'tag', tag: hashtag });

  let mayHoldLink = true;
  let from = 0;
  for (const piece of word.split('(')) {
    const isLast = from + piece.length === word.length;
    const handle = readMention(piece);
    if (handle !== undefined) add(from, 1 + handle.length, { kind: 'mention', handle });
    const ticker = readCashtag(piece, isLast);
    if (ticker !== undefined) add(from, 1 + ticker.length, { kind: 'tag', tag: `$${ticker.toUpperCase()}` });
    if (mayHoldLink) {
      const candidate = readLinkCandidate(piece, isLast);
      if (candidate !== undefined) {
        // A link takes the rest of its word; what looked like one and is none takes it too.
        mayHoldLink = false;
        const written = withoutClosingPunctuation(word.slice(from));
        const url = candidate.hasScheme ? written : `https://${written}`;
        if (candidate.isLink && isUri(url)) add(from, written.length, { kind: 'link', url });
      }
    }
    from += piece.length + 1;
  }
  return findings.sort((one, other) => one.start - other.start);
}

/** Neither white space nor one of the invisible characters that end a tag. */
const TAG_CHARACTERS = /^(?:(?!\u20e2)[^\s\u00ad\u200b-\u200d\u2060])+/u;
/** A tag is not all digits and punctuation: `#1` is none. */
const TAG_INK = /[^\d\p{P}]/u;
const MAX_TAG_GRAPHEMES = 64;
const MAX_TAG_BYTES = 640;

function readHashtag(word: string): string | undefined {
  if (!/^[#＃]/.test(word)) return undefined;
  const run = TAG_CHARACTERS.exec(word.slice(1))?.[0];
  // U+FE0F makes an emoji of the sign itself, as in the keycap #️⃣.
  if (run === undefined || run.startsWith('\ufe0f') || !TAG_INK.test(run)) return undefined;
  const tag = withoutTrailingPunctuation(run);
  return tag !== '' && isTagShortEnough(tag) ? tag : undefined;
}

/**
 * Written as a walk: `/\p{P}+$/u` takes quadratic time on a long row of punctuation that does not end the
 * text.
 */
function withoutTrailingPunctuation(text: string): string {
  const characters = [...text];
  while (/^\p{P}$/u.test(characters.at(-1) ?? '')) characters.pop();
  return characters.join('');
}

function isTagShortEnough(tag: string): boolean {
  // No UTF-16 unit takes more than 3 bytes, so that a short tag need not be counted.
  if (tag.length <= MAX_TAG_GRAPHEMES) return true;
  if (new TextEncoder().encode(tag).byteLength > MAX_TAG_BYTES) return false;
  return [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(tag)].length <= MAX_TAG_GRAPHEMES;
}

function readMention(piece: string): string | undefined {
  const run = /^@([a-zA-Z0-9.-]+)/.exec(piece)?.[1];
  // `@a.example_b`: an underscore belongs to the word in front of it.
  if (run === undefined || piece[run.length + 1] === '_') return undefined;
  let length = run.length;
  while (/^[.-]$/.test(run.charAt(length - 1))) length--;
  const handle = run.slice(0, length);
  // .test is reserved (RFC 2606) and what Bluesky's own test servers give out.
  return endsInTopLevelDomain(handle) || handle.endsWith('.test') ? handle : undefined;
}

function readCashtag(piece: string, isLast: boolean): string | undefined {
  const match = /^\$([A-Za-z][A-Za-z0-9]{0,4})(?:$|[.,;:!?)"'\u2019])/.exec(piece);
  const ticker = match?.[1];
  if (ticker === undefined) return undefined;
  // A parenthesis that opens is not among the characters that may follow.
  const endsThePiece = piece.length === ticker.length + 1;
  return endsThePiece && !isLast ? undefined : ticker;
}

function readLinkCandidate(
  piece: string,
  isLast: boolean,
): { readonly hasScheme: boolean; readonly isLink: boolean } | undefined {
  const scheme = /^https?:\/\//i.exec(piece)?.[0];
  if (scheme !== undefined && (piece.length > scheme.length || !isLast)) {
    // `HTTPS://…` is no link in Bluesky's client.
    return { hasScheme: true, isLink: scheme.startsWith('http') };
  }
  const domain = /^[a-z][a-z0-9]*(?:\.[a-z0-9]+)+/i.exec(piece)?.[0];
  return domain === undefined ? undefined : { hasScheme: false, isLink: endsInTopLevelDomain(domain) };
}

/** One mark of the sentence, and one parenthesis that was opened in front of the link. */
function withoutClosingPunctuation(written: string): string {
  const withoutMark = /[.,;:!?]$/.test(written) ? written.slice(0, -1) : written;
  return withoutMark.endsWith(')') && !withoutMark.includes('(') ? withoutMark.slice(0, -1) : withoutMark;
}

/**
 * The server's own idea of a URI (format `uri` of lexicons, @atproto/syntax, 2026-11), for the two schemes we
 * make.
 */
function isUri(url: string): boolean {
  return /^https?:\/\/[^/]/.test(url);
}

function withByteOffsets(text: string, findings: readonly Finding[]): readonly Facet[] {
  const encoder = new TextEncoder();
  const facets: Facet[] = [];
  let reached = 0;
  let reachedByte = 0;
  for (const finding of findings) {
    if (finding.start < reached) continue;
    const byteStart = reachedByte + encoder.encode(text.slice(reached, finding.start)).byteLength;
    const byteEnd = byteStart + encoder.encode(text.slice(finding.start, finding.end)).byteLength;
    facets.push({ ...finding, byteStart, byteEnd });
    reached = finding.end;
    reachedByte = byteEnd;
  }
  return facets;
}

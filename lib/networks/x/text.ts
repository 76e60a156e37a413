import type { TextMeasure, TextSegment } from '../network';
import { segmentByPattern } from '../segment-by-pattern';
import { findAddresses } from './addresses';

/** What X counts, version 3 of npm twitter-text's configuration (3.1.0, 2020, in force 2026-11). */
export const MAX_WEIGHT = 280;
const ADDRESS_WEIGHT = 23;
/** Out of reach: no limit of X' is in bytes, and this one is never the tighter of the two. */
const MAX_BYTES = 10_000_000;
/** In UTF-16 units; up to here a text is counted exactly. */
const EXACT_LENGTH = 30_000;

/** Latin, Greek, Cyrillic, Hebrew, Arabic and their neighbours, and common punctuation weigh 1, all else 2. */
const LIGHT = /[\0-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]/;
/** Where none of these is, no emoji has more than one code point, and those weigh 2 as they are. */
const IN_SEQUENCES = /[\u200d\ufe0f\u20e3\u{1f3fb}-\u{1f3ff}\u{e007f}\p{Regional_Indicator}]/u;
/** What X refuses in a text. */
const REFUSED = /[\ufffe\ufeff\uffff]/g;

/** Made when it is needed: it takes 20 ms. */
let emojiPattern: RegExp | undefined;

/** The text as it goes out: line breaks of any kind are line feeds, characters that X refuses are dropped, and what is blank at the ends. */
export function normalizeText(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/\r\n|[\r\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(REFUSED, '')
    .trim();
}

/**
 * Weighs a text as X does: in the normal form C, an address as 23, an emoji as 2 however many characters make it.
 * Past `EXACT_LENGTH` every further UTF-16 unit counts as 1.
 * @param maxWeight more than 280 where the account may write more.
 */
export function measureText(text: string, maxWeight: number = MAX_WEIGHT): TextMeasure {
  const rest = Math.max(0, text.length - EXACT_LENGTH);
  const weight = weigh(text.slice(0, EXACT_LENGTH)) + rest;
  return {
    graphemes: weight,
    maxGraphemes: maxWeight,
    bytes: text.length,
    maxBytes: MAX_BYTES,
    remaining: maxWeight - weight,
    withinLimits: weight <= maxWeight && text.search(REFUSED) === -1,
  };
}

function weigh(written: string): number {
  const text = written.normalize('NFC');
  let weight = 0;
  let reached = 0;
  for (const { start, address } of findAddresses(text)) {
    if (start < reached) continue;
    weight += weighWords(text.slice(reached, start)) + ADDRESS_WEIGHT;
    reached = start + address.length;
  }
  return weight + weighWords(text.slice(reached));
}

function weighWords(text: string): number {
  let weight = 0;
  for (const character of withoutSequences(text)) weight += LIGHT.test(character) ? 1 : 2;
  return weight;
}

/** Every emoji becomes one character that weighs as much. */
function withoutSequences(text: string): string {
  if (!IN_SEQUENCES.test(text)) return text;
  emojiPattern ??=
    /(?=[\p{Extended_Pictographic}\p{Regional_Indicator}#*0-9])(?:\p{RGI_Emoji}|[#*0-9]\u20e3)/gv;
  return text.replace(emojiPattern, '\u3000');
}

/** The text cut into the runs that X will show. They joined give the text. */
export function segmentText(text: string): readonly TextSegment[] {
  const segments: TextSegment[] = [];
  let reached = 0;
  for (const { start, address } of findAddresses(text)) {
    if (start < reached) continue;
    segments.push(...segmentByPattern(text.slice(reached, start), NAMED));
    const url = /^https?:/i.test(address) ? address : `https://${address}`;
    segments.push({ kind: 'link', text: address, url });
    reached = start + address.length;
  }
  return [...segments, ...segmentByPattern(text.slice(reached), NAMED)];
}

/** Mentions and hashtags, as far as a preview needs them. */
const NAMED =
  /(?<![\p{L}\p{N}_@#$/&])(?:@(?<handle>\w{1,15})(?![\w@])|#(?<tag>[\p{L}\p{M}\p{N}_]*[\p{L}\p{M}][\p{L}\p{M}\p{N}_]*))/gu;

import type { TextMeasure, TextSegment } from '../network';

/** WordPress has no limit; this is what a workspace keeps of a text, in UTF-16 units. */
const MAX_LENGTH = 100_000;
/** Out of reach: no limit of WordPress' is in bytes, and this one is never the tighter of the two. */
const MAX_BYTES = 10_000_000;
/** Up to here graphemes are counted one by one; a longer text would make every key press slow. */
const EXACT_LENGTH = 30_000;

/**
 * The text as it goes out: line breaks of any kind are line feeds, tabs are spaces, other control characters
 * and what is blank at the beginning and the end are dropped, and more than one blank line is one, because a
 * page shows no more. Normalizing twice changes nothing more.
 */
export function normalizeText(text: string): string {
  return (
    text
      .replace(/\p{Surrogate}/gu, '\ufffd')
      .replace(/\r\n|[\r\v\f\u0085\u2028\u2029]/g, '\n')
      .replaceAll('\t', ' ')
      .replace(/[\u0000-\u0009\u000e-\u001f\u007f-\u009f]/g, '')
      // An expression for white space before a line's end takes a minute for a line of spaces.
      .split('\n')
      .map((line) => line.trimEnd())
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim()
  );
}

/**
 * Weighs a text as it stands. Past `EXACT_LENGTH` every further UTF-16 unit counts as a character.
 */
export function measureText(text: string): TextMeasure {
  let graphemes = Math.max(0, text.length - EXACT_LENGTH);
  const beginning = text.slice(0, EXACT_LENGTH);
  for (const _ of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(beginning)) graphemes++;
  const bytes = new TextEncoder().encode(text).byteLength;
  return {
    graphemes,
    maxGraphemes: MAX_LENGTH,
    bytes,
    maxBytes: MAX_BYTES,
    remaining: MAX_LENGTH - graphemes,
    withinLimits: graphemes <= MAX_LENGTH,
  };
}

/** The addresses in a text, which become links on the site. */
export function segmentText(text: string): readonly TextSegment[] {
  const segments: TextSegment[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(/https?:\/\/[^\s<>"]+/gi)) {
    const url = withoutPunctuation(found);
    if (!URL.canParse(url)) continue;
    if (index > end) segments.push({ kind: 'text', text: text.slice(end, index) });
    segments.push({ kind: 'link', text: url, url });
    end = index + url.length;
  }
  if (end < text.length) segments.push({ kind: 'text', text: text.slice(end) });
  return segments;
}

/** A full stop or a bracket after an address belongs to the sentence. */
function withoutPunctuation(address: string): string {
  let end = address.length;
  while (end > 0 && ".,;:!?'’”»)]}".includes(address.charAt(end - 1))) end -= 1;
  return address.slice(0, end);
}

/** The first line is the title, the rest what stands below it. Give it `normalizeText(text)`. */
export function splitTitle(text: string): { readonly title: string; readonly body: string } {
  const end = text.indexOf('\n');
  if (end === -1) return { title: text, body: '' };
  return { title: text.slice(0, end), body: text.slice(end).replace(/^\n+/, '') };
}

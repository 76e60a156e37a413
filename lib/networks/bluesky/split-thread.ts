import type { TextMeasure } from '../network';
import { detectFacets } from './facets';
import { EXACT_LENGTH, measureText, normalizeText } from './text';

/** A limit of ours: Bluesky has none, but a longer text is no post any more. */
export const MAX_PARTS = 25;

/** Where a text may be cut: the lower, the better. */
const RANK = { paragraph: 0, line: 1, sentence: 2, whiteSpace: 3, word: 4, grapheme: 5 } as const;

interface Border {
  /** Of `RANK`. */
  readonly rank: number;
  /** Where the part before it ends, its white space left out. In UTF-16 units, as `next`. */
  readonly end: number;
  /** Where the next part begins. */
  readonly next: number;
}

/**
 * Cuts a text into the posts of a thread: between paragraphs where that fills at least a third of a post, else
 * between lines, sentences, or words; inside a word only where it is longer than a post. A grapheme, link,
 * mention or tag is never cut: one that is longer than a post makes a part that is too long. (A piece of a word
 * that was cut is read like any other word: what was too long for a tag may become one.)
 * @param text normalized, of at most `EXACT_LENGTH` units.
 * @returns at least one part, each normalized; only white space between them is lost.
 */
export function splitThread(text: string): readonly string[] {
  if (measureText(text).withinLimits) return [text];
  const borders = findBorders(text);
  const parts: string[] = [];
  let start = 0;
  let from = 0;
  while (start < text.length) {
    const reach = findReach(text, start);
    while ((borders[from]?.next ?? Number.POSITIVE_INFINITY) <= start) from++;
    const cut = reach < text.length ? chooseBorder(borders.slice(from), start, reach) : undefined;
    // A pair of bidi controls may have been cut apart.
    const part = normalizeText(text.slice(start, cut?.end));
    if (part !== '') parts.push(part);
    start = cut?.next ?? text.length;
  }
  return parts;
}

/**
 * Weighs a text that goes out as a thread. `remaining` and `maxGraphemes` say how much more would fit as the
 * text is cut now; they are negative, or less than the text has, by what is beyond the last part.
 * @param text normalized.
 */
export function measureThread(text: string): TextMeasure {
  const whole = measureText(text);
  const maxBytes = whole.maxBytes * MAX_PARTS;
  if (text.length > EXACT_LENGTH) {
    const remaining = Math.min(whole.maxGraphemes * MAX_PARTS - whole.graphemes, -1);
    return { ...whole, maxGraphemes: whole.graphemes + remaining, maxBytes, remaining, withinLimits: false };
  }
  const parts = splitThread(text).map(measureText);
  const beyond = parts.slice(MAX_PARTS).reduce((sum, part) => sum + part.graphemes, 0);
  const tooLong = parts
    .filter((part) => !part.withinLimits)
    .reduce((sum, part) => sum + Math.max(-part.remaining, 1), 0);
  const withinLimits = beyond === 0 && tooLong === 0;
  const remaining = withinLimits
    ? (MAX_PARTS - parts.length) * whole.maxGraphemes + (parts.at(-1)?.remaining ?? 0)
    : -(beyond + tooLong);
  return {
    ...whole,
    maxGraphemes: whole.graphemes + remaining,
    maxBytes,
    remaining,
    withinLimits,
    parts: parts.length,
  };
}

/** How far a post that begins at `start` can go. */
function findReach(text: string, start: number): number {
  const encoder = new TextEncoder();
  const { maxGraphemes, maxBytes } = measureText('');
  let graphemes = 0;
  let bytes = 0;
  const rest = text.slice(start);
  for (const { segment, index } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(rest)) {
    graphemes++;
    bytes += encoder.encode(segment).byteLength;
    if (graphemes > maxGraphemes || bytes > maxBytes) return start + index;
  }
  return text.length;
}

/** @param borders those after `start`. @returns one past `reach` only when there is none before it. */
function chooseBorder(borders: readonly Border[], start: number, reach: number): Border | undefined {
  const beyond = borders.findIndex(({ end }) => end > reach);
  const within = beyond === -1 ? borders : borders.slice(0, beyond);
  const leastEnd = start + (reach - start) / 3;
  for (const rank of Object.values(RANK)) {
    // A post with little in it is worse than a torn sentence, and better than a torn word.
    const last = within.findLast((border) =>
      rank < RANK.whiteSpace ? border.rank === rank && border.end >= leastEnd : border.rank <= rank,
    );
    if (last) return last;
  }
  return borders[0];
}

function findBorders(text: string): readonly Border[] {
  const ranks = new Map<number, number>();
  const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text);
  for (const { index } of graphemes) ranks.set(index, RANK.grapheme);
  const raise = (position: number, rank: number) => {
    if (ranks.has(position)) ranks.set(position, rank);
  };
  for (const { index, isWordLike } of new Intl.Segmenter('en', { granularity: 'word' }).segment(text)) {
    if (isWordLike) raise(index, RANK.word);
  }
  for (const { index, 0: run } of text.matchAll(/\s+/g)) raise(index + run.length, RANK.whiteSpace);
  for (const { index } of new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text)) {
    raise(index, RANK.sentence);
  }
  for (const { index, 0: run } of text.matchAll(/\n\s*/g)) {
    raise(index + run.length, /\n\s*\n/.test(run) ? RANK.paragraph : RANK.line);
  }
  for (const { start, end, feature } of detectFacets(text)) {
    // The mark after a link belongs to its word: with another one there, the link would be another.
    const tail = feature.kind === 'link' ? (/^\S*/.exec(text.slice(end))?.[0].length ?? 0) : 0;
    for (let position = start + 1; position < end + tail; position++) ranks.delete(position);
  }
  ranks.delete(0);
  const borders: Border[] = [];
  let inkEnd = 0;
  let seen = 0;
  for (const [next, rank] of ranks) {
    const ink = text.slice(seen, next).trimEnd();
    if (ink !== '') inkEnd = seen + ink.length;
    seen = next;
    borders.push({ rank, end: inkEnd, next });
  }
  return borders;
}

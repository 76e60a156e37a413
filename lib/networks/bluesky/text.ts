import type { TextMeasure } from '../network';

/** app.bsky.feed.post#text: maxGraphemes and maxLength, lexicon of @atproto/api 0.20.44 (2026-11). */
const MAX_GRAPHEMES = 300;
const MAX_BYTES = 3000;

/**
 * In UTF-16 units: up to here a text is read whole. 3000 bytes are never more than 3000 units, so what is ten
 * times as long will not be published, and the time spent on it (a pasted file) would be spent on every key
 * press.
 */
export const EXACT_LENGTH = 30_000;

/**
 * Weighs a text as it stands; give it `normalizeText(text)` to weigh what goes out, which is never heavier.
 *
 * Exact for texts of up to `EXACT_LENGTH` UTF-16 units. Past that `graphemes` and `bytes` are lower bounds
 * (the beginning counted, one byte for every further unit) and `remaining` is an upper bound; `withinLimits`
 * is right at any length.
 *
 * @param text any string; a lone surrogate weighs the 3 bytes of the U+FFFD that it is encoded as.
 */
export function measureText(text: string): TextMeasure {
  const beginning = text.length <= EXACT_LENGTH ? text : text.slice(0, endOfBeginning(text));
  let graphemes = 0;
  for (const _ of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(beginning)) graphemes++;
  const bytes = new TextEncoder().encode(beginning).byteLength + (text.length - beginning.length);
  return {
    graphemes,
    maxGraphemes: MAX_GRAPHEMES,
    bytes,
    maxBytes: MAX_BYTES,
    remaining: MAX_GRAPHEMES - graphemes,
    withinLimits: graphemes <= MAX_GRAPHEMES && bytes <= MAX_BYTES,
  };
}

/** A cut through a surrogate pair would count a grapheme that the text does not have. */
function endOfBeginning(text: string): number {
  const lastUnit = text.charCodeAt(EXACT_LENGTH - 1);
  return lastUnit >= 0xd800 && lastUnit <= 0xdbff ? EXACT_LENGTH - 1 : EXACT_LENGTH;
}

/**
 * The text as it goes out. Normalizing twice changes nothing more. What is done, in this order:
 * - lone surrogates become U+FFFD, which is what UTF-8 would make of them;
 * - every line break of Unicode (CR LF, CR, VT, FF, NEL, LS, PS: word processors and chat programs use them)
 *   becomes a line feed, a tab a space; other control characters are dropped;
 * - bidi controls that have no partner on their line are dropped (see `dropUnpairedBidiControls`);
 * - blank lines at the beginning and white space at the end are dropped (`resolveRT` of Bluesky's own client,
 *   social-app, read in a copy of its code), and more than one blank line in a row becomes one (the option
 *   `cleanNewlines` of its library, 0.20.44, 2026-11). The indentation of the first line stays.
 *
 * That client also shortens the links in the text as it posts; we do not: the text that was approved is the
 * text sent.
 */
export function normalizeText(text: string): string {
  const plain = text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f]/g, '')
    .replace(/\r\n|[\r\v\f\u0085\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ');
  const inked = dropUnpairedBidiControls(plain).trimEnd();
  const firstInk = inked.search(/\S/);
  if (firstInk === -1) return '';
  return collapseBlankLines(inked.slice(inked.lastIndexOf('\n', firstInk) + 1));
}

/** Soft hyphens and zero-width characters do not make a line less blank; so it is in Bluesky's library. */
function collapseBlankLines(text: string): string {
  return text.replace(/\n[\s\u00ad\u200b-\u200d\u2060]*\n[\s\u00ad\u200b-\u200d\u2060]*\n/g, '\n\n');
}

const EMBEDDING_OPENERS = '\u202a\u202b\u202d\u202e';
const EMBEDDING_CLOSER = '\u202c';
const ISOLATE_OPENERS = '\u2066\u2067\u2068';
const ISOLATE_CLOSER = '\u2069';

/**
 * Drops the embeddings, overrides and isolates that are opened and not closed on their line, and the closers
 * that close nothing. A pair stays, and so do the marks LRM, RLM and ALM: right-to-left writing needs them.
 * What is left open is what makes the text after it run backwards, in clients that put a name or a button on
 * the same line. Lines are taken one by one because a line feed ends every embedding (UAX 9, P1 and X8).
 */
function dropUnpairedBidiControls(text: string): string {
  if (!/[\u202a-\u202e\u2066-\u2069]/.test(text)) return text;
  return text.split('\n').map(dropUnpairedInLine).join('\n');
}

function dropUnpairedInLine(line: string): string {
  const units = line.split('');
  const paired = new Set<number>();
  const open: { readonly index: number; readonly isolate: boolean }[] = [];
  let openIsolates = 0;
  units.forEach((unit, index) => {
    if (EMBEDDING_OPENERS.includes(unit)) open.push({ index, isolate: false });
    if (ISOLATE_OPENERS.includes(unit)) {
      open.push({ index, isolate: true });
      openIsolates++;
    }
    // A closer of an embedding does not reach out of an isolate; a closer of an isolate ends what was opened
    // inside it.
    if (unit === EMBEDDING_CLOSER && open.at(-1)?.isolate === false) {
      paired.add(index).add(open.pop()?.index ?? index);
    }
    if (unit === ISOLATE_CLOSER && openIsolates > 0) {
      while (open.at(-1)?.isolate === false) open.pop();
      paired.add(index).add(open.pop()?.index ?? index);
      openIsolates--;
    }
  });
  return units
    .filter((unit, index) => paired.has(index) || !/[\u202a-\u202e\u2066-\u2069]/.test(unit))
    .join('');
}

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EXACT_LENGTH, measureText, normalizeText } from './text';

const family = '👨‍👩‍👧‍👦';

describe('measuring', () => {
  test.each([
    ['nothing', '', 0, 0],
    ['letters', 'abc', 3, 3],
    ['a letter with a combining accent', 'e\u0301', 1, 3],
    ['a family', family, 1, 25],
    ['a flag', '🇺🇦', 1, 8],
    ['a Windows line break', 'a\r\nb', 3, 4],
    ['Devanagari', 'नमस्ते', 3, 18],
    ['Korean jamo', '\u1112\u1161\u11ab', 1, 9],
    ['a lone surrogate', '\ud83d', 1, 3],
  ])('counts %s as people do', (_, text, graphemes, bytes) => {
    expect(measureText(text)).toMatchObject({ graphemes, bytes, remaining: 300 - graphemes });
  });

  test.each([
    ['300 letters', 'a'.repeat(300), true],
    ['301 letters', 'a'.repeat(301), false],
    ['120 families of 25 bytes', family.repeat(120), true],
    ['121 families', family.repeat(121), false],
    ['one letter under 1,499 accents', `a${'\u0301'.repeat(1499)}`, true],
    ['one letter under 1,500 accents', `a${'\u0301'.repeat(1500)}`, false],
  ])('knows whether %s are within the limits', (_, text, withinLimits) => {
    expect(measureText(text).withinLimits).toBe(withinLimits);
  });

  test('is exact up to its bound, and says at least so much beyond it', () => {
    expect(measureText('é'.repeat(EXACT_LENGTH))).toMatchObject({
      graphemes: EXACT_LENGTH,
      bytes: 2 * EXACT_LENGTH,
    });
    const tail = 'é'.repeat(1000);
    expect(measureText(`${'é'.repeat(EXACT_LENGTH)}${tail}`)).toMatchObject({
      graphemes: EXACT_LENGTH,
      bytes: 2 * EXACT_LENGTH + 1000,
      withinLimits: false,
    });
  });

  test('never says more than there is when the bound cuts through a character', () => {
    // The modifier at the cut belongs to the hand in front of it; half of it would count as a character of
    // its own.
    const text = `${'a'.repeat(EXACT_LENGTH - 3)}👋🏽b`;
    expect(text.slice(0, EXACT_LENGTH).isWellFormed()).toBe(false);
    expect(measureText(text).graphemes).toBe(EXACT_LENGTH - 2);
    expect(measureText(text).bytes).toBeLessThanOrEqual(Buffer.byteLength(text));
  });

  test('takes no longer for 10 MB than for what it reads of them', () => {
    const text = family.repeat(1_000_000);
    const startMs = performance.now();
    for (let press = 0; press < 20; press++) measureText(text);
    // Reading it all would take some 300 ms for each; this is fifty times what was seen.
    expect(performance.now() - startMs).toBeLessThan(2_000);
    expect(measureText(text).withinLimits).toBe(false);
  });
});

describe('the text that goes out', () => {
  test.each([
    ['white space at the end goes', 'a \n \t\n', 'a'],
    ['blank lines at the beginning go, the indentation stays', ' \n\n  a', '  a'],
    ['one blank line stays', 'a\n\nb', 'a\n\nb'],
    ['more blank lines become one', 'a\n\n\n\nb', 'a\n\nb'],
    ['blank lines of white space count', 'a\n \n\u200b\n\nb', 'a\n\nb'],
    ['white space inside stays', 'a  b\u00a0c', 'a  b\u00a0c'],
    ['nothing but white space is nothing', ' \n\t\r\n\u00a0', ''],
    ['line breaks of other systems', 'a\r\nb\rc\u2028d\u2029e\u0085f\vg\fh', 'a\nb\nc\nd\ne\nf\ng\nh'],
    ['a tab becomes a space', 'a\tb', 'a b'],
    ['control characters go', 'a\0b\u0007c\u001b[31md\u007fe\u009ff', 'abc[31mdef'],
    ['a line break with a control character in it is one', 'a\r\0\nb', 'a\nb'],
    ['lone surrogates are replaced', 'a\ud83d b\udc00', 'a\ufffd b\ufffd'],
    ['pairs of surrogates are not', '🦋', '🦋'],
    ['what holds an emoji together stays', `${family}❤️`, `${family}❤️`],
    ['right-to-left marks stay', 'שלום\u200f! a\u200e\u061c', 'שלום\u200f! a\u200e\u061c'],
    ['a pair of isolates stays', 'a \u2067שלום\u2069 b', 'a \u2067שלום\u2069 b'],
    ['a pair of an override stays', 'a \u202eabc\u202c b', 'a \u202eabc\u202c b'],
    ['an override without an end goes', 'a \u202eabc', 'a abc'],
    ['an end without a beginning goes', 'a\u202c b\u2069', 'a b'],
    ['what ends on another line has no end', '\u2067a\nb\u2069', 'a\nb'],
    ['nested pairs stay', '\u2067a\u202bb\u202cc\u2069', '\u2067a\u202bb\u202cc\u2069'],
    ['an isolate ends the embedding in it', '\u2067a\u202bb\u2069\u202c', '\u2067ab\u2069'],
    ['an embedding does not end outside of its isolate', '\u202ba\u2067b\u202c\u2069', 'a\u2067b\u2069'],
    ['canonically equal letters are left as they were written', 'e\u0301 é', 'e\u0301 é'],
  ])('%s', (_, text, expected) => {
    expect(normalizeText(text)).toBe(expected);
  });

  const anyText = fc
    .array(
      fc.oneof(
        fc.constantFrom(...'\n\n\n\r\t\v ab'.split('')),
        fc.constantFrom(
          '\u2028',
          '\u0085',
          '\u200b',
          '\u200d',
          '\0',
          '\ufeff',
          '\ud83d',
          '\udc4b',
          family,
          '\u0301',
          'ש',
        ),
        fc.constantFrom(
          '\u202a',
          '\u202b',
          '\u202c',
          '\u202d',
          '\u202e',
          '\u2066',
          '\u2067',
          '\u2068',
          '\u2069',
          '\u200f',
        ),
        fc.string({ unit: 'binary', maxLength: 4 }),
      ),
      { maxLength: 30 },
    )
    .map((parts) => parts.join(''));

  test('is not changed any more by normalizing it again', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = normalizeText(text);
        expect(normalizeText(once)).toBe(once);
      }),
      { numRuns: 20_000 },
    );
  });

  test('is well-formed, and neither control characters nor a third line feed in a row are in it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const normal = normalizeText(text);
        expect(normal.isWellFormed()).toBe(true);
        expect(normal).not.toMatch(/(?!\n)\p{Control}|\n\n\n|\s$/u);
      }),
      { numRuns: 5_000 },
    );
  });

  test('is never heavier than what was typed', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const typed = measureText(text);
        const normal = measureText(normalizeText(text));
        expect(normal.graphemes).toBeLessThanOrEqual(typed.graphemes);
        expect(normal.bytes).toBeLessThanOrEqual(typed.bytes);
      }),
      { numRuns: 20_000 },
    );
  });

  test.each([
    ['line feeds', '\n'.repeat(200_000)],
    ['line feeds before a letter', `${'\n'.repeat(200_000)}a`],
    ['white space between two line feeds', `a\n${' '.repeat(200_000)}\n${' '.repeat(200_000)}b`],
    ['open overrides', '\u202e'.repeat(200_000)],
    ['isolates in each other', `${'\u2067'.repeat(100_000)}a${'\u2069'.repeat(100_000)}`],
  ])('is there at once for 200,000 %s', (_, text) => {
    const startMs = performance.now();
    normalizeText(text);
    expect(performance.now() - startMs).toBeLessThan(2_000);
  });
});

import { AppBskyRichtextFacet, RichText } from '@atproto/api';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detectFacets } from '../../lib/networks/bluesky/facets';
import { blueskyRules } from '../../lib/networks/bluesky/rules';
import { MAX_PARTS, measureThread, splitThread } from '../../lib/networks/bluesky/split-thread';
import { EXACT_LENGTH, measureText, normalizeText } from '../../lib/networks/bluesky/text';
import type { PostOptions } from '../../lib/networks/post-fields';

const family = '👨‍👩‍👧‍👦';
const paragraph = (letter: string, length: number) => `${letter.repeat(length - 1)}.`;

describe('where a text is cut', () => {
  const words = (count: number, word = 'word') => Array.from({ length: count }, () => word).join(' ');

  test('not at all when it fits', () => {
    expect(splitThread('')).toEqual(['']);
    expect(splitThread(words(60))).toEqual([words(60)]);
  });

  test('between paragraphs first', () => {
    const text = `${words(20)}. ${words(9)}.\n\n${words(40)}\nand more`;
    expect(splitThread(text)).toEqual([`${words(20)}. ${words(9)}.`, `${words(40)}\nand more`]);
  });

  test('not after a paragraph that would leave most of the post empty', () => {
    const [first] = splitThread(`Short\n\n${words(40)}. And ${words(30)}`);
    expect(first).toBe(`Short\n\n${words(40)}.`);
  });

  test('then between lines, then sentences, then words', () => {
    expect(splitThread(`${words(30)}. ${words(10)}\n${words(50)}`)[0]).toBe(`${words(30)}. ${words(10)}`);
    expect(splitThread(`${words(30)}. And ${words(70)}`)[0]).toBe(`${words(30)}.`);
    expect(splitThread(words(70))).toEqual([words(60), words(10)]);
  });

  test('white space at the cut does not count', () => {
    expect(splitThread(`${'a'.repeat(300)}    b`)).toEqual(['a'.repeat(300), 'b']);
  });

  test('at sentences and words of a script without spaces', () => {
    const sentence = '今日はとても天気がいいので、公園まで散歩に行きました。';
    const parts = splitThread(sentence.repeat(30));
    expect(parts.join('')).toBe(sentence.repeat(30));
    expect(parts.every((part) => part.endsWith('。'))).toBe(true);
  });

  test('inside a word that is longer than a post, between graphemes', () => {
    expect(splitThread(family.repeat(250))).toEqual([
      family.repeat(120),
      family.repeat(120),
      family.repeat(10),
    ]);
  });

  test('never in a link, a mention or a tag, however near the end of a part it is', () => {
    for (const facet of ['https://example.com/?a=1.b!c;d', '@alice.example.com', '#日本語-tag', '$AAPL']) {
      for (let before = 250; before <= 300; before++) {
        const text = `${'x'.repeat(before - 1)} ${facet} and then ${words(50)}`;
        const parts = splitThread(text);
        expect(parts.filter((part) => part.split(' ').includes(facet))).toHaveLength(1);
      }
    }
  });

  test('a pair of bidi controls that is cut apart is not left open', () => {
    const parts = splitThread(`\u2067${'שלום '.repeat(80)}\u2069.`);
    expect(parts.length).toBe(2);
    for (const part of parts) expect(part).not.toMatch(/[\u2066-\u2069]/);
  });
});

/** Texts of all that makes cutting hard. Controls are not among them: they go at a cut. */
const piece = fc.oneof(
  { weight: 6, arbitrary: fc.stringMatching(/^[a-z]{1,12}[.,!?]?$/) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      family,
      '🇺🇦🇩🇪',
      'e\u0301\u0301',
      'नमस्ते',
      'שלום',
      '今日は。明日も！',
      'don’t',
      '\u1112\u1161\u11ab',
      '\u0301',
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'https://example.com/a?b=c!d.e',
      '(see example.com/x)',
      '@alice.example.com,',
      '#tag.',
      '#日本語、',
      '$AAPL)',
      '(@bob.test)',
      'https://example.com/(@b.example',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 200, max: 700 }).map((length) => 'long'.repeat(length / 4)),
  },
  { weight: 1, arbitrary: fc.integer({ min: 90, max: 150 }).map((count) => family.repeat(count)) },
  {
    weight: 1,
    arbitrary: fc
      .integer({ min: 200, max: 290 })
      .map((n) => `https://example.com/${'p/'.repeat(n / 2 - 12)}`),
  },
);
const gap = fc.constantFrom(' ', ' ', ' ', '  ', '\n', '\n\n', ' \n \n ', '\u00a0', '');
const anyText = fc
  .array(fc.tuple(piece, gap), { minLength: 1, maxLength: 100, size: 'max' })
  .map((pairs) => normalizeText(pairs.flat().join('')))
  .filter((text) => text.length <= EXACT_LENGTH);

const withoutSpace = (text: string) => text.replace(/\s/g, '');
const valuesOf = (text: string) =>
  detectFacets(text).map(({ feature }) =>
    feature.kind === 'link' ? feature.url : feature.kind === 'tag' ? `#${feature.tag}` : `@${feature.handle}`,
  );
/** A link that fits into no post is said to be one (below). */
const hasLongLink = (text: string) =>
  (text.match(/\S+/g) ?? []).some((word) => !measureText(word).withinLimits && valuesOf(word).length > 0);
const graphemesOf = (text: string) =>
  [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)].map(({ segment }) => segment);

describe('whatever the text', () => {
  test('the parts hold all of it, in order', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const parts = splitThread(text);
        expect(parts.map(withoutSpace).join('')).toBe(withoutSpace(text));
        // No grapheme is cut: those of the parts are those of the text, but for the white space between them.
        const ink = (graphemes: readonly string[]) => graphemes.filter((one) => one.trim() !== '');
        expect(ink(parts.flatMap(graphemesOf))).toEqual(ink(graphemesOf(text)));
      }),
      { numRuns: 150 },
    );
  });

  test('a word is cut only where it is longer than a post', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const wordsOf = (one: string) => one.match(/\S+/g) ?? [];
        fc.pre(wordsOf(text).every((word) => measureText(word).withinLimits));
        // A sentence may end inside what white space makes a word.
        const sentences = [...new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text)];
        fc.pre(sentences.every(({ index }) => index === 0 || /\s/.test(text.charAt(index - 1))));
        expect(splitThread(text).flatMap(wordsOf)).toEqual(wordsOf(text));
      }),
      { numRuns: 150 },
    );
  });

  test('each part fits, is normalized, and has something in it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        fc.pre(!hasLongLink(text));
        for (const part of splitThread(text)) {
          expect(measureText(part)).toMatchObject({ withinLimits: true });
          expect(new RichText({ text: part }).graphemeLength).toBeLessThanOrEqual(300);
          expect(normalizeText(part)).toBe(part);
          if (text !== '') expect(part).not.toBe('');
        }
      }),
      { numRuns: 150 },
    );
  });

  test('every link, mention and tag is whole in one part, and marked up there', () => {
    let seen = 0;
    fc.assert(
      fc.property(anyText, (text) => {
        // What is too long for a tag may become one when it is cut, and swallow what follows it.
        fc.pre(
          (text.match(/\S+/g) ?? []).every((word) => !word.startsWith('#') || measureText(word).withinLimits),
        );
        const wanted = valuesOf(text);
        const got = splitThread(text).flatMap(valuesOf);
        // A cut in a long word may bring forth another one, as a space there would.
        let from = 0;
        for (const value of wanted) {
          const at = got.indexOf(value, from);
          expect(at, `${value} of ${JSON.stringify(text)}`).toBeGreaterThanOrEqual(0);
          from = at + 1;
          seen++;
        }
      }),
      { numRuns: 150 },
    );
    expect(seen).toBeGreaterThan(500);
  });

  test('the library of Bluesky finds the same links in the parts', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const part of splitThread(text)) {
          const richText = new RichText({ text: part });
          richText.detectFacetsWithoutResolution();
          const links = (richText.facets ?? []).flatMap(({ features: [feature] }) =>
            AppBskyRichtextFacet.isLink(feature) ? [feature.uri] : [],
          );
          expect(valuesOf(part).filter((value) => value.startsWith('http'))).toEqual(links);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('what is measured is what comes out', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { parts, withinLimits, graphemes, maxGraphemes, remaining } = measureThread(text);
        expect(parts).toBe(splitThread(text).length);
        if (!hasLongLink(text)) expect(withinLimits).toBe((parts ?? 0) <= MAX_PARTS);
        expect(remaining >= 0).toBe(withinLimits);
        expect(maxGraphemes - graphemes).toBe(remaining);
      }),
      { numRuns: 150 },
    );
  });
});

describe('the limits of a thread', () => {
  const full = (count: number) => Array.from({ length: count }, () => paragraph('a', 300)).join('\n\n');

  test('are those of 25 posts, and of one when no thread is wanted', () => {
    expect(blueskyRules.measure(full(25), { thread: true })).toMatchObject({
      parts: 25,
      withinLimits: true,
      remaining: 0,
    });
    expect(blueskyRules.measure(`${full(25)}\n\n12345`, { thread: true })).toMatchObject({
      parts: 26,
      withinLimits: false,
      remaining: -5,
    });
    for (const options of [undefined, {}, { thread: false }] as readonly (PostOptions | undefined)[]) {
      expect(blueskyRules.measure(full(2), options)).toMatchObject({
        withinLimits: false,
        maxGraphemes: 300,
      });
      expect(blueskyRules.measure(full(2), options)).not.toHaveProperty('parts');
    }
  });

  test('hold for a text so long that it is not cut at all', () => {
    const measure = measureThread(`${family} `.repeat(EXACT_LENGTH));
    expect(measure.withinLimits).toBe(false);
    expect(measure.remaining).toBeLessThan(0);
    expect(measure.graphemes).toBeGreaterThan(measure.maxGraphemes);
  });

  test('a link that is longer than a post is said to be', () => {
    const text = `See https://example.com/${'a'.repeat(300)} there`;
    const measure = measureThread(text);
    expect(measure).toMatchObject({ withinLimits: false, parts: 3 });
    expect(measure.remaining).toBeLessThan(0);
    const post = { text, images: [], hasLink: false, options: { thread: true } };
    expect(blueskyRules.findProblems?.(post)).toEqual([
      'A link in the text is longer than one post of a thread can be.',
    ]);
  });
});

import { createRequire } from 'node:module';
import fc from 'fast-check';
import twitter from 'twitter-text';
import { describe, expect, test } from 'vitest';
import { TOP_LEVEL_DOMAINS } from '../../lib/networks/top-level-domains';
import { findAddresses } from '../../lib/networks/x/addresses';
import { xRules } from '../../lib/networks/x/rules';
import { measureText, normalizeText } from '../../lib/networks/x/text';

/*
 * The oracle is X' own library, npm twitter-text 3.1.0 of 2020. Two things have changed since, and are done to the
 * question here, by means of their own, and counted:
 *
 * 1. Emoji of Unicode 12 and later that are made of several characters, as 🧑‍💻: the library knows those of Unicode 11
 *    and counts the others character by character. Each is shown to it as an emoji that it knows.
 * 2. Top-level domains that came or went, and those in other scripts, which we do not know: they are not generated.
 */

/** Looking at the first character before all strings is ten times as fast. */
const EMOJI = /(?=\p{Emoji})\p{RGI_Emoji}/gv;
const weightInLibrary = (text: string) => twitter.parseTweet(text).weightedLength;

const seen = { newerEmoji: 0, addresses: 0, invalid: 0 };

function asTheLibraryKnowsIt(text: string): string {
  return text.normalize('NFC').replace(EMOJI, (emoji) => {
    // Alone, every emoji of one character weighs 2, known or not.
    if (weightInLibrary(emoji) === 2) return emoji;
    seen.newerEmoji++;
    return '😀';
  });
}

function expectAgreement(text: string): void {
  const oracle = twitter.parseTweet(asTheLibraryKnowsIt(text));
  const { graphemes, withinLimits } = measureText(text);
  expect(graphemes, JSON.stringify(text)).toBe(oracle.weightedLength);
  // To the library an empty text is none; to us it is within the limits.
  if (oracle.weightedLength > 0) expect(withinLimits, JSON.stringify(text)).toBe(oracle.valid);
  seen.addresses += findAddresses(text.normalize('NFC')).length;
  if (!oracle.valid) seen.invalid++;
}

/** Names that both lists have. */
const { validGTLD, validCCTLD } = createRequire(import.meta.url)('twitter-text/dist/regexp/index.js') as {
  readonly validGTLD: RegExp;
  readonly validCCTLD: RegExp;
};
const libraryNames = [validGTLD, validCCTLD].map(({ source }) => new RegExp(`^(?:${source})$`, 'i'));
const knownToTheLibrary = (name: string) => libraryNames.some((names) => names.test(name));
const sharedDomains = [...TOP_LEVEL_DOMAINS].filter(knownToTheLibrary);

const slug40 = 'a'.repeat(40);
const NASTY_TEXTS: readonly string[] = [
  '',
  ' ',
  'This is a test.',
  'http://test.com',
  'https://test.com',
  'test.com',
  'Test https://test.com test https://test.com test.com test',
  '\u{10000}\u{10ffff}',
  '저찀쯿쿿',
  'H\u{1f431}☺',
  'a'.repeat(280),
  'a'.repeat(281),
  'の'.repeat(140),
  'の'.repeat(141),
  '\u{1f431}'.repeat(140),
  '\u{1f431}'.repeat(141),
  '—“”’…€•™©®‼é',
  'e\u0301',
  '\u1100\u1161',
  '👨‍👩‍👧‍👦🇷🇴👍🏽1️⃣#️⃣☺️☺👩‍⚕️👩‍⚕🏴󠁧󠁢󠁥󠁮󠁧󠁿🏳️‍🌈',
  '©️®️™️ℹ️▶️',
  '🧑‍💻 🫱🏽‍🫲🏿 🐦‍🔥 🇨🇶 🫩',
  '🇷🇴🇷 🇷 🇽🇽',
  '👍🏽🏽 🏽 \ufe0f \u200d \u20e3 1\u20e3 1\ufe0f',
  '\ufeff',
  'a\ufffeb',
  'a\uffff.com',
  '\ud83d x \ude00',
  'See http://example.com.',
  'See http://example.com/path.',
  '(http://example.com/)',
  'http://example.com/a_(b)_c',
  'http://example.com/a_(b_(c))',
  'http://example.com/(((',
  'http://example.com/?a=b&c=d.',
  'http://example.com?a=b',
  'example.com?a=b',
  'example.com:8080/x?y#z',
  'http://example.com:8080',
  'HTTPS://EXAMPLE.COM',
  'ftp://example.com',
  '@example.com',
  '#example.com',
  '$example.com',
  'me@example.com',
  'a_b.com',
  'a_b.c.com',
  'http://a_b.com',
  'http://a_b.c.com',
  '-a.com',
  'a-.com',
  '.a.com',
  '/a.com',
  'a.com.',
  'a.com,b.com',
  'a.com/b.com',
  'a.com-b.com',
  'a.com+b',
  'a.com@b',
  'a.comb',
  'a.com日本',
  '詳しくはexample.com',
  '詳しくはexample.com/日本?a=b',
  '詳しくはhttps://example.com/日本?a=b',
  '詳しくは例え.example.comとexample.jp/xまで',
  `${'あ'.repeat(60)}example.com`,
  `${'あ'.repeat(20)}example.com`,
  `https://${'あ'.repeat(30)}.com`,
  `https://${'あ'.repeat(60)}.com`,
  `https://${'é'.repeat(60)}.com`,
  `${'a'.repeat(63)}.com`,
  `${'a'.repeat(64)}.com`,
  `https://a.com/${'a'.repeat(4082)}`,
  `https://a.com/${'a'.repeat(4083)}`,
  'xn--abc.com',
  'a.xn--p1ai',
  'http://a.xn--p1ai/x',
  'xn--é.com',
  `https://t.co/${slug40}`,
  `https://t.co/${slug40}a`,
  'https://t.co/abc/def',
  'https://t.co/abc-def example.com',
  'https://t.co/abc?d=e/f',
  't.co/abc/def',
  'http://example.com/@user/',
  'http://example.com/@user',
  'http://example.com/русский_(язык)',
  'http://example.com/é–ü',
  'http://192.168.0.1/',
  'http://localhost/',
  'a.onion',
  '\u200ea.com\u202ab.com',
  'a.com\u3000b.com\u00a0c.com\u2028d.com',
  'a.co.uk a.com.br a.museum',
  '日本.com',
  'http://日本.com',
  '☃.net',
  'http://☃.net/',
  'a\u0301b.com',
];

const piece = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...' \n.,:/-_@#$()?=&+'.split(''), '://', '. ', '.com', '.co') },
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      ...[
        'http://',
        'https://',
        'HTTPS://',
        'www.',
        'com',
        'org',
        'co.uk',
        'example.com',
        't.co/',
        'xn--p1ai',
        'onion',
      ],
      ...[
        'a',
        'B',
        '1',
        'é',
        'e\u0301',
        'ß',
        'я',
        'ж',
        'の',
        '日本',
        '가',
        'שלום',
        'مرحبا',
        '–',
        '—',
        '…',
        '“',
        '’',
        '€',
      ],
      ...[
        '😀',
        '👍🏽',
        '👨‍👩‍👧‍👦',
        '🇷🇴',
        '1️⃣',
        '☺️',
        '☺',
        '©️',
        '🧑‍💻',
        '🫱🏽‍🫲🏿',
        '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
        '🇷',
        '🏽',
        '\u200d',
        '\ufe0f',
        '\u20e3',
      ],
      ...[
        '\u00a0',
        '\u3000',
        '\u2028',
        '\u200b',
        '\u200e',
        '\u202a',
        '\u2066',
        '\ufeff',
        '\uffff',
        '\ud83d',
        '\ude00',
        '\0',
      ],
    ),
  },
  { weight: 2, arbitrary: fc.constantFrom(...sharedDomains).map((name) => `x.${name}`) },
  { weight: 1, arbitrary: fc.webUrl({ withQueryParameters: true, withFragments: true }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 6 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
);
/** A generated domain may end in a name that only one of the lists has. */
const isFair = (text: string) =>
  [...text.toLowerCase().matchAll(/\.([a-z]{2,})/g)].every(
    ([, name = '']) => TOP_LEVEL_DOMAINS.has(name) === knownToTheLibrary(name),
  );
/** New emoji stand apart: within a domain, what stands for them in the question would have another length. */
const texts = fc
  .array(piece, { maxLength: 24 })
  .map((pieces) =>
    pieces.join('').replace(EMOJI, (emoji) => (weightInLibrary(emoji) === 2 ? emoji : ` ${emoji} `)),
  );

describe('against the library of X', () => {
  test('weighs every text of the list alike', () => {
    for (const text of NASTY_TEXTS) expectAgreement(text);
  });

  test('weighs 50,000 generated texts alike', () => {
    Object.assign(seen, { newerEmoji: 0, addresses: 0, invalid: 0 });
    fc.assert(
      fc.property(texts.filter(isFair), (text) => expectAgreement(text)),
      { numRuns: 50_000, seed: 20261122 },
    );
    // The generator would be worthless if it hardly ever made an address, or made little else than new emoji.
    expect(seen.addresses).toBeGreaterThan(10_000);
    expect(seen.invalid).toBeGreaterThan(1_000);
    expect(seen.newerEmoji).toBeGreaterThan(1_000);
    expect(seen.newerEmoji).toBeLessThan(50_000);
  });

  test('weighs every emoji of today as 2', () => {
    let count = 0;
    for (let point = 0; point <= 0x1ffff; point++) {
      const character = String.fromCodePoint(point);
      if (/^\p{RGI_Emoji}$/v.test(character)) {
        expect(measureText(character).graphemes, character).toBe(2);
        count++;
      }
    }
    expect(count).toBeGreaterThan(1_000);
    for (const emoji of ['🧑‍💻', '🫱🏽‍🫲🏿', '🐦‍🔥', '👨‍👩‍👧‍👦', '🏳️‍🌈', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '👍🏽', '☺️', '1️⃣', '🇷🇴']) {
      expect(measureText(emoji).graphemes, emoji).toBe(2);
    }
  });

  test('says of few names that only one of the lists has them', () => {
    expect(sharedDomains.length).toBeGreaterThan(1_200);
    expect([...TOP_LEVEL_DOMAINS].filter((name) => !knownToTheLibrary(name)).length).toBeLessThan(50);
  });
});

test('a text of any length is weighed, however it is made', () => {
  expect(measureText('a'.repeat(100_000)).graphemes).toBe(100_000);
  for (const unit of ['a.', 'あ', 'あ.', 'http://a.com/(', '(', 'a.com/a(', '-', '👍🏽', 'x.com ', '.com']) {
    expect(measureText(unit.repeat(30_000 / unit.length)).withinLimits, unit).toBe(false);
  }
});

test('an account that may write more is measured by that', () => {
  expect(xRules.measure('a'.repeat(281))).toMatchObject({ withinLimits: false, remaining: -1 });
  const premium = xRules.forServer?.({ maxWeight: 25_000 });
  expect(premium?.measure('a'.repeat(281))).toMatchObject({ withinLimits: true, remaining: 24_719 });
  expect(xRules.forServer?.({})).toBe(xRules);
});

test('the address of a link card counts', () => {
  const check = { images: [], hasLink: true, linkUrl: 'https://example.com/a', options: {} };
  expect(xRules.findProblems?.({ ...check, text: 'a'.repeat(255) })).toEqual([]);
  expect(xRules.findProblems?.({ ...check, text: 'a'.repeat(256) })).toEqual([
    'With the address of the link card the text is 1 characters too long for X.',
  ]);
});

test('a text is cut into runs that give it again', () => {
  expect(xRules.segment('See example.com/a. @harbour, #tides #1 me@example.com https://x.com')).toEqual([
    { kind: 'text', text: 'See ' },
    { kind: 'link', text: 'example.com/a', url: 'https://example.com/a' },
    { kind: 'text', text: '. ' },
    { kind: 'mention', text: '@harbour', handle: 'harbour' },
    { kind: 'text', text: ', ' },
    { kind: 'tag', text: '#tides', tag: 'tides' },
    { kind: 'text', text: ' #1 me@example.com ' },
    { kind: 'link', text: 'https://x.com', url: 'https://x.com' },
  ]);
  fc.assert(
    fc.property(texts, (text) => {
      expect(
        xRules
          .segment(text)
          .map((segment) => segment.text)
          .join(''),
      ).toBe(normalizeText(text));
      expect(normalizeText(normalizeText(text))).toBe(normalizeText(text));
    }),
  );
});

import { createRequire } from 'node:module';
import { AppBskyRichtextFacet, RichText } from '@atproto/api';
import { isValidUri } from '@atproto/syntax';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detectFacets, segmentText } from '../../lib/networks/bluesky/facets';
import { measureText, normalizeText } from '../../lib/networks/bluesky/text';
import { endsInTopLevelDomain } from '../../lib/networks/top-level-domains';

/*
 * The oracle is Bluesky's own library. What we do otherwise on purpose (the list at the head of facets.ts) is
 * done to its answer here, by its own means, and counted; everything else must be the same.
 */

/** The list that the oracle reads; a dependency of @atproto/api, so that it is looked up from there. */
const ORACLE_TOP_LEVEL_DOMAINS: readonly string[] = createRequire(
  createRequire(import.meta.url).resolve('@atproto/api'),
)('tlds');

interface PlainFacet {
  readonly byteStart: number;
  readonly byteEnd: number;
  readonly kind: 'link' | 'mention' | 'tag';
  readonly value: string;
}

interface Differences {
  bareDomainsWithHttp: number;
  refusedAddresses: number;
  heavyTags: number;
  overlaps: number;
}

const noDifferences = (): Differences => ({
  bareDomainsWithHttp: 0,
  refusedAddresses: 0,
  heavyTags: 0,
  overlaps: 0,
});

function facetsOfTheLibrary(text: string): PlainFacet[] {
  const richText = new RichText({ text });
  richText.detectFacetsWithoutResolution();
  return (richText.facets ?? []).map(({ index, features: [feature] }) => {
    const { byteStart, byteEnd } = index;
    if (AppBskyRichtextFacet.isLink(feature)) return { byteStart, byteEnd, kind: 'link', value: feature.uri };
    if (AppBskyRichtextFacet.isMention(feature)) {
      return { byteStart, byteEnd, kind: 'mention', value: feature.did };
    }
    if (AppBskyRichtextFacet.isTag(feature)) return { byteStart, byteEnd, kind: 'tag', value: feature.tag };
    throw new Error('the library found something that this test does not know');
  });
}

function withOurDifferences(facets: readonly PlainFacet[], seen: Differences): PlainFacet[] {
  const kept: PlainFacet[] = [];
  for (const original of facets) {
    let facet = original;
    if (facet.kind === 'link' && !/^https?:\/\//.test(facet.value)) {
      seen.bareDomainsWithHttp++;
      expect(isValidUri(facet.value)).toBe(false);
      const topLevelDomain = /^[a-z0-9]+(?:\.[a-z0-9]+)*\.([a-z0-9]+)/i.exec(facet.value)?.[1] ?? '';
      if (!ORACLE_TOP_LEVEL_DOMAINS.includes(topLevelDomain)) continue;
      facet = { ...facet, value: `https://${facet.value}` };
    }
    if (facet.kind === 'link' && !isValidUri(facet.value)) {
      seen.refusedAddresses++;
      continue;
    }
    if (facet.kind === 'tag' && Buffer.byteLength(facet.value) > 640) {
      seen.heavyTags++;
      continue;
    }
    if (facet.byteStart < (kept.at(-1)?.byteEnd ?? 0)) {
      seen.overlaps++;
      continue;
    }
    kept.push(facet);
  }
  return kept;
}

function facetsOfOurs(text: string): PlainFacet[] {
  return detectFacets(text).map(({ byteStart, byteEnd, feature }) => {
    const value =
      feature.kind === 'link' ? feature.url : feature.kind === 'tag' ? feature.tag : feature.handle;
    return { byteStart, byteEnd, kind: feature.kind, value };
  });
}

function expectAgreement(text: string, seen: Differences): void {
  expect(facetsOfOurs(text)).toEqual(withOurDifferences(facetsOfTheLibrary(text), seen));
  const segments = segmentText(text);
  expect(segments.map((segment) => segment.text).join('')).toBe(text);
  expect(segments.every((segment) => segment.text !== '')).toBe(true);
}

const family = '👨‍👩‍👧‍👦';
/** One grapheme of 28 bytes, without a joiner (which would end a tag). */
const england = '\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}';

const NASTY_TEXTS: readonly string[] = [
  '',
  ' ',
  'no facet at all',
  'https://example.com',
  'https://example.com.',
  'https://example.com...',
  'https://example.com/a,b;c:d!e?',
  '(https://example.com)',
  '(https://example.com).',
  '(see https://en.wikipedia.org/wiki/Example_(disambiguation))',
  'https://en.wikipedia.org/wiki/Example_(disambiguation).',
  'https://example.com/)',
  'https://example.com).',
  'https://example.com.)',
  'https://example.com))',
  '[https://example.com]',
  '[text](https://example.com)',
  '<https://example.com>',
  '"https://example.com"',
  'https://example.com/path?query=1&other=2#fragment',
  'https://user:password@example.com:8080/',
  'https://[::1]:3000/',
  'https://пример.испытание/',
  'https://example.com/日本語',
  'http://',
  'http://.',
  'http://)',
  'http:///x',
  'https:///',
  'http://(x',
  'http://(example.com)',
  'http:/example.com',
  'http:example.com',
  'HTTPS://EXAMPLE.COM',
  'Https://example.com',
  'ftp://example.com',
  'httpbin.org',
  'httpbin.org/get?x=1.',
  '(httpbin.org)',
  'http.notadomain',
  'httpfoo.Com',
  'example.com',
  'example.com.',
  'example.com,example.org',
  'example.COM',
  'Example.com',
  'EXAMPLE.com/Path',
  'www.example.co.uk/path',
  'example.com:8080',
  'example.com/a(b)c)',
  'example.com-x',
  'example.com@host',
  'example.comé',
  'exämple.com',
  'sub_domain.example.com',
  '1example.com',
  'a.b',
  'a.b.c.d.e.com',
  'file.txt file.md file.zip file.ts',
  'e.g. this, i.e. that, etc.and so on',
  'end.Beginning of the next',
  '(example.com)',
  '((example.com))',
  'x(example.com)',
  'x(nothing(example.com',
  'x(not.adomain(example.com',
  'a@b.c',
  'me@example.com',
  'mailto:me@example.com',
  '@handle.bsky.social',
  '@handle.bsky.social.',
  '@handle.bsky.social,',
  '@handle.bsky.social’s',
  "@handle.bsky.social's",
  '@handle.bsky.social_',
  '@handle_x.bsky.social',
  '@handle.bsky.social-',
  '@handle.bsky.social…',
  '@handle.bsky.social/x',
  '@Handle.Bsky.Social',
  '@handle.BSKY.SOCIAL',
  '@handle.test',
  '@handle.test.',
  '@.test',
  '@.com',
  '@..com',
  '@-.com',
  '@a..com',
  '@handle',
  '@@handle.bsky.social',
  '@',
  '@ handle.bsky.social',
  '(@handle.bsky.social)',
  '((@handle.bsky.social))',
  'x(@handle.bsky.social)(@other.bsky.social',
  'x@handle.bsky.social',
  '.@handle.bsky.social',
  '@handle.xn--p1ai @handle.рф',
  '@handle.bsky.socialé',
  '＠handle.bsky.social',
  '#tag',
  '＃tag',
  '##tag',
  '#',
  '# tag',
  '#1',
  '#1a',
  '#a1',
  '#1.',
  '#_',
  '#a_b',
  '#a-b',
  '#a.b.',
  '#a!!!',
  '#!!!a!!!',
  '#a’s',
  '#(a)',
  '(#a)',
  '#a#b',
  '#a #b #c',
  '#tag\u200bx',
  '#\u200btag',
  '#tag\u00adx',
  '#tag\u2060',
  '#tag\u20e2x',
  '#\ufe0ftag',
  '#️⃣ keycap',
  '1️⃣2️⃣',
  '#日本語',
  '#日本語。',
  '#한국어 #العربية #עברית #हिन्दी',
  '#١٢٣',
  '#٣',
  '#⁠x',
  '#🦋',
  `#${family}`,
  `#${family.repeat(26)}`,
  `#${england.repeat(22)}`,
  `#${england.repeat(23)}`,
  `#${england.repeat(65)}`,
  `#${'a'.repeat(64)}`,
  `#${'a'.repeat(65)}`,
  `#${'é'.repeat(64)}`,
  `#${'e\u0301'.repeat(64)}`,
  `#${'e\u0301'.repeat(65)}`,
  `#${'a'.repeat(64)}...`,
  `#${'.'.repeat(2000)}a${'.'.repeat(2000)}`,
  `#${'1'.repeat(5000)}`,
  '$AAPL',
  '$aapl',
  '$AAPL.',
  '$AAPL,$TSLA',
  '($AAPL)',
  '$AAPL(x',
  '$AAPL)',
  '$AAPL’s',
  '$ABCDEF',
  '$A1B2C',
  '$1A',
  '$',
  '$$AAPL',
  '#$AAPL',
  '#x($AAPL)',
  '#x(example.com',
  '#x(@handle.test',
  'https://a.example.com/(@b.test',
  'https://a.example.com/($TSLA)',
  'example.com/(@b.test)',
  '👨‍👩‍👧‍👦 https://example.com 👨‍👩‍👧‍👦 #tag 👨‍👩‍👧‍👦 @handle.test',
  '🦋@handle.test',
  '🦋 @handle.test 🦋',
  '🦋https://example.com',
  '日本語https://example.com',
  '日本語 https://example.com 日本語',
  'שלום https://example.com #שלום @handle.test',
  '\u200fשלום\u200f @handle.test',
  '\u202a@handle.test\u202c',
  '\u2068#tag\u2069',
  'a\u00a0@handle.test\u00a0#tag\u00a0example.com',
  'a\u3000@handle.test\u3000#tag\u3000example.com',
  'a\ufeff@handle.test\ufeff#tag\ufeffexample.com',
  'a\u2028@handle.test\u2029#tag\u0085example.com',
  'a\n@handle.test\n#tag\nexample.com\nhttps://example.com\n',
  'a\r\n@handle.test\r\n#tag\r\nexample.com\r\nhttps://example.com\r\n',
  '\t@handle.test\t#tag\texample.com\v$AAPL\f',
  'https://example.com\nhttps://example.com',
  'https://example.com https://example.com',
  'example.com/example.com',
  '@handle.test @handle.test',
  '\ud800 https://example.com \udc00 #\ud800x',
  '#a\ud83d',
  '\ud83d#a',
  'ſhttp://x KELVIN.com httpſ://x',
  '\0@handle.test\0',
  '(',
  '((((',
  ')(',
  '('.repeat(3000),
  '(a'.repeat(3000),
  '(a.'.repeat(3000),
  '(@a.b'.repeat(1000),
  'a.'.repeat(3000),
  '@'.repeat(3000),
  `@${'-'.repeat(3000)}`,
  `@${'.'.repeat(3000)}`,
  `${'. '.repeat(3000)}`,
];

/**
 * Pieces that come near to a facet, so that a random row of them often makes one and more often just fails
 * to.
 */
const piece = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...' \n(@#＃$.,)'.split(''), '. ', ' (', ') ', '://', '\r\n') },
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      ...[
        'http',
        'https',
        'http://',
        'https://',
        'HTTP://',
        'www.',
        'com',
        'org',
        'test',
        'bsky.social',
        'co.uk',
        'COM',
      ],
      ...[
        'example.com',
        '@alice.test',
        '#tag',
        '＃タグ',
        '$AAPL',
        'a',
        'b1',
        '1',
        '42',
        '-',
        '_',
        '/',
        '?',
        '!',
        ';',
        ':',
      ],
      ...[
        "'",
        '’',
        '"',
        '…',
        '»',
        '[',
        ']',
        '&',
        '=',
        '%20',
        'é',
        'e\u0301',
        'ß',
        'İ',
        'ſ',
        '\u212a',
        'שלום',
        'مرحبا',
        '日本',
      ],
      ...[
        '🦋',
        family,
        '🇺🇦',
        '\ufe0f',
        '\u20e3',
        '\u20e2',
        '\u00ad',
        '\u200b',
        '\u200d',
        '\u2060',
        '\u200f',
        '\u202e',
      ],
      ...['\u00a0', '\u2028', '\ufeff', '\t', '\u0085', '\ud800', '\udc00', '\0'],
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom(...ORACLE_TOP_LEVEL_DOMAINS).map((domain) => `x.${domain}`) },
  { weight: 1, arbitrary: fc.webUrl({ withQueryParameters: true, withFragments: true }) },
  { weight: 1, arbitrary: fc.domain() },
  { weight: 1, arbitrary: fc.emailAddress() },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 6 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
);
const nearlyFacets = fc.array(piece, { maxLength: 24 }).map((pieces) => pieces.join(''));

describe('against the library of Bluesky', () => {
  test('finds what RichText finds in every text of the list', () => {
    const seen = noDifferences();
    for (const text of NASTY_TEXTS) expectAgreement(text, seen);
    expect(seen).toEqual({ bareDomainsWithHttp: 5, refusedAddresses: 4, heavyTags: 1, overlaps: 6 });
  });

  test('finds what RichText finds in 60,000 generated texts', () => {
    const seen = noDifferences();
    let facets = 0;
    let differentTexts = 0;
    fc.assert(
      fc.property(nearlyFacets, (text) => {
        const before = JSON.stringify(seen);
        expectAgreement(text, seen);
        if (JSON.stringify(seen) !== before) differentTexts++;
        facets += facetsOfOurs(text).length;
      }),
      { numRuns: 60_000, seed: 20261121 },
    );
    // The generator would be worthless if it hardly ever made a facet, or made little else than our own
    // exceptions.
    expect(facets).toBeGreaterThan(10_000);
    expect(seen.bareDomainsWithHttp).toBeGreaterThan(0);
    expect(seen.refusedAddresses).toBeGreaterThan(0);
    expect(seen.overlaps).toBeGreaterThan(0);
    expect(differentTexts).toBeLessThan(600);
  });

  test('has the top-level domains that the library has', () => {
    const latin = ORACLE_TOP_LEVEL_DOMAINS.filter((domain) => /^[\x20-\x7e]+$/.test(domain));
    expect(latin.filter((domain) => !endsInTopLevelDomain(`example.${domain}`))).toEqual([]);
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{2,4}$/), (label) => {
        expect(endsInTopLevelDomain(`example.${label}`)).toBe(latin.includes(label));
      }),
      { numRuns: 5_000 },
    );
  });

  test('counts the graphemes and bytes that RichText counts', () => {
    const texts = fc.oneof(
      nearlyFacets,
      fc.string({ unit: 'grapheme', maxLength: 400 }),
      fc.string({ unit: 'binary', maxLength: 400 }),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const oracle = new RichText({ text });
        const { graphemes, bytes } = measureText(text);
        expect({ graphemes, bytes }).toEqual({ graphemes: oracle.graphemeLength, bytes: oracle.length });
      }),
      { numRuns: 10_000 },
    );
  });

  test('collapses blank lines as RichText does', () => {
    const lines = fc
      .array(fc.constantFrom('\n', '\n', '\n', ' ', 'a', '\u200b', '\u200d', '\u2060', '\u00ad', '\u3000'), {
        maxLength: 16,
      })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(lines, (text) => {
        const trimmed = text.replace(/^(\s*\n)+/, '').trimEnd();
        expect(normalizeText(text)).toBe(new RichText({ text: trimmed }, { cleanNewlines: true }).text);
      }),
      { numRuns: 20_000 },
    );
  });
});

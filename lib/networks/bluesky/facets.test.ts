import { describe, expect, test } from 'vitest';
import { detectFacets, segmentText } from './facets';
import { blueskyRules } from './rules';
import { EXACT_LENGTH } from './text';

/* How facets are found is compared with Bluesky's own library in test/unit/bluesky-facets.test.ts. */

test('a text is cut into what the network will show', () => {
  expect(segmentText('👋 @bob.test, see (example.com/a) ＃日本 $aapl')).toEqual([
    { kind: 'text', text: '👋 ' },
    { kind: 'mention', text: '@bob.test', handle: 'bob.test' },
    { kind: 'text', text: ', see (' },
    { kind: 'link', text: 'example.com/a', url: 'https://example.com/a' },
    { kind: 'text', text: ') ' },
    { kind: 'tag', text: '＃日本', tag: '日本' },
    { kind: 'text', text: ' ' },
    { kind: 'tag', text: '$aapl', tag: '$AAPL' },
  ]);
});

test('an empty text has no runs, and a plain one has one', () => {
  expect(segmentText('')).toEqual([]);
  expect(segmentText('plain')).toEqual([{ kind: 'text', text: 'plain' }]);
});

test('the rules cut the text that goes out, not the text that was typed', () => {
  const segments = blueskyRules.segment('\n\0#a\r\n\n\n@b.test \u202e\n');
  expect(segments.map((segment) => segment.text)).toEqual(['#a', '\n\n', '@b.test']);
});

test('positions are given in UTF-16 units and in bytes', () => {
  const [facet] = detectFacets('👨‍👩‍👧‍👦é #tag');
  expect(facet).toMatchObject({ start: 13, end: 17, byteStart: 28, byteEnd: 32 });
});

describe('where Bluesky’s own library does otherwise', () => {
  test.each([
    ['a bare domain that begins with http is a link', 'httpbin.org/get', ['https://httpbin.org/get']],
    ['a bare domain that begins with http must be a domain', 'http.notadomain', []],
    ['an address without a host is text', 'http:///x https://)', []],
    ['a tag of more than 640 bytes is text', `#${'\u{e0067}'.repeat(161)}`, []],
    [
      'a mention inside a link is a part of the link',
      'https://a.example/(@b.test',
      ['https://a.example/(@b.test'],
    ],
  ])('%s', (_, text, values) => {
    expect(detectFacets(text).map(({ feature }) => ('url' in feature ? feature.url : feature))).toEqual(
      values,
    );
  });
});

test('a link always has one of two schemes, whatever was typed', () => {
  for (const text of [
    'javascript:alert(1)',
    'data:text/html,x',
    'vbscript://x.com',
    'JAVASCRIPT://x.com',
    'httpx://x.com',
  ]) {
    for (const { feature } of detectFacets(`${text} (${text}) (x.com/${text}`)) {
      expect(feature).toMatchObject({ kind: 'link', url: expect.stringMatching(/^https?:\/\//) });
    }
  }
});

test('a text that is never published is not searched', () => {
  const text = '#a '.repeat(EXACT_LENGTH / 3);
  expect(detectFacets(text)).toHaveLength(EXACT_LENGTH / 3);
  expect(segmentText(`${text}!`)).toEqual([{ kind: 'text', text: `${text}!` }]);
});

test.each([
  ['parentheses', '('],
  ['beginnings of links', '(a.'],
  ['links that are none', '(http://'],
  ['mentions that are none', '(@a-'],
  ['tags', '#a '],
  ['digits', '1'],
  ['full stops', '.'],
])('the longest text of %s takes no time', (_, unit) => {
  for (const start of ['', '#', '@', '$', 'a.', 'http://']) {
    const text = `${start}${unit.repeat(EXACT_LENGTH)}`.slice(0, EXACT_LENGTH);
    const startMs = performance.now();
    detectFacets(text);
    // Seen: 20 ms. Quadratic time would be seconds.
    expect(performance.now() - startMs).toBeLessThan(1_000);
  }
});

import { describe, expect, test } from 'vitest';
import { measureText, normalizeText, segmentText, withoutServers } from './text';

const limits = { maxCharacters: 500, charactersPerLink: 23 };
const count = (text: string, contentWarning = '') => measureText(text, contentWarning, limits).graphemes;
const entities = (text: string) =>
  segmentText(text)
    .filter(({ kind }) => kind !== 'text')
    .map(({ kind, text: written }) => `${kind} ${written}`);

describe('counting', () => {
  test.each<[string, string, number]>([
    ['nothing', '', 0],
    ['letters', 'abc', 3],
    ['a family', '👩‍👩‍👧‍👦', 1],
    ['a flag', '🇷🇴', 1],
    ['a letter and its accent', 'e\u0301', 1],
    ['a line break', 'a\nb', 3],
    ['a long link', `https://example.com/${'a'.repeat(200)}`, 23],
    ['a short link', 'http://a.de', 23],
    ['a link in a sentence', '(https://example.com/a, b)', 1 + 23 + 4],
    ['two links', 'https://example.com/a https://example.com/b', 47],
    ['a bare domain, which is no link', 'example.com', 11],
    ['an address without a domain, which is no link', 'http://localhost/x', 18],
    ['a mention', '@bob', 4],
    ['a mention on another server', '@bob@mastodon.social', 4],
    ['a mention in a sentence', 'Hi @bob@mastodon.social!', 8],
    ['an e-mail address, which is no mention', 'bob@example.com', 15],
    ['a tag', '#Harbour', 8],
  ])('%s', (_, text, characters) => {
    expect(count(text)).toBe(characters);
  });

  test('a content warning counts too', () => {
    expect(count('abc', 'de 👩‍👩‍👧')).toBe(7);
    expect(measureText('x'.repeat(499), 'yy', limits)).toMatchObject({ remaining: -1, withinLimits: false });
    expect(measureText('x'.repeat(499), 'y', limits)).toMatchObject({ remaining: 0, withinLimits: true });
  });

  test('goes by the limits of the server', () => {
    const wide = { maxCharacters: 5_000, charactersPerLink: 10 };
    expect(measureText('https://example.com/a', '', wide)).toMatchObject({
      graphemes: 10,
      maxGraphemes: 5_000,
      remaining: 4_990,
    });
  });

  test('a book is too long, whatever is in it', () => {
    for (const piece of ['x', ' @a', 'https://a.de/ ', '(', '#', 'a.']) {
      const text = piece.repeat(200_000 / piece.length);
      expect(measureText(text, '', limits).withinLimits).toBe(false);
    }
  });
});

describe('what becomes a link, a mention or a tag', () => {
  test.each<[string, readonly string[]]>([
    ['See https://example.com.', ['link https://example.com']],
    ['https://example.com/a?b=1&c=2#d,', ['link https://example.com/a?b=1&c=2#d']],
    ['(https://example.com/a_(b))', ['link https://example.com/a_(b)']],
    ['https://example.com/a_(b_(c))d)', ['link https://example.com/a_(b_(c))d']],
    ['“https://example.com/a”!', ['link https://example.com/a”']],
    ['https://example.com:8080/a', ['link https://example.com:8080/a']],
    ['https://EXAMPLE.COM/A', ['link https://EXAMPLE.COM/A']],
    ['https://bücher.example.de/ü?ü=ü', ['link https://bücher.example.de/ü?ü=ü']],
    ['https://пример.рф/', ['link https://пример.рф/']],
    ['https://example.nonsense/', []],
    ['https://example.com/@bob#Harbour', ['link https://example.com/@bob#Harbour']],
    ['ahttps://example.com', []],
    ['gemini://example.com/a', ['link gemini://example.com/a']],
    ['ftp://example.com', []],
    ['@bob, @bob@a.example. @b.c', ['mention @bob', 'mention @bob@a.example', 'mention @b.c']],
    ['/@bob =@bob a@bob', []],
    ['@bob@', []],
    ['#Harbour #1 #1a #日本 #a-b a#c /#d', ['tag #Harbour', 'tag #1a', 'tag #日本', 'tag #a']],
    ['＃wide', ['tag ＃wide']],
  ])('%s', (text, expected) => {
    expect(entities(text)).toEqual(expected);
  });

  test('the runs joined give the text', () => {
    const text = 'a @bob@x.de, https://example.com/#b (#c) 👩‍👩‍👧 \n#d';
    expect(
      segmentText(text)
        .map((segment) => segment.text)
        .join(''),
    ).toBe(text);
  });
});

test('mentions lose their servers, and nothing else does', () => {
  expect(withoutServers('@bob@a.example’s bob@a.example @dana')).toBe('@bob’s bob@a.example @dana');
});

test('what goes out is normalized once and for all', () => {
  const text = ' \ta\u0000 \r\n\r\n\r\n b\u2028c\ud800\t ';
  expect(normalizeText(text)).toBe('a\n\n b\nc\ufffd');
  expect(normalizeText(normalizeText(text))).toBe(normalizeText(text));
});

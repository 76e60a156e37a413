import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findNetworkRules } from '../network-rules';
import { findNetwork } from '../networks';
import { signInForms } from '../sign-in-forms';
import { messageWebAddress, parseChannelName } from './channel-name';
import { parseFormatting } from './formatting';
import { choosePostKey } from './publish';
import { telegramRules } from './rules';
import { parseServerAddress } from './server-address';
import { telegram } from './telegram';
import { buildMessageText, normalizeText } from './text';

test('Telegram is found by its id, with and without the code that talks to it', () => {
  expect(findNetwork('telegram')).toBe(telegram);
  expect(findNetworkRules('telegram')).toBe(telegramRules);
  expect(signInForms.map(({ network }) => network)).toContain('telegram');
});

/** What is marked, as `kind:text`, and the text without marks. */
function read(source: string): readonly string[] {
  const { text, entities } = parseFormatting(source);
  const marked = entities.map(({ type, offset, length, url }) =>
    [type, text.slice(offset, offset + length), url].filter(Boolean).join(':'),
  );
  return [text, ...marked];
}

describe('marks', () => {
  test.each<[string, readonly string[]]>([
    ['plain', ['plain']],
    ['**a** b', ['a b', 'bold:a']],
    ['a **b c** d', ['a b c d', 'bold:b c']],
    ['_a_ _b_', ['a b', 'italic:a', 'italic:b']],
    ['(_a_), _b_!', ['(a), b!', 'italic:a', 'italic:b']],
    ['snake_case_name _', ['snake_case_name _']],
    ['ä_b_ß', ['ä_b_ß']],
    ['__init__', ['__init__']],
    ['2 ** 3 ** 4', ['2 ** 3 ** 4']],
    ['**a', ['**a']],
    ['**a\nb**', ['**a\nb**']],
    ['****', ['****']],
    ['`**a**`', ['**a**', 'code:**a**']],
    ['`a` and `b c`', ['a and b c', 'code:a', 'code:b c']],
    ['` a `', ['` a `']],
    ['**a _b_ c**', ['a b c', 'bold:a b c', 'italic:b']],
    ['_a **b**_', ['a b', 'italic:a b', 'bold:b']],
    ['[a b](https://x.example/_y_)', ['a b', 'text_link:a b:https://x.example/_y_']],
    ['[**a**](http://x.example)', ['a', 'text_link:a:http://x.example', 'bold:a']],
    ['[a](javascript:alert(1))', ['[a](javascript:alert(1))']],
    ['[a](example.com) [b]', ['[a](example.com) [b]']],
    ['https://x.example/_a_/**b** _c_', ['https://x.example/_a_/b c', 'bold:b', 'italic:c']],
    ['\\*\\*a\\*\\* \\_b\\_ \\[c](https://x.example)', ['**a** _b_ [c](https://x.example)']],
    ['\\n C:\\path', ['\\n C:\\path']],
    ['👩‍👩‍👧 **🦋** _é_', ['👩‍👩‍👧 🦋 é', 'bold:🦋', 'italic:é']],
  ])('of %j', (source, expected) => {
    expect(read(source)).toEqual(expected);
  });

  const nearlyMarks = fc.string({
    unit: fc.constantFrom(
      '**',
      '*',
      '_',
      '`',
      '[',
      '](https://x.example)',
      ']',
      '(',
      ')',
      '\\',
      'a',
      ' ',
      '\n',
      '👍',
      'https://x',
    ),
    maxLength: 40,
  });

  test('always mark something that is there, in order, one in the other or side by side', () => {
    let marks = 0;
    fc.assert(
      fc.property(nearlyMarks, (source) => {
        const { text, entities } = parseFormatting(source);
        expect(text.length).toBeLessThanOrEqual(source.length);
        let previous = 0;
        const open: number[] = [];
        for (const { offset, length } of entities) {
          expect(offset).toBeGreaterThanOrEqual(previous);
          expect(length).toBeGreaterThan(0);
          while ((open.at(-1) ?? Number.POSITIVE_INFINITY) <= offset) open.pop();
          expect(offset + length).toBeLessThanOrEqual(open.at(-1) ?? text.length);
          open.push(offset + length);
          expect(text.slice(offset, offset + length)).toMatch(/^\S(?:[^\n]*\S)?$/u);
          previous = offset;
          marks++;
        }
      }),
      { numRuns: 20_000, seed: 20261122 },
    );
    // The generator would be worthless if it hardly ever made a mark.
    expect(marks).toBeGreaterThan(1_000);
  });

  test('that are written out with backslashes stay characters', () => {
    fc.assert(
      fc.property(nearlyMarks, (text) => {
        const escaped = text.replaceAll('https://x', 'x').replace(/[\\*_`[\]]/g, '\\$&');
        const { text: plain, entities } = parseFormatting(escaped);
        expect(entities).toEqual([]);
        expect(plain).toBe(text.replaceAll('https://x', 'x'));
      }),
    );
  });
});

describe('a text', () => {
  test('is normalized once and for all', () => {
    expect(normalizeText('\n\r\n a\u0000b\u202e  \r\n\u2028\u2028\tc\t\n')).toBe('ab  \n\n\n c');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(normalizeText(normalizeText(text))).toBe(normalizeText(text));
      }),
    );
  });

  test('is counted in UTF-16 units, without the marks where they are read', () => {
    expect(telegramRules.measure('👩‍👩‍👧').graphemes).toBe(8);
    expect(telegramRules.measure('**a**').graphemes).toBe(5);
    expect(telegramRules.measure('**a**', { formatting: 'markdown' })).toMatchObject({
      graphemes: 1,
      remaining: 4095,
      withinLimits: true,
    });
    expect(telegramRules.measure('a'.repeat(4096)).withinLimits).toBe(true);
    expect(telegramRules.measure('a'.repeat(4097))).toMatchObject({ withinLimits: false, remaining: -1 });
  });

  test('is cut into runs that give it again, with what Telegram makes of them', () => {
    expect(telegramRules.segment('#tides #1 @harbour: see https://x.example/a_(b). a@b.example')).toEqual([
      { kind: 'tag', text: '#tides', tag: 'tides' },
      { kind: 'text', text: ' #1 ' },
      { kind: 'mention', text: '@harbour', handle: 'harbour' },
      { kind: 'text', text: ': see ' },
      { kind: 'link', text: 'https://x.example/a_(b', url: 'https://x.example/a_(b' },
      { kind: 'text', text: '). a@b.example' },
    ]);
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('http://', '@abcde', '#', 'a', '.', ' ', '\n', ')', '<') }),
        (text) => {
          const joined = telegramRules.segment(text).map((segment) => segment.text);
          expect(joined.join('')).toBe(normalizeText(text));
        },
      ),
    );
  });

  test.each([
    ['See https://x.example/a.', 'https://x.example/a', 'See https://x.example/a.'],
    ['https://x.example/ab', 'https://x.example/a', 'https://x.example/ab\n\nhttps://x.example/a'],
    ['(https://x.example/a)', 'https://x.example/a', '(https://x.example/a)'],
    [' ', 'https://x.example/a', 'https://x.example/a'],
  ])('%j has the address %s at its end', (text, linkUrl, expected) => {
    expect(buildMessageText({ text, linkUrl }, {}).text).toBe(expected);
  });

  test('a link in words is the address of the link card too', () => {
    const text = '[a](https://x.example/a)';
    const linkUrl = 'https://x.example/a';
    expect(buildMessageText({ text, linkUrl }, { formatting: 'markdown' }).text).toBe('a');
  });
});

describe('what is asked of a post before it is approved', () => {
  const image = { alt: '' };
  test.each([
    ['a caption', { text: 'a'.repeat(1024), images: [image] }, 0],
    ['a caption too long', { text: 'a'.repeat(1025), images: [image] }, 1],
    [
      'a caption with marks',
      { text: `**${'a'.repeat(1024)}**`, images: [image], options: { formatting: 'markdown' } },
      0,
    ],
    ['a caption with its link', { text: 'a'.repeat(1010), images: [image], linkUrl: 'https://x.example' }, 1],
    ['a text with its link', { text: 'a'.repeat(4077), linkUrl: 'https://x.example' }, 0],
    ['a text with its link, too long', { text: 'a'.repeat(4078), linkUrl: 'https://x.example' }, 1],
    // Said by whoever measures it.
    ['a text too long by itself', { text: 'a'.repeat(4097) }, 0],
    ['a hundred marks', { text: '`a` '.repeat(100), options: { formatting: 'markdown' } }, 0],
    ['more marks', { text: '`a` '.repeat(101), options: { formatting: 'markdown' } }, 1],
  ])('%s', (_, post, count) => {
    const check = { images: [], hasLink: 'linkUrl' in post, options: {}, ...post };
    expect(telegramRules.findProblems?.(check)).toHaveLength(count);
  });
});

test.each([
  ['@harbour', '@harbour'],
  ['harbour', '@harbour'],
  ['https://t.me/harbour/5?single', '@harbour'],
  ['t.me/s/harbour', '@harbour'],
  ['https://t.me/c/1234/5', '-1001234'],
  ['-1001234', '-1001234'],
  ['abc', undefined],
  ['@1harbour', undefined],
  ['harbour news', undefined],
  ['https://t.me/+AbCdEf', undefined],
  ['1234', undefined],
])('the channel in %j is %s', (typed, expected) => {
  expect(parseChannelName(typed)).toBe(expected);
});

test('a message is looked at under the name of its channel, or under its number', () => {
  expect(messageWebAddress('-1001234', 'harbour', 5)).toBe('https://t.me/harbour/5');
  expect(messageWebAddress('-1001234', undefined, 5)).toBe('https://t.me/c/1234/5');
});

test('the address of a server is read, and never repeated', () => {
  expect(parseServerAddress(' api.telegram.org/ ')).toEqual({ ok: true, origin: 'https://api.telegram.org' });
  expect(parseServerAddress('http://localhost:8081')).toEqual({ ok: true, origin: 'http://localhost:8081' });
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.webUrl()), (typed) => {
      const address = parseServerAddress(typed);
      if (address.ok) expect(parseServerAddress(address.origin)).toEqual(address);
      else expect(address.problem.length).toBeLessThan(150);
    }),
  );
});

test('keys differ within a millisecond', () => {
  const nowMs = Date.UTC(2026, 10, 22);
  expect(choosePostKey(nowMs, 0)).not.toBe(choosePostKey(nowMs, 1));
  expect(choosePostKey(nowMs, 0)).not.toBe(choosePostKey(nowMs + 1, 0));
});

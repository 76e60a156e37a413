import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import { fillMessage, parseMessage, type Writing } from './message-format';

const COUNT = '{count, plural, =0 {Nothing} one {One post of {name}} few {# few} two {two} other {# posts}}';

const MESSAGES: readonly string[] = [
  'Save',
  "It doesn't matter, '' nor {name}'s.",
  "Write '{name}' to mean {name}; it''s '{it''s}' and '<b>'.",
  'a < b, {name} > c',
  '{ name } was saved.',
  COUNT,
  `Before ${COUNT} after.`,
  "{count, plural, one {'#' is #} other {# of '{#}' }}",
  '{kind, select, draft {A draft} other {Another {kind}}}',
  '{kind, select, draft {{count, plural, one {One draft} other {# drafts}}} other {none}}',
  'On the {count, selectordinal, one {#st} two {#nd} few {#rd} other {#th}} of May',
];

function writingOf(locale: string): Writing {
  return {
    writeText: (text) => text,
    writeNumber: (number) => new Intl.NumberFormat(locale).format(number),
    formFor: (number, by) =>
      new Intl.PluralRules(locale, { type: by === 'plural' ? 'cardinal' : 'ordinal' }).select(number),
  };
}

describe.each(['en-GB', 'de', 'ar'])('a message in %s', (locale) => {
  test.each(MESSAGES)('is what ICU makes of it: %s', (message) => {
    const reference = new IntlMessageFormat(message, locale, undefined, { ignoreTag: true });
    for (const count of [0, 1, 2, 3, 7, 11, 22, 101, 1_000, 12_345]) {
      for (const kind of ['draft', 'post']) {
        const values = { name: 'Olu <b>{x}', kind, count };
        const ours = fillMessage<string>(parseMessage(message, false), values, writingOf(locale)).join('');
        expect(ours).toBe(String(reference.format(values)));
      }
    }
  });

  test('is what ICU makes of it, with tags', () => {
    const message =
      'Ask <link>{name} or <b>{count, plural, one {one} other {# others}}</b></link>, {count, plural, one {<b>#</b> post} other {<b>#</b> posts}}.';
    const reference = new IntlMessageFormat(message, locale);
    type Made = { readonly tag: string; readonly inner: unknown[] };
    const values = {
      name: 'Olu',
      count: 12,
      link: (inner: unknown[]): Made => ({ tag: 'link', inner }),
      b: (inner: unknown[]): Made => ({ tag: 'b', inner }),
    };
    const ours = fillMessage<Made>(parseMessage(message, true), values, writingOf(locale));
    expect(ours).toEqual(reference.format(values as never));
  });
});

test('a number in a place is written as the language writes it', () => {
  const fill = (locale: string) =>
    fillMessage<string>(parseMessage('{count} bytes', false), { count: 12_000 }, writingOf(locale)).join('');
  expect(fill('en-GB')).toBe('12,000 bytes');
  expect(fill('de')).toBe('12.000 bytes');
});

test('what is no message is refused, with its place', () => {
  for (const [message, hasTags] of [
    ['{', false],
    ['{name', false],
    ['name}', false],
    ['{a b}', false],
    ['{count, plural, one {x}}', false],
    ['{count, plural, other {x}', false],
    ['{at, date}', false],
    ['<b>{name}', true],
    ['<b>{name}</i>', true],
    ['</b>', true],
  ] as const) {
    expect(() => parseMessage(message, hasTags), message).toThrow(message);
  }
});

test('a place that nothing was given for is named', () => {
  expect(() => fillMessage(parseMessage('{name}', false), {}, writingOf('en'))).toThrow('{name}');
});

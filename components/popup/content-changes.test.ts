import { expect, test } from 'vitest';
import type { AttachedImage, MediaId, PostContent } from '../../lib/workspace/records';
import { compareTexts, findContentChanges } from './content-changes';

function image(letter: string, alt = '', mediaId = letter) {
  return { mediaId: mediaId as MediaId, alt, sha256: letter.repeat(64) };
}

function content(changes: Partial<PostContent> = {}): PostContent {
  return { text: 'Washed, 84 points', media: [], ...changes };
}

const link = { url: 'https://acme.example/a', title: 'A', description: '' };

test('nothing changed where nothing changed', () => {
  const same = content({ media: [image('a')], link, scheduledAtMs: 5 });
  expect(findContentChanges(same, structuredClone(same))).toEqual([]);
});

test('a text is compared word by word', () => {
  expect(compareTexts('Washed, 84 points', 'Washed, 86 points')).toEqual([
    { kind: 'same', text: 'Washed, ' },
    { kind: 'removed', text: '84' },
    { kind: 'added', text: '86' },
    { kind: 'same', text: ' points' },
  ]);
});

test('the runs that are not removed give the new text, those not added the old', () => {
  const before = 'Trail work on Saturday,\nbring gloves. ☕️ #fell';
  const after = 'Trail work on Sunday,\n\nbring gloves and a spade. #fell #trail';
  const runs = compareTexts(before, after);
  expect(
    runs
      .filter(({ kind }) => kind !== 'removed')
      .map(({ text }) => text)
      .join(''),
  ).toBe(after);
  expect(
    runs
      .filter(({ kind }) => kind !== 'added')
      .map(({ text }) => text)
      .join(''),
  ).toBe(before);
});

test('images are told apart by their bytes, not by their ids', () => {
  expect(
    findContentChanges(
      content({ media: [image('a', 'x', 'one')] }),
      content({ media: [image('a', 'x', 'two')] }),
    ),
  ).toEqual([]);
  const changes = findContentChanges(
    content({ media: [image('a'), image('b')] }),
    content({ media: [image('b'), image('c')] }),
  );
  expect(changes.map(({ kind }) => kind)).toEqual(['imageAdded', 'imageRemoved']);
});

test('a description that changed and an order that changed are told', () => {
  const before = content({ media: [image('a', 'fresh cherries'), image('b')] });
  const after = content({ media: [image('b'), image('a', 'ripe cherries')] });
  expect(findContentChanges(before, after).map(({ kind }) => kind)).toEqual(['alt', 'imageOrder']);
});

test('another focus point is told in words, beside another description', () => {
  const [before, after] = [
    { ...image('a', 'cherries'), focus: { x: -0.4, y: 0.2 } },
    image('a', 'ripe cherries'),
  ];
  const changes = (from: AttachedImage, to: AttachedImage) =>
    findContentChanges(content({ media: [from] }), content({ media: [to] }));
  expect(changes(before, after)).toMatchObject([
    { kind: 'alt' },
    { kind: 'focus', image: after, before: '40 % to the left, 20 % up', after: 'the centre' },
  ]);
  expect(changes(image('a'), { ...image('a'), focus: { x: 1, y: -0.07 } })).toMatchObject([
    { kind: 'focus', before: 'the centre', after: '100 % to the right, 7 % down' },
  ]);
});

test('a link that came, went, or says something else is told', () => {
  const kinds = (before?: typeof link, after?: typeof link) =>
    findContentChanges(content(before && { link: before }), content(after && { link: after })).map(
      ({ kind }) => kind,
    );
  expect(kinds(undefined, link)).toEqual(['link']);
  expect(kinds(link, undefined)).toEqual(['link']);
  expect(kinds(link, { ...link, title: 'B' })).toEqual(['link']);
});

test('another time is told, also when it is as soon as possible now', () => {
  expect(findContentChanges(content({ scheduledAtMs: 5 }), content())).toEqual([
    { kind: 'time', beforeMs: 5, afterMs: undefined },
  ]);
});

test('options that came, went or are others are told by their names', () => {
  const fields = [
    { kind: 'list', id: 'languages', label: 'Languages', help: '', maxEntries: 3, maxEntryLength: 35 },
    { kind: 'text', id: 'warning', label: 'Warning', help: '', maxLength: 100 },
  ] as const;
  const before = content({ options: { languages: ['de'], warning: 'Heights' } });
  const after = content({ options: { languages: ['de', 'en'] } });
  expect(findContentChanges(before, after, fields)).toEqual([
    { kind: 'option', label: 'Languages', before: 'de', after: 'de, en' },
    { kind: 'option', label: 'Warning', before: 'Heights', after: undefined },
  ]);
});

test('another repetition is told in words', () => {
  const repeat = { unit: 'week', every: 1, untilMs: Date.UTC(2026, 11, 3, 12) } as const;
  const changes = findContentChanges(content({ repeat }), content({ repeat: { ...repeat, every: 2 } }));
  expect(changes).toEqual([
    {
      kind: 'repeat',
      before: expect.stringMatching(/^every week until .*2026$/),
      after: expect.stringMatching(/^every 2 weeks until .*2026$/),
    },
  ]);
});

import { describe, expect, test } from 'vitest';
import { SITES } from '../../sites/sites';
import { findContentProblems } from '../content-problems';
import { findNetworkRules } from '../network-rules';
import { findNetwork } from '../networks';
import { HANDED_OVER_LIMITS } from './limits';
import { handedOverRules } from './rules';

const ids = ['x', ...HANDED_OVER_LIMITS.map(({ id }) => id)];

test.each(ids)('%s is a network that a site is of, with rules and without a sign-in', (id) => {
  expect(SITES.map(({ network }) => network)).toContain(id);
  expect(findNetworkRules(id)?.id).toBe(id);
  expect(findNetwork(id)).toBeUndefined();
});

const content = (text: string, rest: object = {}) =>
  ({ text, media: [], ...rest }) as unknown as Parameters<typeof findContentProblems>[1];
const media = [{ mediaId: 'm', alt: '', sha256: 'a'.repeat(64) }];
const link = { url: 'https://example.com', title: '', description: '' };

describe.each(HANDED_OVER_LIMITS)('$name', ({ id, name, maxCharacters, counts, needsImage, maxImages }) => {
  const images = needsImage ? { media } : {};
  const rules = handedOverRules.find((each) => each.id === id);
  const lines = (count: number) => `T\n${'a'.repeat(count - 2)}`;

  test('takes a text up to its limit, and not one character more', () => {
    expect(findContentProblems({ network: id }, content(lines(maxCharacters), images))).toEqual([]);
    expect(findContentProblems({ network: id }, content(lines(maxCharacters + 1), images))).toEqual([
      expect.stringMatching(`too long for ${name}|1 bytes more than ${name}|characters too long for ${name}`),
    ]);
  });

  test('counts as the network counts', () => {
    const text = '👩‍👩‍👧é';
    const count = { utf16: 9, codePoints: 6, graphemes: 2, bytes: 20 }[counts];
    const { graphemes, bytes } = rules?.measure(text) ?? {};
    expect(counts === 'bytes' ? bytes : graphemes).toBe(count);
  });

  test('counts the address of a link card too', () => {
    expect(
      findContentProblems({ network: id }, content(lines(maxCharacters - 21), { ...images, link })),
    ).toEqual([]);
    expect(
      findContentProblems({ network: id }, content(lines(maxCharacters - 20), { ...images, link })),
    ).toEqual([`With the address of the link card the text is too long for ${name}.`]);
  });

  test('takes so many images, and a post without one where it does', () => {
    const many = (count: number) => Array.from({ length: count }, () => media[0]);
    expect(findContentProblems({ network: id }, content('a', { media: many(maxImages) }))).toEqual([]);
    expect(findContentProblems({ network: id }, content('a', { media: many(maxImages + 1) }))).toEqual([
      `${name} takes at most ${maxImages} images.`,
    ]);
    expect(findContentProblems({ network: id }, content('a'))).toHaveLength(needsImage ? 1 : 0);
  });
});

test('a title, hashtags and mentions have limits of their own where the network has them', () => {
  expect(findContentProblems({ network: 'reddit' }, content(`${'a'.repeat(300)}\nb`))).toEqual([]);
  expect(findContentProblems({ network: 'reddit' }, content(`${'a'.repeat(301)}\nb`))).toEqual([
    'The first line becomes the title: Reddit takes 300 characters for it.',
  ]);
  expect(findContentProblems({ network: 'instagram' }, content('#a '.repeat(30), { media }))).toEqual([]);
  expect(findContentProblems({ network: 'instagram' }, content('#a '.repeat(31), { media }))).toEqual([
    'Instagram takes at most 30 hashtags.',
  ]);
  expect(findContentProblems({ network: 'instagram' }, content('@a.b '.repeat(21), { media }))).toEqual([
    'Instagram takes at most 20 mentions.',
  ]);
});

test('what X and Telegram say beyond the length is asked too', () => {
  expect(findContentProblems({ network: 'x' }, content('a'.repeat(281)))).toEqual([
    'The text is 1 characters too long for X.',
  ]);
  expect(findContentProblems({ network: 'x' }, content('a'.repeat(270), { link }))).toEqual([
    'With the address of the link card the text is 15 characters too long for X.',
  ]);
  expect(findContentProblems({ network: 'telegram' }, content('a'.repeat(1025), { media }))).toHaveLength(1);
  expect(findContentProblems({ network: 'telegram' }, content('a'.repeat(1025)))).toEqual([]);
});

test('a network that nobody knows has its own say', () => {
  expect(findContentProblems({ network: 'other' }, content('a'.repeat(100_000)))).toEqual([]);
  expect(findContentProblems({ network: 'other' }, content(' '))).toEqual([
    'There is nothing to publish yet.',
  ]);
});

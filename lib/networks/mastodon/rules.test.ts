import { describe, expect, test } from 'vitest';
import type { PostToCheck } from '../network';
import { mastodonRules, textWithLink } from './rules';

const check = (post: Partial<PostToCheck>, rules = mastodonRules) =>
  rules.findProblems?.({ text: 'A text.', images: [], hasLink: false, options: {}, ...post });

describe('what does not go together', () => {
  test.each<[string, Partial<PostToCheck>, string]>([
    [
      'a poll and an image',
      { images: [{ alt: '' }], options: { pollOptions: ['a', 'b'] } },
      'either images or a poll',
    ],
    ['a poll of one', { options: { pollOptions: ['a', ' '] } }, 'at least two options'],
    ['a poll of the same', { options: { pollOptions: ['a', 'a '] } }, 'are the same'],
    ['a poll about nothing', { text: ' ', options: { pollOptions: ['a', 'b'] } }, 'needs a text'],
    ['a language that is none', { options: { language: 'German' } }, 'such as en or de'],
    [
      'a long alt text',
      { images: [{ alt: '' }, { alt: '👩'.repeat(1_501) }] },
      'image 2 is longer than the 1500',
    ],
    [
      'no room for the link',
      { text: 'x'.repeat(480), hasLink: true },
      'takes 25 characters, and 20 are left',
    ],
  ])('%s', (_, post, words) => {
    expect(check(post)).toEqual([expect.stringContaining(words)]);
  });

  test('nothing else', () => {
    expect(check({})).toEqual([]);
    expect(check({ options: { pollOptions: ['a', 'b'], language: 'pt-BR' } })).toEqual([]);
    expect(check({ text: 'x'.repeat(475), hasLink: true, images: [{ alt: '👩'.repeat(1_500) }] })).toEqual(
      [],
    );
    // The link may be the one that stands there.
    expect(check({ text: `${'x'.repeat(470)} https://example.com/`, hasLink: true })).toEqual([]);
  });
});

describe('the rules of one server', () => {
  test('are Mastodon’s but for what the server says', () => {
    const rules = mastodonRules.forServer?.({
      maxCharacters: 5_000,
      maxImages: 6,
      maxAltCharacters: 5,
      maxPollOptions: 8,
      maxPollDuration: 86_400,
    });
    expect(rules).toMatchObject({ id: 'mastodon', maxImages: 6, maxImageBytes: 16_777_216 });
    expect(rules?.measure('x').maxGraphemes).toBe(5_000);
    expect(check({ images: [{ alt: '123456' }] }, rules)).toHaveLength(1);
    const fields = Object.fromEntries((rules?.fields ?? []).map((field) => [field.id, field]));
    expect(fields.pollOptions).toMatchObject({ maxEntries: 8, maxEntryLength: 50 });
    expect(fields.pollDuration).toMatchObject({
      choices: ['86400', '300', '1800', '3600', '21600', '43200'].map((value) => ({ value })),
    });
    expect(rules?.forServer?.({}).maxImages).toBe(4);
  });

  test('weigh the content warning', () => {
    expect(mastodonRules.measure('abc', { contentWarning: 'de' }).graphemes).toBe(5);
    expect(mastodonRules.measure('abc', { contentWarning: true }).graphemes).toBe(3);
  });
});

test('a link goes below the text that has it not', () => {
  const url = 'https://example.com/';
  expect(textWithLink(' a ', undefined)).toBe('a');
  expect(textWithLink('a', url)).toBe(`a\n\n${url}`);
  expect(textWithLink('', url)).toBe(url);
  expect(textWithLink(`a ${url}`, url)).toBe(`a ${url}`);
});

import { afterEach, expect, test } from 'vitest';
import { chooseLanguage } from './languages';
import { readTranslations } from './read-translations';
import { say, sayList, sayWith, speak, spokenLocale } from './say';

afterEach(() => speak('en', new Map()));

test('English says itself, with its places filled', () => {
  expect(say("It doesn't matter.")).toBe("It doesn't matter.");
  expect(say('{name} was saved.', { name: 'Olu' })).toBe('Olu was saved.');
  expect(say('a < b, {name}', { name: '<b>' })).toBe('a < b, <b>');
});

test('numbers choose their form, and are written as the language does', () => {
  const posts = '{count, plural, one {One post} other {# posts}}';
  expect(say(posts, { count: 1 })).toBe('One post');
  expect(say(posts, { count: 12_000 })).toBe('12,000 posts');
  speak('de', new Map([[posts, '{count, plural, one {Ein Beitrag} other {# Beiträge}}']]));
  expect(say(posts, { count: 12_000 })).toBe('12.000 Beiträge');
});

test('a message without a translation is said in English', () => {
  speak('de', new Map([['Save', 'Speichern']]));
  expect(say('Save')).toBe('Speichern');
  expect(say('Remove')).toBe('Remove');
});

test('from right to left, a name keeps its own direction', () => {
  speak('ar', new Map([['{name} was saved.', 'تم حفظ {name}.']]));
  expect(say('{name} was saved.', { name: 'Olu' })).toBe('تم حفظ \u2068Olu\u2069.');
});

test('a tag makes something else of what stands between', () => {
  const parts = sayWith('Ask <link>{name}</link> first.', {
    name: 'Olu',
    link: (inner: (string | { href: string })[]) => ({ href: inner.join('') }),
  });
  expect(parts).toEqual(['Ask ', { href: 'Olu' }, ' first.']);
});

test('names are joined as the language joins them', () => {
  expect(sayList(['Olu', 'Ari', 'Eda'])).toBe('Olu, Ari and Eda');
  speak('de', new Map());
  expect(sayList(['Olu', 'Ari', 'Eda'])).toBe('Olu, Ari und Eda');
});

test('the first language that is spoken is chosen, and dates follow the region of the reader', () => {
  expect(chooseLanguage(['fr-FR', 'de-AT', 'en'])).toBe('de');
  expect(chooseLanguage(['fr'])).toBe('en');
  speak('de', new Map(), ['fr-FR', 'de-AT']);
  expect(spokenLocale()).toBe('de-AT');
});

test('translations are found by the English, and what is missing is left out', async () => {
  const files: Record<string, unknown> = {
    '/_locales/en/messages.json': {
      save: { message: 'Save', description: 'Said in pages of social sites. First in a.ts' },
      cancel: { message: 'Cancel', description: 'First in a.ts' },
      remove: { message: 'Remove' },
    },
    '/_locales/de/messages.json': { save: { message: 'Speichern' }, cancel: { message: 'Abbrechen' } },
  };
  const read = async (path: string) => files[path];
  const { all, inPages } = await readTranslations('de', read);
  expect([...all]).toEqual([
    ['Save', 'Speichern'],
    ['Cancel', 'Abbrechen'],
  ]);
  expect([...inPages]).toEqual([['Save', 'Speichern']]);
  expect((await readTranslations('en', read)).all.size).toBe(0);
});

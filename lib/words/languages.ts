/** The languages that the product speaks, each under its own name. */

export const LANGUAGES = [
  { tag: 'en', name: 'English', direction: 'ltr' },
  { tag: 'de', name: 'Deutsch', direction: 'ltr' },
  { tag: 'ar', name: 'العربية', direction: 'rtl' },
] as const;

export type Language = (typeof LANGUAGES)[number]['tag'];
export type Direction = (typeof LANGUAGES)[number]['direction'];

/** The language that all words are written in, and that is spoken where a word has no translation. */
export const SOURCE_LANGUAGE: Language = 'en';

export function isLanguage(tag: string | undefined): tag is Language {
  return LANGUAGES.some((language) => language.tag === tag);
}

/**
 * The language for somebody who prefers some.
 * @param preferred language tags such as `de-AT`, the best first
 * @returns the first of them that is spoken here, whatever its region; English where none is
 */
export function chooseLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const [base] = tag.toLowerCase().split('-');
    if (isLanguage(base)) return base;
  }
  return SOURCE_LANGUAGE;
}

/** The direction in which a language is written. */
export function directionOf(language: Language): Direction {
  return LANGUAGES.find(({ tag }) => tag === language)?.direction ?? 'ltr';
}

/**
 * Everything that a person reads passes through here. The words stand in the code in English, as ICU messages
 * (https://unicode-org.github.io/icu/userguide/format_parse/messages/); what other languages say instead comes from
 * `public/_locales`, found by the English.
 *
 * Each context (a page of ours, the background, a social site's page) speaks one language at a time.
 */
import { directionOf, type Language, SOURCE_LANGUAGE } from './languages';
import { fillMessage, type Piece, parseMessage, type Writing } from './message-format';

/** What stands in a message's places. */
export type Values = Readonly<Record<string, string | number>>;

interface Spoken {
  readonly language: Language;
  /** What dates and numbers follow: the language with the reader's own region, such as `de-AT`. */
  readonly locale: string;
  /** By the English message. */
  readonly translations: ReadonlyMap<string, string>;
  /** Parsed messages, made when they are first said; those with tags by the message with a `<` before it. */
  readonly parsed: Map<string, readonly Piece[]>;
  readonly writing: Writing;
}

let spoken: Spoken = speech(SOURCE_LANGUAGE, new Map(), []);

function speech(
  language: Language,
  translations: ReadonlyMap<string, string>,
  preferred: readonly string[],
): Spoken {
  const isSameLanguage = (tag: string) => tag.toLowerCase().split('-')[0] === language;
  const locale = preferred.find(isSameLanguage) ?? (language === 'en' ? 'en-GB' : language);
  return { language, locale, translations, parsed: new Map(), writing: writingOf(language, locale) };
}

/** Made when they are first needed: they cost more than a sentence. */
function writingOf(language: Language, locale: string): Writing {
  let written: Intl.NumberFormat | undefined;
  const forms: Partial<Record<'plural' | 'selectordinal', Intl.PluralRules>> = {};
  const isRightToLeft = directionOf(language) === 'rtl';
  return {
    // Names that are written otherwise must not rearrange the sentence around them.
    writeText: (text) => (isRightToLeft ? `\u2068${text}\u2069` : text),
    writeNumber(number) {
      written ??= new Intl.NumberFormat(locale);
      return written.format(number);
    },
    formFor(number, by) {
      forms[by] ??= new Intl.PluralRules(locale, { type: by === 'plural' ? 'cardinal' : 'ordinal' });
      return forms[by].select(number);
    },
  };
}

/**
 * From now on this context speaks another language.
 * @param translations by the English message; empty for English itself
 * @param preferred the reader's language tags: the first of this language says the region that dates follow
 */
export function speak(
  language: Language,
  translations: ReadonlyMap<string, string>,
  preferred: readonly string[] = [],
): void {
  spoken = speech(language, translations, preferred);
}

/** How another context is told to speak like this one. */
export type SpokenWords = Pick<Spoken, 'language' | 'locale' | 'translations'>;

export function spokenWords(): SpokenWords {
  return spoken;
}

/** Speaks like another context of the same page. */
export function speakAs({ language, locale, translations }: SpokenWords): void {
  if (translations !== spoken.translations || language !== spoken.language)
    speak(language, translations, [locale]);
}

/** The language of this context. */
export function spokenLanguage(): Language {
  return spoken.language;
}

/** The tag that `Intl` formats dates and numbers by in this context. */
export function spokenLocale(): string {
  return spoken.locale;
}

/**
 * Marks a message that is said elsewhere, in a table for instance, so that it is translated with the others.
 * @returns the same text; whoever shows it calls `say` with it
 */
export function words<const Message extends string>(english: Message): Message {
  return english;
}

/**
 * A message in the reader's language.
 *
 * @param english the message as it is in English, an ICU message; it is found by this text in `public/_locales`
 * @param values what stands in its places: text as it is, numbers as the language writes them
 * @throws when a place has no value
 */
export function say(english: string, values?: Values): string {
  const message = spoken.translations.get(english) ?? english;
  if (!values && !/[{'<]/.test(message)) return message;
  return fillMessage<string>(parsed(message, false), values ?? {}, spoken.writing).join('');
}

type Part<Rich> = string | Rich;

/**
 * A message with something other than text in it, such as a link: `Ask <link>an owner</link>.`
 *
 * @param values also functions, by the name of their tag, that make something of what stands between
 * @returns the parts in the order of the language
 */
export function sayWith<Rich>(
  english: string,
  values: Readonly<Record<string, string | number | Rich | ((parts: Part<Rich>[]) => Rich)>>,
): Part<Rich>[] {
  const message = spoken.translations.get(english) ?? english;
  return fillMessage<Rich>(parsed(message, true), values, spoken.writing);
}

function parsed(message: string, hasTags: boolean): readonly Piece[] {
  const key = hasTags ? `<${message}` : message;
  const known = spoken.parsed.get(key);
  if (known) return known;
  const pieces = parseMessage(message, hasTags);
  spoken.parsed.set(key, pieces);
  return pieces;
}

/** "Olu", "Olu and Ari", "Olu, Ari and Eda", as the language joins them; as units without a word between. */
export function sayList(
  names: readonly string[],
  type: 'conjunction' | 'disjunction' | 'unit' = 'conjunction',
): string {
  return new Intl.ListFormat(spoken.language === 'en' ? 'en-GB' : spoken.locale, { type }).format(names);
}

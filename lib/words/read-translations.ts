/** Reads what a language says: the files that browsers themselves take the extension's name from. */
import { type Language, SOURCE_LANGUAGE } from './languages';

/** How the description of a message begins that is said in pages of social sites; `scripts/words.ts` writes it. */
export const SAID_IN_PAGES = 'Said in pages of social sites. ';

type MessagesFile = Readonly<
  Record<string, { readonly message: string; readonly description?: string | undefined }>
>;

/** What a language says, by the English message; what is not translated is left out. */
export interface Translations {
  readonly all: ReadonlyMap<string, string>;
  /** Those that are said in pages of social sites. */
  readonly inPages: ReadonlyMap<string, string>;
}

const NONE: Translations = { all: new Map(), inPages: new Map() };

/** @param readFile the JSON of a file of the extension, by its path */
export async function readTranslations(
  language: Language,
  readFile: (path: string) => Promise<unknown>,
): Promise<Translations> {
  if (language === SOURCE_LANGUAGE) return NONE;
  const [english, translated] = await Promise.all([
    readFile(pathOf(SOURCE_LANGUAGE)) as Promise<MessagesFile>,
    readFile(pathOf(language)) as Promise<MessagesFile>,
  ]);
  const all = new Map<string, string>();
  const inPages = new Map<string, string>();
  for (const [key, { message, description }] of Object.entries(english)) {
    const other = translated[key]?.message;
    if (other === undefined) continue;
    all.set(message, other);
    if (description?.startsWith(SAID_IN_PAGES)) inPages.set(message, other);
  }
  return { all, inPages };
}

function pathOf(language: Language): string {
  return `/_locales/${language}/messages.json`;
}

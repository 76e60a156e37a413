/** Reads what a language says: the files that browsers themselves take the extension's name from. */
import { type Language, SOURCE_LANGUAGE } from './languages';

type MessagesFile = Readonly<Record<string, { readonly message: string }>>;

/**
 * @param readFile the JSON of a file of the extension, by its path
 * @returns what the language says, by the English message; what is not translated is left out
 */
export async function readTranslations(
  language: Language,
  readFile: (path: string) => Promise<unknown>,
): Promise<ReadonlyMap<string, string>> {
  if (language === SOURCE_LANGUAGE) return new Map();
  const [english, translated] = await Promise.all([
    readFile(pathOf(SOURCE_LANGUAGE)) as Promise<MessagesFile>,
    readFile(pathOf(language)) as Promise<MessagesFile>,
  ]);
  const translations = new Map<string, string>();
  for (const [key, { message }] of Object.entries(english)) {
    const other = translated[key]?.message;
    if (other !== undefined) translations.set(message, other);
  }
  return translations;
}

function pathOf(language: Language): string {
  return `/_locales/${language}/messages.json`;
}

/** The files in `public/_locales`: what the browser reads the extension's name from, and the product all its words. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Piece, parseMessage } from '../../lib/words/message-format';
import { SAID_IN_PAGES } from '../../lib/words/read-translations';
import { ROOT, readSaidInCode, type SaidMessage } from './said-in-code';

export type Translated = 'de' | 'ar';
export const TRANSLATED: readonly Translated[] = ['de', 'ar'];

export type MessagesFile = Readonly<
  Record<string, { readonly message: string; readonly description?: string }>
>;

const SLUG_WORDS = 6;
const HASH_LENGTH = 4;

export function readMessages(language: string): MessagesFile {
  const path = pathOf(language);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as MessagesFile) : {};
}

export function writeMessages(language: string, messages: MessagesFile): void {
  mkdirSync(dirname(pathOf(language)), { recursive: true });
  writeFileSync(pathOf(language), textOf(messages));
}

/** As it stands in the file: by key, whichever order it was made in. */
export function textOf(messages: MessagesFile): string {
  const sorted = Object.entries(messages).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`;
}

/** The names that the manifest itself uses, as `__MSG_…__`: their English is kept as it stands in the file. */
export function manifestKeys(): readonly string[] {
  const config = readFileSync(join(ROOT, 'wxt.config.ts'), 'utf8');
  return [...config.matchAll(/__MSG_(\w+)__/g)].flatMap(([, key]) => key ?? []);
}

/** @throws Error when two messages would have one key */
export function englishMessages(said: readonly SaidMessage[]): MessagesFile {
  const before = readMessages('en');
  const messages: Record<string, { message: string; description?: string }> = {};
  for (const key of manifestKeys()) {
    const kept = before[key];
    if (kept === undefined) throw new Error(`the manifest's ${key} has no English`);
    messages[key] = kept;
  }
  for (const { english, file, isInPages } of said) {
    const key = keyOf(english);
    if (messages[key] !== undefined) throw new Error(`${key} stands for two messages`);
    messages[key] = { message: english, description: `${isInPages ? SAID_IN_PAGES : ''}First in ${file}` };
  }
  return messages;
}

/** The first words of a message, and what tells it from others that begin alike. Browsers take letters, digits and `_`. */
export function keyOf(english: string): string {
  const slug = (english.toLowerCase().match(/[a-z0-9]+/g) ?? ['message']).slice(0, SLUG_WORDS).join('_');
  const hash = createHash('sha256').update(english).digest('hex').slice(0, HASH_LENGTH);
  return `${slug.slice(0, 48)}_${hash}`;
}

/** A language's file with what is still said, and nothing else. */
export function withoutUnused(language: Translated, english: MessagesFile): MessagesFile {
  return Object.fromEntries(
    Object.entries(readMessages(language)).filter(([key]) => english[key] !== undefined),
  );
}

/** The English of what a language has no words for. */
export function missingIn(language: Translated, english: MessagesFile): readonly string[] {
  const translated = readMessages(language);
  const missing = Object.entries(english).filter(([key]) => translated[key] === undefined);
  return [...new Set(missing.map(([, { message }]) => message))];
}

/**
 * What is wrong with a translation; nothing when it can be said.
 * @param isTemplate as in `SaidMessage`
 */
export function problemsOf(
  english: string,
  translation: string,
  language: Translated,
  isTemplate: boolean,
): readonly string[] {
  // Browsers take these for places of their own, and refuse the extension when they know none of that name.
  const problems = /\$\w+\$/.test(translation) ? ['it has a $name$'] : [];
  if (isTemplate) {
    const known = templatePlaces(english);
    const unknown = [...templatePlaces(translation)].filter((place) => !known.has(place));
    return [...problems, ...unknown.map((place) => `there is no place {${place}}`)];
  }
  const hasTags = /<\w+>/.test(english);
  let pieces: readonly Piece[];
  try {
    pieces = parseMessage(translation, hasTags);
  } catch (error) {
    return [...problems, error instanceof Error ? error.message : String(error)];
  }
  const wanted = namesIn(parseMessage(english, hasTags));
  const given = namesIn(pieces);
  for (const name of wanted) if (!given.has(name)) problems.push(`${name} is missing`);
  for (const name of given) if (!wanted.has(name)) problems.push(`${name} is not in the English`);
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  for (const options of pluralsIn(pieces))
    for (const form of forms) if (!options.has(form)) problems.push(`a plural has no "${form}"`);
  return problems;
}

function templatePlaces(template: string): ReadonlySet<string> {
  return new Set([...template.matchAll(/\{(\w+)\}/g)].flatMap(([, place]) => place ?? []));
}

function namesIn(pieces: readonly Piece[], names = new Set<string>()): ReadonlySet<string> {
  for (const piece of pieces) {
    if (typeof piece === 'string' || piece.kind === '#') continue;
    names.add(piece.kind === 'tag' ? `<${piece.name}>` : `{${piece.name}}`);
    if (piece.kind === 'tag') namesIn(piece.inner, names);
    if (piece.kind === 'choice') for (const option of piece.options.values()) namesIn(option, names);
  }
  return names;
}

function pluralsIn(pieces: readonly Piece[]): readonly ReadonlyMap<string, readonly Piece[]>[] {
  return pieces.flatMap((piece) => {
    if (typeof piece === 'string') return [];
    if (piece.kind === 'tag') return pluralsIn(piece.inner);
    if (piece.kind !== 'choice') return [];
    const inner = [...piece.options.values()].flatMap(pluralsIn);
    return piece.by === 'plural' ? [piece.options, ...inner] : inner;
  });
}

/** Which of the messages are templates of the role engine. */
export function templates(said: readonly SaidMessage[] = readSaidInCode().messages): ReadonlySet<string> {
  return new Set(said.filter(({ isTemplate }) => isTemplate).map(({ english }) => english));
}

function pathOf(language: string): string {
  return join(ROOT, 'public/_locales', language, 'messages.json');
}

import { type Catalogue, ENGLISH, type Role } from '../roles';
import { ENGLISH_LINT, type LintCatalogue } from '../roles/lint/lint';
import { directionOf, SOURCE_LANGUAGE } from '../words/languages';
import { spokenLanguage, spokenWords } from '../words/say';

/** Made once for each language: every decision asks for one. */
const made = new WeakMap<ReadonlyMap<string, string>, Catalogue>();

/** The sentences of the role engine in the language that this context speaks. What has no translation is English. */
export function spokenCatalogue(): Catalogue {
  const { language, translations } = spokenWords();
  if (language === SOURCE_LANGUAGE) return ENGLISH;
  const known = made.get(translations);
  if (known) return known;
  const catalogue = translated(ENGLISH);
  made.set(translations, catalogue);
  return catalogue;
}

/** The same for the check of a workspace. */
export function spokenLintCatalogue(): LintCatalogue {
  if (spokenLanguage() === SOURCE_LANGUAGE) return ENGLISH_LINT;
  const { engine: _english, ...sentences } = ENGLISH_LINT;
  return { ...translated(sentences), engine: spokenCatalogue() };
}

/** What a built-in role is called within a sentence: "content creator". */
export function roleWords(role: Role): string {
  return spokenCatalogue().roles[role];
}

/** The same tree with each text in it in the spoken language. */
function translated<Tree>(tree: Tree): Tree {
  if (typeof tree === 'string') return translate(tree) as Tree;
  if (Array.isArray(tree)) return tree.map(translated) as Tree;
  if (typeof tree !== 'object' || tree === null) return tree;
  return Object.fromEntries(Object.entries(tree).map(([key, each]) => [key, translated(each)])) as Tree;
}

function translate(english: string): string {
  const { language, translations } = spokenWords();
  const text = translations.get(english) ?? english;
  // Names that are written otherwise must not rearrange the sentence around them.
  return directionOf(language) === 'rtl' ? text.replace(/\{\w+\}/g, '\u2068$&\u2069') : text;
}

import { type Catalogue, ENGLISH, Role } from '../roles';
import { directionOf, SOURCE_LANGUAGE } from '../words/languages';
import { spokenWords } from '../words/say';

const made = new WeakMap<ReadonlyMap<string, string>, Catalogue>();

/** The sentences of the role engine in the language that this context speaks. What has no translation is English. */
export function spokenCatalogue(): Catalogue {
  const { language, translations } = spokenWords();
  if (language === SOURCE_LANGUAGE) return ENGLISH;
  const known = made.get(translations);
  if (known) return known;
  const isRightToLeft = directionOf(language) === 'rtl';
  const translate = (english: string): string => {
    const text = translations.get(english) ?? english;
    // Names that are written otherwise must not rearrange the sentence around them.
    return isRightToLeft ? text.replace(/\{\w+\}/g, '\u2068$&\u2069') : text;
  };
  const roles = Object.fromEntries(Role.options.map((role) => [role, ENGLISH.roles[role] ?? role]));
  const catalogue = mapTexts({ ...ENGLISH, roles }, translate);
  made.set(translations, catalogue);
  return catalogue;
}

/** The same tree with each text in it made another. */
function mapTexts<Tree>(tree: Tree, translate: (text: string) => string): Tree {
  if (typeof tree === 'string') return translate(tree) as Tree;
  if (Array.isArray(tree)) return tree.map((each) => mapTexts(each, translate)) as Tree;
  if (typeof tree !== 'object' || tree === null) return tree;
  return Object.fromEntries(
    Object.entries(tree).map(([key, each]) => [key, mapTexts(each, translate)]),
  ) as Tree;
}

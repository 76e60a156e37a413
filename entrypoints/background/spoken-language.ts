/** The language that the background speaks: decisions, refusals, menus, and the words that social sites' pages are told. */
import { type Appearance, languageOf, parseAppearance } from '../../lib/messages/appearance';
import type { PageWords } from '../../lib/messages/page-views';
import type { Answers } from '../../lib/messages/server';
import { preferredLanguages } from '../../lib/platform/browser-languages';
import { logProblem } from '../../lib/platform/log';
import { readOwnFile } from '../../lib/platform/own-file';
import { findDeviceValue, setDeviceValue } from '../../lib/store/device';
import { SOURCE_LANGUAGE } from '../../lib/words/languages';
import { readTranslations } from '../../lib/words/read-translations';
import { speak, spokenLanguage } from '../../lib/words/say';
import type { BackgroundContext } from './background-context';

/** What is said in pages, as `speak` was told with it; read again with it whenever the background starts. */
let inPages: ReadonlyMap<string, string> = new Map();

/** Speaks as was chosen in this browser. English needs no file. It never fails: what cannot be read is said in English. */
export async function speakAsChosen(background: BackgroundContext): Promise<void> {
  try {
    await speakAs(await readAppearance(background));
  } catch (error) {
    logProblem('words.fault', error);
  }
}

async function speakAs(appearance: Appearance): Promise<void> {
  const preferred = preferredLanguages();
  const language = languageOf(appearance, preferred);
  const translations = await readTranslations(language, readOwnFile);
  inPages = translations.inPages;
  speak(language, translations.all, [...navigator.languages, ...preferred]);
}

async function readAppearance(background: BackgroundContext): Promise<Appearance> {
  return parseAppearance(await findDeviceValue(await background.database(), 'appearance'));
}

/** @param afterwards what has to be said anew when the language is another one */
export function answerAppearance(
  background: BackgroundContext,
  afterwards: () => void,
): Pick<Answers, 'appearance.get' | 'appearance.set'> {
  return {
    'appearance.get': () => readAppearance(background),

    async 'appearance.set'(appearance) {
      const before = spokenLanguage();
      await setDeviceValue(await background.database(), 'appearance', JSON.stringify(appearance));
      await speakAsChosen(background);
      if (spokenLanguage() !== before) {
        afterwards();
        background.changed();
      }
      return null;
    },
  };
}

/** @param spoken the language that a page speaks already; absent: English */
export function wordsForPage(spoken: string = SOURCE_LANGUAGE): { readonly words?: PageWords } {
  const language = spokenLanguage();
  return language === spoken ? {} : { words: { language, translations: [...inPages] } };
}

/**
 * How a page of ours looks and speaks: as was chosen in this browser, before anything is drawn, and at once when it is
 * chosen anew in this window or in another one.
 *
 * The choice is kept twice: by the background, which speaks too, and in the memory that pages read without waiting, so
 * that nothing is seen in other colours or words first.
 */
import { preferredLanguages } from '../platform/browser-languages';
import { onRemembered, recall, remember } from '../platform/local-memory';
import { readOwnFile } from '../platform/own-file';
import { directionOf, SOURCE_LANGUAGE } from '../words/languages';
import { readTranslations } from '../words/read-translations';
import { speak, spokenLanguage } from '../words/say';
import { type Appearance, languageOf, parseAppearance } from './appearance';
import { ask } from './client';

const KEY = 'countersign.appearance';

const listeners = new Set<() => void>();
/** Counts choices: one whose words were still being read when the next was made is not shown any more. */
let newest = 0;

/** What a page speaks that nobody has chosen a language for, the best first. */
export function browsersLanguages(): readonly string[] {
  return preferredLanguages();
}

/** The choice that this page shows. */
export function shownAppearance(): Appearance {
  return parseAppearance(recall(KEY));
}

/**
 * Shows the page as was chosen, from now on.
 * @param draw draws all of it: called when its words are there, and again when they are others
 */
export async function showOwnPage(draw: () => void): Promise<void> {
  listeners.add(draw);
  onRemembered(KEY, () => void show());
  await show();
  // The memory of pages may have been emptied by itself.
  const chosen = JSON.stringify(await ask('appearance.get', {}));
  if (chosen === JSON.stringify(shownAppearance())) return;
  remember(KEY, chosen);
  await show();
}

/** Chooses for this browser. @throws MessageFailed */
export async function chooseAppearance(appearance: Appearance): Promise<void> {
  await ask('appearance.set', appearance);
  remember(KEY, JSON.stringify(appearance));
  await show();
}

async function show(): Promise<void> {
  const appearance = shownAppearance();
  const { documentElement } = document;
  documentElement.style.colorScheme = appearance.theme === 'system' ? '' : appearance.theme;
  newest += 1;
  const mine = newest;
  const preferred = preferredLanguages();
  const language = languageOf(appearance, preferred);
  // Words that cannot be read are said in English.
  const words = await readTranslations(language, readOwnFile).catch(() => undefined);
  if (mine !== newest) return;
  // The region is that of the languages that somebody reads, before that of the browser itself.
  const regions = [...navigator.languages, ...preferred];
  speak(words === undefined ? SOURCE_LANGUAGE : language, words?.all ?? new Map(), regions);
  documentElement.lang = spokenLanguage();
  documentElement.dir = directionOf(spokenLanguage());
  for (const draw of listeners) draw();
}

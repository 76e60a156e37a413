/** How the product looks and which language it speaks, as chosen in one browser. */
import { chooseLanguage, isLanguage, type Language } from '../words/languages';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export interface Appearance {
  readonly theme: Theme;
  /** Absent: the browser's own. */
  readonly language?: Language | undefined;
}

/** Before anybody has chosen: all as the browser has it. */
const AS_BROWSER: Appearance = { theme: 'system' };

/** What was kept as JSON. What cannot be read counts as nothing: it is chosen again in a moment. */
export function parseAppearance(kept: string | undefined): Appearance {
  try {
    const { theme, language } = JSON.parse(kept ?? '') as { theme?: string; language?: string };
    return {
      theme: THEMES.find((each) => each === theme) ?? AS_BROWSER.theme,
      ...(isLanguage(language) && { language }),
    };
  } catch {
    return AS_BROWSER;
  }
}

/** @param preferred the browser's languages, the best first, as tags such as `de-AT` */
export function languageOf({ language }: Appearance, preferred: readonly string[]): Language {
  return language ?? chooseLanguage(preferred);
}

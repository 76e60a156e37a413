import { browser } from './browser';

/** The languages of the browser, the best first: what it speaks itself, then those that it asks web sites for. */
export function preferredLanguages(): readonly string[] {
  return [browser.i18n.getUILanguage(), ...navigator.languages];
}

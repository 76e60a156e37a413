import { directionOf } from '../../lib/words/languages';
import { spokenLanguage } from '../../lib/words/say';

/** Tells an element of ours in a page which language it speaks, and in which direction: the page's are its own. */
export function speakIn(element: HTMLElement): void {
  element.lang = spokenLanguage();
  element.dir = directionOf(spokenLanguage());
}

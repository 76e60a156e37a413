/** Searches by what people type, as every room of the options page does it. */

/** Letters alone, so that "Zoe" finds "Zoë". */
export function foldText(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/**
 * @param typed what somebody is looking for
 * @returns tells whether a text has each of the words that were typed; every text has none
 */
export function wordFinder(typed: string): (text: string) => boolean {
  const wanted = foldText(typed).split(/\s+/).filter(Boolean);
  return (text) => {
    const folded = foldText(text);
    return wanted.every((word) => folded.includes(word));
  };
}

/** The published documents that rows of the tables come from, by their number, as they were titled in 2026-11. */
const TITLES: ReadonlyMap<string, string> = new Map([
  ['000', 'Post using owner credentials / member credentials'],
  ['003', 'What are the different member roles and permission levels?'],
  ['004', 'User roles'],
]);

/**
 * What a published document is called.
 *
 * @param source the number that a row gives as its source
 * @returns its title; undefined for a number that no row has
 */
export function findDocumentTitle(source: string): string | undefined {
  return TITLES.get(source);
}

/** What a member may be allowed or denied. The list is the tables': an action that no table knows does not compile. */
import { AGENCY_TABLE } from './agency-table';
import { EVERYONE_TABLE } from './everyone-table';

/** An action of one of the role models, or one that every member has for themself. */
export type Action = (typeof AGENCY_TABLE)[number][0] | (typeof EVERYONE_TABLE)[number][0];

/** Every action, in the order of the tables. */
export const ACTIONS: readonly Action[] = [
  ...new Set<Action>([
    ...AGENCY_TABLE.map(([action]) => action),
    ...EVERYONE_TABLE.map(([action]) => action),
  ]),
];

const KNOWN_ACTIONS: ReadonlySet<string> = new Set(ACTIONS);

/**
 * Tells a text that names an action from one that does not.
 *
 * @param text what a person, a file or a message said
 * @returns whether a table has a row for it
 */
export function isAction(text: string): text is Action {
  return KNOWN_ACTIONS.has(text);
}

/** What a member may be allowed or denied. The list is the tables': an action that no table knows does not compile. */
import { AGENCY_OWN_TABLE, AGENCY_TABLE } from './agency-table';
import { ADVERTISE_TABLE, ENTERPRISE_OWN_TABLE, ENTERPRISE_TABLE } from './enterprise-table';
import { EVERYONE_TABLE } from './everyone-table';

const TABLES = [
  AGENCY_TABLE,
  AGENCY_OWN_TABLE,
  ENTERPRISE_TABLE,
  ADVERTISE_TABLE,
  ENTERPRISE_OWN_TABLE,
  EVERYONE_TABLE,
] as const;

/** An action of one of the role models, or one that every member has for themself. */
export type Action = (typeof TABLES)[number][number][0];

/** Every action of every model, in the order of the tables. */
export const ACTIONS: readonly Action[] = [
  ...new Set<Action>(TABLES.flatMap((table) => table.map(([action]): Action => action))),
];

const KNOWN_ACTIONS: ReadonlySet<string> = new Set(ACTIONS);

/**
 * Tells a text that names an action from one that does not.
 *
 * @param text what a person, a file or a message said
 * @returns whether a table of some model has a row for it
 */
export function isAction(text: string): text is Action {
  return KNOWN_ACTIONS.has(text);
}

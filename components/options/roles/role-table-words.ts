/** What the parts of the role tables are called: groups of rows, columns, tables that decide. */
import type { AddOn, DescribedColumn, RoleModel, Rule } from '../../../lib/roles';
import { say, words } from '../../../lib/words/say';
import { AD_ROLE_WORDS } from '../ad-accounts/ad-account-words';
import { CLIENT_ACCESS_WORDS, ROLE_WORDS } from '../role-words';

/** By the names that the engine gives its groups; the two models share some. */
const GROUP_WORDS: Readonly<Record<string, string>> = {
  tab: words('Rooms of the product'),
  post: words('Posts'),
  insights: words('Insights'),
  media: words('Media'),
  account: words('Accounts'),
  member: words('Members'),
  twoFactor: words('Two-factor sign-in'),
  billing: words('Billing'),
  role: words('Roles'),
  organization: words('Organization'),
  publish: words('Publish'),
  audience: words('Audience'),
  engage: words('Engage'),
  listen: words('Listen'),
  measure: words('Measure'),
  advertise: words('Advertise'),
  workspace: words('Workspace'),
};

export const MODEL_WORDS: Readonly<Record<RoleModel, string>> = {
  agency: words('agency model'),
  enterprise: words('enterprise model'),
};

export const ADD_ON_WORDS: Readonly<Record<AddOn, string>> = { teamLeader: words('Team leader') };

const RULE_TABLE_WORDS: Readonly<Record<Rule['table'], string>> = {
  agency: words('Agency model'),
  enterprise: words('Enterprise model'),
  advertise: words('Roles in ad accounts'),
  membership: words('Membership, which is looked at before any table'),
  twoFactor: words('Two-factor sign-in, which is looked at before any table'),
  scope: words('What the member reaches, which is looked at before any table'),
  postState: words('The state of the post'),
  workspace: words('Rules of the workspace'),
};

/** What a group of rows is called. */
export function groupName(group: string): string {
  return say(GROUP_WORDS[group] ?? group);
}

/** What stands over a column. */
export function columnName(column: DescribedColumn): string {
  if (column.kind === 'addOn') return say(ADD_ON_WORDS[column.addOn]);
  if (column.kind === 'adAccountRole') return say(AD_ROLE_WORDS[column.role].label);
  return say(ROLE_WORDS[column.role].label);
}

/** What stands under the name of a column, where the name alone does not tell it from the others. */
export function columnNote(column: DescribedColumn): string | undefined {
  if (column.kind === 'addOn') return say('add-on');
  if (column.kind !== 'role' || column.clientAccess === undefined) return undefined;
  return say(CLIENT_ACCESS_WORDS[column.clientAccess].label);
}

/** The table, or the check before any table, that a decision comes from. */
export function ruleTableName(table: Rule['table']): string {
  return say(RULE_TABLE_WORDS[table]);
}

/** The engine's deeds begin in the middle of a sentence; here one stands alone. */
export function asHeading(deed: string): string {
  return deed.slice(0, 1).toUpperCase() + deed.slice(1);
}

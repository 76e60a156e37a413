/**
 * The agency role model as rows of data, in the order of the published table (test/conformance/agency.csv, which
 * is the oracle: the two are compared cell by cell).
 *
 * Source 003: Publer, "What are the different member roles and permission levels?". Rows without a source are
 * ours and follow the row they name. Scope: `account` is an account that the member is assigned.
 */
import type { Grant } from './facts';
import type { Scope, TableRow, Target } from './role-model';

/** The columns, in the published order: a client's level picks its column. */
export const AGENCY_COLUMNS = [
  'editor',
  'admin',
  'clientRead',
  'clientPosting',
  'clientFull',
  'owner',
] as const;
export type AgencyColumn = (typeof AGENCY_COLUMNS)[number];

/** `yes`, `no`, or the condition under which it is a yes; cells.ts and agency.ts say what each asks. */
export type AgencyCell =
  | 'yes'
  | 'no'
  | 'added'
  | 'approves'
  | 'held'
  | 'memberCredentials'
  | `grant:${Grant}`;

type AgencyTuple = readonly [
  action: string,
  target: Target,
  scope: Scope,
  source: '003' | '000' | '',
  editor: AgencyCell,
  admin: AgencyCell,
  clientRead: AgencyCell,
  clientPosting: AgencyCell,
  clientFull: AgencyCell,
  owner: AgencyCell,
];

// biome-ignore format: one line a row, as in the published table
export const AGENCY_TABLE = [
  // action, target, scope, source, editor, admin, clientRead, clientPosting, clientFull, owner
  ['tab.create', '', 'workspace', '003', 'yes', 'yes', 'no', 'yes', 'yes', 'yes'],
  ['tab.posts', '', 'workspace', '003', 'yes', 'yes', 'yes', 'yes', 'yes', 'yes'],
  ['tab.calendar', '', 'workspace', '003', 'yes', 'yes', 'yes', 'yes', 'yes', 'yes'],
  ['tab.media', '', 'workspace', '003', 'yes', 'yes', 'no', 'yes', 'yes', 'yes'],
  ['tab.rss', '', 'workspace', '003', 'yes', 'yes', 'no', 'yes', 'yes', 'yes'],
  ['tab.content', '', 'workspace', '003', 'yes', 'yes', 'no', 'yes', 'yes', 'yes'],
  ['tab.analytics', '', 'workspace', '003', 'yes', 'yes', 'yes', 'yes', 'yes', 'yes'],
  ['post.view', '', 'account', '003', 'yes', 'yes', 'yes', 'yes', 'yes', 'yes'],
  ['post.create', '', 'account', '003', 'yes', 'yes', 'no', 'yes', 'yes', 'yes'],
  ['post.edit', 'own', 'account', '003', 'yes', 'yes', 'no', 'yes', 'yes', 'yes'],
  // A posting client on others' posts is not stated by the source: no.
  ['post.edit', 'others', 'account', '003', 'no', 'yes', 'no', 'no', 'yes', 'yes'],
  ['post.delete', 'own', 'account', '003', 'yes', 'yes', 'no', 'yes', 'yes', 'yes'],
  ['post.delete', 'others', 'account', '003', 'no', 'yes', 'no', 'no', 'yes', 'yes'],
  // The right to publish; the gates decide when it takes effect.
  ['post.publish', 'own', 'account', '003', 'yes', 'yes', 'no', 'yes', 'yes', 'yes'],
  ['post.publish', 'others', 'account', '003', 'no', 'yes', 'no', 'no', 'yes', 'yes'],
  ['post.submit', 'own', 'account', '003', 'yes', 'yes', 'no', 'yes', 'yes', 'yes'],
  ['post.submit', 'others', 'account', '003', 'no', 'yes', 'no', 'no', 'yes', 'yes'],
  // Follows post.create.
  ['post.copy', '', 'account', '', 'yes', 'yes', 'no', 'yes', 'yes', 'yes'],
  // Whoever may view.
  ['post.note', '', 'account', '', 'yes', 'yes', 'yes', 'yes', 'yes', 'yes'],
  ['post.approve', 'internal gate', 'account', '003', 'no', 'yes', 'no', 'no', 'no', 'yes'],
  // Only an approving client passes it: not even the owner.
  ['post.approve', 'client gate', 'account', '003', 'no', 'no', 'approves', 'approves', 'approves', 'no'],
  ['post.decline', 'internal gate', 'account', '003', 'no', 'yes', 'no', 'no', 'no', 'yes'],
  ['post.decline', 'client gate', 'account', '003', 'no', 'no', 'approves', 'approves', 'approves', 'no'],
  ['insights.view', '', 'account', '003', 'yes', 'yes', 'yes', 'yes', 'yes', 'yes'],
  ['media.view', '', 'workspace', '003', 'yes', 'yes', 'no', 'yes', 'yes', 'yes'],
  ['media.upload', '', 'workspace', '003', 'yes', 'yes', 'no', 'yes', 'yes', 'yes'],
  ['media.delete', 'own', 'media', '003', 'yes', 'yes', 'no', 'yes', 'yes', 'yes'],
  // A full-access client edits others' posts, and deletes only its own media.
  ['media.delete', 'others', 'media', '003', 'no', 'yes', 'no', 'no', 'no', 'yes'],
  ['account.view', '', 'account', '003', 'yes', 'yes', 'yes', 'yes', 'yes', 'yes'],
  ['account.add', '', 'workspace', '003', 'no', 'grant:addAccounts', 'no', 'no', 'yes', 'yes'],
  ['account.remove', '', 'account', '003', 'no', 'grant:removeAccounts', 'no', 'no', 'added', 'yes'],
  ['account.settings.edit', '', 'account', '003', 'no', 'yes', 'no', 'no', 'no', 'yes'],
  // An admin never hands out more than it holds.
  ['account.assign', '', 'account', '003', 'no', 'held', 'no', 'no', 'no', 'yes'],
  ['member.view', 'editor', 'member', '003', 'no', 'yes', 'no', 'no', 'no', 'yes'],
  ['member.view', 'admin', 'member', '003', 'no', 'no', 'no', 'no', 'no', 'yes'],
  // An admin sees a client's name and two-factor state alone.
  ['member.view', 'client', 'member', '003', 'no', 'yes', 'no', 'no', 'no', 'yes'],
  ['member.add', 'editor', 'member', '003', 'no', 'yes', 'no', 'no', 'no', 'yes'],
  ['member.add', 'admin', 'member', '003', 'no', 'no', 'no', 'no', 'no', 'yes'],
  ['member.add', 'client', 'member', '003', 'no', 'no', 'no', 'no', 'no', 'yes'],
  ['member.edit', 'editor', 'member', '003', 'no', 'yes', 'no', 'no', 'no', 'yes'],
  ['member.edit', 'admin', 'member', '003', 'no', 'no', 'no', 'no', 'no', 'yes'],
  ['member.edit', 'client', 'member', '003', 'no', 'no', 'no', 'no', 'no', 'yes'],
  ['member.remove', 'editor', 'member', '003', 'no', 'yes', 'no', 'no', 'no', 'yes'],
  ['member.remove', 'admin', 'member', '003', 'no', 'no', 'no', 'no', 'no', 'yes'],
  ['member.remove', 'client', 'member', '003', 'no', 'no', 'no', 'no', 'no', 'yes'],
  ['twoFactor.require', 'editor', 'member', '003', 'no', 'yes', 'no', 'no', 'no', 'yes'],
  ['twoFactor.require', 'client', 'member', '003', 'no', 'yes', 'no', 'no', 'no', 'yes'],
  ['twoFactor.require', 'admin', 'member', '003', 'no', 'no', 'no', 'no', 'no', 'yes'],
  ['workspace.edit', '', 'workspace', '003', 'no', 'no', 'no', 'no', 'no', 'yes'],
  ['billing.view', '', 'workspace', '003', 'no', 'no', 'no', 'no', 'no', 'yes'],
] as const satisfies readonly AgencyTuple[];

/**
 * Resolutions of what the published table leaves open. It has no row for an owner as the target, though a
 * workspace may have several: owners manage owners, nobody else does; that one owner always stays is a check of
 * its own (`guardsKeeper` in compile.ts). Source 000 says who signs in to an account's network again. Roles of the
 * workspace's own are made by those who hand roles out. Decided 2026-11.
 */
// biome-ignore format: one line a row, as in the published table
export const AGENCY_OWN_TABLE = [
  // action, target, scope, source, editor, admin, clientRead, clientPosting, clientFull, owner
  ['member.view', 'owner', 'member', '', 'no', 'no', 'no', 'no', 'no', 'yes'],
  ['member.add', 'owner', 'member', '', 'no', 'no', 'no', 'no', 'no', 'yes'],
  ['member.edit', 'owner', 'member', '', 'no', 'no', 'no', 'no', 'no', 'yes'],
  ['member.remove', 'owner', 'member', '', 'no', 'no', 'no', 'no', 'no', 'yes'],
  ['twoFactor.require', 'owner', 'member', '', 'no', 'no', 'no', 'no', 'no', 'yes'],
  ['account.reauthorize', '', 'account', '000', 'memberCredentials', 'memberCredentials', 'memberCredentials', 'memberCredentials', 'memberCredentials', 'yes'],
  ['workspace.settings.edit', '', 'workspace', '', 'no', 'no', 'no', 'no', 'no', 'yes'],
  ['role.edit', '', 'workspace', '', 'no', 'yes', 'no', 'no', 'no', 'yes'],
] as const satisfies readonly AgencyTuple[];

function rowsOf(tuples: readonly AgencyTuple[], table: TableRow['table']): readonly TableRow[] {
  return tuples.map(([action, target, scope, source, ...cells]) => ({
    action,
    target,
    scope,
    table,
    columns: AGENCY_COLUMNS,
    cells,
    source: source === '' ? undefined : source,
  }));
}

/** The rows of the agency model. */
export function agencyRows(): readonly TableRow[] {
  return [...rowsOf(AGENCY_TABLE, 'agency'), ...rowsOf(AGENCY_OWN_TABLE, 'workspace')];
}

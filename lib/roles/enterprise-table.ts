/**
 * The enterprise role model as rows of data, in the order of the published tables (test/conformance/enterprise.csv
 * and advertise.csv, which are the oracle: they are compared cell by cell).
 *
 * Source 004: Brandwatch Social Media Management (formerly Falcon.io), "User roles". Rows without a source are
 * ours and follow the row they name.
 */
import type { AdAccountRole, EnterpriseRole } from './facts';
import type { Scope, TableRow, Target } from './role-model';

/** The columns, in the published order. The team leader is an add-on: its column is a union with the role's. */
export const ENTERPRISE_COLUMNS = [
  'administrator',
  'editor',
  'contentCreator',
  'moderator',
  'viewOnly',
  'teamLeader',
] as const satisfies readonly (EnterpriseRole | 'teamLeader')[];
export type EnterpriseColumn = (typeof ENTERPRISE_COLUMNS)[number];

/** 1, 0, or the condition under which it is a 1; cells.ts and enterprise.ts say what each asks. */
export type EnterpriseCell =
  | '1'
  | '0'
  | 'team'
  | 'setting:teamLeadersManageLabels'
  | 'setting:labelsInContext'
  | 'status:draft+awaitingApproval+declined';

type EnterpriseTuple = readonly [
  action: string,
  target: Target,
  scope: Scope,
  source: '004' | '',
  administrator: EnterpriseCell,
  editor: EnterpriseCell,
  contentCreator: EnterpriseCell,
  moderator: EnterpriseCell,
  viewOnly: EnterpriseCell,
  teamLeader: EnterpriseCell,
];

// biome-ignore format: one line a row, as in the published table
export const ENTERPRISE_TABLE = [
  // action, target, scope, source, administrator, editor, contentCreator, moderator, viewOnly, teamLeader
  ['organization.settings.edit', '', 'workspace', '004', '1', '0', '0', '0', '0', '0'],
  ['team.create', '', 'team', '004', '1', '0', '0', '0', '0', '0'],
  ['team.settings.edit', '', 'team', '004', '1', '0', '0', '0', '0', 'team'],
  // Existing users only.
  ['team.members.assign', '', 'team', '004', '1', '0', '0', '0', '0', 'team'],
  // Only administrators bring in brand-new users.
  ['user.invite', '', 'workspace', '004', '1', '0', '0', '0', '0', '0'],
  ['user.edit', '', 'workspace', '004', '1', '0', '0', '0', '0', '0'],
  ['user.delete', '', 'workspace', '004', '1', '0', '0', '0', '0', '0'],
  // The source calls an account a channel.
  ['account.add', '', 'team', '004', '1', '0', '0', '0', '0', 'team'],
  // The source says refresh.
  ['account.reauthorize', '', 'account', '004', '1', '0', '0', '0', '0', 'team'],
  ['account.remove', '', 'account', '004', '1', '0', '0', '0', '0', 'team'],
  ['accountGroup.edit', '', 'team', '004', '1', '0', '0', '0', '0', 'team'],
  ['adAccount.add', '', 'team', '004', '1', '0', '0', '0', '0', 'team'],
  ['adAccount.reauthorize', '', 'team', '004', '1', '0', '0', '0', '0', 'team'],
  ['adAccount.remove', '', 'team', '004', '1', '0', '0', '0', '0', 'team'],
  ['label.create', '', 'anywhere', '004', '1', '0', '0', '0', '0', 'setting:teamLeadersManageLabels'],
  ['label.edit', '', 'anywhere', '004', '1', '0', '0', '0', '0', 'setting:teamLeadersManageLabels'],
  ['label.delete', '', 'anywhere', '004', '1', '0', '0', '0', '0', '0'],
  ['post.view', '', 'account', '004', '1', '1', '1', '1', '1', '0'],
  ['post.create', '', 'account', '004', '1', '1', '1', '0', '0', '0'],
  ['post.submit', '', 'account', '004', '1', '1', '1', '0', '0', '0'],
  ['post.edit', '', 'account', '004', '1', '1', 'status:draft+awaitingApproval+declined', '0', '0', '0'],
  // Follows post.edit.
  ['post.delete', '', 'account', '', '1', '1', 'status:draft+awaitingApproval+declined', '0', '0', '0'],
  ['post.approve', '', 'account', '004', '1', '1', '0', '0', '0', '0'],
  ['post.decline', '', 'account', '004', '1', '1', '0', '0', '0', '0'],
  ['post.publish', '', 'account', '004', '1', '1', '0', '0', '0', '0'],
  ['approvalTemplate.view', '', 'team', '004', '1', '1', '1', '1', '1', '1'],
  // The table wins over the note under it: templates are a team's settings.
  ['approvalTemplate.edit', '', 'team', '004', '1', '0', '0', '0', '0', 'team'],
  ['post.label.create', '', 'anywhere', '004', '1', 'setting:labelsInContext', 'setting:labelsInContext', '0', '0', '0'],
  ['post.label.apply', '', 'anywhere', '004', '1', '1', 'status:draft+awaitingApproval+declined', '0', '0', '0'],
  // A moderator's copy is a draft that it can neither edit nor send.
  ['post.copy', '', 'account', '004', '1', '1', '1', '1', '0', '0'],
  ['post.note', '', 'account', '004', '1', '1', '1', '1', '1', '1'],
  ['audience.edit', '', 'anywhere', '004', '1', '0', '0', '0', '0', '0'],
  ['audience.label.apply', '', 'anywhere', '004', '1', '1', '1', '1', '1', '0'],
  ['audience.label.create', '', 'anywhere', '004', '1', 'setting:labelsInContext', 'setting:labelsInContext', 'setting:labelsInContext', 'setting:labelsInContext', '0'],
  ['engage.template.edit', '', 'anywhere', '004', '1', '0', '0', '0', '0', '1'],
  ['engage.report.edit', '', 'anywhere', '004', '1', '0', '0', '0', '0', '1'],
  // Who may edit may view: so for listen.savedSearch too.
  ['engage.report.view', '', 'anywhere', '004', '1', '1', '1', '1', '1', '1'],
  ['engage.interact', '', 'anywhere', '004', '1', '1', '1', '1', '0', '1'],
  ['engage.label.apply', '', 'anywhere', '004', '1', '1', '1', '1', '0', '1'],
  ['engage.label.create', '', 'anywhere', '004', '1', 'setting:labelsInContext', 'setting:labelsInContext', 'setting:labelsInContext', '0', 'setting:labelsInContext'],
  ['engage.feed.edit', '', 'anywhere', '004', '1', '1', '1', '1', '1', '1'],
  ['engage.note', '', 'anywhere', '004', '1', '1', '1', '1', '1', '1'],
  ['engage.automation.edit', '', 'anywhere', '004', '1', '0', '0', '0', '0', '1'],
  ['engage.conversation.export', '', 'anywhere', '004', '1', '1', '1', '1', '1', '1'],
  ['engage.export', '', 'anywhere', '004', '1', '0', '0', '0', '0', '1'],
  ['engage.case.edit', '', 'anywhere', '004', '1', '1', '1', '1', '0', '1'],
  ['listen.quickSearch', '', 'anywhere', '004', '1', '1', '1', '1', '1', '1'],
  ['listen.savedSearch.edit', '', 'anywhere', '004', '1', '0', '0', '0', '0', '1'],
  ['listen.savedSearch.view', '', 'anywhere', '004', '1', '1', '1', '1', '1', '1'],
  ['dashboard.create', '', 'anywhere', '004', '1', '1', '1', '1', '1', '1'],
  ['dashboard.schedule', '', 'anywhere', '004', '1', '1', '1', '1', '1', '1'],
  ['dashboard.export', '', 'anywhere', '004', '1', '1', '1', '1', '1', '1'],
  ['dashboard.share', '', 'anywhere', '004', '1', '1', '1', '1', '1', '1'],
] as const satisfies readonly EnterpriseTuple[];

/**
 * What the product asks in both models and the published table has no row for. Each follows the row that it
 * names, so that nobody gets here what the table keeps from them there. Decided 2026-11.
 */
// biome-ignore format: one line a row, as in the published table
export const ENTERPRISE_OWN_TABLE = [
  // action, target, scope, source, administrator, editor, contentCreator, moderator, viewOnly, teamLeader
  // Follow post.view.
  ['account.view', '', 'account', '', '1', '1', '1', '1', '1', '0'],
  ['insights.view', '', 'account', '', '1', '1', '1', '1', '1', '0'],
  ['media.view', '', 'workspace', '', '1', '1', '1', '1', '1', '0'],
  // Follow account.remove and team.members.assign.
  ['account.settings.edit', '', 'account', '', '1', '0', '0', '0', '0', 'team'],
  ['account.assign', '', 'account', '', '1', '0', '0', '0', '0', 'team'],
  // Follow post.create and post.delete.
  ['media.upload', '', 'workspace', '', '1', '1', '1', '0', '0', '0'],
  ['media.delete', 'own', 'media', '', '1', '1', '1', '0', '0', '0'],
  ['media.delete', 'others', 'media', '', '1', '1', '0', '0', '0', '0'],
  // A team leader assigns existing users, and so sees them.
  ['member.view', '', 'member', '', '1', '0', '0', '0', '0', '1'],
  // Follow user.invite, user.edit and user.delete.
  ['member.add', '', 'member', '', '1', '0', '0', '0', '0', '0'],
  ['member.edit', '', 'member', '', '1', '0', '0', '0', '0', '0'],
  ['member.remove', '', 'member', '', '1', '0', '0', '0', '0', '0'],
  // Follow organization.settings.edit.
  ['twoFactor.require', '', 'member', '', '1', '0', '0', '0', '0', '0'],
  ['workspace.edit', '', 'workspace', '', '1', '0', '0', '0', '0', '0'],
  ['workspace.settings.edit', '', 'workspace', '', '1', '0', '0', '0', '0', '0'],
  ['role.edit', '', 'workspace', '', '1', '0', '0', '0', '0', '0'],
] as const satisfies readonly EnterpriseTuple[];

/** A member's rung in one ad account: each has all that the rung before it has. */
export const ADVERTISE_COLUMNS = [
  'none',
  'analyst',
  'promoter',
  'advertiser',
] as const satisfies readonly AdAccountRole[];

type AdvertiseTuple = readonly [
  action: string,
  none: '1' | '0',
  analyst: '1' | '0',
  promoter: '1' | '0',
  advertiser: '1' | '0',
];

// biome-ignore format: one line a row, as in the published table
export const ADVERTISE_TABLE = [
  // action, none, analyst, promoter, advertiser
  ['promotion.seeExists', '1', '1', '1', '1'],
  ['promotion.view', '0', '1', '1', '1'],
  ['promotion.add', '0', '0', '1', '1'],
  ['adSet.edit', '0', '0', '0', '1'],
  ['campaign.edit', '0', '0', '0', '1'],
] as const satisfies readonly AdvertiseTuple[];

/** Rows of others' posts are the administrators' alone where the workspace switched `ownPostsOnly` on. */
const TELLS_AUTHORS_APART: ReadonlySet<string> = new Set([
  'post.edit',
  'post.delete',
  'post.submit',
  'post.publish',
  'post.label.create',
  'post.label.apply',
]);

function rowsOf(tuples: readonly EnterpriseTuple[], table: TableRow['table']): readonly TableRow[] {
  return tuples.map(([action, target, scope, source, ...cells]) => ({
    action,
    target,
    scope,
    table,
    columns: ENTERPRISE_COLUMNS,
    cells,
    source: source === '' ? undefined : source,
    ...(TELLS_AUTHORS_APART.has(action) && { othersNeed: 'ownPostsOnly' }),
  }));
}

/** The rows of the enterprise model. */
export function enterpriseRows(): readonly TableRow[] {
  return [
    ...rowsOf(ENTERPRISE_TABLE, 'enterprise'),
    ...rowsOf(ENTERPRISE_OWN_TABLE, 'workspace'),
    ...ADVERTISE_TABLE.map(
      ([action, ...cells]): TableRow => ({
        action,
        target: '',
        scope: 'adAccount',
        table: 'advertise',
        columns: ADVERTISE_COLUMNS,
        cells,
        source: '004',
      }),
    ),
  ];
}

/**
 * The decision itself, without a word of prose: membership, two-factor, scope, role, conditions, in that order.
 * Deny unless granted. What is found here is all that `can` needs, and all that the sentences are made of.
 */
import type { CompiledAction } from './compile';
import type { AccountFacts, AccountId, MemberFacts, MemberId, Resource, Settings } from './facts';
import type { CompiledMember, RoleModelRules, TableRow } from './role-model';

/** What the engine looks up while it decides: one workspace, at one moment. */
export interface Lookup {
  readonly model: RoleModelRules;
  readonly actions: ReadonlyMap<string, CompiledAction>;
  readonly settings: Settings;
  findAccount(id: AccountId): AccountFacts | undefined;
  findMember(id: MemberId): MemberFacts | undefined;
  /** True for the only member who keeps the workspace: its last active owner. */
  isLastKeeper(id: MemberId): boolean;
}

/** A fact that the resource should have said. */
export type MissingFact = 'author' | 'adder' | 'memberRole';

/** One cell of a table, and how it read. */
export interface CellFound {
  readonly row: TableRow;
  readonly column: string;
  readonly cell: string;
}

/** What stood in the way, first come. */
export type Obstacle =
  | { readonly kind: 'notMember' | 'suspended' | 'expired' | 'twoFactor' }
  | { readonly kind: 'noSuchAction' }
  | { readonly kind: 'wrongResource'; readonly takes: readonly Resource['type'][] }
  | { readonly kind: 'noSuchAccount' }
  | { readonly kind: 'noSuchMember' }
  | { readonly kind: 'notAssigned'; readonly account: AccountFacts }
  | { readonly kind: 'noColumn' }
  | { readonly kind: 'noRow' }
  | ({ readonly kind: 'cell'; readonly account: AccountFacts | undefined } & CellFound)
  | { readonly kind: 'missingFact'; readonly fact: MissingFact }
  | { readonly kind: 'ownPost' }
  | { readonly kind: 'lastKeeper'; readonly keeper: MemberFacts };

export type Finding =
  | ({ readonly allowed: true; readonly account: AccountFacts | undefined } & CellFound)
  | { readonly allowed: false; readonly obstacle: Obstacle; readonly account: AccountFacts | undefined };

const NOT_MEMBER: Finding = { allowed: false, obstacle: { kind: 'notMember' }, account: undefined };

/** What a member without the second factor that its role requires may still do, whatever the role. */
function isOpenWithoutTwoFactor(action: string): boolean {
  return action === 'twoFactor.enrol' || action.startsWith('tab.') || action.endsWith('.view');
}

function accountIdOf(resource: Resource): AccountId | undefined {
  if (resource.type === 'account') return resource.id;
  return resource.type === 'post' ? resource.accountId : undefined;
}

function makerIdOf(resource: Resource): MemberId | undefined {
  if (resource.type === 'post') return resource.authorId;
  return resource.type === 'media' ? resource.addedBy : undefined;
}

/** The member that the resource names, rather than describes. */
export function namedMemberIdOf(resource: Resource): MemberId | undefined {
  return resource.type === 'member' && 'id' in resource ? resource.id : undefined;
}

/** The rows that speak, and whether one of them is enough or (a fact is missing) all of them must grant. */
interface RowsFound {
  readonly rows: readonly TableRow[];
  readonly missing?: MissingFact | undefined;
}

function rowsOf(row: TableRow | undefined): RowsFound {
  return { rows: row === undefined ? [] : [row] };
}

function findRows(action: CompiledAction, actorId: MemberId, resource: Resource, lookup: Lookup): RowsFound {
  const { rows, rowByTarget } = action;
  switch (action.choice) {
    case 'single':
      return { rows };
    case 'maker': {
      const makerId = makerIdOf(resource);
      if (makerId === undefined) return { rows, missing: action.scope === 'account' ? 'author' : 'adder' };
      return rowsOf(rowByTarget.get(makerId === actorId ? 'own' : 'others'));
    }
    case 'gate': {
      const gate = resource.type === 'post' ? resource.gate : undefined;
      if (gate === undefined) return { rows };
      return rowsOf(rowByTarget.get(gate === 'team' ? 'internal gate' : 'client gate'));
    }
    case 'member': {
      const oneself = rowByTarget.get('oneself');
      // Enrolling has no other row: asked of the workspace, it is asked for oneself.
      if (oneself !== undefined && rows.length === 1 && resource.type === 'workspace') return { rows };
      if (resource.type !== 'member') return { rows, missing: 'memberRole' };
      const memberId = namedMemberIdOf(resource);
      if (memberId === actorId && oneself !== undefined) return rowsOf(oneself);
      const described = 'role' in resource ? resource.role : undefined;
      const role = memberId === undefined ? described : lookup.findMember(memberId)?.role;
      return rowsOf(rows.find(({ target }) => target === role));
    }
  }
}

/** The first column that grants the row, or else the one that came nearest: a condition before a plain no. */
function readRow(
  row: TableRow,
  columns: readonly string[],
  member: CompiledMember,
  account: AccountFacts | undefined,
  makerId: MemberId | undefined,
  model: RoleModelRules,
): { granted: boolean; found: CellFound } | undefined {
  let nearest: CellFound | undefined;
  for (const column of columns) {
    const cell = row.cells[column] ?? 'no';
    const found = { row, column, cell };
    if (cell === 'yes' || model.conditions.get(cell)?.({ member, account, makerId }) === true) {
      return { granted: true, found };
    }
    if (nearest === undefined || nearest.cell === 'no') nearest = found;
  }
  return nearest === undefined ? undefined : { granted: false, found: nearest };
}

function refuse(obstacle: Obstacle, account?: AccountFacts): Finding {
  return { allowed: false, obstacle, account };
}

/**
 * Finds what allows an action, or what stands in its way.
 *
 * @param member who asks; undefined for somebody who is no member
 * @param actionName the action; one that no row knows is denied
 * @param resource what the action is done to
 * @param lookup the workspace
 * @returns the cell that granted it, or the first obstacle in the order of the published rules
 */
export function evaluate(
  member: CompiledMember | undefined,
  actionName: string,
  resource: Resource,
  lookup: Lookup,
): Finding {
  if (member === undefined) return NOT_MEMBER;
  if (member.standing !== 'active') return refuse({ kind: member.standing });
  const action = lookup.actions.get(actionName);
  if (action === undefined) return refuse({ kind: 'noSuchAction' });
  if (member.lacksTwoFactor && !isOpenWithoutTwoFactor(actionName)) return refuse({ kind: 'twoFactor' });

  if (action.takes !== undefined && !action.takes.includes(resource.type)) {
    return refuse({ kind: 'wrongResource', takes: action.takes });
  }
  let account: AccountFacts | undefined;
  let columns: readonly string[] | undefined = member.access.columns;
  if (action.scope === 'account') {
    const accountId = accountIdOf(resource);
    account = accountId === undefined ? undefined : lookup.findAccount(accountId);
    if (account === undefined) return refuse({ kind: 'noSuchAccount' });
    if (!member.access.reachesEveryAccount) columns = member.access.columnsByAccount.get(account.id);
    if (columns === undefined) return refuse({ kind: 'notAssigned', account }, account);
  } else if (action.choice === 'member') {
    const memberId = namedMemberIdOf(resource);
    if (memberId !== undefined && lookup.findMember(memberId) === undefined)
      return refuse({ kind: 'noSuchMember' });
  }

  const finding = readRows(member, action, resource, columns, account, lookup);
  return (
    checkKeeper(member, action, resource, finding, lookup) ??
    checkOwnPost(member, action, resource, finding, lookup)
  );
}

function readRows(
  member: CompiledMember,
  action: CompiledAction,
  resource: Resource,
  columns: readonly string[],
  account: AccountFacts | undefined,
  lookup: Lookup,
): Finding {
  if (columns.length === 0) return refuse({ kind: 'noColumn' }, account);
  const { rows, missing } = findRows(action, member.facts.id, resource, lookup);
  const makerId = makerIdOf(resource);
  let granted: CellFound | undefined;
  let refused: CellFound | undefined;
  for (const row of rows) {
    const read = readRow(row, columns, member, account, makerId, lookup.model);
    if (read?.granted === true) granted ??= read.found;
    else if (read !== undefined && (refused === undefined || refused.cell === 'no')) refused = read.found;
  }
  if (granted !== undefined && refused !== undefined && missing !== undefined) {
    return refuse({ kind: 'missingFact', fact: missing }, account);
  }
  if (granted !== undefined) return { allowed: true, account, ...granted };
  if (refused !== undefined) return refuse({ kind: 'cell', account, ...refused }, account);
  return refuse({ kind: 'noRow' }, account);
}

/** A workspace always keeps an owner: said to the last one too, who would otherwise hear only that nobody edits themself. */
function checkKeeper(
  member: CompiledMember,
  action: CompiledAction,
  resource: Resource,
  finding: Finding,
  lookup: Lookup,
): Finding | undefined {
  if (action.name !== 'member.remove' && action.name !== 'member.edit') return undefined;
  const keeperId = namedMemberIdOf(resource);
  if (keeperId === undefined || !(finding.allowed || keeperId === member.facts.id)) return undefined;
  const keeper = lookup.findMember(keeperId);
  return keeper !== undefined && lookup.isLastKeeper(keeperId)
    ? refuse({ kind: 'lastKeeper', keeper })
    : undefined;
}

/** Four eyes, where the workspace asks for them: nobody approves their own post, whatever the role. */
function checkOwnPost(
  member: CompiledMember,
  action: CompiledAction,
  resource: Resource,
  finding: Finding,
  lookup: Lookup,
): Finding {
  if (!finding.allowed || action.name !== 'post.approve' || !lookup.settings.separationOfDuties)
    return finding;
  const authorId = makerIdOf(resource);
  if (authorId === undefined) return refuse({ kind: 'missingFact', fact: 'author' }, finding.account);
  return authorId === member.facts.id ? refuse({ kind: 'ownPost' }, finding.account) : finding;
}

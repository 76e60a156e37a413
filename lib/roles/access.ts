/**
 * What each member holds at each place, worked out when it is first asked for and then kept: one byte a row of the
 * table (see cells.ts). Members who hold the same share the same bytes, so that a large workspace stays small.
 */
import { isRefusal, NEVER, readCell, type StatusSet } from './cells';
import type { Slot } from './compile';
import { cellOf, customCellOf } from './custom-role';
import type {
  AccountFacts,
  AccountId,
  CustomRole,
  MemberFacts,
  MemberId,
  Resource,
  TeamFacts,
  WorkspaceFacts,
} from './facts';
import type { Place, RoleModelRules, Situation, WorkspaceLookup } from './role-model';

/** What somebody holds at a place. */
export interface Holdings {
  /** The columns that speak there. */
  readonly columns: readonly string[];
  /** By slot: the states of a post in which it is granted; below 0 where nobody has asked. Read by `statesIn`. */
  readonly grants: Int16Array;
  /** Whose they were read for, first. */
  readonly situation: Situation;
  /** By menu: what was found of each kind of post (see menu.ts). */
  readonly menus: (Int32Array | undefined)[];
}

/** A member as the engine asks about it. */
export interface CompiledMember {
  readonly facts: MemberFacts;
  /** Undefined when nothing stands in the way of the member as a whole. */
  readonly standing: 'suspended' | 'expired' | undefined;
  readonly lacksTwoFactor: boolean;
  /** What it holds in the workspace, and by the position of each account: undefined as long as nobody has asked. */
  inWorkspace: Holdings | null | undefined;
  readonly onAccounts: (Holdings | null | undefined)[];
}

/** The members of one workspace at one moment, and what they hold. */
export interface Access {
  readonly workspace: WorkspaceLookup;
  readonly members: ReadonlyMap<MemberId, MemberFacts>;
  findMember(id: MemberId): CompiledMember | undefined;
  compile(member: MemberFacts): CompiledMember;
  /** The account's position; undefined when there is no such account. */
  findPosition(id: AccountId | undefined): number | undefined;
  /** Where a resource is; undefined when the workspace has no such account, team or ad account. */
  findPlace(resource: Resource): Place | undefined;
  inWorkspace(member: CompiledMember): Holdings | null;
  /** What a member holds on the account at a position; null where it does not reach. */
  onAccount(member: CompiledMember, position: number): Holdings | null;
  /** What a member holds at any place, without keeping it for the next question. */
  at(member: MemberFacts, place: Place): Holdings | null;
  /** In which states of a post a slot is granted to whoever holds this. */
  statesIn(holdings: Holdings, slot: number): StatusSet;
  /** What a column says in a slot, be the column the model's or a custom role's. */
  cellIn(slot: Slot, column: string): string;
  /** The custom role that a column is; undefined for the model's own columns. */
  findCustomRole(column: string): CustomRole | undefined;
}

/** The workspace as a whole. */
export const WORKSPACE: Place = { type: 'workspace' };

const NOT_ASKED = -1;

/** A custom role's column cannot be mistaken for one of the model's: no role or add-on has a space in its name. */
const CUSTOM_COLUMN = 'custom ';

/** Of two with the same id the first counts, everywhere. */
function indexById<Id, Item extends { readonly id: Id }>(items: readonly Item[]): Map<Id, Item> {
  const byId = new Map<Id, Item>();
  for (const item of items) if (!byId.has(item.id)) byId.set(item.id, item);
  return byId;
}

const NO_TEAMS: readonly TeamFacts[] = [];

function groupTeams(teams: Iterable<TeamFacts>): ReadonlyMap<AccountId, readonly TeamFacts[]> {
  const byAccount = new Map<AccountId, TeamFacts[]>();
  for (const team of teams) {
    for (const id of new Set(team.accountIds)) {
      const ofAccount = byAccount.get(id);
      if (ofAccount === undefined) byAccount.set(id, [team]);
      else ofAccount.push(team);
    }
  }
  return byAccount;
}

/** What stands in the way of all that somebody does; undefined when they may act. */
export function standingOf({ suspended, expiresAt }: MemberFacts, nowMs: number): CompiledMember['standing'] {
  if (suspended) return 'suspended';
  // Asked this way round so that a date or a clock that is no number means expired.
  return expiresAt !== undefined && !(nowMs < Date.parse(expiresAt)) ? 'expired' : undefined;
}

/**
 * Reads a workspace's members by the rules of its model.
 *
 * @param facts the workspace
 * @param nowMs the moment that expiry is judged by
 * @param rules the workspace's role model
 * @param slots the model's slots, in order
 * @returns what members hold; nothing is worked out before it is asked for
 */
export function createAccess(
  facts: WorkspaceFacts,
  nowMs: number,
  rules: RoleModelRules,
  slots: readonly Slot[],
): Access {
  const { settings } = facts;
  const members = indexById<MemberId, MemberFacts>(facts.members);
  const accounts = [...indexById<AccountId, AccountFacts>(facts.accounts).values()];
  const teams = indexById(facts.teams);
  const adAccounts = indexById(facts.adAccounts);
  const templates = indexById(facts.approvalTemplates);
  const customRoles = indexById<string, CustomRole>(facts.customRoles);
  const positions = new Map<AccountId | undefined, number>(
    accounts.map(({ id }, position) => [id, position]),
  );
  let teamsByAccount: ReadonlyMap<AccountId, readonly TeamFacts[]> | undefined;
  const compiled = new Map<MemberId, CompiledMember>();
  const kept = new Map<string, Holdings>();

  /** A copy of a role that this model does not have is no role here. */
  function customColumn(id: string): string | undefined {
    const role = customRoles.get(id);
    const isOfModel = role !== undefined && rules.columnOf(role.basedOn, role.clientAccess) !== undefined;
    return isOfModel ? CUSTOM_COLUMN + id : undefined;
  }

  /** Whether a role of the workspace's own may stand for the keeper's: only when a keeper made it. */
  function isMadeByKeeper({ madeBy }: CustomRole): boolean {
    const maker = members.get(madeBy);
    return maker !== undefined && maker.role === rules.keeperRole && maker.customRole === undefined;
  }

  function findCustomRole(column: string): CustomRole | undefined {
    return column.startsWith(CUSTOM_COLUMN) ? customRoles.get(column.slice(CUSTOM_COLUMN.length)) : undefined;
  }

  const workspace: WorkspaceLookup = {
    settings,
    findTeam: (id) => teams.get(id),
    findTemplate: (id) => templates.get(id),
    teamsOf({ id }) {
      teamsByAccount ??= groupTeams(teams.values());
      return teamsByAccount.get(id) ?? NO_TEAMS;
    },
    baseColumnOf: ({ role, clientAccess, customRole }) => {
      const column = rules.columnOf(role, clientAccess);
      return column === undefined || customRole === undefined ? column : customColumn(customRole);
    },
    reachesEverything({ role, customRole }) {
      if (role !== rules.keeperRole || customRole === undefined) return role === rules.keeperRole;
      const own = customRoles.get(customRole);
      return own !== undefined && isMadeByKeeper(own);
    },
    columnOf: (role) => customColumn(role) ?? rules.columnOf(role as MemberFacts['role'], undefined),
  };

  /** Others' things are the keepers' alone under the setting that a row names. */
  function isKeptFrom(column: string, { row, target }: Slot): boolean {
    if (row.othersNeed === undefined || target !== 'others' || !settings[row.othersNeed]) return false;
    const role = findCustomRole(column);
    if (role === undefined) return column !== rules.keeperRole;
    return role.basedOn !== rules.keeperRole || !isMadeByKeeper(role);
  }

  function cellIn(slot: Slot, column: string): string {
    const role = findCustomRole(column);
    const cell =
      role === undefined
        ? cellOf(slot.row, column)
        : customCellOf(slot.row, role, members.get(role.madeBy), rules);
    return !isRefusal(cell) && isKeptFrom(column, slot) ? `${slot.row.othersNeed}` : cell;
  }

  function statesIn({ grants, columns, situation }: Holdings, index: number): StatusSet {
    const known = grants[index] ?? NEVER;
    if (known !== NOT_ASKED) return known;
    const slot = slots[index];
    let states = NEVER;
    if (slot !== undefined) {
      for (const column of columns) states |= readCell(cellIn(slot, column), situation, rules.conditions);
    }
    grants[index] = states;
    return states;
  }

  function at(member: MemberFacts, place: Place): Holdings | null {
    const columns = rules.columnsAt(place, member, workspace);
    if (columns === undefined) return null;
    const situation: Situation = { member, place, workspace };
    let key = `${columns.join()} ${member.grants.join()} `;
    for (const condition of rules.conditions.values()) key += condition(situation) ? '1' : '0';
    let holdings = kept.get(key);
    if (holdings === undefined) {
      holdings = { columns, grants: new Int16Array(slots.length).fill(NOT_ASKED), situation, menus: [] };
      kept.set(key, holdings);
    }
    return holdings;
  }

  function compile(member: MemberFacts): CompiledMember {
    return {
      facts: member,
      standing: standingOf(member, nowMs),
      lacksTwoFactor: !member.twoFactor && settings.requireTwoFactor.includes(member.role),
      inWorkspace: undefined,
      onAccounts: [],
    };
  }

  function findAccountPlace(id: AccountId): Place | undefined {
    const account = accounts[positions.get(id) ?? -1];
    return account && { type: 'account', account };
  }

  return {
    workspace,
    members,
    compile,
    findMember(id) {
      const known = compiled.get(id);
      if (known !== undefined) return known;
      const member = members.get(id);
      if (member === undefined) return undefined;
      const fresh = compile(member);
      compiled.set(id, fresh);
      return fresh;
    },
    findPosition: (id) => positions.get(id),
    findPlace(resource) {
      switch (resource.type) {
        case 'account':
          return findAccountPlace(resource.id);
        case 'post':
          return findAccountPlace(resource.accountId);
        case 'team': {
          const team = teams.get(resource.id);
          return team && { type: 'team', team };
        }
        case 'adAccount': {
          const adAccount = adAccounts.get(resource.id);
          return adAccount && { type: 'adAccount', adAccount };
        }
        default:
          return WORKSPACE;
      }
    },
    inWorkspace(member) {
      member.inWorkspace ??= at(member.facts, WORKSPACE);
      return member.inWorkspace;
    },
    onAccount(member, position) {
      const known = member.onAccounts[position];
      if (known !== undefined) return known;
      const account = accounts[position];
      const holdings = account === undefined ? null : at(member.facts, { type: 'account', account });
      member.onAccounts[position] = holdings;
      return holdings;
    },
    at,
    statesIn,
    cellIn,
    findCustomRole,
  };
}

/**
 * The decision itself, without a word of prose: membership, two-factor, scope, role, conditions, in that order.
 * Deny unless granted. It allocates nothing, because a page full of buttons asks it at every scroll.
 */
import { type Access, type CompiledMember, type Holdings, WORKSPACE } from './access';
import { ALWAYS, isRefusal, NEVER, readCell, type StatusSet, statusSetOf } from './cells';
import type { CompiledAction, Slot } from './compile';
import type { AccountId, MemberId, Resource, Settings } from './facts';
import type { Place, RoleModelRules, TableRow } from './role-model';

/** What stood in the way, first come. */
export type Obstacle =
  | 'notMember'
  | 'suspended'
  | 'expired'
  | 'twoFactor'
  | 'noSuchAction'
  | 'wrongResource'
  | 'noSuchAccount'
  | 'noSuchTeam'
  | 'noSuchAdAccount'
  | 'noSuchMember'
  | 'notReached'
  | 'noColumn'
  | 'noRow'
  | 'cell'
  | 'unknownMaker'
  | 'unknownStatus'
  | 'unknownMember'
  | 'ownPost'
  | 'lastKeeper';

/** What the engine looks up while it decides: one workspace, at one moment. */
export interface Lookup {
  readonly access: Access;
  readonly rules: RoleModelRules;
  readonly actions: ReadonlyMap<string, CompiledAction>;
  readonly separationOfDuties: boolean;
  /** True for the only member who keeps the workspace: its last active owner or administrator. */
  isLastKeeper(id: MemberId | undefined): boolean;
  /** The answer to a question as it would be with a setting changed. */
  wouldAllow(changed: Partial<Settings>, actorId: MemberId, action: string, resource: Resource): boolean;
}

/** The account that a resource is, or belongs to. */
export function accountIdOf(resource: Resource): AccountId | undefined {
  if (resource.type === 'account') return resource.id;
  return resource.type === 'post' ? resource.accountId : undefined;
}

/** Who wrote the post, or added the file; undefined when nobody said. */
export function makerIdOf(resource: Resource): MemberId | undefined {
  if (resource.type === 'post') return resource.authorId;
  return resource.type === 'media' ? resource.addedBy : undefined;
}

/** The member that a resource names, rather than describes. */
export function namedMemberIdOf(resource: Resource): MemberId | undefined {
  return resource.type === 'member' && 'id' in resource ? resource.id : undefined;
}

/** Where an action is asked: most of those of the workspace as a whole may be asked of anything in it. */
export function findPlace(action: CompiledAction, resource: Resource, access: Access): Place | undefined {
  return action.takes === undefined ? WORKSPACE : access.findPlace(resource);
}

/** What a member holds where the action is asked, or why it does not get so far. */
function findHoldings(
  member: CompiledMember,
  action: CompiledAction,
  resource: Resource,
  access: Access,
): Holdings | Obstacle {
  switch (action.scope) {
    case 'account':
    case 'anywhere': {
      if (resource.type === 'workspace') return access.inWorkspace(member) ?? 'notReached';
      const position = access.findPosition(accountIdOf(resource));
      return position === undefined ? 'noSuchAccount' : (access.onAccount(member, position) ?? 'notReached');
    }
    case 'team':
    case 'adAccount': {
      if (resource.type === 'workspace') return access.inWorkspace(member) ?? 'notReached';
      const place = access.findPlace(resource);
      if (place === undefined) return action.scope === 'team' ? 'noSuchTeam' : 'noSuchAdAccount';
      return access.at(member.facts, place) ?? 'notReached';
    }
    default:
      return access.inWorkspace(member) ?? 'notReached';
  }
}

/** Where the slot that speaks cannot be told: a fact is missing, and every slot must grant. */
const EVERY_SLOT = -1;
/** The model says nothing of such a member. */
const NO_SLOT = -2;
/** Nobody said which gate is meant: one that grants is enough. */
const ANY_SLOT = -3;

/** Which of an action's slots speaks: its position, or one of the three words above. */
export function slotAsked(
  action: CompiledAction,
  actorId: MemberId,
  resource: Resource,
  { members }: Pick<Access, 'members'>,
): number {
  switch (action.choice) {
    case 'single':
      return 0;
    case 'maker': {
      const makerId = makerIdOf(resource);
      if (makerId === undefined) return EVERY_SLOT;
      return makerId === actorId ? 0 : 1;
    }
    case 'gate': {
      const gate = resource.type === 'post' ? resource.gate : undefined;
      if (gate === undefined) return ANY_SLOT;
      return gate === 'team' ? 0 : 1;
    }
    case 'member': {
      if (resource.type !== 'member') return EVERY_SLOT;
      const memberId = namedMemberIdOf(resource);
      const oneself =
        memberId === actorId ? action.slots.findIndex(({ target }) => target === 'oneself') : -1;
      if (oneself >= 0) return oneself;
      const role = 'role' in resource ? resource.role : members.get(resource.id)?.role;
      const slot = action.slots.findIndex(({ target }) => target === '' || target === role);
      return slot < 0 ? NO_SLOT : slot;
    }
  }
}

/** The slots that speak: one, or all; what concerns oneself speaks only for oneself, unless it is all there is. */
export function slotsAsked(action: CompiledAction, slot: number): readonly Slot[] {
  if (slot >= 0) return action.slots.slice(slot, slot + 1);
  const others = action.slots.filter(({ target }) => target !== 'oneself');
  return slot === NO_SLOT ? [] : others.length > 0 ? others : action.slots;
}

/** In which states every slot of an action grants, or at least one. */
function combine(action: CompiledAction, holdings: Holdings, every: boolean, access: Access): StatusSet {
  let states = every ? ALWAYS : NEVER;
  for (let index = 0; index < action.slots.length; index += 1) {
    if (action.slots.length > 1 && action.slots[index]?.target === 'oneself') continue;
    const granted = access.statesIn(holdings, action.firstSlot + index);
    states = every ? states & granted : states | granted;
  }
  return states;
}

/** Tells whether a set has the state of the post that is asked about. */
export function has(states: StatusSet, resource: Resource): boolean {
  if (states === ALWAYS || states === NEVER) return states === ALWAYS;
  return (states & statusSetOf(resource.type === 'post' ? resource.status : undefined)) !== NEVER;
}

function findMissing(states: StatusSet, resource: Resource): Obstacle {
  const isUnknown = resource.type !== 'post' || resource.status === undefined;
  return states !== NEVER && isUnknown ? 'unknownStatus' : 'cell';
}

/** What the row says, where the member has got as far as the table. */
function readTable(
  action: CompiledAction,
  actorId: MemberId,
  resource: Resource,
  holdings: Holdings,
  access: Access,
): Obstacle | undefined {
  const slot = slotAsked(action, actorId, resource, access);
  if (slot >= 0) {
    const states = access.statesIn(holdings, action.firstSlot + slot);
    return has(states, resource) ? undefined : findMissing(states, resource);
  }
  if (slot === NO_SLOT) return 'noRow';
  const some = combine(action, holdings, false, access);
  if (!has(some, resource)) return findMissing(some, resource);
  if (slot === ANY_SLOT || has(combine(action, holdings, true, access), resource)) return undefined;
  return action.choice === 'maker' ? 'unknownMaker' : 'unknownMember';
}

/** Four eyes, where the workspace asks for them: nobody approves their own post, whatever the role. */
function checkOwnPost(actorId: MemberId, resource: Resource): Obstacle | undefined {
  const authorId = makerIdOf(resource);
  if (authorId === undefined) return 'unknownMaker';
  return authorId === actorId ? 'ownPost' : undefined;
}

/**
 * Finds what stands in the way of an action, when the names in the question have been looked up.
 *
 * @param member who asks
 * @param action what for
 * @param resource what it is done to
 * @param lookup the workspace
 * @returns the first obstacle in the order of the published rules (roles.md, "How a decision is made"); undefined
 * when it is allowed
 */
export function findObstacle(
  member: CompiledMember,
  action: CompiledAction | undefined,
  resource: Resource,
  lookup: Lookup,
): Obstacle | undefined {
  if (member.standing !== undefined) return member.standing;
  if (action === undefined) return 'noSuchAction';
  if (member.lacksTwoFactor && !action.isOpenWithoutTwoFactor) return 'twoFactor';
  if (action.takes?.includes(resource.type) === false) return 'wrongResource';
  const { access } = lookup;
  const namedId = namedMemberIdOf(resource);
  if (namedId !== undefined && !access.members.has(namedId)) return 'noSuchMember';
  const holdings = findHoldings(member, action, resource, access);
  if (typeof holdings === 'string') return holdings;
  if (holdings.columns.length === 0) return 'noColumn';
  const actorId = member.facts.id;
  const obstacle = readTable(action, actorId, resource, holdings, access);
  // Said to the last keeper too, who would otherwise hear only that nobody edits themself.
  if (action.guardsKeeper && (obstacle === undefined || namedId === actorId) && lookup.isLastKeeper(namedId))
    return 'lastKeeper';
  if (obstacle === undefined && action.isApproval && lookup.separationOfDuties)
    return checkOwnPost(actorId, resource);
  return obstacle;
}

/** One cell of a table, and in which column it stands. */
export interface CellFound {
  readonly row: TableRow;
  readonly column: string;
  readonly cell: string;
}

/**
 * Finds the cell that decided: the first that grants, or else the one that came nearest, a condition before a plain
 * no. Asked for the explanation alone.
 *
 * @param member who asks
 * @param action what for
 * @param resource what it is done to
 * @param lookup the workspace
 * @returns the cell; undefined when the question did not get as far as the table
 */
export function findCell(
  member: CompiledMember,
  action: CompiledAction,
  resource: Resource,
  { access, rules }: Lookup,
): CellFound | undefined {
  const holdings = findHoldings(member, action, resource, access);
  const place = findPlace(action, resource, access);
  if (typeof holdings === 'string' || place === undefined) return undefined;
  const situation = { member: member.facts, place, workspace: access.workspace };
  let nearest: CellFound | undefined;
  for (const slot of slotsAsked(action, slotAsked(action, member.facts.id, resource, access))) {
    for (const column of holdings.columns) {
      const cell = access.cellIn(slot, column);
      const found = { row: slot.row, column, cell };
      if (has(readCell(cell, situation, rules.conditions), resource)) return found;
      if (nearest === undefined || (isRefusal(nearest.cell) && !isRefusal(cell))) nearest = found;
    }
  }
  return nearest;
}

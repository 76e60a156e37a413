/**
 * Rows of buttons, asked for every post on a screen. On one account, all that tells two posts apart is whose they
 * are, their state, and the gate that is asked for: so the answers for each such kind of post are kept, as one mask,
 * beside what the member holds there.
 */
import type { Access, CompiledMember } from './access';
import { NEVER, STATUS_COUNT, type StatusSet, statusSetOf } from './cells';
import type { CompiledAction } from './compile';
import { has } from './evaluate';
import type { MemberId, Resource } from './facts';

type PostResource = Extract<Resource, { type: 'post' }>;

/** Asks one action of one resource: what `can` asks. */
export type AskCompiled = (
  member: CompiledMember,
  action: CompiledAction | undefined,
  resource: Resource,
) => boolean;

const KINDS_OF_AUTHOR = 3;
const KINDS_OF_GATE = 3;
const UNKNOWN_MASK = -1;

/** The place of a post among the kinds of post. */
function kindOf({ authorId, gate, status }: PostResource, actorId: MemberId): number {
  const author = authorId === undefined ? 2 : authorId === actorId ? 0 : 1;
  const gateAsked = gate === undefined ? 2 : gate === 'team' ? 0 : 1;
  // A set with one state is a power of two; its leading zeros count from 24 (the highest of eight bits) to 31.
  return (author * KINDS_OF_GATE + gateAsked) * STATUS_COUNT + (Math.clz32(statusSetOf(status)) - 24);
}

/**
 * A row of buttons.
 *
 * @param id a number that no other menu of the same engine has
 * @param actions its actions, at most 31
 * @param access what members hold
 * @param ask the engine's answer to one of them
 * @returns what is allowed to a member on a resource: bit i is the i-th action
 */
export function createMask(
  id: number,
  actions: readonly (CompiledAction | undefined)[],
  access: Access,
  ask: AskCompiled,
): (member: CompiledMember, resource: Resource) => number {
  const areOnAccounts = actions.every(
    (action) => action?.scope === 'account' || action?.scope === 'anywhere',
  );

  function askEach(member: CompiledMember, resource: Resource): number {
    return actions.reduce(
      (mask, action, index) => (ask(member, action, resource) ? mask | (1 << index) : mask),
      0,
    );
  }

  return (member, resource) => {
    // Whoever lacks the second factor or is suspended may hold the same as somebody who may use it.
    if (!areOnAccounts || resource.type !== 'post' || member.lacksTwoFactor || member.standing !== undefined)
      return askEach(member, resource);
    const position = access.findPosition(resource.accountId);
    const holdings = position === undefined ? null : access.onAccount(member, position);
    if (holdings === null) return 0;
    let masks = holdings.menus[id];
    if (masks === undefined) {
      masks = new Int32Array(KINDS_OF_AUTHOR * KINDS_OF_GATE * STATUS_COUNT).fill(UNKNOWN_MASK);
      holdings.menus[id] = masks;
    }
    const kind = kindOf(resource, member.facts.id);
    const known = masks[kind] ?? UNKNOWN_MASK;
    if (known !== UNKNOWN_MASK) return known;
    const mask = askEach(member, resource);
    masks[kind] = mask;
    return mask;
  };
}

const NOT_ASKED = -1;

/**
 * One action, asked of a long list of posts.
 *
 * @param member who asks
 * @param action what for
 * @param access what members hold
 * @param ask the engine's answer
 * @returns what is allowed on a resource: for a post whose author is known, one look at what the member holds there
 */
export function createPostFilter(
  member: CompiledMember,
  action: CompiledAction,
  access: Access,
  ask: AskCompiled,
): (resource: Resource) => boolean {
  const isOfPosts = (action.scope === 'account' || action.scope === 'anywhere') && action.choice !== 'gate';
  if (!isOfPosts || action.isApproval || member.lacksTwoFactor || member.standing !== undefined)
    return (resource) => ask(member, action, resource);
  const actorId = member.facts.id;
  const lastSlot = action.slots.length - 1;
  const statesByAccount: StatusSet[] = [];

  function read(position: number, slot: number): StatusSet {
    const holdings = access.onAccount(member, position);
    return holdings === null ? NEVER : access.statesIn(holdings, action.firstSlot + slot);
  }

  return (resource) => {
    if (resource.type !== 'post' || resource.authorId === undefined) return ask(member, action, resource);
    const position = access.findPosition(resource.accountId);
    if (position === undefined) return false;
    const slot = resource.authorId === actorId ? 0 : lastSlot;
    const place = position * 2 + slot;
    let states = statesByAccount[place] ?? NOT_ASKED;
    if (states === NOT_ASKED) {
      states = read(position, slot);
      statesByAccount[place] = states;
    }
    return has(states, resource);
  };
}

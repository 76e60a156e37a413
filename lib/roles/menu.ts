/**
 * Rows of buttons, asked for every post on a screen. On one account, all that tells two posts apart is whose they
 * are, their state, and the gate that is asked for: so the answers for each such kind of post are kept, as one mask,
 * beside what the member holds there.
 */
import type { Access, CompiledMember } from './access';
import { STATUS_COUNT, statusSetOf } from './cells';
import type { CompiledAction } from './compile';
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

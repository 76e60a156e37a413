/**
 * The floor: what is left when nothing has to be found out. Every answer stands in a table of bit masks, every member,
 * account, author and state is a small integer that somebody else has looked up, and a list's columns are typed arrays.
 * Otherwise it is asked like the others: in the same order, of the same posts, each an object.
 */
import type { MemberId } from '../../../lib/roles/facts';
import { columnsByAccount } from './columns';
import type { Contestant, EngineInput } from './contestant';
import { BUTTON_ACTIONS, CHECKED_ACTIONS, type CheckedAction, type PublishedGrant } from './published-grants';
import type { PostResource, Question, Workload } from './workload';

interface FloorPost {
  readonly account: number;
  readonly author: number;
  /** 1 in the states in which the table's only condition on states holds. */
  readonly early: 0 | 1;
}

interface FloorQuestion {
  readonly actor: number;
  readonly action: number;
  readonly post: FloorPost;
}

/** The buttons' bits come first, in their order, so that a menu is the mask itself. */
const BITS: readonly CheckedAction[] = [
  ...BUTTON_ACTIONS,
  ...CHECKED_ACTIONS.filter((action) => !(BUTTON_ACTIONS as readonly string[]).includes(action)),
];
const BUTTON_BITS = (1 << BUTTON_ACTIONS.length) - 1;

/** Own or not, early or not. */
const MASKS_A_PAIR = 4;

/** @returns the floor for the workspace; a list of questions is turned into integers when it is first asked */
export function createFloor(input: EngineInput, { posts }: Workload): Contestant {
  const { facts, grants } = input;
  const memberIndex = new Map<MemberId, number>(facts.members.map(({ id }, index) => [id, index]));
  const accountIndex = new Map(facts.accounts.map(({ id }, index) => [id, index]));
  const actionIndex = new Map(BITS.map((action, index) => [action, index]));
  const earlyStates = new Set(earlyStatesOf(grants));
  const accountCount = facts.accounts.length;
  const masks = createMasks(input, accountIndex);

  const indexOf = <Key>(index: ReadonlyMap<Key, number>, key: Key): number => index.get(key) ?? 0;
  const floorPosts = new Map(
    posts.map((post): [PostResource, FloorPost] => [
      post,
      {
        account: indexOf(accountIndex, post.accountId),
        author: post.authorId === undefined ? -1 : indexOf(memberIndex, post.authorId),
        early: earlyStates.has(post.status) ? 1 : 0,
      },
    ]),
  );
  const toFloor = ({ actorId, action, resource }: Question): FloorQuestion => ({
    actor: indexOf(memberIndex, actorId),
    action: indexOf(actionIndex, action),
    post: floorPosts.get(resource) ?? { account: 0, author: -1, early: 0 },
  });
  const turned = new WeakMap<readonly Question[], readonly FloorQuestion[]>();
  /** Turned once; the lists that are asked about again are the same ones. */
  const inIntegers = (asked: readonly Question[]): readonly FloorQuestion[] => {
    const known = turned.get(asked);
    if (known) return known;
    const made = asked.map(toFloor);
    turned.set(asked, made);
    return made;
  };
  const accounts = Uint8Array.from(posts, (post) => floorPosts.get(post)?.account ?? 0);
  const authors = Uint8Array.from(posts, (post) => floorPosts.get(post)?.author ?? 0);
  const states = Uint8Array.from(posts, (post) => floorPosts.get(post)?.early ?? 0);
  const found = new Uint16Array(posts.length);

  /** All that somebody may do to a post. */
  function maskOf(actor: number, { account, author, early }: FloorPost): number {
    const own = author === actor ? 2 : 0;
    return masks[(actor * accountCount + account) * MASKS_A_PAIR + own + early] ?? 0;
  }

  return {
    name: 'floor',
    answer(question) {
      const { actor, action, post } = toFloor(question);
      return ((maskOf(actor, post) >> action) & 1) === 1;
    },
    check(asked) {
      let allowed = 0;
      for (const { actor, action, post } of inIntegers(asked)) {
        if ((maskOf(actor, post) >> action) & 1) allowed += 1;
      }
      return allowed;
    },
    buttons(asked) {
      let sum = 0;
      for (const { actor, post } of inIntegers(asked)) sum += maskOf(actor, post) & BUTTON_BITS;
      return sum;
    },
    filter(actorId, action) {
      const actor = indexOf(memberIndex, actorId);
      const bit = indexOf(actionIndex, action);
      const first = actor * accountCount * MASKS_A_PAIR;
      let count = 0;
      for (let index = 0; index < accounts.length; index += 1) {
        const own = authors[index] === actor ? 2 : 0;
        const mask = masks[first + (accounts[index] ?? 0) * MASKS_A_PAIR + own + (states[index] ?? 0)] ?? 0;
        found[count] = index;
        count += (mask >> bit) & 1;
      }
      return count;
    },
  };
}

/** @throws when the table's grants on posts have come to depend on more than one set of states */
function earlyStatesOf(grants: readonly PublishedGrant[]): readonly string[] {
  const sets = new Map(grants.flatMap(({ statuses }) => (statuses ? [[statuses.join(), statuses]] : [])));
  const [states, ...others] = sets.values();
  if (states === undefined || others.length > 0)
    throw new Error('the floor knows one condition on the state of a post');
  return states;
}

function createMasks(
  { facts, grants, nowMs }: EngineInput,
  accounts: ReadonlyMap<string, number>,
): Uint16Array {
  const masks = new Uint16Array(facts.members.length * facts.accounts.length * MASKS_A_PAIR);
  for (const [memberIndex, member] of facts.members.entries()) {
    for (const [accountId, columns] of columnsByAccount(member, facts, nowMs)) {
      const first = (memberIndex * facts.accounts.length + (accounts.get(accountId) ?? 0)) * MASKS_A_PAIR;
      for (const { action, column, whose, statuses } of grants) {
        if (!columns.includes(column)) continue;
        for (let kind = 0; kind < MASKS_A_PAIR; kind += 1) {
          const isOwn = (kind & 2) !== 0;
          const isEarly = (kind & 1) !== 0;
          if (whose !== 'any' && isOwn !== (whose === 'own')) continue;
          if (statuses && !isEarly) continue;
          masks[first + kind] = (masks[first + kind] ?? 0) | (1 << BITS.indexOf(action));
        }
      }
    }
  }
  return masks;
}

/**
 * The language of the cells: what each word in a table grants, as the set of post states in which it does. Most
 * cells grant in every state or in none; a set is one byte, so that a whole row of answers is looked up at once.
 */
import type { PostStatus } from './facts';
import type { Condition, Situation } from './role-model';

/** A set of post states, one bit each, and one bit for "no post, or nobody said". */
export type StatusSet = number;

export const NEVER: StatusSet = 0;
export const ALWAYS: StatusSet = 0xff;
const UNKNOWN: StatusSet = 0x80;

const STATUS_BITS: Readonly<Record<PostStatus, StatusSet>> = {
  draft: 1,
  awaitingApproval: 2,
  declined: 4,
  scheduled: 8,
  publishing: 16,
  published: 32,
  failed: 64,
};
const BIT_BY_STATUS: ReadonlyMap<string | undefined, StatusSet> = new Map(Object.entries(STATUS_BITS));

/** How many bits a set has. */
export const STATUS_COUNT = 8;

/** The set with one state in it. */
export function statusSetOf(status: string | undefined): StatusSet {
  return BIT_BY_STATUS.get(status) ?? UNKNOWN;
}

/** Tells a cell that grants nothing to anybody from one that may. */
export function isRefusal(cell: string): boolean {
  return cell === 'no' || cell === '0';
}

/** Tells a cell that grants without asking anything more. */
export function isGrant(cell: string): boolean {
  return cell === 'yes' || cell === '1';
}

/** The word before the colon and what follows it: `grant`, `setting`, `status`, or the whole cell. */
export function cellKind(cell: string): readonly [kind: string, argument: string] {
  const [kind = '', argument = ''] = cell.split(':');
  return [kind, argument];
}

/**
 * In which states of a post a cell grants.
 *
 * @param cell the cell as the published table has it
 * @param situation who asks, and where
 * @param conditions what the cells mean that only this model has
 * @returns the states; a cell that nobody knows grants in none
 */
export function readCell(
  cell: string,
  situation: Situation,
  conditions: ReadonlyMap<string, Condition>,
): StatusSet {
  if (isGrant(cell)) return ALWAYS;
  if (isRefusal(cell)) return NEVER;
  const [kind, argument] = cellKind(cell);
  if (kind === 'status') {
    return argument
      .split('+')
      .reduce((states, status) => states | (BIT_BY_STATUS.get(status) ?? NEVER), NEVER);
  }
  return holds(kind, argument, situation, conditions) ? ALWAYS : NEVER;
}

function holds(
  kind: string,
  argument: string,
  situation: Situation,
  conditions: ReadonlyMap<string, Condition>,
): boolean {
  if (kind === 'grant') return situation.member.grants.some((grant) => grant === argument);
  if (kind === 'setting') return new Map(Object.entries(situation.workspace.settings)).get(argument) === true;
  return conditions.get(kind)?.(situation) === true;
}

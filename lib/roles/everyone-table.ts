/**
 * What holds for every member of every model, whatever the role: a member's own record. No published table has
 * these rows; they come from roles.md ("Nobody changes their own role"; enrolling is what two-factor leaves
 * open) and from common sense (one sees oneself).
 */
import type { TableRow, Target } from './role-model';

type EveryoneTuple = readonly [action: string, target: Target, everyone: 'yes' | 'no'];

// biome-ignore format: one line a row, as in the published tables
export const EVERYONE_TABLE = [
  ['twoFactor.enrol', 'oneself', 'yes'],
  ['member.view', 'oneself', 'yes'],
  ['member.edit', 'oneself', 'no'],
] as const satisfies readonly EveryoneTuple[];

/**
 * The rows for everyone, in the columns of one model.
 *
 * @param columns the model's columns
 * @returns one row an action, with the same cell in every column
 */
export function everyoneRows(columns: readonly string[]): readonly TableRow[] {
  return EVERYONE_TABLE.map(([action, target, cell]) => ({
    action,
    target,
    scope: 'member',
    table: 'workspace',
    columns,
    cells: columns.map(() => cell),
    source: undefined,
  }));
}

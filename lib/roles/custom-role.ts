/**
 * Roles of the workspace's own: a copy of a built-in role's column with single cells switched, and never more than
 * the column of the member who made it (roles.md: "never beyond what their maker holds"). Reading the limit anew
 * each time means that a role shrinks with its maker; nobody outgrows somebody through a role they were given.
 */
import { isGrant } from './cells';
import type { CustomRole, MemberFacts } from './facts';
import { type RoleModelRules, rowKey, type TableRow } from './role-model';

const REFUSED = 'no';

/** What a column says in a row; a column that the row does not have is a refusal. */
export function cellOf(row: TableRow, column: string | undefined): string {
  return (column === undefined ? undefined : row.cells[row.columns.indexOf(column)]) ?? REFUSED;
}

/** The column of whoever made a role. Nobody's, when they left, or have only a role of the workspace's own. */
function makerColumnOf(maker: MemberFacts | undefined, model: RoleModelRules): string | undefined {
  return maker === undefined || maker.customRole !== undefined
    ? undefined
    : model.columnOf(maker.role, maker.clientAccess);
}

/** What two cells both grant. Two conditions that differ grant nothing: neither can stand for the other. */
function narrower(cell: string, limit: string): string {
  if (isGrant(limit) || cell === limit) return cell;
  return isGrant(cell) ? limit : REFUSED;
}

/**
 * The cell of a custom role in one row.
 *
 * @param row the row of the model's table
 * @param role the custom role
 * @param maker the member who made it; undefined when they are gone
 * @param model the workspace's role model
 * @returns the cell, in the language of the table
 */
export function customCellOf(
  row: TableRow,
  role: CustomRole,
  maker: MemberFacts | undefined,
  model: RoleModelRules,
): string {
  const copied = cellOf(row, model.columnOf(role.basedOn, role.clientAccess));
  if (row.target === 'oneself') return copied;
  const switched = role.switched[rowKey(row)];
  // Whoever may make roles could otherwise be outgrown by a role that makes roles.
  if (switched === false || row.action === 'role.edit') return REFUSED;
  // No maker holds the client's gate: it is a client's, through its assignment.
  if (row.target === 'client gate') return copied;
  const limit = cellOf(row, makerColumnOf(maker, model));
  return narrower(switched === true ? limit : copied, limit);
}

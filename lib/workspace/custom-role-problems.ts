/**
 * What is wrong with a role of the workspace's own: permissions that the table does not know, and permissions that
 * its maker does not hold. Asked when a role is saved, when it is given to somebody, and when a file is read.
 */

import {
  type CustomRole,
  cellOf,
  type MemberFacts,
  Role,
  type RoleModel,
  rowKey,
  rulesFor,
  type TableRow,
} from '../roles';
import { say } from '../words/say';

const BUILT_IN_NAMES: ReadonlySet<string> = new Set(Role.options);

/** Tells whether an id is the name of a built-in role, of either model: no other role may be called that. */
export function isBuiltInRole(id: string): boolean {
  return BUILT_IN_NAMES.has(id);
}

/** A permission that is switched and cannot be, and why. */
export interface SwitchProblem {
  /** The row of the table, as the role names it. */
  readonly key: string;
  readonly reason: string;
}

/** What is everybody's own, and what is a rung in an ad account, is no part of a role. */
function isSwitchable({ target, scope }: TableRow): boolean {
  return target !== 'oneself' && scope !== 'adAccount';
}

/** Whether a member holds a row at all, be it under a condition; roles are made by built-in roles alone. */
function holdsRow(row: TableRow, maker: MemberFacts, model: RoleModel): boolean {
  if (maker.customRole !== undefined || row.action === 'role.edit') return false;
  const cell = cellOf(row, rulesFor(model).columnOf(maker.role, maker.clientAccess));
  return cell !== 'no' && cell !== '0';
}

/**
 * Finds the switches of a role that cannot be as they are.
 *
 * @param switched the permissions that the role switches on or off, by row of the table
 * @param model the workspace's role model
 * @param maker whoever makes the role; undefined when they are not known, and then nothing is said of what they hold
 * @returns one problem a switch; empty when all can be
 */
export function findSwitchProblems(
  switched: CustomRole['switched'],
  model: RoleModel,
  maker: MemberFacts | undefined,
): SwitchProblem[] {
  const rows = new Map(
    rulesFor(model)
      .rows()
      .filter(isSwitchable)
      .map((row) => [rowKey(row), row]),
  );
  return Object.entries(switched).flatMap(([key, isOn]): SwitchProblem[] => {
    const row = rows.get(key);
    if (!row) return [{ key, reason: say('the {model} model has no permission of this name', { model }) }];
    if (!isOn || !maker || holdsRow(row, maker, model)) return [];
    const reason =
      row.action === 'role.edit'
        ? say('a role of the workspace’s own does not make roles')
        : say('{maker} does not hold this, and a role gives nothing that its maker does not hold', {
            maker: maker.name,
          });
    return [{ key, reason }];
  });
}

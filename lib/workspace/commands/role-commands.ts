/** Roles of the workspace's own: made, changed and removed by whoever may edit roles, within what they hold. */

import * as z from 'zod/mini';
import { CustomRoleId, type Decision, type MemberId } from '../../roles';
import { say } from '../../words/say';
import {
  conflict,
  type Directory,
  defineCommand,
  type FieldProblem,
  memberOf,
  type Need,
  refuseProblems,
} from '../command';
import { findSwitchProblems, isBuiltInRole } from '../custom-role-problems';
import { type CustomRole, type Member, SavedRole } from '../records';
import type { ReadTransaction } from '../transaction';
import { checkRoleOfModel, findClientAccessProblems } from './check-member';
import { IfRevision } from './member-commands';
import { refreshAwaiting } from './refresh-awaiting';

/** Whoever makes a role could have added a member of the role that it copies; so for the one that it copied before. */
export function needsRoles(roles: readonly Pick<CustomRole, 'basedOn' | 'clientAccess'>[]): Need[] {
  return [
    { action: 'role.edit', resource: { type: 'workspace' } },
    ...roles.map(
      ({ basedOn, clientAccess }): Need => ({
        action: 'member.add',
        resource: { type: 'member', role: basedOn, clientAccess },
      }),
    ),
  ];
}

/** @throws CommandRefused when the role is gone. */
async function getRole(tx: ReadTransaction, roleId: CustomRoleId): Promise<CustomRole> {
  const role = await tx.get('customRoles', roleId);
  if (!role) throw conflict(say('This role is not in the workspace any more.'));
  return role;
}

/** Makes a role, or changes one: it then is the changer's, and gives no more than the changer holds. */
export const saveRole = defineCommand({
  name: 'role.save',
  args: z.object({ role: SavedRole, ifRevision: IfRevision }),
  async needs({ role }, tx, { directory }) {
    checkRoleOfModel(role.basedOn, 'role.basedOn', await directory());
    const former = await tx.get('customRoles', role.id);
    return needsRoles(former ? [role, former] : [role]);
  },
  async apply(tx, { role, ifRevision }, context) {
    const directory = await context.directory();
    const madeBy = memberOf(context);
    const former = await (ifRevision === undefined ? tx.get('customRoles', role.id) : getRole(tx, role.id));
    if (former) checkRevision(former, ifRevision, directory);
    refuseProblems(findRoleProblems(role, directory, madeBy));
    await tx.put('customRoles', { ...role, madeBy, ...(former && { revision: (former.revision ?? 0) + 1 }) });
    const switchedOn = keysWith(role, true);
    const switchedOff = keysWith(role, false);
    await context.log({
      name: former ? 'role.edited' : 'role.made',
      details: {
        roleId: role.id,
        name: role.name,
        basedOn: role.basedOn,
        ...(switchedOn && { switchedOn }),
        ...(switchedOff && { switchedOff }),
      },
    });
    await refreshAwaiting(tx, context);
    return { roleId: role.id };
  },
});

/** Refuses a change that was made from an older role than the one that is there. */
function checkRevision(
  { name, madeBy, revision = 0 }: CustomRole,
  ifRevision: number | undefined,
  { members }: Directory,
): void {
  if (ifRevision === undefined || ifRevision === revision) return;
  const maker = members.find(({ id }) => id === madeBy)?.name ?? say('a former member');
  throw conflict(
    say('The role {role} was changed meanwhile; {maker} saved it last.', { role: name, maker }),
    say('Look at what is there now, then save again.'),
  );
}

function keysWith({ switched }: Pick<CustomRole, 'switched'>, on: boolean): string {
  return Object.entries(switched)
    .filter(([, isOn]) => isOn === on)
    .map(([key]) => key)
    .join(', ');
}

/** What is wrong with a role, by field; empty when its maker can make it. */
export function findRoleProblems(
  role: SavedRole,
  { workspace: { roleModel }, customRoles, members }: Omit<Directory, 'engine'>,
  makerId: MemberId,
): FieldProblem[] {
  const { id, name, basedOn, clientAccess, switched } = role;
  const problems: FieldProblem[] = [];
  if (isBuiltInRole(id)) problems.push({ field: 'role.id', reason: say('is the name of a built-in role') });
  if (customRoles.some((other) => other.id !== id && other.name.toLowerCase() === name.toLowerCase()))
    problems.push({ field: 'role.name', reason: say('another role has this name') });
  problems.push(...findClientAccessProblems(basedOn, clientAccess, 'role.'));
  const former = customRoles.find((other) => other.id === id);
  const holders = members.filter(({ customRole }) => customRole === id);
  const copiesAnother = former?.basedOn !== basedOn || former?.clientAccess !== clientAccess;
  if (holders.length > 0 && copiesAnother)
    problems.push({
      field: 'role.basedOn',
      reason: say(
        '{count, plural, one {{names} has this role and cannot change with it} other {{names} have this role and cannot change with it}}',
        { count: holders.length, names: namesOf(holders) },
      ),
    });
  const maker = members.find((member) => member.id === makerId);
  for (const { key, reason } of findSwitchProblems(switched, roleModel, maker))
    problems.push({ field: `role.switched[${JSON.stringify(key)}]`, reason });
  return problems;
}

function namesOf(members: readonly Member[]): string {
  return members.map(({ name }) => name).join(', ');
}

export const removeRole = defineCommand({
  name: 'role.remove',
  args: z.object({ roleId: CustomRoleId }),
  async needs({ roleId }, tx, { directory }) {
    const role = await getRole(tx, roleId);
    return [...needsRoles([role]), { decision: decideNobodyHolds(role, await directory()) }];
  },
  async apply(tx, { roleId }, context) {
    const role = await getRole(tx, roleId);
    await tx.remove('customRoles', roleId);
    await context.log({ name: 'role.removed', details: { roleId, name: role.name } });
  },
});

/** Everybody who has a role of the workspace's own, be it on a single account. */
export function findHolders(roleId: CustomRoleId, members: readonly Member[]): readonly Member[] {
  return members.filter(
    ({ customRole, teams }) =>
      customRole === roleId ||
      teams.some(({ accountRoles }) => Object.values(accountRoles).some((given) => given === roleId)),
  );
}

function decideNobodyHolds({ id, name }: CustomRole, { members }: Directory): Decision {
  const rule = { table: 'workspace', row: 'role.remove', decidedBy: 'members' } as const;
  const holders = findHolders(id, members);
  if (holders.length === 0)
    return { allowed: true, reason: say('Nobody holds the role {role}.', { role: name }), rule, remedy: '' };
  return {
    allowed: false,
    reason: say('The role {role} is still held by {holders}.', { role: name, holders: namesOf(holders) }),
    rule,
    remedy: say('Give them another role first.'),
  };
}

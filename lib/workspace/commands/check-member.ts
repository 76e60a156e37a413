/** What is checked of a member before it is written, beyond who may write it. */

import {
  type Assignment,
  type ClientAccess,
  ROLES_BY_MODEL,
  type Role,
  type RoleModel,
  rulesFor,
  type TeamMembership,
} from '../../roles';
import { say } from '../../words/say';
import { type Directory, type FieldProblem, refuseProblems } from '../command';
import { isBuiltInRole } from '../custom-role-problems';
import type { Member } from '../records';
import { roleWords } from '../spoken-catalogue';

/**
 * Asked before anything else is: of a role that the model does not have, nobody could say who may give it.
 *
 * @throws CommandRefused that names the field
 */
export function checkRoleOfModel(role: Role | undefined, field: string, { workspace }: Directory): void {
  if (role !== undefined) refuseProblems(findRoleProblems(role, field, workspace.roleModel));
}

/** What is wrong with a role that somebody is to have, at `field`. */
export function findRoleProblems(role: Role, field: string, model: RoleModel): FieldProblem[] {
  return ROLES_BY_MODEL[model].includes(role)
    ? []
    : [{ field, reason: say('the {model} model has no role “{role}”', { model, role: roleWords(role) }) }];
}

/** The lists of a member that mean something in one model alone. */
const LISTS_BY_MODEL = {
  agency: ['accounts', 'grants'],
  enterprise: ['teams', 'addOns', 'adAccounts'],
} as const satisfies Record<RoleModel, readonly (keyof Member)[]>;

const OTHER_MODEL: Readonly<Record<RoleModel, RoleModel>> = { agency: 'enterprise', enterprise: 'agency' };

/**
 * Checks that a member is one that the workspace's model can have.
 *
 * @param member the member as it is to be written
 * @param directory the workspace as it is now
 * @throws CommandRefused that names each wrong field
 */
export function checkMember(member: Member, directory: Directory): void {
  refuseProblems(findMemberProblems(member, directory));
}

/** What is wrong with a member, by field; empty when the workspace can have them. */
export function findMemberProblems(member: Member, directory: Omit<Directory, 'engine'>): FieldProblem[] {
  return [
    ...findModelProblems(member, directory.workspace.roleModel),
    ...findCustomRoleProblems(member, directory),
    ...member.teams.flatMap((membership, index) => [
      ...(member.teams.findIndex(({ teamId }) => teamId === membership.teamId) < index
        ? [{ field: `teams[${index}].teamId`, reason: say('is named twice') }]
        : []),
      ...findMembershipProblems(membership, `teams[${index}].`, directory),
    ]),
    ...member.adAccounts.flatMap(({ adAccountId }, index) =>
      directory.adAccounts.some(({ id }) => id === adAccountId)
        ? []
        : [{ field: `adAccounts[${index}].adAccountId`, reason: say('there is no such ad account') }],
    ),
  ];
}

function findModelProblems(member: Member, model: RoleModel): FieldProblem[] {
  const { role, clientAccess, addOns, accounts } = member;
  const problems = findRoleProblems(role, 'role', model);
  problems.push(...findClientAccessProblems(role, clientAccess, ''));
  for (const list of LISTS_BY_MODEL[OTHER_MODEL[model]]) {
    if (member[list].length > 0)
      problems.push({
        field: list,
        reason: say('the {model} model alone has this', { model: OTHER_MODEL[model] }),
      });
  }
  if (role === 'administrator' && addOns.length > 0)
    problems.push({ field: 'addOns', reason: say('an administrator has all of it already') });
  for (const [index, { approves }] of accounts.entries())
    problems.push(...findAssignmentProblems({ approves }, role, `accounts[${index}].`));
  return problems;
}

/** What is wrong with the client access of that role; `path` stands before the field's name. */
export function findClientAccessProblems(
  role: Role | undefined,
  clientAccess: ClientAccess | undefined,
  path: string,
): FieldProblem[] {
  const field = `${path}clientAccess`;
  if (role === 'client')
    return clientAccess ? [] : [{ field, reason: say('a client has read, posting or full access') }];
  return clientAccess ? [{ field, reason: say('only clients have a client access') }] : [];
}

/** What is wrong with one assignment of somebody with that role; `path` stands before the field's name. */
export function findAssignmentProblems(
  { approves }: Pick<Assignment, 'approves'>,
  role: Role,
  path: string,
): FieldProblem[] {
  return approves && role !== 'client'
    ? [{ field: `${path}approves`, reason: say('only clients pass the client gate') }]
    : [];
}

function findCustomRoleProblems(
  { role, clientAccess, customRole }: Member,
  { customRoles }: Pick<Directory, 'customRoles'>,
): FieldProblem[] {
  if (customRole === undefined) return [];
  const found = customRoles.find(({ id }) => id === customRole);
  if (!found) return [{ field: 'customRole', reason: say('there is no such role') }];
  return found.basedOn === role && found.clientAccess === clientAccess
    ? []
    : [{ field: 'customRole', reason: say('{role} is based on another role', { role: found.name }) }];
}

/** What is wrong with being on a team in that way; `path` stands before the field's name. */
export function findMembershipProblems(
  { teamId, accountRoles }: TeamMembership,
  path: string,
  { teams, customRoles }: Pick<Directory, 'teams' | 'customRoles'>,
): FieldProblem[] {
  const team = teams.find(({ id }) => id === teamId);
  if (!team) return [{ field: `${path}teamId`, reason: say('there is no such team') }];
  return Object.entries(accountRoles).flatMap(([accountId, role]) => {
    const field = `${path}accountRoles.${accountId}`;
    if (!team.accountIds.some((id) => id === accountId))
      return [{ field, reason: say('the team {team} does not have this account', { team: team.name }) }];
    const isKnown = isBuiltInRole(role)
      ? ROLES_BY_MODEL.enterprise.some((known) => known === role)
      : customRoles.some(({ id }) => id === role);
    return isKnown ? [] : [{ field, reason: say('there is no such role') }];
  });
}

/** Tells whether everybody but administrators must be on a team, and this member is on none. */
export function lacksTeam({ role, teams }: Pick<Member, 'role' | 'teams'>, model: RoleModel): boolean {
  return model === 'enterprise' && role !== rulesFor(model).keeperRole && teams.length === 0;
}

import type { CustomRoleId, Role, RoleModel, TeamId } from '../../../lib/roles';
import { OFFERED_ROLES } from '../role-words';
import { type Question, question } from '../use-decisions';

interface AddWish {
  readonly role: Role;
  readonly accountId?: string;
  readonly teamId?: TeamId;
  readonly customRole?: CustomRoleId;
  readonly clientAccess?: 'read' | 'posting' | 'full' | undefined;
}

/** Asks whether somebody with that role may be added, and be given that account or team with it. */
export function addQuestion({
  role,
  accountId,
  teamId,
  customRole,
  clientAccess = 'read',
}: AddWish): Question {
  return question('member.add', {
    memberId: 'new',
    name: 'New member',
    role,
    ...(role === 'client' && { clientAccess }),
    ...(customRole !== undefined && { customRole }),
    accounts: accountId === undefined ? [] : [{ accountId }],
    teams: teamId === undefined ? [] : [{ teamId }],
  });
}

/** Asks of each role that a model offers whether somebody with it may be added. */
export function addRoleQuestions(model: RoleModel): readonly Question[] {
  return OFFERED_ROLES[model].map((role) => addQuestion({ role }));
}

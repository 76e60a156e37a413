import type { Role } from '../../../lib/roles';
import { type Question, question } from '../use-decisions';

/** The roles of the agency model, in the order in which they are offered. */
export const OFFERED_ROLES: readonly Role[] = ['editor', 'client', 'admin', 'owner'];

/** Asks whether somebody with that role may be added, and be given that account with it. */
export function addQuestion(role: Role, accountId?: string): Question {
  return question('member.add', {
    memberId: 'new',
    name: 'New member',
    role,
    ...(role === 'client' && { clientAccess: 'read' as const }),
    accounts: accountId === undefined ? [] : [{ accountId }],
  });
}

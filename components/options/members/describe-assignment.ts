import type { Assignment } from '../../../lib/roles';
import type { Member } from '../../../lib/workspace/records';
import { choosesPosting, writesPosts } from './member-draft';

/** What somebody does on an account, in a few words: "needs approval, member's credentials". */
export function describeAssignment(
  member: Pick<Member, 'role' | 'clientAccess'>,
  assignment: Assignment,
): string {
  const person = { role: member.role, clientAccess: member.clientAccess ?? 'read' };
  const words: string[] = [];
  if (choosesPosting(person))
    words.push(assignment.posting === 'full' ? 'full posting access' : 'needs approval');
  if (!writesPosts(person)) words.push('follows');
  if (writesPosts(person))
    words.push(assignment.credentials === 'owner' ? "owner's credentials" : "member's credentials");
  if (assignment.approves) words.push('approves');
  return words.join(', ');
}

import type { Assignment } from '../../../lib/roles';
import { say, sayList } from '../../../lib/words/say';
import type { Member } from '../../../lib/workspace/records';
import { choosesPosting, writesPosts } from './member-draft';

/** What somebody does on an account, in a few words: "needs approval, member's credentials". */
export function describeAssignment(
  member: Pick<Member, 'role' | 'clientAccess'>,
  assignment: Omit<Assignment, 'accountId'>,
): string {
  const holder = { role: member.role, clientAccess: member.clientAccess ?? 'read' };
  const parts: string[] = [];
  if (choosesPosting(holder))
    parts.push(assignment.posting === 'full' ? say('full posting access') : say('needs approval'));
  if (!writesPosts(holder)) parts.push(say('follows'));
  if (writesPosts(holder))
    parts.push(assignment.credentials === 'owner' ? say('owner’s credentials') : say('member’s credentials'));
  if (assignment.approves) parts.push(say('approves'));
  return sayList(parts, 'unit');
}

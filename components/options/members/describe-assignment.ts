import type { Assignment } from '../../../lib/roles';
import { say, sayList } from '../../../lib/words/say';
import type { Member } from '../../../lib/workspace/records';
import { choosesPosting, writesPosts } from './member-draft';

type Holder = Pick<Member, 'role' | 'clientAccess'>;

/**
 * What somebody does on an account, in a few words each.
 * @param isByHand whether a person posts there: then nobody's credentials are used
 */
export function assignmentWords(
  { role, clientAccess = 'read' }: Holder,
  { posting, credentials, approves }: Omit<Assignment, 'accountId'>,
  isByHand = false,
): readonly string[] {
  const holder = { role, clientAccess };
  const parts: string[] = [];
  if (choosesPosting(holder))
    parts.push(posting === 'full' ? say('posts without approval') : say('needs approval'));
  if (!writesPosts(holder)) parts.push(say('follows'));
  else if (!isByHand)
    parts.push(credentials === 'owner' ? say('owner’s credentials') : say('member’s credentials'));
  if (approves) parts.push(say('approves for the client'));
  return parts;
}

/** The same in one line: "needs approval, member’s credentials". */
export function describeAssignment(holder: Holder, assignment: Omit<Assignment, 'accountId'>): string {
  return sayList(assignmentWords(holder, assignment), 'unit');
}

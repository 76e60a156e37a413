/** What somebody who has an account does there, in a few words each. */
import type { AccountPerson } from '../../../lib/messages/views';
import type { Role } from '../../../lib/roles';
import { say, sayList } from '../../../lib/words/say';
import { ROLE_WORDS } from '../role-words';

/** @param isByHand whether a person posts there: then nobody's credentials are used */
export function accessWords(person: AccountPerson, isByHand: boolean): readonly string[] {
  const { role, clientAccess, assignment, teamNames, roleHere } = person;
  if (!assignment && teamNames.length === 0) return [say('reaches every account')];
  const words: string[] = [];
  if (teamNames.length > 0) words.push(say('through {teams}', { teams: sayList(teamNames) }));
  if (roleHere !== undefined) words.push(say('{role} here', { role: roleLabel(roleHere) }));
  if (assignment) {
    const writes = role !== 'client' || clientAccess !== 'read';
    if (!writes) words.push(say('follows'));
    else if (role !== 'owner' && role !== 'admin')
      words.push(assignment.posting === 'full' ? say('posts without approval') : say('needs approval'));
    if (writes && !isByHand)
      words.push(
        assignment.credentials === 'owner' ? say('owner’s credentials') : say('member’s credentials'),
      );
    if (assignment.approves) words.push(say('approves for the client'));
  }
  return words;
}

/** A role of the model by its words; one of the workspace's own has its own name. */
function roleLabel(role: string): string {
  return Object.hasOwn(ROLE_WORDS, role) ? say(ROLE_WORDS[role as Role].label) : role;
}

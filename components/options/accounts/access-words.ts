/** What somebody who has an account does there, in a few words each. */
import type { AccountPerson } from '../../../lib/messages/views';
import type { Role } from '../../../lib/roles';
import { say, sayList } from '../../../lib/words/say';
import { assignmentWords } from '../members/describe-assignment';
import { ROLE_WORDS } from '../role-words';

/** @param isByHand whether a person posts there: then nobody's credentials are used */
export function accessWords(person: AccountPerson, isByHand: boolean): readonly string[] {
  const { assignment, teamNames, roleHere } = person;
  if (!assignment && teamNames.length === 0) return [say('reaches every account')];
  const words: string[] = [];
  if (teamNames.length > 0) words.push(say('through {teams}', { teams: sayList(teamNames) }));
  if (roleHere !== undefined) words.push(say('{role} here', { role: roleLabel(roleHere) }));
  return assignment ? [...words, ...assignmentWords(person, assignment, isByHand)] : words;
}

/** A role of the model by its words; one of the workspace's own has its own name. */
function roleLabel(role: string): string {
  return Object.hasOwn(ROLE_WORDS, role) ? say(ROLE_WORDS[role as Role].label) : role;
}

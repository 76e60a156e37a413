import type { SessionView } from '../../lib/messages/views';
import type { Gate } from '../../lib/roles';
import { say } from '../../lib/words/say';
import { namesOfMembers } from './session-names';

/** Who will be asked for their approval, in the order of the steps; several accounts are asked side by side. */
export function approvalPathWords(
  gates: readonly Gate[],
  session: SessionView,
  gatedAccountCount: number,
): string {
  const unreachable = gates.find(({ approverIds }) => approverIds.length === 0);
  if (unreachable)
    return say(
      '{step, select, team {It needs the team’s approval, which nobody can give now.} client {It needs the client’s approval, which nobody can give now.} approval {It needs an approval, which nobody can give now.} other {It needs the {step}’s approval, which nobody can give now.}}',
      { step: unreachable.name },
    );
  const names = gates.map(({ approverIds }) => namesOfMembers(session, approverIds));
  const isSideBySide = gatedAccountCount > 1;
  const all = names.reduce((first, next) =>
    isSideBySide ? say('{first}; and {next}', { first, next }) : say('{first}, then {next}', { first, next }),
  );
  return say('Asks {names}.', { names: all });
}

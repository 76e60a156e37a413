import type { SessionView } from '../../lib/messages/views';
import type { Gate } from '../../lib/roles';
import { namesOfMembers } from './session-names';

/** Who will be asked for their approval, in the order of the steps; several accounts are asked side by side. */
export function approvalPathWords(
  gates: readonly Gate[],
  session: SessionView,
  gatedAccountCount: number,
): string {
  const unreachable = gates.find(({ approverIds }) => approverIds.length === 0);
  if (unreachable) return `It needs the ${unreachable.name}’s approval, which nobody can give now.`;
  const names = gates.map(({ approverIds }) => namesOfMembers(session, approverIds));
  return `Asks ${names.join(gatedAccountCount > 1 ? '; and ' : ', then ')}.`;
}

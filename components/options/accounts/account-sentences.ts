import type { SessionView } from '../../../lib/messages/views';
import type { Account, Connection, Member } from '../../../lib/workspace/records';
import { listNames } from '../role-words';

/** Whose sign-in it is, and whether it works. */
export function signInSentence(
  connection: Connection | undefined,
  { people, me }: Pick<SessionView, 'people' | 'me'>,
): string {
  if (!connection) return 'Nobody is signed in: posts wait until somebody signs in.';
  const isMine = connection.memberId === me?.id;
  const name = people.find(({ id }) => id === connection.memberId)?.name ?? 'Somebody who has left';
  const day = new Date(connection.sinceMs).toLocaleDateString(undefined, { dateStyle: 'medium' });
  if (connection.state === 'valid') return `${isMine ? 'You are' : `${name} is`} signed in since ${day}.`;
  return `${isMine ? 'You' : name} must sign in again: the network stopped accepting this sign-in on ${day}.`;
}

/** Which clients pass the account's client gate. */
export function clientApprovalSentence(
  { id, clientApprovalRule }: Account,
  members: readonly Member[],
): string {
  const approvers = members.filter(
    ({ role, suspended, accounts }) =>
      role === 'client' &&
      !suspended &&
      accounts.some(({ accountId, approves }) => accountId === id && approves),
  );
  const names = listNames(approvers.map(({ name }) => name));
  if (approvers.length === 0) return 'No client approves here.';
  if (approvers.length === 1) return `${names} approves every post.`;
  if (clientApprovalRule === 'any') return `One of ${names} approves each post.`;
  if (clientApprovalRule === 'all') return `${names} all approve each post.`;
  return `${clientApprovalRule} of ${names} approve each post.`;
}

import type { PersonView, SessionView } from '../../../lib/messages/views';
import type {
  Account,
  AccountPublishing,
  Connection,
  Member,
  WorkspacePublishing,
} from '../../../lib/workspace/records';
import { formatMoment } from '../../ui/format-time';
import { listNames } from '../role-words';

/** The names of those who can renew a sign-in: the owner's is every owner's to renew, the others are of one person. */
export function whoRenews(
  { mode, memberId }: Connection,
  { people, workspace }: Pick<SessionView, 'people' | 'workspace'>,
): readonly PersonView[] {
  const owners = people.filter(({ role, suspended }) => role === 'owner' && !suspended);
  if (mode === 'owner' && workspace?.roleModel === 'agency' && owners.length > 0) return owners;
  return people.filter(({ id }) => id === memberId);
}

/** Whose sign-in it is, and whether it works. */
export function signInSentence(
  connection: Connection | undefined,
  session: Pick<SessionView, 'people' | 'me' | 'workspace'>,
): string {
  const { people, me } = session;
  if (!connection) return 'Nobody is signed in: posts wait until somebody signs in.';
  const isMine = connection.memberId === me?.id;
  const name = people.find(({ id }) => id === connection.memberId)?.name ?? 'Somebody who has left';
  const day = new Date(connection.sinceMs).toLocaleDateString(undefined, { dateStyle: 'medium' });
  if (connection.state === 'valid') return `${isMine ? 'You are' : `${name} is`} signed in since ${day}.`;
  const renewing = whoRenews(connection, session);
  const who = renewing.some(({ id }) => id === me?.id)
    ? 'You'
    : renewing.map((person) => person.name).join(' or ') || name;
  return `${who} must sign in again: the network stopped accepting this sign-in on ${day}.`;
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

/** Whether the account's posts go out now; each sentence is one thing that holds them. */
export function holdSentences(
  { pausedSinceMs, notBeforeMs }: AccountPublishing,
  workspace: WorkspacePublishing,
  nowMs: number,
): readonly string[] {
  const sentences: string[] = [];
  if (workspace.pausedSinceMs !== undefined)
    sentences.push(`The whole workspace is paused since ${formatMoment(workspace.pausedSinceMs, nowMs)}.`);
  if (pausedSinceMs !== undefined)
    sentences.push(`This account is paused since ${formatMoment(pausedSinceMs, nowMs)}.`);
  if (notBeforeMs !== undefined && notBeforeMs > nowMs)
    sentences.push(`The network asked us to wait until ${formatMoment(notBeforeMs, nowMs)}.`);
  return sentences.length > 0 ? sentences : ['Posts go out when their time comes.'];
}

/** What is set beside that: a schedule, and what is added to every post; empty when nothing is. */
export function settingsSentence({
  schedule,
  signature,
  linkParameters,
  shortener,
}: AccountPublishing): string {
  const count = schedule?.slots.length ?? 0;
  const week = schedule
    ? `${count === 1 ? 'One time' : `${count} times`} a week in its schedule, by the clock of ${schedule.timeZone}.`
    : '';
  const added = [
    ...(signature === undefined ? [] : ['a signature']),
    ...(linkParameters && Object.keys(linkParameters).length > 0 ? ['parameters on links'] : []),
    ...(shortener === undefined ? [] : ['a link shortener']),
  ];
  const additions = added.length > 0 ? `Every post gets ${listNames(added)}.` : '';
  return [week, additions].filter(Boolean).join(' ');
}

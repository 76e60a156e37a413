import type { AccountOverview, SessionView } from '../../../lib/messages/views';
import { say, sayList } from '../../../lib/words/say';
import type {
  Account,
  AccountPublishing,
  Connection,
  Member,
  WorkspacePublishing,
} from '../../../lib/workspace/records';
import { formatDate, formatInZone, formatMoment } from '../../ui/format-time';

interface Renewal {
  readonly names: readonly string[];
  readonly includesMe: boolean;
}

/**
 * Who can renew a sign-in.
 * @param overview what the role engine says of the account's own sign-in; without it, whoever the session names
 */
export function whoRenews(
  { mode, memberId }: Connection,
  { people, me, workspace }: Pick<SessionView, 'people' | 'me' | 'workspace'>,
  overview?: Pick<AccountOverview, 'renewers' | 'signIn'>,
): Renewal {
  if (mode === 'owner' && overview) return { names: overview.renewers, includesMe: overview.signIn.allowed };
  const owners = people.filter(({ role, suspended }) => role === 'owner' && !suspended);
  const able =
    mode === 'owner' && workspace?.roleModel === 'agency' && owners.length > 0
      ? owners
      : people.filter(({ id }) => id === memberId);
  return { names: able.map(({ name }) => name), includesMe: able.some(({ id }) => id === me?.id) };
}

/** Whose sign-in it is, and whether it works. */
export function signInSentence(
  connection: Connection | undefined,
  session: Pick<SessionView, 'people' | 'me' | 'workspace'>,
  overview?: Pick<AccountOverview, 'renewers' | 'signIn'>,
): string {
  const { people, me } = session;
  if (!connection) return say('Nobody is signed in: posts wait until somebody signs in.');
  const name = people.find(({ id }) => id === connection.memberId)?.name ?? say('Somebody who has left');
  const day = formatDate(connection.sinceMs);
  if (connection.state === 'valid')
    return connection.memberId === me?.id
      ? say('You are signed in since {day}.', { day })
      : say('{name} is signed in since {day}.', { name, day });
  const { names, includesMe } = whoRenews(connection, session, overview);
  return includesMe
    ? say('You must sign in again: the network stopped accepting this sign-in on {day}.', { day })
    : say('{names} must sign in again: the network stopped accepting this sign-in on {day}.', {
        names: names.length > 0 ? sayList(names, 'disjunction') : name,
        day,
      });
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
  const names = sayList(approvers.map(({ name }) => name));
  if (approvers.length === 0) return say('No client approves here.');
  if (approvers.length === 1) return say('{name} approves every post.', { name: names });
  if (clientApprovalRule === 'any') return say('One of {names} approves each post.', { names });
  if (clientApprovalRule === 'all') return say('{names} all approve each post.', { names });
  return say('{count} of {names} approve each post.', { count: clientApprovalRule, names });
}

/** As many names as a sentence bears. */
const NAMED = 5;

/** Whose posts wait for the team. @param names at least one */
export function teamApprovalSentence(names: readonly string[]): string {
  const rest = names.length - NAMED;
  return rest > 0
    ? say(
        'Posts of {names} and {rest, plural, one {one more person} other {# more people}} wait for approval.',
        {
          names: names.slice(0, NAMED).join(', '),
          rest,
        },
      )
    : say('Posts of {names} wait for the team’s approval.', { names: sayList(names) });
}

/** Whether the account's posts go out now; each sentence is one thing that holds them. */
export function holdSentences(
  { pausedSinceMs, notBeforeMs }: AccountPublishing,
  workspace: WorkspacePublishing,
  nowMs: number,
): readonly string[] {
  const sentences: string[] = [];
  if (workspace.pausedSinceMs !== undefined)
    sentences.push(
      say('The whole workspace is paused since {moment}.', {
        moment: formatMoment(workspace.pausedSinceMs, nowMs),
      }),
    );
  if (pausedSinceMs !== undefined)
    sentences.push(
      say('This account is paused since {moment}.', { moment: formatMoment(pausedSinceMs, nowMs) }),
    );
  if (notBeforeMs !== undefined && notBeforeMs > nowMs)
    sentences.push(
      say('The network asked us to wait until {moment}.', { moment: formatMoment(notBeforeMs, nowMs) }),
    );
  return sentences.length > 0 ? sentences : [say('Posts go out when their time comes.')];
}

/** What is set beside that: a schedule, and what is added to every post; empty when nothing is. */
export function settingsSentence({
  schedule,
  signature,
  linkParameters,
  shortener,
  linkInBio,
  watermark,
}: AccountPublishing): string {
  const week =
    schedule &&
    say(
      '{count, plural, one {One time} other {# times}} a week in its schedule, by the clock of {timeZone}.',
      { count: schedule.slots.length, timeZone: schedule.timeZone },
    );
  const added = [
    ...(signature === undefined ? [] : [say('a signature')]),
    ...(linkParameters && Object.keys(linkParameters).length > 0 ? [say('parameters on links')] : []),
    ...(shortener === undefined ? [] : [say('a link shortener')]),
    ...(linkInBio === undefined ? [] : [say('the link in bio')]),
    ...(watermark === undefined ? [] : [say('a watermark on images')]),
  ];
  const additions =
    added.length > 0 ? say('Every post gets {additions}.', { additions: sayList(added) }) : '';
  return [week, additions].filter(Boolean).join(' ');
}

/** How many posts wait, and when the queue has room; empty where there is neither. */
export function queueSentence(
  { waitingCount, nextSlotMs }: Pick<AccountOverview, 'waitingCount' | 'nextSlotMs'>,
  timeZone: string | undefined,
): string {
  const waiting = !waitingCount
    ? ''
    : waitingCount >= 100
      ? say('More than 99 posts wait.')
      : say('{count, plural, one {One post waits.} other {# posts wait.}}', {
          count: waitingCount,
        });
  const next =
    nextSlotMs === undefined || timeZone === undefined
      ? ''
      : say('The next free slot is {moment}.', { moment: formatInZone(nextSlotMs, timeZone) });
  return [waiting, next].filter(Boolean).join(' ');
}

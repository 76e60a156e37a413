import { say, words } from '../../lib/words/say';
import type { LogEvent } from '../../lib/workspace/records';
import { formatMoment } from '../ui/format-time';

/** What a history needs to know of the workspace to be read as sentences. */
export interface HistoryNames {
  readonly nameOfMember: (memberId: string) => string;
  readonly nowMs: number;
}

type Details = LogEvent['details'];
type Sentence = (who: string, details: Details, names: HistoryNames) => string;

/** What somebody did. What the extension did by itself stands in `BY_ITSELF`. */
const DEEDS: Readonly<Record<string, Sentence>> = {
  'post.created': (who) => say('{who} wrote the post.', { who }),
  'post.edited': (who) => say('{who} changed the post.', { who }),
  'post.copied': (who) => say('{who} made this post as a copy of another.', { who }),
  'post.deleted': (who) => say('{who} deleted the post.', { who }),
  'post.submitted': (who, { steps }) =>
    isNamed(steps)
      ? say('{who} sent the post for approval ({steps}).', { who, steps: listOf(steps) })
      : say('{who} sent the post for approval.', { who }),
  'post.scheduled': (who, { scheduledAtMs }, { nowMs }) =>
    typeof scheduledAtMs === 'number'
      ? say('{who} scheduled the post for {time}.', { who, time: formatMoment(scheduledAtMs, nowMs) })
      : say('{who} sent the post on its way.', { who }),
  'post.approved': (who, details) =>
    sayDecision(who, details, [
      words('{who} approved the post.'),
      words('{who} approved the post: “{note}”'),
      words('{who} approved the post for the {step}.'),
      words('{who} approved the post for the {step}: “{note}”'),
    ]),
  'post.declined': (who, details) =>
    sayDecision(who, details, [
      words('{who} declined the post.'),
      words('{who} declined the post: “{note}”'),
      words('{who} declined the post for the {step}.'),
      words('{who} declined the post for the {step}: “{note}”'),
    ]),
  'post.decisionUndone': (who) => say('{who} took that decision back.', { who }),
  'post.approvalRestarted': (who, { because }) =>
    because
      ? endSentence(say('{who} started the approval again: {because}', { who, because: String(because) }))
      : say('{who} started the approval again.', { who }),
  'post.resealed': (who) =>
    say('{who} changed the approved post; the approval now stands in their name.', { who }),
  'post.signInChanged': (who, { credentials, isSignedIn }) =>
    say(signInWords(credentials === 'member', isSignedIn === false), { who }),
  'post.withdrawn': (who) => say('{who} took the post back to a draft.', { who }),
  'post.retried': (who) => say('{who} sent the post to the network once more.', { who }),
  'post.repeated': (who, { scheduledAtMs }, { nowMs }) =>
    typeof scheduledAtMs === 'number'
      ? say('{who} scheduled the next of a repeated post for {time}.', {
          who,
          time: formatMoment(scheduledAtMs, nowMs),
        })
      : say('{who} scheduled the next of a repeated post.', { who }),
  'post.takenDown': (who, { url }) =>
    url
      ? say('{who} took it off the network ({address}).', { who, address: String(url) })
      : say('{who} took it off the network.', { who }),
  'post.postedByHand': (who, { url }) =>
    url
      ? say('{who} posted it on the site themself ({address}).', { who, address: String(url) })
      : say('{who} posted it on the site themself.', { who }),
  'post.noted': (who, { note }) =>
    isThere(note) ? say('{who} noted: “{note}”', { who, note: String(note) }) : say('{who} noted.', { who }),
};

const BY_ITSELF: Readonly<Record<string, (details: Details, names: HistoryNames) => string>> = {
  'post.armed': () => say('The post was made ready for the network.'),
  'post.published': () => say('The network accepted the post.'),
  'post.failed': ({ words: because }) =>
    because
      ? say('The post could not be published: {reason}', { reason: String(because) })
      : say('The post could not be published.'),
  'post.timePassed': () =>
    say('The time of the post passed while it awaited approval, so it became a draft again.'),
  'post.approvalComplete': () => say('Everybody who still has to approve the post had approved it.'),
  'post.becameDraft': () =>
    say(
      'The workspace moved to another role model, where the post needs approval, so it became a draft again.',
    ),
  'post.repeated': ({ scheduledAtMs }, { nowMs }) =>
    typeof scheduledAtMs === 'number'
      ? say('It is repeated: this one goes out {time}.', { time: formatMoment(scheduledAtMs, nowMs) })
      : say('It is repeated.'),
  'post.handedOver': () => say('Its author left, and the post was handed over.'),
};

/** One line of a post's history as a sentence: who did what. */
export function historySentence(
  event: Pick<LogEvent, 'name' | 'actorId' | 'details'>,
  names: HistoryNames,
): string {
  const { name, actorId, details } = event;
  const byItself = BY_ITSELF[name];
  if (byItself && (actorId === 'system' || !DEEDS[name])) return byItself(details, names);
  const who = actorId === 'system' ? say('The extension') : names.nameOfMember(actorId);
  return (
    DEEDS[name]?.(who, details, names) ??
    say('{who} did something that this version has no words for ({name}).', { who, name })
  );
}

function sayDecision(
  who: string,
  { step, note }: Details,
  [plain, withNote, withStep, withBoth]: readonly [string, string, string, string],
): string {
  const places = { who, step: stepName(String(step)), note: String(note) };
  if (isNamed(step)) return say(isThere(note) ? withBoth : withStep, places);
  return say(isThere(note) ? withNote : plain, places);
}

/** The one step of a post in the enterprise model that goes without a template says no more than that it is one. */
function isNamed(step: Details[string] | undefined): step is string {
  return isThere(step) && step !== 'approval';
}

/** The steps that the workspace itself asks have no name of their own. */
function stepName(step: string): string {
  if (step === 'team') return say('team');
  return step === 'client' ? say('client') : step;
}

function signInWords(isMembers: boolean, isMissing: boolean): string {
  if (isMembers)
    return isMissing
      ? words('{who} changed whose sign-in the post goes out with: the author’s own, which was missing.')
      : words('{who} changed whose sign-in the post goes out with: the author’s own.');
  return isMissing
    ? words('{who} changed whose sign-in the post goes out with: the owner’s, which was missing.')
    : words('{who} changed whose sign-in the post goes out with: the owner’s.');
}

function listOf(steps: string | number | boolean): string {
  return String(steps)
    .split(', ')
    .map(stepName)
    .reduce((first, next) => say('{first}, then {next}', { first, next }));
}

function isThere(detail: Details[string] | undefined): boolean {
  return detail !== undefined && detail !== '';
}

function endSentence(text: string): string {
  return /[.!?…”]$/.test(text) ? text : `${text}.`;
}

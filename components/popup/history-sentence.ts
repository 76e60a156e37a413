import type { LogEvent } from '../../lib/workspace/records';
import { formatMoment } from '../ui/format-time';

/** What a history needs to know of the workspace to be read as sentences. */
export interface HistoryNames {
  readonly nameOfMember: (memberId: string) => string;
  readonly nowMs: number;
}

type Sentence = (details: LogEvent['details'], names: HistoryNames) => string;

/** What somebody did, as it follows their name. What the extension did by itself stands in `BY_ITSELF`. */
const DEEDS: Readonly<Record<string, Sentence>> = {
  'post.created': () => 'wrote the post',
  'post.edited': () => 'changed the post',
  'post.copied': () => 'made this post as a copy of another',
  'post.deleted': () => 'deleted the post',
  'post.submitted': ({ steps }) => `sent the post for approval${steps ? ` (${listOf(steps)})` : ''}`,
  'post.scheduled': ({ scheduledAtMs }, { nowMs }) =>
    typeof scheduledAtMs === 'number'
      ? `scheduled the post for ${formatMoment(scheduledAtMs, nowMs)}`
      : 'sent the post on its way',
  'post.approved': ({ step, note }) => `approved the post${stepOf(step)}${quoted(note)}`,
  'post.declined': ({ step, note }) => `declined the post${stepOf(step)}${quoted(note)}`,
  'post.decisionUndone': () => 'took that decision back',
  'post.approvalRestarted': ({ because }) => `started the approval again${because ? `: ${because}` : ''}`,
  'post.resealed': () => 'changed the approved post; the approval now stands in their name',
  'post.withdrawn': () => 'took the post back to a draft',
  'post.retried': () => 'sent the post to the network once more',
  'post.repeated': ({ scheduledAtMs }, { nowMs }) =>
    typeof scheduledAtMs === 'number'
      ? `scheduled the next of a repeated post for ${formatMoment(scheduledAtMs, nowMs)}`
      : 'scheduled the next of a repeated post',
  'post.takenDown': ({ url }) => `took it off the network${url ? ` (${url})` : ''}`,
  'post.postedByHand': ({ url }) => `posted it on the site themself${url ? ` (${url})` : ''}`,
  'post.noted': ({ note }) => `noted${quoted(note)}`,
};

const BY_ITSELF: Readonly<Record<string, Sentence>> = {
  'post.armed': () => 'The post was made ready for the network.',
  'post.published': () => 'The network accepted the post.',
  'post.failed': ({ words }) => `The post could not be published${words ? `: ${words}` : '.'}`,
  'post.timePassed': () =>
    'The time of the post passed while it awaited approval, so it became a draft again.',
  'post.approvalComplete': () => 'Everybody who still has to approve the post had approved it.',
  'post.becameDraft': () =>
    'The workspace moved to another role model, where the post needs approval, so it became a draft again.',
  'post.handedOver': () => 'Its author left, and the post was handed over.',
};

/** One line of a post's history as a sentence: who did what. */
export function historySentence(
  event: Pick<LogEvent, 'name' | 'actorId' | 'details'>,
  names: HistoryNames,
): string {
  const { name, actorId, details } = event;
  const byItself = BY_ITSELF[name];
  if (byItself && (actorId === 'system' || !DEEDS[name])) return byItself(details, names);
  const who = actorId === 'system' ? 'The extension' : names.nameOfMember(actorId);
  const deed = DEEDS[name]?.(details, names) ?? `did something that this version has no words for (${name})`;
  return endSentence(`${who} ${deed}`);
}

/** Through which rule something was allowed, as a line of the published table; undefined where no rule was asked. */
export function ruleLine({ rule, actorId }: Pick<LogEvent, 'rule' | 'actorId'>): string | undefined {
  if (!rule || actorId === 'system') return undefined;
  const cell = rule.cell === undefined ? '' : ` = ${rule.cell}`;
  const source = rule.source === undefined || rule.source === '' ? '' : `, source ${rule.source}`;
  return `Allowed by the ${rule.table} table: ${rule.row}, ${rule.decidedBy}${cell}${source}`;
}

function listOf(steps: string | number | boolean): string {
  return `${String(steps).split(', ').join(', then ')}`;
}

function stepOf(step: string | number | boolean | undefined): string {
  return step === undefined || step === '' ? '' : ` for the ${step}`;
}

function quoted(note: string | number | boolean | undefined): string {
  return note === undefined || note === '' ? '' : `: “${note}”`;
}

function endSentence(text: string): string {
  return /[.!?…”]$/.test(text) ? text : `${text}.`;
}

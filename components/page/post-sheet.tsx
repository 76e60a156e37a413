import type { JSX } from 'preact';
import type { ButtonAnswer, PostButtons } from '../../lib/messages/page-views';
import { say, words } from '../../lib/words/say';
import { formatMoment } from '../ui/format-time';
import { refusalOf } from '../ui/refusal-of';
import { STATUS_WORDS } from '../ui/status-words';
import { drawInto } from './draw-into';

/** What can be asked for from the sheet of one of the workspace's own posts. */
export type SheetAction = 'share' | 'review' | 'recordPosted' | 'annotate';

const ACTION_WORDS: Readonly<Record<SheetAction, string>> = {
  review: words('Approve or decline …'),
  recordPosted: words('This is it: note as posted'),
  annotate: words('Labels and notes …'),
  share: words('Draft from this post'),
};

/** What the sheet of an own post offers, in its order. One that is absent makes no sense here. */
function actionsOf(
  { approve, decline, recordPosted, label, note }: PostButtons['buttons'],
  share?: ButtonAnswer,
) {
  // One door to both decisions: what is decided on is shown in full behind it.
  const review = approve?.allowed ? approve : (decline ?? approve);
  // They are in one window, and whoever may only do one of them is told there of the other.
  const annotate = label?.allowed ? label : (note ?? label);
  const answers: Readonly<Record<SheetAction, ButtonAnswer | undefined>> = {
    review,
    recordPosted,
    annotate,
    share,
  };
  return Object.entries(answers).flatMap(([action, answer]) =>
    answer === undefined ? [] : [{ action: action as SheetAction, answer }],
  );
}

export interface OwnPostSheetProps {
  readonly own: PostButtons;
  /** Present where there was no place for a Share button of its own. */
  readonly share?: ButtonAnswer | undefined;
  readonly nowMs: number;
  readonly onAction: (action: SheetAction) => void;
  readonly onRefused: (refusal: string) => void;
  /** Why what was just pressed is refused. */
  readonly refusal?: string | undefined;
}

/** What opens from the state of one of the workspace's own posts: where it stands, what happened, what can be done. */
export function OwnPostSheet(props: OwnPostSheetProps): JSX.Element {
  const { own, share, nowMs, onAction, onRefused, refusal } = props;
  const { post, labels, notes, buttons } = own;
  return (
    <>
      {post && (
        <p>
          <strong>{say(STATUS_WORDS[post.status])}</strong>
          {post.authorName && ` · ${post.authorName}`}
        </p>
      )}
      {labels.length > 0 && (
        <p class="labels">
          {labels.map((label) => (
            <span key={label}>{label}</span>
          ))}
        </p>
      )}
      {post && post.history.length > 0 && (
        <ul aria-label={say('History')}>
          {post.history.map(({ words, atMs }) => (
            <li key={`${atMs} ${words}`}>
              {words} <time dateTime={new Date(atMs).toISOString()}>{formatMoment(atMs, nowMs)}</time>
            </li>
          ))}
        </ul>
      )}
      {notes.length > 0 && (
        <ul aria-label={say('Notes')}>
          {notes.map(({ authorName, text, atMs }) => (
            <li key={`${atMs} ${authorName}`}>
              <strong>{authorName}:</strong> {text}
            </li>
          ))}
        </ul>
      )}
      <div class="actions">
        {actionsOf(buttons, share).map(({ action, answer }) => (
          <button
            key={action}
            type="button"
            class={(action === 'review' || action === 'recordPosted') && answer.allowed ? 'first' : undefined}
            aria-disabled={answer.allowed ? undefined : 'true'}
            aria-describedby={answer.allowed ? undefined : 'refusal'}
            onClick={(event) => {
              if (!event.isTrusted) return;
              if (answer.allowed) onAction(action);
              else onRefused(refusalOf(answer));
            }}
            onFocus={() => onRefused(answer.allowed ? '' : refusalOf(answer))}
            onMouseEnter={() => onRefused(answer.allowed ? '' : refusalOf(answer))}
          >
            {say(ACTION_WORDS[action])}
          </button>
        ))}
      </div>
      <p class="quiet" id="refusal" role="status">
        {refusal}
      </p>
    </>
  );
}

/** Draws the sheet into an element of ours; one that was closed while it was loaded is left alone. */
export function drawOwnPostSheet(sheet: HTMLElement, props: OwnPostSheetProps): void {
  if (sheet.isConnected) drawInto(sheet, <OwnPostSheet {...props} />);
}

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ButtonAnswer, PostButtons } from '../../lib/messages/page-views';
import { RelativeTime } from '../ui/relative-time';
import { AnchoredPopover } from './anchored-popover';
import { NoteField } from './note-field';
import { whyNot } from './page-button';

export interface NotePopoverProps {
  readonly anchor: () => DOMRectReadOnly | undefined;
  /** What the team has written to this post, newest last. */
  readonly notes: PostButtons['notes'];
  readonly answer: ButtonAnswer;
  readonly nowMs: () => number;
  /** Rejects when it was not accepted. */
  readonly send: (text: string) => Promise<void>;
  readonly onClose: () => void;
}

/** The team's notes to a post of a site: never sent there. */
export function NotePopover(props: NotePopoverProps): JSX.Element {
  const { anchor, notes, answer, nowMs, send, onClose } = props;
  const [isBegun, setIsBegun] = useState(false);
  const refusal = whyNot(answer);
  const now = nowMs();
  return (
    <AnchoredPopover title="Notes" anchor={anchor} isKept={isBegun} onClose={onClose}>
      {notes.length > 0 ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
        <ul class="page-notes" tabIndex={0} aria-label="Notes on this post">
          {notes.map(({ authorName, text, atMs }) => (
            <li key={`${atMs} ${authorName}`} class="page-note">
              <span class="page-note-about">
                <bdi class="page-note-author">{authorName}</bdi>
                <RelativeTime atMs={atMs} nowMs={now} />
              </span>
              <span class="page-note-text" dir="auto">
                {text}
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <p class="page-quiet">No notes yet. Only your team sees them.</p>
      )}
      {refusal !== '' ? (
        <p class="page-quiet">{refusal}</p>
      ) : (
        <NoteField
          label="New note"
          sendLabel="Add note"
          emptyReason="Write something first."
          onSend={async (text) => {
            await send(text);
            onClose();
          }}
          onCancel={onClose}
          onChange={(text) => setIsBegun(text.trim() !== '')}
        />
      )}
    </AnchoredPopover>
  );
}

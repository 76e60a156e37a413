import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { run } from '../../lib/messages/client';
import type { SitePostView } from '../../lib/messages/page-views';
import { say } from '../../lib/words/say';
import { RelativeTime } from '../ui/relative-time';
import { useToast } from '../ui/toast';
import type { SitePostAddress } from './popup-address';
import { usePopupServices } from './popup-services';
import { SitePostField } from './site-post-field';

export interface SitePostNotesProps {
  readonly address: SitePostAddress;
  readonly view: SitePostView;
  readonly reload: () => void;
  /** Of the note that is being written: who is to go back is asked about it. */
  readonly text: string;
  readonly onText: (text: string) => void;
}

/** What the team wrote to a post, oldest first, and room for another note. */
export function SitePostNotes({ address, view, reload, text, onText }: SitePostNotesProps): JSX.Element {
  const { nowMs } = usePopupServices();
  const showToast = useToast();
  const id = useId();
  const now = nowMs();
  return (
    <section class="site-post-section" aria-labelledby={`${id}-title`}>
      <h3 class="site-post-heading" id={`${id}-title`}>
        {say('Notes')}
      </h3>
      {view.notes.length > 0 ? (
        <ol class="site-post-notes">
          {view.notes.map((note) => (
            <li key={`${note.atMs} ${note.authorName}`} class="site-post-note">
              <span class="site-post-note-about">
                <bdi class="site-post-note-author">{note.authorName}</bdi>
                <RelativeTime atMs={note.atMs} nowMs={now} />
              </span>
              <p class="site-post-note-text" dir="auto">
                {note.text}
              </p>
            </li>
          ))}
        </ol>
      ) : (
        <p class="site-post-quiet">{say('No notes yet.')}</p>
      )}
      <SitePostField
        id={id}
        label={say('New note')}
        addWords={say('Add note')}
        argument="text"
        hasLines
        answer={view.note}
        text={text}
        onText={onText}
        onAdd={async (wanted, wishId) => {
          await run('engage.note', { ...address, text: wanted }, wishId);
          reload();
          showToast({ text: say('Your note is added.') });
        }}
      />
    </section>
  );
}

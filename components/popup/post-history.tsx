import './post-history.css';
import type { JSX } from 'preact';
import type { PostDetailView, SessionView } from '../../lib/messages/views';
import { say } from '../../lib/words/say';
import { RelativeTime } from '../ui/relative-time';
import { historySentence } from './history-sentence';
import { usePopupServices } from './popup-services';
import { nameOfMember } from './session-names';

/** Who did what to a post and when, the newest first, each with the rule that allowed it. */
export function PostHistory(props: {
  readonly events: PostDetailView['events'];
  readonly session: SessionView;
}): JSX.Element {
  const { events, session } = props;
  const { nowMs } = usePopupServices();
  const now = nowMs();
  const names = { nameOfMember: (id: string) => nameOfMember(session, id), nowMs: now };
  return (
    <ol class="post-history" reversed>
      {events.toReversed().map((event) => (
        <li class="post-history-event" key={event.id}>
          <span class="post-history-line">
            <span class="post-history-sentence" dir="auto">
              {historySentence(event, names)}
            </span>
            <span class="post-history-time">
              <RelativeTime atMs={event.atMs} nowMs={now} />
            </span>
          </span>
          {event.allowedBy !== undefined && (
            <span class="post-history-rule">{say('Rule: {sentence}', { sentence: event.allowedBy })}</span>
          )}
        </li>
      ))}
    </ol>
  );
}

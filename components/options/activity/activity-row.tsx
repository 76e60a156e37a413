import type { ActivityEvent } from '../../../lib/messages/views';
import { say } from '../../../lib/words/say';
import { Avatar } from '../../ui/avatar';
import { formatMoment } from '../../ui/format-time';
import { useOptionsServices } from '../options-services';
import { actorOf, type EventNames, eventSentence } from './event-sentences';

interface ActivityRowProps {
  /** Undefined while it is read. */
  readonly event: ActivityEvent | undefined;
  readonly names: EventNames;
}

/** One event: its sentence, the post that it is about, when it was, and through which rule. */
export function ActivityRow({ event, names }: ActivityRowProps) {
  const services = useOptionsServices();
  if (!event) return <span class="activity__waiting">{say('Being read…')}</span>;
  const { postId, excerpt, atMs, allowedBy } = event;
  return (
    <>
      <Avatar name={actorOf(event, names)} />
      <span class="activity__what">
        <span class="activity__sentence" dir="auto">
          {eventSentence(event, names)}
        </span>
        <span class="activity__about">
          {postId !== undefined && excerpt !== undefined && (
            <button class="activity__post" type="button" onClick={() => services.openPost(postId)}>
              <bdi>{excerpt === '' ? say('A post without text') : excerpt}</bdi>
            </button>
          )}
          {allowedBy !== undefined && (
            <span class="activity__rule">{say('Rule: {sentence}', { sentence: allowedBy })}</span>
          )}
        </span>
      </span>
      <time class="activity__time" dateTime={new Date(atMs).toISOString()}>
        {formatMoment(atMs, names.nowMs)}
      </time>
    </>
  );
}

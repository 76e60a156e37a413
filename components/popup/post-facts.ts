import type { PostField } from '../../lib/networks/post-fields';
import { say } from '../../lib/words/say';
import type { Post } from '../../lib/workspace/records';
import { formatInZone, readersTimeZone } from '../ui/format-time';
import { optionWords } from './option-words';
import { repeatWords } from './repeat-words';

export interface PostFact {
  readonly label: string;
  readonly words: string;
}

/** What a post has beside text, images, link and the moment it goes out: each with its name. */
export function findPostFacts(
  post: Pick<Post, 'options' | 'scheduledAtMs' | 'timeZone' | 'inQueue' | 'repeat'>,
  fields: readonly PostField[],
): readonly PostFact[] {
  const { scheduledAtMs, timeZone, inQueue, repeat } = post;
  const facts: PostFact[] = optionWords(fields, post.options).map(({ label, words }) => ({ label, words }));
  if (inQueue) {
    const queued =
      scheduledAtMs === undefined
        ? say('the next free slot when it is sent on')
        : say('its time is a slot of the queue');
    facts.push({ label: say('Queue'), words: queued });
  }
  if (repeat) facts.push({ label: say('Repeated'), words: repeatWords(repeat) });
  if (scheduledAtMs !== undefined && timeZone !== undefined && timeZone !== readersTimeZone())
    facts.push({ label: say('Clock'), words: formatInZone(scheduledAtMs, timeZone) });
  return facts;
}

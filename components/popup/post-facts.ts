import type { PostField } from '../../lib/networks/post-fields';
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
    const words =
      scheduledAtMs === undefined
        ? 'the next free slot when it is sent on'
        : 'its time is a slot of the queue';
    facts.push({ label: 'Queue', words });
  }
  if (repeat) facts.push({ label: 'Repeated', words: repeatWords(repeat) });
  if (scheduledAtMs !== undefined && timeZone !== undefined && timeZone !== readersTimeZone())
    facts.push({ label: 'Clock', words: formatInZone(scheduledAtMs, timeZone) });
  return facts;
}

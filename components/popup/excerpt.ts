import { say } from '../../lib/words/say';
import type { Post } from '../../lib/workspace/records';

const MAX_LENGTH = 160;

/** The beginning of a post on one line, or what it has instead of words. */
export function excerptOf({ text, media, link }: Pick<Post, 'text' | 'media' | 'link'>): string {
  const line = text
    .slice(0, 4 * MAX_LENGTH)
    .replace(/\s+/g, ' ')
    .trim();
  if (line !== '') return line.slice(0, MAX_LENGTH);
  if (media.length > 0)
    return say('{count, plural, one {An image without words} other {# images without words}}', {
      count: media.length,
    });
  return link ? link.title || link.url : say('No words yet');
}

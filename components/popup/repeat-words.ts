import { say, words } from '../../lib/words/say';
import type { Repeat } from '../../lib/workspace/posting-schedule';
import { formatDate } from '../ui/format-time';

const REPEAT_WORDS: Readonly<Record<Repeat['unit'], string>> = {
  day: words('{count, plural, one {every day until {day}} other {every # days until {day}}}'),
  week: words('{count, plural, one {every week until {day}} other {every # weeks until {day}}}'),
  month: words('{count, plural, one {every month until {day}} other {every # months until {day}}}'),
};

/** How a post is repeated: "every day until 3 Dec 2026", "every 2 weeks until 3 Dec 2026". */
export function repeatWords({ unit, every, untilMs }: Pick<Repeat, 'unit' | 'every' | 'untilMs'>): string {
  return say(REPEAT_WORDS[unit], { count: every, day: formatDate(untilMs) });
}

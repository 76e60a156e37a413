import type { Repeat } from '../../lib/workspace/posting-schedule';
import { formatDate } from '../ui/format-time';

/** How a post is repeated: "every day until 3 Dec 2026", "every 2 weeks until 3 Dec 2026". */
export function repeatWords({ unit, every, untilMs }: Pick<Repeat, 'unit' | 'every' | 'untilMs'>): string {
  const often = every === 1 ? `every ${unit}` : `every ${every} ${unit}s`;
  return `${often} until ${formatDate(untilMs)}`;
}

import type { AccountView, CompositionDecisions } from '../../lib/messages/views';
import { formatMoment, formatTimeZone } from '../ui/format-time';

/** Where a post would stand in the queues of its accounts. */
export interface QueueWords {
  /** "In the queue: Tue 24 Nov at 09:00" */
  readonly label: string;
  readonly hint: string;
}

/** What is said of the queue; undefined where one of the accounts has none. */
export function findQueueWords(
  accounts: readonly AccountView[],
  decisions: readonly CompositionDecisions[],
  nowMs: number,
): QueueWords | undefined {
  if (accounts.length === 0 || accounts.some(({ publishing }) => !publishing?.schedule)) return undefined;
  const slots = accounts.flatMap(({ id, handle }) => {
    const atMs = decisions.find(({ accountId }) => accountId === id)?.nextSlotMs;
    return atMs === undefined ? [] : [{ handle, atMs }];
  });
  const [first] = slots;
  if (!first || slots.length < accounts.length) return { label: 'In the queue', hint: '' };
  const zone = formatTimeZone(first.atMs);
  if (slots.every(({ atMs }) => atMs === first.atMs)) {
    return {
      label: `In the queue: ${formatMoment(first.atMs, nowMs)}`,
      hint: `The next free slot, ${zone}. It is taken when the post is sent on.`,
    };
  }
  const each = slots.map(({ handle, atMs }) => `@${handle} ${formatMoment(atMs, nowMs)}`).join(', ');
  return { label: 'In the queue', hint: `The next free slots: ${each} (${zone}).` };
}

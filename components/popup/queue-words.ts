import type { AccountView, CompositionDecisions } from '../../lib/messages/views';
import { say } from '../../lib/words/say';
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
  if (!first || slots.length < accounts.length) return { label: say('In the queue'), hint: '' };
  const zone = formatTimeZone(first.atMs);
  if (slots.every(({ atMs }) => atMs === first.atMs)) {
    return {
      label: say('In the queue: {time}', { time: formatMoment(first.atMs, nowMs) }),
      hint: say('The next free slot, {zone}. It is taken when the post is sent on.', { zone }),
    };
  }
  const each = slots.map(({ handle, atMs }) => `@${handle} ${formatMoment(atMs, nowMs)}`).join(', ');
  return {
    label: say('In the queue'),
    hint: say('The next free slots: {slots} ({zone}).', { slots: each, zone }),
  };
}

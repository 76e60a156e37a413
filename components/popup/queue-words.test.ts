import { expect, test } from 'vitest';
import type { AccountView, CompositionDecisions } from '../../lib/messages/views';
import { findQueueWords } from './queue-words';

const NOW_MS = Date.UTC(2026, 10, 22, 9);
const SLOT_MS = NOW_MS + 3_600_000;
const schedule = { timeZone: 'UTC', slots: [{ weekday: 1, minute: 0 }] };
const account = (id: string, publishing?: AccountView['publishing']) =>
  ({ id, handle: `${id}.test`, publishing }) as AccountView;
const slotOf = (accountId: string, nextSlotMs?: number) =>
  ({ accountId, nextSlotMs }) as unknown as CompositionDecisions;

test('there is nothing to say where an account has no queue', () => {
  expect(findQueueWords([], [], NOW_MS)).toBeUndefined();
  const accounts = [account('acme', { schedule }), account('bolt')];
  expect(findQueueWords(accounts, [slotOf('acme', SLOT_MS)], NOW_MS)).toBeUndefined();
});

test('one slot is said at once, several each with its account', () => {
  const accounts = [account('acme', { schedule }), account('bolt', { schedule })];
  const same = [slotOf('acme', SLOT_MS), slotOf('bolt', SLOT_MS)];
  expect(findQueueWords(accounts, same, NOW_MS)?.label).toMatch(/^In the queue: today at /);
  const others = findQueueWords(accounts, [slotOf('acme', SLOT_MS), slotOf('bolt', SLOT_MS + 1)], NOW_MS);
  expect(others?.label).toBe('In the queue');
  expect(others?.hint).toMatch(/@acme\.test today at .*, @bolt\.test today at /);
});

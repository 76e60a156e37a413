import type { Post } from '../../lib/workspace/records';
import { formatMoment, formatTimeZone } from '../ui/format-time';

/**
 * When a post goes out or went out, without a full stop; empty when there is nothing to say of it.
 * @param pausedSinceMs since when nothing is published on its account, where that is so
 */
export function goingOutWords(
  {
    status,
    scheduledAtMs,
    wakeAtMs,
    publication,
    inQueue,
    isHeld,
  }: Pick<Post, 'status' | 'scheduledAtMs' | 'wakeAtMs' | 'publication' | 'inQueue' | 'isHeld'>,
  nowMs: number,
  pausedSinceMs?: number,
): string {
  if (isHeld && (status === 'scheduled' || status === 'publishing')) return heldWords(pausedSinceMs, nowMs);
  const withZone = (atMs: number) => `${formatMoment(atMs, nowMs)} (${formatTimeZone(atMs)})`;
  switch (status) {
    case 'published':
      return publication?.publishedAtMs === undefined
        ? 'It is out.'
        : `Went out ${withZone(publication.publishedAtMs)}`;
    case 'publishing':
      return 'On its way to the network';
    case 'scheduled': {
      const dueAtMs = scheduledAtMs ?? wakeAtMs ?? nowMs;
      if (pausedSinceMs !== undefined)
        return dueAtMs <= nowMs
          ? heldWords(pausedSinceMs, nowMs)
          : `Meant for ${withZone(dueAtMs)}, but publishing is paused since ${formatMoment(pausedSinceMs, nowMs)}`;
      return dueAtMs <= nowMs + 60_000 ? 'Goes out in a moment' : `Goes out ${withZone(dueAtMs)}`;
    }
    case 'awaitingApproval':
      return scheduledAtMs === undefined
        ? 'Goes out as soon as it is approved'
        : `Goes out ${withZone(scheduledAtMs)}, if it is approved by then`;
    case 'failed':
      return scheduledAtMs === undefined ? '' : `Was meant for ${withZone(scheduledAtMs)}`;
    default:
      if (scheduledAtMs === undefined && inQueue)
        return 'Goes out in the next free slot of the queue, once it is sent on';
      return scheduledAtMs === undefined
        ? 'No time chosen: it goes out as soon as it may'
        : `Meant for ${withZone(scheduledAtMs)}`;
  }
}

function heldWords(pausedSinceMs: number | undefined, nowMs: number): string {
  return pausedSinceMs === undefined
    ? 'Publishing was paused when its time came; it waits'
    : `Publishing is paused since ${formatMoment(pausedSinceMs, nowMs)}; it waits`;
}

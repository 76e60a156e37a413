import { say } from '../../lib/words/say';
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
  const withZone = (atMs: number) =>
    say('{time} ({zone})', { time: formatMoment(atMs, nowMs), zone: formatTimeZone(atMs) });
  switch (status) {
    case 'published':
      return publication?.publishedAtMs === undefined
        ? say('It is out.')
        : say('Went out {time}', { time: withZone(publication.publishedAtMs) });
    case 'publishing':
      return say('On its way to the network');
    case 'scheduled': {
      const dueAtMs = scheduledAtMs ?? wakeAtMs ?? nowMs;
      if (pausedSinceMs !== undefined)
        return dueAtMs <= nowMs
          ? heldWords(pausedSinceMs, nowMs)
          : say('Meant for {time}, but publishing is paused since {since}', {
              time: withZone(dueAtMs),
              since: formatMoment(pausedSinceMs, nowMs),
            });
      return dueAtMs <= nowMs + 60_000
        ? say('Goes out in a moment')
        : say('Goes out {time}', { time: withZone(dueAtMs) });
    }
    case 'awaitingApproval':
      return scheduledAtMs === undefined
        ? say('Goes out as soon as it is approved')
        : say('Goes out {time}, if it is approved by then', { time: withZone(scheduledAtMs) });
    case 'failed':
      return scheduledAtMs === undefined
        ? ''
        : say('Was meant for {time}', { time: withZone(scheduledAtMs) });
    default:
      if (scheduledAtMs === undefined && inQueue)
        return say('Goes out in the next free slot of the queue, once it is sent on');
      return scheduledAtMs === undefined
        ? say('No time chosen: it goes out as soon as it may')
        : say('Meant for {time}', { time: withZone(scheduledAtMs) });
  }
}

function heldWords(pausedSinceMs: number | undefined, nowMs: number): string {
  return pausedSinceMs === undefined
    ? say('Publishing was paused when its time came; it waits')
    : say('Publishing is paused since {since}; it waits', { since: formatMoment(pausedSinceMs, nowMs) });
}

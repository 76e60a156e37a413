import type { Post } from '../../lib/workspace/records';
import { formatMoment, formatTimeZone } from '../ui/format-time';

/** When a post goes out or went out, without a full stop; empty when there is nothing to say of it. */
export function goingOutWords(
  {
    status,
    scheduledAtMs,
    wakeAtMs,
    publication,
  }: Pick<Post, 'status' | 'scheduledAtMs' | 'wakeAtMs' | 'publication'>,
  nowMs: number,
): string {
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
      return dueAtMs <= nowMs + 60_000 ? 'Goes out in a moment' : `Goes out ${withZone(dueAtMs)}`;
    }
    case 'awaitingApproval':
      return scheduledAtMs === undefined
        ? 'Goes out as soon as it is approved'
        : `Goes out ${withZone(scheduledAtMs)}, if it is approved by then`;
    case 'failed':
      return scheduledAtMs === undefined ? '' : `Was meant for ${withZone(scheduledAtMs)}`;
    default:
      return scheduledAtMs === undefined
        ? 'No time chosen: it goes out as soon as it may'
        : `Meant for ${withZone(scheduledAtMs)}`;
  }
}

import type { JSX } from 'preact';
import { formatAgo, formatMoment } from './format-time';

/** How long ago, with the exact moment for machines and on hover. */
export function RelativeTime({
  atMs,
  nowMs,
}: {
  readonly atMs: number;
  readonly nowMs: number;
}): JSX.Element {
  return (
    <time dateTime={new Date(atMs).toISOString()} title={formatMoment(atMs, nowMs)}>
      {formatAgo(atMs, nowMs)}
    </time>
  );
}

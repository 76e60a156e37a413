import { useEffect, useRef } from 'preact/hooks';
import { say } from '../../../lib/words/say';
import type { ActivityLog } from './activity-log';
import { ActivityRow } from './activity-row';
import type { EventNames } from './event-sentences';
import { useScrolledRows } from './use-scrolled-rows';

/**
 * How high a row is at least, as activity.css has it, in a wide window and in a narrow one: nearly all are just that. A
 * row of another height makes the virtualizer lay out all that follow, which takes a frame where there are 100,000.
 */
const ROW_HEIGHT_PX = { wide: 66, narrow: 124 };
const NARROW = '(max-width: 599px)';

interface ActivityListProps {
  readonly log: ActivityLog;
  readonly names: EventNames;
}

/** The events, the newest first. Only those that can be seen are drawn, and only those that are looked at are read. */
export function ActivityList({ log, names }: ActivityListProps) {
  const scroller = useRef<HTMLElement>(null);
  const count = log.rowCount();
  const { rows, totalPx, measure } = useScrolledRows({
    count,
    estimatePx: matchMedia(NARROW).matches ? ROW_HEIGHT_PX.narrow : ROW_HEIGHT_PX.wide,
    scrollElement: scroller,
    prepended: log.prepended(),
  });
  const first = rows[0]?.index ?? 0;
  const last = rows.at(-1)?.index ?? 0;
  const isReady = log.isStarted() && rows.length > 0 && rows.every(({ index }) => log.at(index));

  // biome-ignore lint/correctness/useExhaustiveDependencies: rows that were read, or pushed down, leave others to read
  useEffect(() => {
    void log.show(first, last);
  }, [log, first, last, count]);

  return (
    <section
      class="activity__scroller"
      ref={scroller}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
      tabIndex={0}
      aria-label={say('Events')}
      aria-busy={!isReady}
      data-ready={isReady}
    >
      <ol class="activity__rows" style={{ blockSize: `${totalPx}px` }}>
        {rows.map(({ index, key, offsetPx }) => (
          <li
            key={key}
            class="activity__row"
            ref={measure}
            data-index={index}
            aria-posinset={index + 1}
            aria-setsize={log.total() ?? -1}
            style={{ insetBlockStart: `${offsetPx}px` }}
          >
            <ActivityRow event={log.at(index)} names={names} />
          </li>
        ))}
      </ol>
    </section>
  );
}

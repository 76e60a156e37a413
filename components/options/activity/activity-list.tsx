import { useEffect, useRef } from 'preact/hooks';
import { say } from '../../../lib/words/say';
import { useVirtualRows } from '../../ui/use-virtual-rows';
import type { ActivityLog } from './activity-log';
import { ActivityRow } from './activity-row';
import type { EventNames } from './event-sentences';

/** A line of text, what it is about, and a rule. */
const ROW_HEIGHT_PX = 76;

interface ActivityListProps {
  readonly log: ActivityLog;
  readonly names: EventNames;
}

/** The events, the newest first. Only those that can be seen are drawn, and only those that are looked at are read. */
export function ActivityList({ log, names }: ActivityListProps) {
  const scroller = useRef<HTMLElement>(null);
  const count = log.rowCount();
  const { rows, totalPx, measure } = useVirtualRows({
    count,
    estimatePx: ROW_HEIGHT_PX,
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

/**
 * The part of a log that a list shows. Its rows are read in pages, where the list is scrolled to: rows that nobody has
 * looked at are not there. Where the number of rows is known, any of them can be reached; where it is not, because not
 * everything is found or may be seen, the list grows at its end.
 */
import type { MessageRequest, MessageValue } from '../../../lib/messages/protocol';
import type { ActivityEvent } from '../../../lib/messages/views';
import type { EventCursor, EventFilters } from '../../../lib/workspace/event-filters';

export interface ActivitySource {
  list(request: MessageRequest<'activity.list'>): Promise<MessageValue<'activity.list'>>;
  count(request: MessageRequest<'activity.count'>): Promise<number | null>;
}

export interface ActivityLog {
  /** How many rows there are: those that are known to be there, and one more while there may be further ones. */
  readonly rowCount: () => number;
  /** How many events there are; undefined as long as nobody knows. */
  readonly total: () => number | undefined;
  /** How many came before the first row since the list was made. */
  readonly prepended: () => number;
  /** Undefined while it is not read yet. */
  readonly at: (index: number) => ActivityEvent | undefined;
  readonly isStarted: () => boolean;
  /** Why the last reading failed. */
  readonly problem: () => unknown;
  /** Reads the first page. */
  readonly start: () => Promise<void>;
  /** Finds out how many events there are, where that can be found out: a walk over all keys, for when the page is drawn. */
  readonly count: () => Promise<void>;
  /** Reads what is missing of the rows that are seen; the ones of the last call, when it is called in between. */
  readonly show: (first: number, last: number) => Promise<void>;
  /** Reads what was added at the top. */
  readonly refresh: () => Promise<void>;
}

const PAGE = 100;
/** More than this at once is read as a new list. */
const MAX_ADDED = 1_000;

/** Which rows to read, and how to get there with the fewest passed over. */
export interface PagePlan {
  readonly first: number;
  readonly end: number;
  readonly towards: 'older' | 'newer';
  /** The row where reading begins, left out; undefined: the end that it comes from. */
  readonly beside: number | undefined;
  readonly skip: number;
}

/** Plans the page around a row that is missing, in a list whose length is known. */
export function planPage(rows: readonly unknown[], missing: number): PagePlan {
  let first = missing;
  while (first > 0 && rows[first - 1] === undefined && missing - first < PAGE / 2) first -= 1;
  let end = missing + 1;
  while (end < rows.length && rows[end] === undefined && end - first < PAGE) end += 1;
  let above = first - 1;
  while (above >= 0 && rows[above] === undefined) above -= 1;
  let below = end;
  while (below < rows.length && rows[below] === undefined) below += 1;
  const skipFromAbove = first - 1 - above;
  const skipFromBelow = below - end;
  return skipFromAbove <= skipFromBelow
    ? { first, end, towards: 'older', beside: above < 0 ? undefined : above, skip: skipFromAbove }
    : {
        ...{ first, end, towards: 'newer', skip: skipFromBelow },
        beside: below === rows.length ? undefined : below,
      };
}

function cursorOf(event: ActivityEvent | undefined): EventCursor | undefined {
  return event && [event.atMs, event.id];
}

/**
 * @param filters what the log is narrowed to
 * @param source the background
 * @param onChange called whenever a row was read, or more became known
 */
export function createActivityLog(
  filters: EventFilters,
  source: ActivitySource,
  onChange: () => void,
): ActivityLog {
  let rows: (ActivityEvent | undefined)[] = [];
  let next: EventCursor | undefined;
  let total: number | undefined;
  let prepended = 0;
  let isStarted = false;
  let problem: unknown;
  let wanted: readonly [number, number] = [0, 0];
  /** One reading after the other: each changes where the rows are. */
  let last: Promise<void> = Promise.resolve();
  let isLoading = false;

  function inTurn(work: () => Promise<void>): Promise<void> {
    last = last.then(async () => {
      try {
        await work();
        problem = undefined;
      } catch (error) {
        problem = error;
      }
      onChange();
    });
    return last;
  }

  async function begin(): Promise<void> {
    const page = await source.list({ filters, towards: 'older', limit: PAGE });
    rows = [...page.events];
    next = page.next;
    total = page.next ? undefined : rows.length;
    isStarted = true;
  }

  async function count(): Promise<void> {
    if (!next) return;
    // Only what is not newer than the first row: what is added while it is counted is added to it below.
    const newest = rows[0]?.atMs;
    const toMs = newest === undefined ? filters.toMs : Math.min(newest, filters.toMs ?? newest);
    const counted = await source.count({ filters: { ...filters, ...(toMs !== undefined && { toMs }) } });
    if (counted === null || counted < rows.length) return;
    total = counted;
    rows.length = counted;
    next = undefined;
  }

  function findMissing([first, end]: readonly [number, number]): number | undefined {
    for (let index = first; index <= Math.min(end, rows.length - 1); index += 1)
      if (rows[index] === undefined) return index;
    return undefined;
  }

  async function readPage(missing: number): Promise<void> {
    const { first, end, towards, beside, skip } = planPage(rows, missing);
    const { events } = await source.list({
      ...{ filters, towards, skip },
      from: beside === undefined ? undefined : cursorOf(rows[beside]),
      limit: end - first,
    });
    const inOrder = towards === 'older' ? events : events.toReversed();
    const at = towards === 'older' ? first : end - inOrder.length;
    for (const [offset, event] of inOrder.entries()) rows[at + offset] = event;
    // The log is shorter than it was counted: it ends where nothing was found.
    if (inOrder.length < end - first) {
      rows.length = first + inOrder.length;
      total = rows.length;
    }
  }

  async function grow(from: EventCursor): Promise<void> {
    const page = await source.list({ filters, towards: 'older', from, limit: PAGE });
    rows.push(...page.events);
    next = page.next;
    if (!page.next) total = rows.length;
  }

  return {
    rowCount: () => rows.length + (next ? 1 : 0),
    total: () => total,
    prepended: () => prepended,
    at: (index) => rows[index],
    isStarted: () => isStarted,
    problem: () => problem,
    start: () => inTurn(begin),
    count: () => inTurn(count),

    async show(first, end) {
      wanted = [first, end];
      if (isLoading || !isStarted) return;
      isLoading = true;
      await inTurn(async () => {
        for (let missing = findMissing(wanted); missing !== undefined; missing = findMissing(wanted)) {
          await readPage(missing);
          onChange();
        }
        while (next && wanted[1] >= rows.length) {
          await grow(next);
          onChange();
        }
      });
      isLoading = false;
    },

    refresh: () =>
      inTurn(async () => {
        if (!isStarted || rows.length === 0) {
          await begin();
          return count();
        }
        const added: ActivityEvent[] = [];
        let from = cursorOf(rows[0]);
        while (from) {
          const page = await source.list({ filters, towards: 'newer', from, limit: 200 });
          added.push(...page.events);
          if (added.length > MAX_ADDED) {
            await begin();
            return count();
          }
          from = page.next;
        }
        if (added.length === 0) return;
        rows.unshift(...added.toReversed());
        prepended += added.length;
        if (total !== undefined) total += added.length;
      }),
  };
}

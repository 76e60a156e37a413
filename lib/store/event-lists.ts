/** The workspace's log, a page at a time, each from an index of `events`: it is never read whole. */
import type { EventCursor, EventFilters } from '../workspace/event-filters';
import { findEventGroup } from '../workspace/event-groups';
import type { LogEvent } from '../workspace/records';
import type { ListQuery, ReadTransaction } from '../workspace/transaction';

export interface EventPageQuery {
  readonly filters: EventFilters;
  /** Which way the page goes from where it begins: `older` from the newest on, `newer` from the oldest on. */
  readonly towards: 'older' | 'newer';
  /** Where it begins, itself left out; absent: at the end that it comes from. */
  readonly from?: EventCursor | undefined;
  /** As many are passed over first. Only where nothing is left out: see `isAnsweredByIndex`. */
  readonly skip?: number | undefined;
  readonly limit: number;
  /** Which of some events may be seen. Absent: all of them. */
  readonly findVisible?: (events: readonly LogEvent[]) => Promise<readonly LogEvent[]>;
}

export interface EventPage {
  /** In the order of reading: where it goes to `older`, the newest first. */
  readonly events: readonly LogEvent[];
  /** Where the next page begins; absent where the log ends. A page may have few events, or none, and a next one. */
  readonly next?: EventCursor;
}

/** What a page looks at, at most: where a filter has no index, and finds little, the page ends with what was found. */
const MAX_LOOKED_AT = 2_000;
const MAX_CHUNK = 500;

type EventIndex = 'byTime' | 'byActor' | 'byAccount' | 'byMember';

interface Plan {
  readonly index: EventIndex;
  readonly range: Pick<ListQuery, 'prefix' | 'atLeast' | 'atMost'>;
  /** What the index does not say. */
  readonly isFound: ((event: LogEvent) => boolean) | undefined;
}

/** The index that leaves the least to look at: of a member there is less than of an account, of that less than by somebody. */
function planOf(filters: EventFilters): Plan {
  const { actorId, accountId, memberId, group, fromMs, toMs } = filters;
  const range = { atLeast: fromMs, atMost: toMs };
  const [index, prefix]: [EventIndex, string[]] =
    memberId !== undefined
      ? ['byMember', [memberId]]
      : accountId !== undefined
        ? ['byAccount', [accountId]]
        : actorId !== undefined
          ? ['byActor', [actorId]]
          : ['byTime', []];
  const tests: ((event: LogEvent) => boolean)[] = [];
  if (index !== 'byActor' && actorId !== undefined) tests.push((event) => event.actorId === actorId);
  if (index !== 'byAccount' && accountId !== undefined) tests.push((event) => event.accountId === accountId);
  if (group !== undefined) tests.push(({ name }) => findEventGroup(name) === group);
  const isFound = tests.length === 0 ? undefined : (event: LogEvent) => tests.every((test) => test(event));
  return { index, range: { prefix, ...range }, isFound };
}

/** Whether an index alone finds what some filters ask for: then places in it can be counted. */
export function isAnsweredByIndex(filters: EventFilters): boolean {
  return planOf(filters).isFound === undefined;
}

/** One page of the log. Cost: the page, and what had to be looked at for it, however long the log is. */
export async function listEvents(tx: ReadTransaction, query: EventPageQuery): Promise<EventPage> {
  const { filters, towards, limit, findVisible } = query;
  const { index, range, isFound } = planOf(filters);
  const leavesOut = isFound !== undefined || findVisible !== undefined;
  const chunk = leavesOut ? Math.min(2 * limit, MAX_CHUNK) : limit + 1;
  const found: LogEvent[] = [];
  let from = query.from;
  for (let lookedAt = 0; lookedAt < MAX_LOOKED_AT; lookedAt += chunk) {
    const read = await tx.list('events', index, {
      ...range,
      descending: towards === 'older',
      ...(from && (towards === 'older' ? { before: from } : { after: from })),
      ...(lookedAt === 0 && query.skip !== undefined && { skip: query.skip }),
      limit: chunk,
    });
    const matching = isFound ? read.filter(isFound) : read;
    found.push(...((await findVisible?.(matching)) ?? matching));
    const isEnd = read.length < chunk;
    if (found.length > limit || (found.length === limit && !isEnd)) {
      const events = found.slice(0, limit);
      return { events, next: cursorOf(events.at(-1)) as EventCursor };
    }
    if (isEnd) return { events: found };
    from = cursorOf(read.at(-1));
  }
  return { events: found, ...(from && { next: from }) };
}

/** How many events some filters find, where an index alone answers them. Cost: it walks over the keys. */
export async function countEvents(tx: ReadTransaction, filters: EventFilters): Promise<number> {
  const { index, range } = planOf(filters);
  return tx.count('events', index, range);
}

function cursorOf(event: LogEvent | undefined): EventCursor | undefined {
  return event && [event.atMs, event.id];
}

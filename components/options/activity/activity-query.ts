/** What the log is narrowed to, as it stands in the address: it can be linked to, and the back button takes it back. */
import type { EventFilters } from '../../../lib/workspace/event-filters';
import type { EventGroup } from '../../../lib/workspace/event-groups';
import { GROUP_WORDS } from './event-sentences';

/** The filters as somebody sets them: days are those of the reader's own clock. */
export interface ActivityQuery {
  readonly who?: string;
  readonly what?: EventGroup;
  readonly account?: string;
  readonly member?: string;
  /** `2026-11-22`. */
  readonly from?: string;
  readonly to?: string;
}

const ID = /^[\w.:-]{1,64}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Reads what stands behind the question mark; what is not understood is left out. */
export function readActivityQuery(query = ''): ActivityQuery {
  const parameters = new URLSearchParams(query);
  const find = (name: string, pattern: RegExp) => {
    const value = parameters.get(name);
    return value !== null && pattern.test(value) ? value : undefined;
  };
  const what = parameters.get('what');
  const found = {
    who: find('who', ID),
    what: what !== null && Object.hasOwn(GROUP_WORDS, what) ? (what as EventGroup) : undefined,
    account: find('account', ID),
    member: find('member', ID),
    from: find('from', DAY),
    to: find('to', DAY),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

/** The address of the room with these filters. */
export function activityHash(query: ActivityQuery): string {
  const set = Object.entries(query).filter(([, value]) => value);
  return set.length === 0 ? '#/activity' : `#/activity?${new URLSearchParams(set)}`;
}

/** The filters as the background takes them. */
export function filtersOf({ who, what, account, member, from, to }: ActivityQuery): EventFilters {
  const fromMs = from === undefined ? undefined : startOfDayMs(from, 0);
  const toMs = to === undefined ? undefined : startOfDayMs(to, 1);
  return {
    ...(who !== undefined && { actorId: who as EventFilters['actorId'] }),
    ...(what !== undefined && { group: what }),
    ...(account !== undefined && { accountId: account as EventFilters['accountId'] }),
    ...(member !== undefined && { memberId: member as EventFilters['memberId'] }),
    ...(fromMs !== undefined && { fromMs }),
    // The last moment of that day.
    ...(toMs !== undefined && { toMs: toMs - 1 }),
  };
}

/** When a day of the reader's clock begins, or another one that many days later; undefined for a day that is none. */
function startOfDayMs(day: string, daysLater: number): number | undefined {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const atMs = new Date(year, month - 1, date + daysLater).getTime();
  return Number.isNaN(atMs) || atMs < 1 ? undefined : atMs;
}

/** The log as a file: all that the filters find, read in pages, so that a long one neither fills memory at once nor halts the page. */
import type { ActivityEvent } from '../../../lib/messages/views';
import type { EventCursor, EventFilters } from '../../../lib/workspace/event-filters';
import type { ActivitySource } from './activity-log';
import { actorOf, type EventNames, eventSentence, ruleSentence } from './event-sentences';

export type ExportFormat = 'csv' | 'json';

export interface ExportOptions {
  readonly format: ExportFormat;
  readonly filters: EventFilters;
  readonly names: EventNames;
  readonly source: Pick<ActivitySource, 'list'>;
  /** Told after each page how many events there are in the file so far. */
  readonly onProgress: (count: number) => void;
  readonly signal: AbortSignal;
}

const PAGE = 1_000;
const MEDIA_TYPES = { csv: 'text/csv', json: 'application/json' } as const;

/** The columns are for machines and people alike: named in English, in every language. */
const COLUMNS = ['time', 'who', 'event', 'sentence', 'account', 'member', 'post', 'rule', 'details'] as const;

/**
 * Writes the file.
 * @returns it, with how many events are in it
 * @throws MessageFailed when a page could not be read, DOMException AbortError when it was called off
 */
export async function exportActivity({
  format,
  filters,
  names,
  source,
  onProgress,
  signal,
}: ExportOptions): Promise<{ readonly file: Blob; readonly count: number }> {
  const write = format === 'csv' ? await createCsvWriter(names) : createJsonWriter(names);
  const parts: string[] = [];
  let count = 0;
  let from: EventCursor | undefined;
  do {
    const page = await source.list({ filters, towards: 'older', from, limit: PAGE });
    signal.throwIfAborted();
    parts.push(write.page(page.events, count === 0));
    count += page.events.length;
    onProgress(count);
    from = page.next;
  } while (from);
  return { file: new Blob([write.head, ...parts, write.foot], { type: MEDIA_TYPES[format] }), count };
}

interface Writer {
  readonly head: string;
  readonly foot: string;
  page(events: readonly ActivityEvent[], isFirst: boolean): string;
}

async function createCsvWriter(names: EventNames): Promise<Writer> {
  const { unparse } = (await import('papaparse')).default;
  // A spreadsheet runs what begins with =, +, - or @ as a formula: texts of posts and notes are anybody's.
  const rowsOf = (rows: readonly (readonly string[])[]) =>
    unparse(rows as string[][], { escapeFormulae: true, newline: '\r\n' });
  return {
    // Without this mark Excel takes the file for one in an old encoding (365, 2026-11).
    head: `\u{FEFF}${rowsOf([COLUMNS])}\r\n`,
    foot: '',
    page: (events) =>
      events.length === 0 ? '' : `${rowsOf(events.map((event) => cellsOf(event, names)))}\r\n`,
  };
}

function createJsonWriter(names: EventNames): Writer {
  return {
    head: '[',
    foot: '\n]\n',
    page: (events, isFirst) =>
      events
        .map(
          (event, index) => `${isFirst && index === 0 ? '' : ','}\n${JSON.stringify(recordOf(event, names))}`,
        )
        .join(''),
  };
}

function recordOf({ excerpt: _excerpt, ...event }: ActivityEvent, names: EventNames) {
  return {
    time: new Date(event.atMs).toISOString(),
    who: actorOf(event, names),
    sentence: eventSentence(event, names),
    ...event,
  };
}

function cellsOf(event: ActivityEvent, names: EventNames): readonly string[] {
  const { atMs, name, accountId, memberId, postId = '', details } = event;
  return [
    new Date(atMs).toISOString(),
    actorOf(event, names),
    name,
    eventSentence(event, names),
    accountId === undefined ? '' : (names.nameOfAccount(accountId) ?? accountId),
    memberId === undefined ? '' : (names.nameOfMember(memberId) ?? memberId),
    postId,
    ruleSentence(event) ?? '',
    Object.keys(details).length === 0 ? '' : JSON.stringify(details),
  ];
}

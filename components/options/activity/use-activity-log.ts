import { useEffect, useMemo, useReducer, useRef } from 'preact/hooks';
import { ask } from '../../../lib/messages/client';
import type { EventFilters } from '../../../lib/workspace/event-filters';
import type { WorkspaceNow } from '../use-workspace';
import { type ActivityLog, type ActivitySource, createActivityLog } from './activity-log';

/** The background, as the log's rows are asked of it. */
export const BACKGROUND_SOURCE: ActivitySource = {
  list: (request) => ask('activity.list', request),
  count: (request) => ask('activity.count', request),
};

/** Counting keeps the database busy: what is seen first comes first. */
const COUNT_AFTER_MS = 300;

/** The log with some filters. What is added appears at its top; whoever may see something else then gets another log. */
export function useActivityLog(filters: EventFilters, workspace: WorkspaceNow): ActivityLog {
  const { session, view, revision } = workspace;
  const [, redraw] = useReducer((drawings: number) => drawings + 1, 0);
  const asked = JSON.stringify(filters);
  const standing = useMemo(
    () =>
      JSON.stringify([
        session.me,
        session.accounts.map(({ id }) => id),
        view?.members.map(({ id }) => id),
        view && Object.values(view.rights).map(({ allowed }) => allowed),
      ]),
    [session, view],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the texts stand for the filters and for what may be seen, which are new objects at every drawing
  const log = useMemo(
    () => createActivityLog(filters, BACKGROUND_SOURCE, () => redraw(undefined)),
    [asked, standing],
  );
  const startedAt = useRef(revision);

  // biome-ignore lint/correctness/useExhaustiveDependencies: it is read as of now, and what is newer is asked for below
  useEffect(() => {
    startedAt.current = revision;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isWanted = true;
    void log.start().then(() => {
      if (isWanted) timer = setTimeout(() => void log.count(), COUNT_AFTER_MS);
    });
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [log]);
  useEffect(() => {
    if (revision !== startedAt.current) void log.refresh();
  }, [log, revision]);
  return log;
}

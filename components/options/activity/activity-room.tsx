import './activity.css';
import { useMemo } from 'preact/hooks';
import { describeFailure } from '../../../lib/messages/message-failed';
import { say, spokenLanguage } from '../../../lib/words/say';
import { Button } from '../../ui/button';
import { Callout } from '../../ui/callout';
import { useOptionsServices } from '../options-services';
import { PageHeading } from '../page-heading';
import type { RoomProps } from '../rooms';
import { ActivityFilters } from './activity-filters';
import { ActivityList } from './activity-list';
import { filtersOf, readActivityQuery } from './activity-query';
import type { EventNames } from './event-sentences';
import { ExportButtons } from './export-buttons';
import { useActivityLog } from './use-activity-log';

/** Everything that happened in the workspace, as far as the one at the browser may see it. */
export function ActivityRoom({ route, workspace }: RoomProps) {
  const { session } = workspace;
  const nowMs = useOptionsServices().nowMs();
  const query = readActivityQuery(route.query);
  const filters = filtersOf(query);
  const log = useActivityLog(filters, workspace);
  const finders = useMemo(() => {
    const members = new Map(session.people.map(({ id, name }) => [id as string, name]));
    const accounts = new Map(session.accounts.map(({ id, handle }) => [id as string, `@${handle}`]));
    return {
      nameOfMember: (id: string) => members.get(id),
      nameOfAccount: (id: string) => accounts.get(id),
    };
  }, [session]);
  const names: EventNames = { ...finders, nowMs };
  // Thousands of choices, which are not gone through again at each page of events that was read.
  const asked = JSON.stringify([query, spokenLanguage()]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text stands for the query, which is a new object at every drawing, and for the language
  const filterFields = useMemo(() => <ActivityFilters query={query} session={session} />, [asked, session]);
  const total = log.total();
  const problem = log.problem();

  return (
    <>
      <div class="administration__head">
        <PageHeading>{say('Activity')}</PageHeading>
        <ExportButtons filters={filters} names={names} total={total} />
      </div>
      {filterFields}
      <p class="options-quiet" role="status">
        {log.isStarted() && sayTotal(total, log.rowCount(), Object.keys(query).length > 0)}
      </p>
      {problem !== undefined && (
        <Callout tone="danger" announced>
          <p>{describeFailure(problem, say('The log could not be read.'))}</p>
          <div>
            <Button onClick={() => void log.refresh()}>{say('Try again')}</Button>
          </div>
        </Callout>
      )}
      {total !== 0 && <ActivityList key={JSON.stringify(filters)} log={log} names={names} />}
    </>
  );
}

function sayTotal(total: number | undefined, rowCount: number, isNarrowed: boolean): string {
  if (total === 0)
    return isNarrowed ? say('Nothing like that has happened.') : say('Nothing has happened yet.');
  if (total !== undefined) return say('{count, plural, one {One event} other {# events}}', { count: total });
  return rowCount > 1
    ? say('The newest events; older ones follow as you scroll.')
    : say('Looking further back…');
}

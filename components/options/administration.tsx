import './administration.css';
import { useEffect } from 'preact/hooks';
import { Avatar } from '../ui/avatar';
import { AccountsRoom } from './accounts/accounts-room';
import { presentAccounts } from './accounts/present-accounts';
import { Brand } from './brand';
import { PeopleRoom } from './people/people-room';
import { describeRole } from './role-words';
import { ROOMS, type Room, type Route } from './route';
import { SitesRoom } from './sites/sites-room';
import type { WorkspaceNow } from './use-workspace';
import { WorkspaceRoom } from './workspace/workspace-room';

const ROOM_NAMES: Readonly<Record<Room, string>> = {
  people: 'People',
  accounts: 'Accounts',
  sites: 'Sites',
  workspace: 'Workspace',
};

interface AdministrationProps {
  readonly route: Exclude<Route, { room: 'setup' }>;
  readonly workspace: WorkspaceNow;
}

/** The page once there is a workspace: its rooms, and who is at the browser. */
export function Administration({ route, workspace }: AdministrationProps) {
  const { session, view } = workspace;
  const counts: Readonly<Record<Room, number | undefined>> = {
    people: session.people.length,
    accounts: presentAccounts(view).length,
    sites: undefined,
    workspace: undefined,
  };
  useEffect(() => {
    document.title = `${ROOM_NAMES[route.room]} · Countersign`;
  }, [route.room]);

  return (
    <div class="options-page administration">
      <header class="administration__aside">
        <Brand />
        <p class="administration__workspace">
          <bdi>{session.workspace?.name}</bdi>
        </p>
        <nav aria-label="Rooms">
          <ul class="administration__rooms">
            {ROOMS.map((room) => (
              <li key={room}>
                <a
                  class="administration__room"
                  href={`#/${room}`}
                  aria-current={room === route.room ? 'page' : undefined}
                >
                  {ROOM_NAMES[room]}
                  {counts[room] !== undefined && <span class="administration__count">{counts[room]}</span>}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        {session.me && (
          <div class="administration__me">
            <Avatar name={session.me.name} size="small" />
            <span>
              <span class="visually-hidden">Acting as </span>
              <bdi class="administration__me-name">{session.me.name}</bdi>
              <span class="options-quiet"> · {describeRole(session.me)}</span>
            </span>
            <a href="#/workspace">Act as somebody else</a>
          </div>
        )}
      </header>
      <main class="administration__main">
        {/* Another person at the browser starts with fresh forms: nothing that the last one typed stays. */}
        <div class="administration__page" key={`${route.room}/${session.me?.id}`}>
          {route.room === 'people' && <PeopleRoom route={route} workspace={workspace} />}
          {route.room === 'accounts' && <AccountsRoom route={route} workspace={workspace} />}
          {route.room === 'sites' && <SitesRoom workspace={workspace} />}
          {route.room === 'workspace' && <WorkspaceRoom workspace={workspace} />}
        </div>
      </main>
    </div>
  );
}

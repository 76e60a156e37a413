import './administration.css';
import { useEffect, useState } from 'preact/hooks';
import { say, sayWith } from '../../lib/words/say';
import { Avatar } from '../ui/avatar';
import { Icon } from '../ui/icon';
import { presentAccounts } from './accounts/present-accounts';
import { Brand } from './brand';
import { type OfferedRoom, OfferedRoomsContext } from './offered-rooms';
import { describeRole } from './role-words';
import { RoomSearch } from './room-search';
import { ROOM_DEFINITIONS, ROOM_GROUPS } from './rooms';
import type { Room, RoomRoute } from './route';
import type { WorkspaceNow } from './use-workspace';
import { WorkspacePicture } from './workspace-picture';

interface AdministrationProps {
  readonly route: RoomRoute;
  readonly workspace: WorkspaceNow;
}

/** The page once there is a workspace: its rooms, and who is at the browser. */
export function Administration({ route, workspace }: AdministrationProps) {
  const { session } = workspace;
  const { name, Content, isWide = false } = ROOM_DEFINITIONS[route.room];
  const [isMenuOpen, setMenuOpen] = useState(false);
  const title = `${say(name)} · Countersign`;
  useEffect(() => {
    document.title = title;
    setMenuOpen(false);
  }, [title]);

  return (
    <div class="options-page administration">
      <header class="administration__aside">
        <Brand />
        {session.workspace && (
          <p class="administration__workspace">
            <WorkspacePicture workspace={session.workspace} size="small" />
            <bdi>{session.workspace.name}</bdi>
          </p>
        )}
        <RoomSearch workspace={workspace} />
        {/* Where the window is narrow, the rooms would fill it. */}
        <button
          class="administration__menu"
          type="button"
          aria-expanded={isMenuOpen}
          aria-controls="administration-rooms"
          onClick={() => setMenuOpen(!isMenuOpen)}
        >
          <span class="visually-hidden">{say('Rooms')}: </span>
          {say(name)} <Icon name="unfold" />
        </button>
        <nav
          class="administration__nav"
          id="administration-rooms"
          aria-label={say('Rooms')}
          data-open={isMenuOpen}
        >
          {ROOM_GROUPS.map((group) => (
            <RoomGroup key={group.name} {...group} current={route.room} workspace={workspace} />
          ))}
        </nav>
        {session.me && (
          <div class="administration__me">
            <Avatar name={session.me.name} size="small" />
            <span>
              {sayWith('<quiet>Acting as</quiet> {name}', {
                quiet: (parts) => <span class="visually-hidden">{parts}</span>,
                name: <bdi class="administration__me-name">{session.me.name}</bdi>,
              })}
              <span class="options-quiet"> · {describeRole(session.me)}</span>
            </span>
            <a href="#/workspace">{say('Act as somebody else')}</a>
          </div>
        )}
      </header>
      <main class="administration__main" data-wide={isWide}>
        {/* Another person at the browser starts with fresh forms: nothing that the last one typed stays. */}
        <div class="administration__page" key={`${route.room}/${session.me?.id}`}>
          <OfferedRoomsContext.Provider value={listOfferedRooms}>
            <Content route={route} workspace={workspace} />
          </OfferedRoomsContext.Provider>
        </div>
      </main>
    </div>
  );
}

function listOfferedRooms(workspace: WorkspaceNow): readonly OfferedRoom[] {
  return ROOM_GROUPS.flatMap(({ rooms }) => rooms)
    .filter((room) => ROOM_DEFINITIONS[room].isOffered(workspace))
    .map((room) => ({ room, name: say(ROOM_DEFINITIONS[room].name) }));
}

interface RoomGroupProps {
  readonly name?: string;
  readonly rooms: readonly Room[];
  readonly current: Room;
  readonly workspace: WorkspaceNow;
}

function RoomGroup({ name, rooms, current, workspace }: RoomGroupProps) {
  const offered = rooms.filter((room) => ROOM_DEFINITIONS[room].isOffered(workspace));
  if (offered.length === 0) return null;
  return (
    <div class="administration__group">
      {name && <p class="administration__group-name">{say(name)}</p>}
      <ul class="administration__rooms">
        {offered.map((room) => (
          <li key={room}>
            <a
              class="administration__room"
              href={`#/${room}`}
              aria-current={room === current ? 'page' : undefined}
            >
              {say(ROOM_DEFINITIONS[room].name)}
              <RoomCount room={room} workspace={workspace} />
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

function RoomCount({ room, workspace: { session, view } }: { room: Room; workspace: WorkspaceNow }) {
  if (room === 'members') return <span class="administration__count">{session.people.length}</span>;
  if (room === 'accounts') return <span class="administration__count">{presentAccounts(view).length}</span>;
  return null;
}

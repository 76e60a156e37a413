import './roles-room.css';
import type { JSX } from 'preact';
import type { RolesView } from '../../../lib/messages/role-views';
import { say } from '../../../lib/words/say';
import { Callout } from '../../ui/callout';
import { PageHeading } from '../page-heading';
import type { RoomProps } from '../rooms';
import type { RoomRoute } from '../route';
import { useAnswer } from '../use-answer';
import type { WorkspaceNow } from '../use-workspace';
import { FilteredMatrix } from './filtered-matrix';
import { MovePart } from './move-part';
import { OwnRolesPart } from './own-roles-part';
import { RoleEditor } from './role-editor';
import { useFocusRescue } from './use-focus-rescue';
import { ViewAsPart } from './view-as-part';
import { WhyPart } from './why-part';

type Part = 'table' | 'own' | 'move' | 'view' | 'why';

/** Which part of the room a deed belongs to. */
const PARTS: Readonly<Record<string, Part>> = {
  own: 'own',
  add: 'own',
  edit: 'own',
  duplicate: 'own',
  remove: 'own',
  move: 'move',
  view: 'view',
  why: 'why',
};

/** What a part of the room is given. */
export interface RolesPartProps {
  readonly view: RolesView;
  readonly route: RoomRoute;
  readonly workspace: WorkspaceNow;
}

/** Roles: the table that everything is decided by, roles of the workspace's own, and what a single member may. */
export function RolesRoom({ route, workspace }: RoomProps): JSX.Element {
  const { value: view, failure } = useAnswer('roles.get', {}, workspace.revision);
  const part = PARTS[route.deed ?? ''] ?? 'table';
  useFocusRescue();
  return (
    <>
      <div class="administration__head">
        <PageHeading>{say('Roles')}</PageHeading>
      </div>
      <nav class="roles-parts" aria-label={say('Parts of this room')}>
        <ul>
          <PartLink part="table" current={part} hash="#/roles" label={say('What each role may do')} />
          <PartLink part="own" current={part} hash="#/roles/own" label={say('Own roles')} />
          <PartLink part="view" current={part} hash="#/roles/view" label={say('View as')} />
          <PartLink part="why" current={part} hash="#/roles/why" label={say('Why can’t …?')} />
          <PartLink part="move" current={part} hash="#/roles/move" label={say('Change the model')} />
        </ul>
      </nav>
      {failure !== undefined && (
        <Callout tone="danger" announced>
          <p>{failure}</p>
        </Callout>
      )}
      {view && <RolesPart part={part} view={view} route={route} workspace={workspace} />}
    </>
  );
}

function PartLink(props: {
  readonly part: Part;
  readonly current: Part;
  readonly hash: string;
  readonly label: string;
}): JSX.Element {
  const { part, current, hash, label } = props;
  return (
    <li>
      <a href={hash} aria-current={part === current ? 'page' : undefined}>
        {label}
      </a>
    </li>
  );
}

function RolesPart({ part, ...props }: RolesPartProps & { readonly part: Part }): JSX.Element {
  const { view, route } = props;
  switch (part) {
    case 'own': {
      const isEditing = route.deed === 'add' || route.deed === 'edit' || route.deed === 'duplicate';
      return isEditing ? (
        <RoleEditor key={`${route.target} ${route.deed}`} {...props} />
      ) : (
        <OwnRolesPart {...props} />
      );
    }
    case 'move':
      // What was chosen for one model means nothing in the other.
      return <MovePart key={view.model} {...props} />;
    case 'view':
      return <ViewAsPart {...props} />;
    case 'why':
      return <WhyPart {...props} />;
    case 'table': {
      const own = view.customRoles.map(({ role, cells }) => ({
        id: `own ${role.id}`,
        name: role.name,
        cells,
      }));
      return <FilteredMatrix view={view} ownColumns={own} />;
    }
  }
}

import './teams-room.css';
import { useState } from 'preact/hooks';
import { say } from '../../../lib/words/say';
import { Callout } from '../../ui/callout';
import { DecisionButton } from '../../ui/decision-button';
import { TextField } from '../../ui/field';
import { wordFinder } from '../find-words';
import { PageHeading } from '../page-heading';
import type { RoomProps } from '../rooms';
import { goTo, goToInstead } from '../route';
import { useAnswer } from '../use-answer';
import { RemoveTeamDialog } from './remove-team-dialog';
import { TeamCard } from './team-card';
import { TeamDialog } from './team-dialog';
import { TeamPeopleDialog } from './team-people-dialog';
import { TeamRolesDialog } from './team-roles-dialog';

/** From so many teams on they are searched. */
const SEARCHED_FROM = 6;
/** Behind it in the address stands the member whose roles are open. */
const ROLES_DEED = 'as.';

/** The teams of the one at the browser: which accounts they have, who is on them, and as what. */
export function TeamsRoom({ route, workspace }: RoomProps) {
  const { view, revision } = workspace;
  const { value, failure } = useAnswer('teams.get', {}, revision);
  const [typed, setTyped] = useState('');
  const close = () => goToInstead('#/teams');
  const target = value?.teams.find(({ team }) => team.id === route.target);
  const member = route.deed?.startsWith(ROLES_DEED)
    ? view?.members.find(({ id }) => id === route.deed?.slice(ROLES_DEED.length))
    : undefined;
  const isFound = wordFinder(typed);
  const shown = value?.teams.filter(({ team }) => isFound(team.name)) ?? [];

  return (
    <>
      <div class="administration__head">
        <PageHeading>{say('Teams')}</PageHeading>
        {view && (
          <DecisionButton
            decision={view.rights['team.create']}
            look="primary"
            onPress={() => goTo('#/teams/add')}
          >
            {say('New team')}
          </DecisionButton>
        )}
      </div>
      <p class="options-lead">
        {say(
          'A team brings accounts and people together. Somebody on several teams may do on each account what any one of those teams lets them do.',
        )}
      </p>
      {failure !== undefined && (
        <Callout tone="danger" announced>
          <p>{failure}</p>
        </Callout>
      )}
      {value && value.teams.length === 0 && (
        <div class="options-empty">
          <h2>{say('No team yet')}</h2>
          <p>
            {say('Everybody but administrators works through a team: without one they reach no account.')}
          </p>
        </div>
      )}
      {value && value.teams.length >= SEARCHED_FROM && (
        <TextField
          label={say('Search teams')}
          name="search-teams"
          type="search"
          value={typed}
          onInput={setTyped}
        />
      )}
      <ul class="options-list">
        {shown.map((team) => (
          <li key={team.team.id}>
            <TeamCard view={team} workspace={workspace} />
          </li>
        ))}
      </ul>
      {route.deed === 'add' && value && <TeamDialog teams={value} workspace={workspace} onClose={close} />}
      {target && value && route.deed === 'edit' && (
        <TeamDialog
          key={target.team.id}
          edited={target}
          teams={value}
          workspace={workspace}
          onClose={close}
        />
      )}
      {target && route.deed === 'people' && (
        <TeamPeopleDialog key={target.team.id} view={target} workspace={workspace} onClose={close} />
      )}
      {target && route.deed === 'remove' && (
        <RemoveTeamDialog key={target.team.id} view={target} workspace={workspace} onClose={close} />
      )}
      {target && member && (
        <TeamRolesDialog
          key={`${target.team.id} ${member.id}`}
          team={target.team}
          member={member}
          teams={value?.teams ?? []}
          workspace={workspace}
          onClose={close}
        />
      )}
    </>
  );
}

import { useState } from 'preact/hooks';
import type { TeamView } from '../../../lib/messages/team-views';
import { say } from '../../../lib/words/say';
import type { Member, Team } from '../../../lib/workspace/records';
import { Avatar } from '../../ui/avatar';
import { Button } from '../../ui/button';
import { DecisionButton } from '../../ui/decision-button';
import { presentAccounts } from '../accounts/present-accounts';
import { memberRoleName } from '../role-words';
import { goTo } from '../route';
import type { WorkspaceNow } from '../use-workspace';
import { accountRoleName, accountWords } from './team-words';

interface TeamCardProps {
  readonly view: TeamView;
  readonly workspace: WorkspaceNow;
}

/** As many as are read at a glance; the others are behind a button. */
const SHOWN_AT_FIRST = 6;

/** One team: its accounts, and its people with what they are there. */
export function TeamCard({ view: { team, edit, assign, remove }, workspace }: TeamCardProps) {
  const [showsAll, setShowsAll] = useState(false);
  const accounts = presentAccounts(workspace.view).filter(({ id }) => team.accountIds.includes(id));
  const hiddenCount = team.accountIds.length - accounts.length;
  const people = (workspace.view?.members ?? []).filter(({ teams }) =>
    teams.some(({ teamId }) => teamId === team.id),
  );
  const shown = showsAll ? people : people.slice(0, SHOWN_AT_FIRST);
  const go = (deed: string) => goTo(`#/teams/${team.id}/${deed}`);
  return (
    <section class="options-panel" aria-labelledby={`team-${team.id}`}>
      <div class="options-panel__head">
        <h2 id={`team-${team.id}`}>
          <bdi>{team.name}</bdi>
        </h2>
        <div class="options-deeds">
          <DecisionButton
            decision={assign}
            label={say('Members of {team}', { team: team.name })}
            onPress={() => go('people')}
          >
            {say('Members')}
          </DecisionButton>
          <DecisionButton
            decision={edit}
            label={say('Edit {team}', { team: team.name })}
            onPress={() => go('edit')}
          >
            {say('Edit')}
          </DecisionButton>
          <DecisionButton
            decision={remove}
            look="quiet"
            label={say('Remove {team}', { team: team.name })}
            onPress={() => go('remove')}
          >
            {say('Remove')}
          </DecisionButton>
        </div>
      </div>
      <div>
        <h3 class="team-card__title">{say('Accounts')}</h3>
        {team.accountIds.length === 0 && (
          <p class="options-quiet">{say('None yet: nobody reaches anything through this team.')}</p>
        )}
        <ul class="team-card__accounts">
          {accounts.map((account) => (
            <li key={account.id} class="options-tag">
              <bdi>{accountWords(account)}</bdi>
            </li>
          ))}
          {hiddenCount > 0 && (
            <li class="options-tag">
              {say('{count, plural, one {One more} other {# more}} that you do not see', {
                count: hiddenCount,
              })}
            </li>
          )}
        </ul>
      </div>
      <div>
        <h3 class="team-card__title">
          {say('{count, plural, =0 {Nobody is on it} one {One member} other {# members}}', {
            count: people.length,
          })}
        </h3>
        <ul class="team-card__people">
          {shown.map((member) => (
            <PersonLine key={member.id} member={member} team={team} workspace={workspace} />
          ))}
        </ul>
        {people.length > SHOWN_AT_FIRST && (
          <Button look="quiet" aria-expanded={showsAll} onClick={() => setShowsAll(!showsAll)}>
            {showsAll ? say('Show fewer') : say('Show all {count}', { count: people.length })}
          </Button>
        )}
      </div>
    </section>
  );
}

function PersonLine({
  member,
  team,
  workspace,
}: {
  readonly member: Member;
  readonly team: Team;
  readonly workspace: WorkspaceNow;
}) {
  const customRoles = workspace.view?.customRoles ?? [];
  const accounts = presentAccounts(workspace.view);
  const { accountRoles = {} } = member.teams.find(({ teamId }) => teamId === team.id) ?? {};
  const overrides = accounts.flatMap(({ id, handle }) =>
    accountRoles[id] === undefined ? [] : [{ handle, role: accountRoleName(accountRoles[id], customRoles) }],
  );
  return (
    <li class="team-card__person">
      <Avatar name={member.name} size="small" />
      <div class="team-card__words">
        <span>
          <bdi class="team-card__name">{member.name}</bdi>{' '}
          <span class="options-quiet">· {memberRoleName(member, customRoles)}</span>{' '}
          {member.addOns.includes('teamLeader') && (
            <span class="options-tag" data-tone="accent">
              {say('Team leader')}
            </span>
          )}{' '}
          {member.suspended && (
            <span class="options-tag" data-tone="danger">
              {say('Suspended')}
            </span>
          )}
        </span>
        {overrides.map(({ handle, role }) => (
          <span key={handle} class="team-card__override">
            {say('{role} on @{handle}', { role, handle })}
          </span>
        ))}
      </div>
      <Button
        look="quiet"
        aria-label={say('Roles of {name} in {team}', { name: member.name, team: team.name })}
        onClick={() => goTo(`#/teams/${team.id}/as.${member.id}`)}
      >
        {say('Roles')}
      </Button>
    </li>
  );
}

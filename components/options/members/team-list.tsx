import { useState } from 'preact/hooks';
import type { AccountId, CustomRoleId, EnterpriseRole } from '../../../lib/roles';
import { say } from '../../../lib/words/say';
import type { Account, Team } from '../../../lib/workspace/records';
import { Button } from '../../ui/button';
import { CheckField, SelectField } from '../../ui/field';
import type { MemberDraft, TeamDraft } from './member-draft';

export interface OfferedTeam extends Team {
  /** Why the member cannot be put on it or taken off it by whoever is at the browser. */
  readonly refusal?: string | undefined;
  /** The same of roles on its accounts. */
  readonly rolesRefusal?: string | undefined;
}

interface TeamListProps {
  readonly draft: MemberDraft;
  readonly teams: readonly OfferedTeam[];
  readonly accounts: readonly Account[];
  /** What a role on an account can be. */
  readonly roles: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (teams: readonly TeamDraft[]) => void;
}

/** Which teams a member is on, and as what on single accounts of each. */
export function TeamList({ draft, teams, accounts, roles, onChange }: TeamListProps) {
  const byId = new Map(teams.map((team) => [team.id, team]));
  const change = (changed: TeamDraft) =>
    onChange(draft.teams.map((each) => (each.teamId === changed.teamId ? changed : each)));
  return (
    <fieldset class="assignment-list" aria-label={say('Teams')}>
      <div class="assignment-list__head">
        <h3 class="assignment-list__title">{say('Teams')}</h3>
        <span class="options-quiet">
          {draft.role === 'administrator'
            ? say('Administrators reach everything without a team.')
            : say('A member sees the accounts of their teams, and is on at least one.')}
        </span>
      </div>
      <div class="assignment-list__rows">
        {draft.teams.map((each) => {
          const team = byId.get(each.teamId);
          return (
            team && (
              <TeamFields
                key={team.id}
                team={team}
                membership={each}
                accounts={accounts.filter(({ id }) => team.accountIds.includes(id))}
                roles={roles}
                onChange={change}
              />
            )
          );
        })}
        {draft.teams.length === 0 && (
          <p class="options-quiet assignment-list__none">{say('There is no team yet.')}</p>
        )}
      </div>
    </fieldset>
  );
}

interface TeamFieldsProps {
  readonly team: OfferedTeam;
  readonly membership: TeamDraft;
  readonly accounts: readonly Account[];
  readonly roles: TeamListProps['roles'];
  readonly onChange: (membership: TeamDraft) => void;
}

const AS_USUAL = '';

function TeamFields({ team, membership, accounts, roles, onChange }: TeamFieldsProps) {
  const [isOpen, setOpen] = useState(false);
  const count = Object.keys(membership.accountRoles).length;

  function setRole(accountId: AccountId, role: string): void {
    const { [accountId]: _former, ...others } = membership.accountRoles;
    // The list offers nothing but roles.
    const accountRoles =
      role === AS_USUAL ? others : { ...others, [accountId]: role as EnterpriseRole | CustomRoleId };
    onChange({ ...membership, accountRoles: accountRoles as TeamDraft['accountRoles'] });
  }

  return (
    <fieldset class="assignment-fields" data-assigned={membership.isOn}>
      <legend class="visually-hidden">{team.name}</legend>
      <div class="assignment-fields__line">
        <CheckField
          label={team.name}
          name="team"
          checked={membership.isOn}
          refusal={team.refusal}
          onChange={(isOn) => onChange({ ...membership, isOn })}
        />
        {membership.isOn && accounts.length > 0 && (
          <span class="assignment-fields__summary">
            {count > 0 &&
              say('{count, plural, one {One role of its own} other {# roles of their own}}', { count })}
            <Button
              look="quiet"
              aria-expanded={isOpen}
              aria-label={
                isOpen
                  ? say('Fold the roles on accounts of {team}', { team: team.name })
                  : say('Roles on accounts of {team}', { team: team.name })
              }
              onClick={() => setOpen(!isOpen)}
            >
              {isOpen ? say('Fold') : say('Roles on accounts')}
            </Button>
          </span>
        )}
      </div>
      {membership.isOn && isOpen && (
        <div class="assignment-fields__details">
          <p class="options-quiet">
            {team.rolesRefusal ?? say('A role here replaces the member’s own on that account, in this team.')}
          </p>
          <div class="team-roles">
            {accounts.map((account) => (
              <SelectField
                key={account.id}
                label={`@${account.handle}`}
                name="account-role"
                value={membership.accountRoles[account.id] ?? AS_USUAL}
                choices={[
                  { value: AS_USUAL, label: say('The member’s own role') },
                  ...roles.map((role) => ({
                    ...role,
                    refusal:
                      role.value === membership.accountRoles[account.id] ? undefined : team.rolesRefusal,
                  })),
                ]}
                onChange={(role) => setRole(account.id, role)}
              />
            ))}
          </div>
        </div>
      )}
    </fieldset>
  );
}

import { useState } from 'preact/hooks';
import { run } from '../../../lib/messages/client';
import type { TeamView } from '../../../lib/messages/team-views';
import type { AccountId, TeamMembership } from '../../../lib/roles';
import { say } from '../../../lib/words/say';
import type { Account, Member, Team } from '../../../lib/workspace/records';
import { Button } from '../../ui/button';
import { Callout } from '../../ui/callout';
import { Dialog, DialogActions } from '../../ui/dialog';
import { SelectField, TextField } from '../../ui/field';
import { useToast } from '../../ui/toast';
import { presentAccounts } from '../accounts/present-accounts';
import { wordFinder } from '../find-words';
import { memberRoleName, OFFERED_ROLES, ROLE_WORDS } from '../role-words';
import { SubmitButton } from '../submit-button';
import { SubmittedForm } from '../submitted-form';
import { useAnswer } from '../use-answer';
import { question, refusalIn, useDecisions } from '../use-decisions';
import { useSubmission } from '../use-submission';
import type { WorkspaceNow } from '../use-workspace';
import { decisionOf, TeamEffects } from './team-effects';
import { accountRoleName, accountWords, rightsWords } from './team-words';

type AccountRoles = TeamMembership['accountRoles'];

interface TeamRolesDialogProps {
  readonly team: Team;
  readonly member: Member;
  /** Those that are seen: the other ones the member is on may give more. */
  readonly teams: readonly TeamView[];
  readonly workspace: WorkspaceNow;
  readonly onClose: () => void;
}

/** From so many accounts on they are searched. */
const SEARCHED_FROM = 8;

/** What a member is on single accounts of a team, and what that gives them together with their other teams. */
export function TeamRolesDialog({ team, member, teams, workspace, onClose }: TeamRolesDialogProps) {
  const { view, revision, reload } = workspace;
  const showToast = useToast();
  const customRoles = view?.customRoles ?? [];
  // Only what is changed here is sent, on top of what somebody else may have changed meanwhile.
  const [changes, setChanges] = useState<ReadonlyMap<AccountId, string>>(new Map());
  const accountRoles = withChanges(
    member.teams.find(({ teamId }) => teamId === team.id)?.accountRoles ?? {},
    changes,
  );
  const [typed, setTyped] = useState('');
  const { isBusy, errors, formRef, submit } = useSubmission({});
  const args = { teamId: team.id, memberId: member.id, accountRoles };
  const [edit, set] = useDecisions(
    [question('member.edit', { memberId: member.id }), question('team.setMember', args)],
    revision,
  );
  const accounts = presentAccounts(view).filter(({ id }) => team.accountIds.includes(id));
  const preview = useAnswer(
    'teams.preview',
    {
      commands: [{ name: 'team.setMember', args }],
      about: { memberId: member.id, accountIds: accounts.map(({ id }) => id) },
    },
    revision,
  );
  const isAdministrator = member.role === 'administrator' && member.customRole === undefined;
  const refusal = refusalIn(edit);
  const isFound = wordFinder(typed);
  const shown = accounts.filter((account) => isFound(accountWords(account)));
  const hasChanges = (preview.value?.changes.length ?? 0) > 0 || (preview.value?.refusals.length ?? 0) > 0;

  async function save(): Promise<void> {
    await run('team.setMember', args);
    await reload();
    showToast({
      text: say('The roles of {name} in {team} were saved.', { name: member.name, team: team.name }),
    });
    onClose();
  }

  return (
    <Dialog
      title={say('Roles of {name} in {team}', { name: member.name, team: team.name })}
      onClose={onClose}
    >
      <SubmittedForm formRef={formRef} errors={errors} onSubmit={() => void submit(save)}>
        <p class="options-quiet">
          {say(
            'A role that is set here replaces {name}’s own on that account, as far as this team goes. Through another team they may still do more.',
            { name: member.name },
          )}
        </p>
        {isAdministrator && (
          <Callout tone="info">
            <p>
              {say('Administrators reach everything: roles that are set here count once {name} is none.', {
                name: member.name,
              })}
            </p>
          </Callout>
        )}
        {refusal !== undefined && (
          <Callout tone="info">
            <p>{refusal}</p>
          </Callout>
        )}
        {accounts.length === 0 && <p>{say('This team has no accounts yet.')}</p>}
        {accounts.length >= SEARCHED_FROM && (
          <TextField
            label={say('Search accounts')}
            name="search-accounts"
            type="search"
            value={typed}
            onInput={setTyped}
          />
        )}
        {shown.map((account) => (
          <SelectField
            key={account.id}
            label={accountWords(account)}
            name={`role-${account.id}`}
            value={accountRoles[account.id] ?? ''}
            choices={[
              {
                value: '',
                label: say('Own role: {role}', { role: memberRoleName(member, customRoles) }),
                refusal: accountRoles[account.id] === undefined ? undefined : refusal,
              },
              ...OFFERED_ROLES.enterprise.map((role) => ({
                value: role as string,
                label: say(ROLE_WORDS[role].label),
                refusal,
              })),
              ...customRoles.map(({ id, name }) => ({ value: id as string, label: name, refusal })),
            ]}
            hint={
              <ReachWords
                rights={preview.value?.reach.find(({ accountId }) => accountId === account.id)?.rights}
                others={otherTeams(account, member, team, teams).map((other) => ({
                  team: other.team.name,
                  role: roleThere(account, member, other.team, customRoles),
                }))}
              />
            }
            onChange={(role) => setChanges(new Map([...changes, [account.id, role]]))}
          />
        ))}
        {hasChanges && <TeamEffects answer={preview} workspace={workspace} />}
        <DialogActions>
          <Button look="quiet" onClick={onClose}>
            {say('Cancel')}
          </Button>
          <SubmitButton
            isBusy={isBusy}
            {...submitDecision(refusal === undefined ? decisionOf(preview.value, set) : edit)}
          >
            {say('Save')}
          </SubmitButton>
        </DialogActions>
      </SubmittedForm>
    </Dialog>
  );
}

/** An empty text stands for the member's own role: none is set then. */
function withChanges(before: AccountRoles, changes: ReadonlyMap<AccountId, string>): AccountRoles {
  const roles = Object.entries({ ...before, ...Object.fromEntries(changes) });
  return Object.fromEntries(roles.filter(([, role]) => role !== '')) as AccountRoles;
}

function submitDecision<Decision>(decision: Decision | undefined): { readonly decision?: Decision } {
  return decision ? { decision } : {};
}

/** What somebody may do on an account with all of their teams, and which of those are not this one. */
function ReachWords({
  rights,
  others,
}: {
  readonly rights: Parameters<typeof rightsWords>[0] | undefined;
  readonly others: readonly { readonly team: string; readonly role: string }[];
}) {
  return (
    <>
      {rights &&
        (rights.length > 0
          ? say('With all their teams: {rights}.', { rights: rightsWords(rights) })
          : say('With all their teams: nothing here.'))}
      {others.map(({ team, role }) => (
        <span key={team}> {say('Here through {team} too, as {role}.', { team, role })}</span>
      ))}
    </>
  );
}

function otherTeams(
  { id }: Account,
  member: Member,
  team: Team,
  teams: readonly TeamView[],
): readonly TeamView[] {
  return teams.filter(
    ({ team: other }) =>
      other.id !== team.id &&
      other.accountIds.includes(id) &&
      member.teams.some(({ teamId }) => teamId === other.id),
  );
}

function roleThere(
  { id }: Account,
  member: Member,
  team: Team,
  customRoles: Parameters<typeof accountRoleName>[1],
): string {
  const set = member.teams.find(({ teamId }) => teamId === team.id)?.accountRoles[id];
  return set === undefined ? memberRoleName(member, customRoles) : accountRoleName(set, customRoles);
}

import { useRef, useState } from 'preact/hooks';
import { run } from '../../../lib/messages/client';
import type { TeamsView, TeamView } from '../../../lib/messages/team-views';
import type { AccountId, TeamId } from '../../../lib/roles';
import { say } from '../../../lib/words/say';
import { Button } from '../../ui/button';
import { Dialog, DialogActions } from '../../ui/dialog';
import { TextField } from '../../ui/field';
import { useToast } from '../../ui/toast';
import { presentAccounts } from '../accounts/present-accounts';
import { useOptionsServices } from '../options-services';
import { networkName } from '../role-words';
import { SubmitButton } from '../submit-button';
import { SubmittedForm } from '../submitted-form';
import { refusalIn } from '../use-decisions';
import { useSubmission } from '../use-submission';
import type { WorkspaceNow } from '../use-workspace';
import { ChoicePicker } from './choice-picker';
import { TeamEffects, useTeamPreview } from './team-effects';

interface TeamDialogProps {
  /** Absent: a new team. */
  readonly edited?: TeamView;
  readonly teams: TeamsView;
  readonly workspace: WorkspaceNow;
  readonly onClose: () => void;
}

/** A team's name and accounts. */
export function TeamDialog({ edited, teams, workspace, onClose }: TeamDialogProps) {
  const { view, revision, reload } = workspace;
  const services = useOptionsServices();
  const showToast = useToast();
  // Only what is changed here is sent, on top of what somebody else may have changed meanwhile.
  const [atFirst] = useState(edited?.team);
  const [name, setName] = useState(atFirst?.name ?? '');
  const [chosen, setChosen] = useState<readonly AccountId[]>(atFirst?.accountIds ?? []);
  // Chosen once: the same wish, sent again because its answer was lost, finds the team already made.
  const newId = useRef(services.newId() as TeamId);
  const { isBusy, errors, formRef, submit } = useSubmission({ name: say('Name') });

  const accounts = presentAccounts(view);
  const before = atFirst?.accountIds ?? [];
  const added = chosen.filter((id) => !before.includes(id));
  const taken = before.filter((id) => !chosen.includes(id));
  const accountIds = [
    ...new Set([...(edited?.team.accountIds ?? []).filter((id) => !taken.includes(id)), ...added]),
  ];
  const isOther = added.length + taken.length > 0;
  const preview = useTeamPreview(
    edited && isOther ? [{ name: 'team.edit', args: { teamId: edited.team.id, accountIds } }] : [],
    revision,
  );
  const decision = edited ? edited.edit : view?.rights['team.create'];

  async function save(): Promise<void> {
    if (edited) {
      const changes = {
        ...(name !== atFirst?.name && { name }),
        ...(isOther && { accountIds }),
      };
      await run('team.edit', { teamId: edited.team.id, ...changes });
    } else {
      await run('team.create', { teamId: newId.current, name, accountIds });
    }
    await reload();
    showToast({ text: say('{name} was saved.', { name: name.trim() }) });
    onClose();
  }

  return (
    <Dialog
      title={edited ? say('Edit {name}', { name: edited.team.name }) : say('New team')}
      onClose={onClose}
    >
      <SubmittedForm formRef={formRef} errors={errors} onSubmit={() => void submit(save)}>
        <TextField
          label={say('Name')}
          name="team-name"
          value={name}
          onInput={setName}
          error={errors.fields.name}
        />
        <ChoicePicker
          label={say('Accounts')}
          entries={accounts.map(({ id, handle, network, name: accountName }) => ({
            id,
            label: `@${handle}`,
            about: say('{account} on {network}', { account: accountName, network: networkName(network) }),
            // A new team asks for no more than the right to make it.
            refusal:
              edited && refusalIn(teams.assignable.find(({ accountId }) => accountId === id)?.decision),
          }))}
          chosen={chosen}
          emptyWords={say('There is no account yet. Connect one in the room Accounts.')}
          onChange={(next) => setChosen(next as readonly AccountId[])}
        />
        <TeamEffects answer={preview} workspace={workspace} />
        <DialogActions>
          <Button look="quiet" onClick={onClose}>
            {say('Cancel')}
          </Button>
          <SubmitButton isBusy={isBusy} {...(decision && { decision })}>
            {say('Save')}
          </SubmitButton>
        </DialogActions>
      </SubmittedForm>
    </Dialog>
  );
}

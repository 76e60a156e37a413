import { useRef, useState } from 'preact/hooks';
import { run } from '../../../lib/messages/client';
import type { AdAccountsView } from '../../../lib/messages/team-views';
import type { AdAccountId, TeamId } from '../../../lib/roles';
import { say } from '../../../lib/words/say';
import { Button } from '../../ui/button';
import { Dialog, DialogActions } from '../../ui/dialog';
import { SelectField, TextField } from '../../ui/field';
import { useToast } from '../../ui/toast';
import { useOptionsServices } from '../options-services';
import { SubmitButton } from '../submit-button';
import { SubmittedForm } from '../submitted-form';
import { refusalIn } from '../use-decisions';
import { useSubmission } from '../use-submission';
import type { WorkspaceNow } from '../use-workspace';
import { AD_NETWORK_IDS, adNetworkName } from './ad-account-words';

interface AddAdAccountDialogProps {
  readonly all: AdAccountsView;
  readonly workspace: WorkspaceNow;
  readonly onClose: () => void;
}

/** Brings in an ad account, for a team or for the whole organization. */
export function AddAdAccountDialog({ all, workspace, onClose }: AddAdAccountDialogProps) {
  const services = useOptionsServices();
  const showToast = useToast();
  const ownTeam = all.teams.find(({ add }) => add.allowed);
  const [name, setName] = useState('');
  const [network, setNetwork] = useState(AD_NETWORK_IDS[0] ?? '');
  const [teamId, setTeamId] = useState<string>(all.addShared.allowed ? '' : (ownTeam?.id ?? ''));
  // Chosen once: the same wish, sent again because its answer was lost, finds the ad account already there.
  const id = useRef(services.newId() as AdAccountId);
  const { isBusy, errors, formRef, submit } = useSubmission({ name: say('Name') });
  const decision = teamId === '' ? all.addShared : all.teams.find((team) => team.id === teamId)?.add;

  async function save(): Promise<void> {
    const forTeam = teamId !== '' && { teamId: teamId as TeamId };
    await run('adAccount.add', { id: id.current, name, network, ...forTeam });
    await workspace.reload();
    showToast({ text: say('{name} was added.', { name: name.trim() }) });
    onClose();
  }

  return (
    <Dialog title={say('Add an ad account')} onClose={onClose}>
      <SubmittedForm formRef={formRef} errors={errors} onSubmit={() => void submit(save)}>
        <TextField
          label={say('Name')}
          name="ad-account-name"
          value={name}
          onInput={setName}
          hint={say('As it is called where ads are bought.')}
          error={errors.fields.name}
        />
        <div class="options-form__pair">
          <SelectField
            label={say('Network')}
            name="ad-account-network"
            value={network}
            choices={AD_NETWORK_IDS.map((value) => ({ value, label: adNetworkName(value) }))}
            onChange={setNetwork}
          />
          <SelectField
            label={say('Team')}
            name="ad-account-team"
            value={teamId}
            choices={[
              { value: '', label: say('The organization’s'), refusal: refusalIn(all.addShared) },
              ...all.teams.map((team) => ({
                value: team.id as string,
                label: team.name,
                refusal: refusalIn(team.add),
              })),
            ]}
            onChange={setTeamId}
          />
        </div>
        <DialogActions>
          <Button look="quiet" onClick={onClose}>
            {say('Cancel')}
          </Button>
          <SubmitButton isBusy={isBusy} {...(decision && { decision })}>
            {say('Add')}
          </SubmitButton>
        </DialogActions>
      </SubmittedForm>
    </Dialog>
  );
}

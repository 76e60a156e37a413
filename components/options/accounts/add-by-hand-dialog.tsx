import { useState } from 'preact/hooks';
import { run } from '../../../lib/messages/client';
import { SITES } from '../../../lib/sites/sites';
import { say } from '../../../lib/words/say';
import { Button } from '../../ui/button';
import { Dialog, DialogActions } from '../../ui/dialog';
import { SelectField, TextField } from '../../ui/field';
import { useToast } from '../../ui/toast';
import { useOptionsServices } from '../options-services';
import { SubmitButton } from '../submit-button';
import { SubmittedForm } from '../submitted-form';
import { useSubmission } from '../use-submission';
import type { WorkspaceNow } from '../use-workspace';
import { findProfile } from './profile-entry';

interface AddByHandDialogProps {
  readonly workspace: WorkspaceNow;
  readonly onClose: () => void;
}

/** Adds an account of a network that nobody signs in to from here: its approved posts are posted there by a person. */
export function AddByHandDialog({ workspace, onClose }: AddByHandDialogProps) {
  const { view, reload } = workspace;
  const showToast = useToast();
  const { signInForms, newId } = useOptionsServices();
  const sites = SITES.filter(({ network }) => !signInForms.some((form) => form.network === network));
  const [siteId, setSiteId] = useState(sites[0]?.id ?? '');
  const [entry, setEntry] = useState('');
  const [name, setName] = useState('');
  const labels = { handle: say('Handle or address of the profile'), name: say('Name') };
  const { isBusy, errors, formRef, submit, refuse } = useSubmission(labels);
  const decision = view?.rights['account.add'];
  const site = sites.find(({ id }) => id === siteId);
  if (!site) return null;

  function add(): void {
    const profile = site && findProfile(site, entry);
    if (!site || !profile) {
      const network = site?.name ?? '';
      const reason =
        entry.trim() === ''
          ? say('{field} must not be empty.', { field: labels.handle })
          : say(
              'This is no profile on {network}. Type its handle, or copy the address of the profile’s page from the browser.',
              { network },
            );
      refuse({ fields: { handle: reason } });
      return;
    }
    void submit(async () => {
      await run('account.add', {
        ...profile,
        accountId: newId(),
        network: site.network,
        name: name.trim() === '' ? profile.handle : name,
        isByHand: true,
      });
      await reload();
      showToast({ text: say('{handle} was added.', { handle: `@${profile.handle}` }) });
      onClose();
    });
  }

  return (
    <Dialog title={say('Add an account by hand')} onClose={onClose}>
      <p class="options-quiet">
        {say(
          'For networks that Countersign does not sign in to. Posts are written, approved and planned here; when one is due, a person opens it in the network’s own composer and posts it.',
        )}
      </p>
      <SubmittedForm formRef={formRef} errors={errors} onSubmit={add}>
        <SelectField
          label={say('Network')}
          name="network"
          value={siteId}
          choices={sites.map(({ id, name: label }) => ({ value: id, label }))}
          onChange={(chosen) => {
            setSiteId(chosen);
            refuse({ fields: {} });
          }}
        />
        <TextField
          label={labels.handle}
          name="handle"
          value={entry}
          onInput={setEntry}
          hint={say('Such as @acme, or the address that the browser shows on the profile’s page.')}
          error={errors.fields.handle}
        />
        <TextField
          label={labels.name}
          name="account-name"
          optional
          value={name}
          onInput={setName}
          hint={say('What your team calls this account here.')}
          error={errors.fields.name}
        />
        <DialogActions>
          <Button look="quiet" onClick={onClose}>
            {say('Cancel')}
          </Button>
          <SubmitButton isBusy={isBusy} {...(decision && { decision })}>
            {say('Add account')}
          </SubmitButton>
        </DialogActions>
      </SubmittedForm>
    </Dialog>
  );
}

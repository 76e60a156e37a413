import { useState } from 'preact/hooks';
import { run } from '../../../lib/messages/client';
import type { Account, ApprovalRule } from '../../../lib/workspace/records';
import { Button } from '../../ui/button';
import { Dialog, DialogActions } from '../../ui/dialog';
import { type Choice, RadioField, TextField } from '../../ui/field';
import { useToast } from '../../ui/toast';
import { networkName } from '../role-words';
import { SubmitButton } from '../submit-button';
import { SubmittedForm } from '../submitted-form';
import { question, useDecisions } from '../use-decisions';
import { useSubmission } from '../use-submission';
import type { WorkspaceNow } from '../use-workspace';

const LABELS = { name: 'Name', clientApprovalRule: 'When several clients approve' };

const RULE_CHOICES: readonly Choice<'any' | 'all'>[] = [
  { value: 'any', label: 'One is enough', hint: 'A post goes on as soon as any of them approves.' },
  { value: 'all', label: 'All of them', hint: 'A post waits until every one of them has approved.' },
];

interface AccountSettingsDialogProps {
  readonly account: Account;
  readonly workspace: WorkspaceNow;
  readonly onClose: () => void;
}

/** The account's name in the workspace, and how many of its clients have to approve. */
export function AccountSettingsDialog({ account, workspace, onClose }: AccountSettingsDialogProps) {
  const { revision, reload } = workspace;
  const showToast = useToast();
  const [name, setName] = useState(account.name);
  const [rule, setRule] = useState<ApprovalRule>(account.clientApprovalRule);
  const { isBusy, errors, formRef, submit } = useSubmission(LABELS);
  const [decision] = useDecisions([question('account.edit', { accountId: account.id })], revision);

  async function save(): Promise<void> {
    const changes = {
      ...(name.trim() !== account.name && { name }),
      ...(rule !== account.clientApprovalRule && { clientApprovalRule: rule }),
    };
    if (Object.keys(changes).length > 0) await run('account.edit', { accountId: account.id, ...changes });
    await reload();
    showToast({ text: `@${account.handle} was saved.` });
    onClose();
  }

  return (
    <Dialog title={`Settings of @${account.handle}`} onClose={onClose}>
      <SubmittedForm formRef={formRef} errors={errors} onSubmit={() => void submit(save)}>
        <TextField
          label={LABELS.name}
          name="account-name"
          value={name}
          onInput={setName}
          hint={`What your team calls this account here. The name that readers see is changed on ${networkName(account.network)}.`}
          error={errors.fields.name}
        />
        <RadioField
          label={LABELS.clientApprovalRule}
          name="client-approval"
          columns="two"
          value={rule === 'all' ? 'all' : 'any'}
          choices={RULE_CHOICES}
          onChange={setRule}
          hint={typeof rule === 'number' ? `Now ${rule} of them have to approve.` : undefined}
          error={errors.fields.clientApprovalRule}
        />
        <DialogActions>
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <SubmitButton isBusy={isBusy} {...(decision && { decision })}>
            Save
          </SubmitButton>
        </DialogActions>
      </SubmittedForm>
    </Dialog>
  );
}

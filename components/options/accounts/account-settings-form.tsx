import { useState } from 'preact/hooks';
import { run } from '../../../lib/messages/client';
import { say, words } from '../../../lib/words/say';
import type { ApprovalRule } from '../../../lib/workspace/records';
import { type Choice, RadioField, TextField } from '../../ui/field';
import { useToast } from '../../ui/toast';
import { networkName } from '../role-words';
import { SubmitButton } from '../submit-button';
import { SubmittedForm } from '../submitted-form';
import { useSubmission } from '../use-submission';
import type { WorkspaceNow } from '../use-workspace';
import { CredentialFacts } from './credential-facts';
import type { ListedAccount } from './list-accounts';

const RULES = [
  {
    value: 'any',
    label: words('One is enough'),
    hint: words('A post goes on as soon as any of them approves.'),
  },
  {
    value: 'all',
    label: words('All of them'),
    hint: words('A post waits until every one of them has approved.'),
  },
] as const;

interface AccountSettingsFormProps {
  readonly listed: ListedAccount;
  readonly workspace: WorkspaceNow;
}

/** Whose credentials an account uses, its name in the workspace, and how many of its clients have to approve. */
export function AccountSettingsForm({ listed, workspace }: AccountSettingsFormProps) {
  const { account, overview } = listed;
  const { session, reload } = workspace;
  const showToast = useToast();
  const [name, setName] = useState(account.name);
  const [rule, setRule] = useState<ApprovalRule>(account.clientApprovalRule);
  const labels = { name: say('Name'), clientApprovalRule: say('When several clients approve') };
  const { isBusy, errors, formRef, submit } = useSubmission(labels);
  const choices: readonly Choice<'any' | 'all'>[] = RULES.map(({ value, label, hint }) => ({
    value,
    label: say(label),
    hint: say(hint),
  }));

  async function save(): Promise<void> {
    const changes = {
      ...(name.trim() !== account.name && { name }),
      ...(rule !== account.clientApprovalRule && { clientApprovalRule: rule }),
    };
    if (Object.keys(changes).length > 0) await run('account.edit', { accountId: account.id, ...changes });
    await reload();
    showToast({ text: say('{handle} was saved.', { handle: `@${account.handle}` }) });
  }

  return (
    <div class="options-panel account-page__form">
      <dl class="accounts-room__facts">
        <CredentialFacts listed={listed} workspace={workspace} />
      </dl>
      <SubmittedForm formRef={formRef} errors={errors} onSubmit={() => void submit(save)}>
        <TextField
          label={labels.name}
          name="account-name"
          value={name}
          onInput={setName}
          hint={say(
            'What your team calls this account here. The name that readers see is changed on {network}.',
            { network: networkName(account.network) },
          )}
          error={errors.fields.name}
        />
        {session.workspace?.roleModel === 'agency' && (
          <RadioField
            label={labels.clientApprovalRule}
            name="client-approval"
            columns="two"
            value={rule === 'all' ? 'all' : 'any'}
            choices={choices}
            onChange={setRule}
            hint={
              typeof rule === 'number'
                ? say('Now {count} of them have to approve.', { count: rule })
                : undefined
            }
            error={errors.fields.clientApprovalRule}
          />
        )}
        <div class="options-form__actions">
          <SubmitButton isBusy={isBusy} {...(overview && { decision: overview.edit })}>
            {say('Save')}
          </SubmitButton>
        </div>
      </SubmittedForm>
    </div>
  );
}

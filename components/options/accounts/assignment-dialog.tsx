import { useState } from 'preact/hooks';
import { run } from '../../../lib/messages/client';
import { say } from '../../../lib/words/say';
import type { Account, Member } from '../../../lib/workspace/records';
import { Button } from '../../ui/button';
import { Dialog, DialogActions } from '../../ui/dialog';
import { CheckField, type Choice, RadioField, SelectField } from '../../ui/field';
import { useToast } from '../../ui/toast';
import { CredentialsEffect } from '../members/credentials-effect';
import { useOptionsServices } from '../options-services';
import { CREDENTIALS_WORDS, describeRole, POSTING_WORDS } from '../role-words';
import { SubmitButton } from '../submit-button';
import { SubmittedForm } from '../submitted-form';
import { question, useDecisions } from '../use-decisions';
import { useSubmission } from '../use-submission';
import type { WorkspaceNow } from '../use-workspace';

interface AssignmentDialogProps {
  readonly account: Account;
  readonly isByHand: boolean;
  /** Whom it can be given to, or the one who has it. */
  readonly members: readonly Member[];
  readonly workspace: WorkspaceNow;
  readonly onClose: () => void;
}

/** Gives an account to a member, or changes what a member does on it. */
export function AssignmentDialog({ account, isByHand, members, workspace, onClose }: AssignmentDialogProps) {
  const { revision, reload, view } = workspace;
  const showToast = useToast();
  const { signInForms } = useOptionsServices();
  const [memberId, setMemberId] = useState<string>(members[0]?.id ?? '');
  const member = members.find(({ id }) => id === memberId);
  const held = member?.accounts.find(({ accountId }) => accountId === account.id);
  const [posting, setPosting] = useState(held?.posting ?? 'needsApproval');
  const [credentials, setCredentials] = useState(held?.credentials ?? 'owner');
  const [approves, setApproves] = useState<boolean>();
  const { isBusy, errors, formRef, submit } = useSubmission({ memberId: say('Member') });
  const isClient = member?.role === 'client';
  const writes = !isClient || member.clientAccess !== 'read';
  const choosesPosting = writes && member?.role !== 'admin';
  const willApprove = isClient && (approves ?? held?.approves ?? true);
  const assignment = { accountId: account.id, posting, credentials, approves: willApprove } as const;
  const [decision] = useDecisions(
    member ? [question('assignment.set', { memberId, assignment })] : [],
    revision,
  );
  if (!member) return null;
  const handle = `@${account.handle}`;
  const { name } = member;

  async function save(): Promise<void> {
    await run('assignment.set', { memberId, assignment });
    await reload();
    showToast({ text: say('{name} has {handle} now.', { name, handle }) });
    onClose();
  }

  const nameOf = (each: Member): string => {
    const customRoleName = view?.customRoles.find(({ id }) => id === each.customRole)?.name;
    return `${each.name} · ${describeRole({ ...each, customRoleName })}`;
  };
  return (
    <Dialog
      title={
        held
          ? say('What {name} does on {handle}', { name, handle })
          : say('Give {handle} to somebody', { handle })
      }
      onClose={onClose}
    >
      <SubmittedForm formRef={formRef} errors={errors} onSubmit={() => void submit(save)}>
        {!held && (
          <SelectField
            label={say('Member')}
            name="member"
            value={memberId}
            choices={members.map((each) => ({ value: each.id, label: nameOf(each) }))}
            onChange={setMemberId}
          />
        )}
        {choosesPosting && (
          <RadioField
            label={say('Posting access')}
            name="posting"
            columns="two"
            value={posting}
            choices={POSTING.map((value) => saidChoice(value, POSTING_WORDS[value]))}
            onChange={setPosting}
          />
        )}
        {writes && !isByHand && (
          <>
            <RadioField
              label={say('Posts with')}
              name="credentials"
              columns="two"
              value={credentials}
              choices={CREDENTIALS.map((value) => saidChoice(value, CREDENTIALS_WORDS[value]))}
              hint={say(signInForms.find(({ network }) => network === account.network)?.ownSignInHint ?? '')}
              onChange={setCredentials}
            />
            {held && held.credentials !== credentials && (
              <CredentialsEffect member={member} accountId={account.id} credentials={credentials} />
            )}
          </>
        )}
        {isClient && (
          <CheckField
            label={say('Approves what goes out')}
            name="approves"
            hint={say('Every post of the team then waits for a client who approves, the owner’s posts too.')}
            checked={willApprove}
            onChange={setApproves}
          />
        )}
        <DialogActions>
          <Button look="quiet" onClick={onClose}>
            {say('Cancel')}
          </Button>
          <SubmitButton isBusy={isBusy} {...(decision && { decision })}>
            {held ? say('Save') : say('Give it')}
          </SubmitButton>
        </DialogActions>
      </SubmittedForm>
    </Dialog>
  );
}

const POSTING = ['needsApproval', 'full'] as const;
const CREDENTIALS = ['owner', 'member'] as const;

function saidChoice<Value extends string>(
  value: Value,
  { label, hint }: { readonly label: string; readonly hint: string },
): Choice<Value> {
  return { value, label: say(label), hint: say(hint) };
}

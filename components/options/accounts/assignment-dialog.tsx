import { useState } from 'preact/hooks';
import { run } from '../../../lib/messages/client';
import type { Assignment } from '../../../lib/roles';
import { say } from '../../../lib/words/say';
import type { Account, Member } from '../../../lib/workspace/records';
import { Button } from '../../ui/button';
import { Dialog, DialogActions } from '../../ui/dialog';
import { SelectField } from '../../ui/field';
import { useToast } from '../../ui/toast';
import { AssignmentChoices } from '../members/assignment-choices';
import { toAssignment } from '../members/member-draft';
import { memberRoleName } from '../role-words';
import { SubmitButton } from '../submit-button';
import { SubmittedForm } from '../submitted-form';
import { question, useDecisions } from '../use-decisions';
import { useSubmission } from '../use-submission';
import type { WorkspaceNow } from '../use-workspace';

interface AssignmentDialogProps {
  readonly account: Account;
  /** Whom it can be given to, or the one who has it. */
  readonly members: readonly Member[];
  readonly workspace: WorkspaceNow;
  readonly onClose: () => void;
}

/** As careful as can be; a client is asked for approval unless somebody says otherwise. */
const AT_FIRST = { posting: 'needsApproval', credentials: 'owner', approves: true } as const;

/** Gives an account to a member, or changes what a member does on it. */
export function AssignmentDialog({ account, members, workspace, onClose }: AssignmentDialogProps) {
  const { revision, reload, view } = workspace;
  const showToast = useToast();
  const [memberId, setMemberId] = useState<string>(members[0]?.id ?? '');
  const member = members.find(({ id }) => id === memberId);
  const held = member?.accounts.find(({ accountId }) => accountId === account.id);
  const [changed, setChanged] = useState<Partial<Assignment>>({});
  const holder = { role: member?.role ?? 'editor', clientAccess: member?.clientAccess ?? 'read' };
  const how = { ...AT_FIRST, ...held, ...changed };
  const assignment = toAssignment(holder, { ...how, accountId: account.id });
  const { isBusy, errors, formRef, submit } = useSubmission({ memberId: say('Member') });
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
            choices={members.map((each) => ({
              value: each.id,
              label: `${each.name} · ${memberRoleName(each, view?.customRoles ?? [])}`,
            }))}
            onChange={setMemberId}
          />
        )}
        <AssignmentChoices
          account={account}
          holder={holder}
          how={how}
          member={member}
          onChange={(next) => setChanged({ ...changed, ...next })}
        />
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

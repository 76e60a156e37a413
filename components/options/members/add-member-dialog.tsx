import { useRef, useState } from 'preact/hooks';
import { run } from '../../../lib/messages/client';
import type { AccountId } from '../../../lib/roles';
import { Button } from '../../ui/button';
import { Dialog, DialogActions } from '../../ui/dialog';
import { useToast } from '../../ui/toast';
import { presentAccounts } from '../accounts/present-accounts';
import { useOptionsServices } from '../options-services';
import { SubmitButton } from '../submit-button';
import { SubmittedForm } from '../submitted-form';
import { refusalIn, useDecisions } from '../use-decisions';
import { useSubmission } from '../use-submission';
import type { WorkspaceNow } from '../use-workspace';
import { addQuestion, OFFERED_ROLES } from './add-questions';
import { newMemberDraft, toAddMemberArgs } from './member-draft';
import { MEMBER_LABELS, MemberFields } from './member-fields';

interface AddMemberDialogProps {
  readonly workspace: WorkspaceNow;
  readonly onClose: () => void;
}

/** Adds somebody with everything that they are given, in one command. */
export function AddMemberDialog({ workspace, onClose }: AddMemberDialogProps) {
  const { view, revision, reload } = workspace;
  const services = useOptionsServices();
  const showToast = useToast();
  const accounts = presentAccounts(view);
  const memberId = useRef(services.newId());
  const [draft, setDraft] = useState(() => newMemberDraft('editor', accounts));
  const { isBusy, errors, formRef, submit } = useSubmission(MEMBER_LABELS);
  const decisions = useDecisions(
    [
      ...OFFERED_ROLES.map((role) => addQuestion(role)),
      ...accounts.map(({ id }) => addQuestion('editor', id)),
    ],
    revision,
  );
  const roles = OFFERED_ROLES.map((role, position) => ({ role, refusal: refusalIn(decisions[position]) }));
  const refusals = accounts.map(
    ({ id }, position) => [id, refusalIn(decisions[OFFERED_ROLES.length + position])] as const,
  );
  const accountRefusals = new Map(
    refusals.filter((entry): entry is [AccountId, string] => entry[1] !== undefined),
  );

  async function add(): Promise<void> {
    // An account that may not be given was offered unchosen; it is not asked for.
    const assignments = draft.assignments.filter(({ accountId }) => !accountRefusals.has(accountId));
    await run('member.add', toAddMemberArgs({ ...draft, assignments }, memberId.current));
    await reload();
    showToast({ text: `${draft.name.trim()} was added.` });
    onClose();
  }

  const shown = {
    ...draft,
    assignments: draft.assignments.map((each) =>
      accountRefusals.has(each.accountId) ? { ...each, assigned: false } : each,
    ),
  };
  const decision = decisions[OFFERED_ROLES.indexOf(draft.role)];
  return (
    <Dialog title="Add member" onClose={onClose}>
      <SubmittedForm formRef={formRef} errors={errors} onSubmit={() => void submit(add)}>
        <MemberFields
          draft={shown}
          accounts={accounts}
          roles={roles}
          accountRefusals={accountRefusals}
          errors={errors}
          onChange={setDraft}
        />
        <DialogActions>
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <SubmitButton isBusy={isBusy} {...(decision && { decision })}>
            Add member
          </SubmitButton>
        </DialogActions>
      </SubmittedForm>
    </Dialog>
  );
}

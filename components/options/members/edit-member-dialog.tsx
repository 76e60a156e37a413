import { useState } from 'preact/hooks';
import { run } from '../../../lib/messages/client';
import type { AccountId } from '../../../lib/roles';
import type { Member } from '../../../lib/workspace/records';
import { Button } from '../../ui/button';
import { Dialog, DialogActions } from '../../ui/dialog';
import { useToast } from '../../ui/toast';
import { presentAccounts } from '../accounts/present-accounts';
import { SubmitButton } from '../submit-button';
import { SubmittedForm } from '../submitted-form';
import { question, refusalIn, useDecisions } from '../use-decisions';
import { useSubmission } from '../use-submission';
import type { WorkspaceNow } from '../use-workspace';
import { OFFERED_ROLES } from './add-questions';
import { expiryAfterLastDay, lastDayBeforeExpiry } from './last-day';
import { assignmentChanges, memberDraftOf, toEditMemberArgs } from './member-draft';
import { MEMBER_LABELS, MemberFields } from './member-fields';
import { StandingFields } from './standing-fields';

const LABELS = { ...MEMBER_LABELS, expiresAt: 'Last day', suspended: 'Suspended' };

interface EditMemberDialogProps {
  readonly member: Member;
  readonly workspace: WorkspaceNow;
  readonly onClose: () => void;
}

/** Changes a member: themself, their standing, and their accounts. Only what was changed is sent. */
export function EditMemberDialog({ member, workspace, onClose }: EditMemberDialogProps) {
  const { view, revision, reload } = workspace;
  const showToast = useToast();
  const accounts = presentAccounts(view);
  const [draft, setDraft] = useState(() => memberDraftOf(member, accounts));
  const [standing, setStanding] = useState({
    suspended: member.suspended,
    lastDay: lastDayBeforeExpiry(member.expiresAt),
  });
  const { isBusy, errors, formRef, submit, refuse } = useSubmission(LABELS);
  const decisions = useDecisions(
    [
      question('member.edit', { memberId: member.id }),
      ...OFFERED_ROLES.map((role) =>
        question('member.edit', {
          memberId: member.id,
          role,
          ...(role === 'client' && { clientAccess: draft.clientAccess }),
        }),
      ),
      ...accounts.map(({ id }) =>
        question('assignment.set', { memberId: member.id, assignment: { accountId: id } }),
      ),
    ],
    revision,
  );
  const [editDecision, ...others] = decisions;
  // The role that somebody has can always be kept.
  const roles = OFFERED_ROLES.map((role, position) => ({
    role,
    refusal: role === member.role ? undefined : refusalIn(others[position]),
  }));
  const refusals = accounts.map(
    ({ id }, position) => [id, refusalIn(others[OFFERED_ROLES.length + position])] as const,
  );
  const accountRefusals = new Map(
    refusals.filter((entry): entry is [AccountId, string] => entry[1] !== undefined),
  );

  async function save(): Promise<void> {
    // A last day that was not touched keeps its exact moment, which may not be a midnight here.
    const isSameDay = standing.lastDay === lastDayBeforeExpiry(member.expiresAt);
    const expiresAt = isSameDay ? member.expiresAt : expiryAfterLastDay(standing.lastDay);
    if (standing.lastDay !== '' && expiresAt === undefined) {
      return refuse({ fields: { expiresAt: 'Last day must be a date.' } });
    }
    try {
      const changes = toEditMemberArgs(member, draft, { suspended: standing.suspended, expiresAt });
      if (changes) await run('member.edit', changes);
      const { set, removed } = assignmentChanges(member, draft);
      for (const assignment of set) await run('assignment.set', { memberId: member.id, assignment });
      for (const accountId of removed) await run('assignment.remove', { memberId: member.id, accountId });
    } finally {
      // Also after a refusal: what went through before it is there, and is not sent again.
      await reload();
    }
    showToast({ text: `${draft.name.trim()} was saved.` });
    onClose();
  }

  return (
    <Dialog title={`Edit ${member.name}`} onClose={onClose}>
      <SubmittedForm formRef={formRef} errors={errors} onSubmit={() => void submit(save)}>
        <MemberFields
          draft={draft}
          accounts={accounts}
          roles={roles}
          accountRefusals={accountRefusals}
          member={member}
          errors={errors}
          onChange={setDraft}
        />
        <StandingFields name={member.name} standing={standing} errors={errors} onChange={setStanding} />
        <DialogActions>
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <SubmitButton isBusy={isBusy} {...(editDecision && { decision: editDecision })}>
            Save
          </SubmitButton>
        </DialogActions>
      </SubmittedForm>
    </Dialog>
  );
}

import { run } from '../../../lib/messages/client';
import { say } from '../../../lib/words/say';
import type { Member } from '../../../lib/workspace/records';
import { Button } from '../../ui/button';
import { Dialog, DialogActions } from '../../ui/dialog';
import { useToast } from '../../ui/toast';
import { focusPageHeading } from '../page-heading';
import { SubmitButton } from '../submit-button';
import { SubmittedForm } from '../submitted-form';
import { question, useDecisions } from '../use-decisions';
import { useSubmission } from '../use-submission';
import type { WorkspaceNow } from '../use-workspace';

interface ResetDialogProps {
  readonly member: Member;
  readonly workspace: WorkspaceNow;
  readonly onClose: () => void;
}

/** Asks once more before somebody's two-factor sign-in is taken away. */
export function ResetDialog({ member, workspace, onClose }: ResetDialogProps) {
  const { id, name, role } = member;
  const showToast = useToast();
  const { isBusy, errors, formRef, submit } = useSubmission({});
  const [decision] = useDecisions([question('twoFactor.reset', { memberId: id })], workspace.revision);
  const isRequired = workspace.view?.settings.requireTwoFactor.includes(role) === true;

  async function reset(): Promise<void> {
    await run('twoFactor.reset', { memberId: id });
    onClose();
    await workspace.reload();
    focusPageHeading();
    showToast({ text: say('Two-factor sign-in of {name} was reset.', { name }) });
  }

  return (
    <Dialog title={say('Reset two-factor sign-in of {name}', { name })} size="small" onClose={onClose}>
      <SubmittedForm formRef={formRef} errors={errors} onSubmit={() => void submit(reset)}>
        <p>
          {say(
            'Be sure that it is {name} who asks you. Until they turn it on again, nobody is asked for a code to act as them.',
            { name },
          )}
        </p>
        {isRequired && <p>{say('Their role has to have it: until then they can only look.')}</p>}
        <DialogActions>
          <Button look="quiet" onClick={onClose}>
            {say('Cancel')}
          </Button>
          <SubmitButton isBusy={isBusy} look="danger" {...(decision && { decision })}>
            {say('Reset')}
          </SubmitButton>
        </DialogActions>
      </SubmittedForm>
    </Dialog>
  );
}

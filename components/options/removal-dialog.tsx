import type { ComponentChildren } from 'preact';
import type { Decision } from '../../lib/roles';
import { say } from '../../lib/words/say';
import { Button } from '../ui/button';
import { Dialog, DialogActions } from '../ui/dialog';
import { SubmitButton } from './submit-button';
import { SubmittedForm } from './submitted-form';
import { useSubmission } from './use-submission';

interface RemovalDialogProps {
  readonly title: string;
  /** The engine's answer; absent while it is asked. */
  readonly decision: Decision | undefined;
  /** What the button says; "Remove" where nothing else is said. */
  readonly deed?: string;
  readonly onRemove: () => Promise<void>;
  readonly onClose: () => void;
  /** What the removal does, and what it leaves alone. */
  readonly children: ComponentChildren;
}

/** Asks once more before something leaves the workspace. */
export function RemovalDialog({
  title,
  decision,
  deed = say('Remove'),
  onRemove,
  onClose,
  children,
}: RemovalDialogProps) {
  const { isBusy, errors, formRef, submit } = useSubmission({});
  return (
    <Dialog title={title} size="small" onClose={onClose}>
      <SubmittedForm formRef={formRef} errors={errors} onSubmit={() => void submit(onRemove)}>
        {children}
        <DialogActions>
          <Button look="quiet" onClick={onClose}>
            {say('Cancel')}
          </Button>
          <SubmitButton isBusy={isBusy} look="danger" {...(decision && { decision })}>
            {deed}
          </SubmitButton>
        </DialogActions>
      </SubmittedForm>
    </Dialog>
  );
}

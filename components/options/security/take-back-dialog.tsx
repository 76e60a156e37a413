import { ask } from '../../../lib/messages/client';
import type { HostView } from '../../../lib/messages/views';
import { say } from '../../../lib/words/say';
import { Button } from '../../ui/button';
import { Dialog, DialogActions } from '../../ui/dialog';
import { useToast } from '../../ui/toast';
import { focusPageHeading } from '../page-heading';
import { SubmitButton } from '../submit-button';
import { SubmittedForm } from '../submitted-form';
import { useSubmission } from '../use-submission';
import { lossWords } from './host-use-words';

interface TakeBackDialogProps {
  readonly host: HostView;
  readonly reload: () => Promise<void>;
  readonly onClose: () => void;
}

/** Says what stops working before a host is given back to the browser. */
export function TakeBackDialog({ host: { id, name, uses }, reload, onClose }: TakeBackDialogProps) {
  const showToast = useToast();
  const { isBusy, errors, formRef, submit } = useSubmission({});

  async function takeBack(): Promise<void> {
    await ask('security.takeBackHosts', { hostId: id });
    onClose();
    await reload();
    focusPageHeading();
    showToast({ text: say('{host} was taken back.', { host: name }) });
  }

  return (
    <Dialog title={say('Take back {host}', { host: name })} size="small" onClose={onClose}>
      <SubmittedForm formRef={formRef} errors={errors} onSubmit={() => void submit(takeBack)}>
        <ul class="take-back-dialog__losses">
          {uses.map((use) => (
            <li key={lossWords(use)}>{lossWords(use)}</li>
          ))}
        </ul>
        <DialogActions>
          <Button look="quiet" onClick={onClose}>
            {say('Cancel')}
          </Button>
          <SubmitButton isBusy={isBusy} look="danger">
            {say('Take back')}
          </SubmitButton>
        </DialogActions>
      </SubmittedForm>
    </Dialog>
  );
}

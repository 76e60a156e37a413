import { ask } from '../../../lib/messages/client';
import type { Decision } from '../../../lib/roles';
import { say } from '../../../lib/words/say';
import { Button } from '../../ui/button';
import { Callout } from '../../ui/callout';
import { CodeForm } from '../../ui/code-form';
import { Dialog } from '../../ui/dialog';
import { useToast } from '../../ui/toast';
import { focusPageHeading } from '../page-heading';
import { refusalIn } from '../use-decisions';

interface TurnOffDialogProps {
  readonly decision: Decision;
  readonly reload: () => Promise<void>;
  readonly onClose: () => void;
}

/** Turns off one's own two-factor sign-in, after a code. */
export function TurnOffDialog({ decision, reload, onClose }: TurnOffDialogProps) {
  const showToast = useToast();
  const refusal = refusalIn(decision);

  async function turnOff(code: string): Promise<void> {
    await ask('security.turnOff', { code });
    onClose();
    await reload();
    // The button that opened the dialog is gone.
    focusPageHeading();
    showToast({ text: say('Two-factor sign-in is off.') });
  }

  return (
    <Dialog title={say('Turn off two-factor sign-in')} size="small" onClose={onClose}>
      {refusal ? (
        <Callout tone="info">
          <p>{refusal}</p>
        </Callout>
      ) : (
        <>
          <p>{say('Whoever is at this browser can act as you then. Your backup codes end too.')}</p>
          <CodeForm submitWords={say('Turn off')} submitLook="danger" onCode={turnOff}>
            <Button look="quiet" onClick={onClose}>
              {say('Cancel')}
            </Button>
          </CodeForm>
        </>
      )}
    </Dialog>
  );
}

import { useState } from 'preact/hooks';
import { ask } from '../../../lib/messages/client';
import { say } from '../../../lib/words/say';
import { Button } from '../../ui/button';
import { CodeForm } from '../../ui/code-form';
import { Dialog } from '../../ui/dialog';
import { focusPageHeading } from '../page-heading';
import { BackupCodes } from './backup-codes';

interface BackupCodesDialogProps {
  readonly reload: () => Promise<void>;
  readonly onClose: () => void;
}

/** Makes new backup codes, after a code. */
export function BackupCodesDialog({ reload, onClose }: BackupCodesDialogProps) {
  const [codes, setCodes] = useState<readonly string[]>();
  async function end(): Promise<void> {
    onClose();
    await reload();
    // The button that opened the dialog may be gone.
    focusPageHeading();
  }

  if (codes) {
    return (
      <Dialog key="codes" title={say('Your new backup codes')} onClose={() => void end()}>
        <BackupCodes codes={codes} onDone={() => void end()} />
      </Dialog>
    );
  }
  return (
    <Dialog key="ask" title={say('New backup codes')} size="small" onClose={onClose}>
      <p>{say('You get ten new ones. Those you have now end.')}</p>
      <CodeForm
        submitWords={say('Make new codes')}
        onCode={async (code) => {
          setCodes(await ask('security.renewBackupCodes', { code }));
          await reload();
        }}
      >
        <Button look="quiet" onClick={onClose}>
          {say('Cancel')}
        </Button>
      </CodeForm>
    </Dialog>
  );
}

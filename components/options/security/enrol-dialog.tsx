import { useEffect, useState } from 'preact/hooks';
import { ask } from '../../../lib/messages/client';
import { describeFailure } from '../../../lib/messages/message-failed';
import type { EnrolmentView } from '../../../lib/messages/views';
import { say } from '../../../lib/words/say';
import { Button } from '../../ui/button';
import { Callout } from '../../ui/callout';
import { CodeForm } from '../../ui/code-form';
import { Dialog } from '../../ui/dialog';
import { focusPageHeading } from '../page-heading';
import { BackupCodes } from './backup-codes';
import { QrCode } from './qr-code';

interface EnrolDialogProps {
  readonly reload: () => Promise<void>;
  readonly onClose: () => void;
}

/** Turns on one's own two-factor sign-in: a secret for the app, a code that proves it, and the backup codes. */
export function EnrolDialog({ reload, onClose }: EnrolDialogProps) {
  const [enrolment, setEnrolment] = useState<EnrolmentView>();
  const [problem, setProblem] = useState<string>();
  const [codes, setCodes] = useState<readonly string[]>();

  useEffect(() => {
    let isWanted = true;
    ask('security.beginEnrolment', {}).then(
      (begun) => isWanted && setEnrolment(begun),
      (error: unknown) =>
        isWanted && setProblem(describeFailure(error, say('It could not be begun. Load the page again.'))),
    );
    return () => {
      isWanted = false;
    };
  }, []);

  async function end(): Promise<void> {
    onClose();
    await reload();
    // The button that opened the dialog may be gone.
    focusPageHeading();
  }

  if (codes) {
    return (
      <Dialog key="codes" title={say('Two-factor sign-in is on')} onClose={() => void end()}>
        <BackupCodes codes={codes} onDone={() => void end()} />
      </Dialog>
    );
  }
  return (
    <Dialog key="secret" title={say('Turn on two-factor sign-in')} onClose={onClose}>
      {problem && (
        <Callout tone="danger" announced>
          <p>{problem}</p>
        </Callout>
      )}
      {enrolment && (
        <>
          <div class="enrol-dialog__secret">
            <QrCode text={enrolment.address} />
            <div class="enrol-dialog__words">
              <p>
                {say(
                  'Scan this with an authenticator app on your phone, or type the secret into it. The code is drawn here and sent nowhere.',
                )}
              </p>
              <dl class="enrol-dialog__facts">
                <dt>{say('Secret')}</dt>
                <dd>
                  <code dir="ltr">{inGroups(enrolment.secret)}</code>
                </dd>
                <dt>{say('Kind')}</dt>
                <dd>{say('Time based, SHA-1, 6 digits, 30 seconds')}</dd>
              </dl>
            </div>
          </div>
          <CodeForm
            submitWords={say('Check and turn on')}
            hint={say('The six digits that the app shows now.')}
            onCode={async (code) => {
              setCodes(await ask('security.finishEnrolment', { code }));
              await reload();
            }}
          >
            <Button look="quiet" onClick={onClose}>
              {say('Cancel')}
            </Button>
          </CodeForm>
        </>
      )}
    </Dialog>
  );
}

/** Four signs at a time are typed without losing one's place. */
function inGroups(secret: string): string {
  return (secret.match(/.{1,4}/g) ?? []).join(' ');
}

import { useState } from 'preact/hooks';
import { say } from '../../../lib/words/say';
import { Button } from '../../ui/button';
import { Callout } from '../../ui/callout';
import { DialogActions } from '../../ui/dialog';
import { useOptionsServices } from '../options-services';

interface BackupCodesProps {
  readonly codes: readonly string[];
  readonly onDone: () => void;
}

/** Backup codes, the one time that they are shown. */
export function BackupCodes({ codes, onDone }: BackupCodesProps) {
  const { copyText } = useOptionsServices();
  const [note, setNote] = useState('');
  const text = `${say('Backup codes for Countersign. Each opens it once.')}\n\n${codes.join('\n')}\n`;

  async function copy(): Promise<void> {
    setNote(
      (await copyText(codes.join('\n')))
        ? say('Copied. Put them where only you look.')
        : say('The browser did not let us copy them. Select them and copy them by hand.'),
    );
  }

  return (
    <>
      <Callout tone="warning">
        <p>
          {say(
            'Keep these backup codes somewhere else than on your phone. Each works once, in the place of a code. They are shown now and never again.',
          )}
        </p>
      </Callout>
      <ul class="backup-codes" aria-label={say('Backup codes')}>
        {codes.map((code) => (
          <li key={code}>
            <code dir="ltr">{code}</code>
          </li>
        ))}
      </ul>
      <div class="options-form__actions">
        <Button onClick={() => void copy()}>{say('Copy')}</Button>
        <a
          class="button button-plain"
          download="countersign-backup-codes.txt"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
        >
          {say('Download as text')}
        </a>
        <span class="options-quiet" role="status">
          {note}
        </span>
      </div>
      <DialogActions>
        <Button look="primary" data-initial-focus onClick={onDone}>
          {say('I have kept them')}
        </Button>
      </DialogActions>
    </>
  );
}

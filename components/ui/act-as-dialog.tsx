import type { PersonView } from '../../lib/messages/views';
import { say } from '../../lib/words/say';
import { Button } from './button';
import { CodeForm } from './code-form';
import { Dialog } from './dialog';

interface ActAsDialogProps {
  /** Who is to act, and has two-factor sign-in. */
  readonly person: PersonView;
  /** Tries the code; what it throws is said in the dialog. */
  readonly onCode: (code: string) => Promise<void>;
  readonly onClose: () => void;
}

/** Asks for the code of somebody who is to act in this browser. */
export function ActAsDialog({ person: { name }, onCode, onClose }: ActAsDialogProps) {
  return (
    <Dialog title={say('Act as {name}', { name })} size="small" onClose={onClose}>
      <p>{say('{name} has two-factor sign-in: this takes a code of theirs.', { name })}</p>
      <CodeForm submitWords={say('Go on')} onCode={onCode}>
        <Button look="quiet" onClick={onClose}>
          {say('Cancel')}
        </Button>
      </CodeForm>
    </Dialog>
  );
}

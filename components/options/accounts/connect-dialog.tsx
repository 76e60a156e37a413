import type { CredentialMode } from '../../../lib/roles';
import { say } from '../../../lib/words/say';
import type { Account } from '../../../lib/workspace/records';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { useToast } from '../../ui/toast';
import { useOptionsServices } from '../options-services';
import { useDecisions } from '../use-decisions';
import type { WorkspaceNow } from '../use-workspace';
import { ADD_ACCOUNT_QUESTION, signInQuestion } from './account-questions';
import { ConnectForm } from './connect-form';

interface ConnectDialogProps {
  /** Absent: a new account. */
  readonly account?: Account;
  readonly target: { readonly mode: CredentialMode };
  readonly workspace: WorkspaceNow;
  readonly onClose: () => void;
}

/** Connects a new account, or signs in again to one that is there. */
export function ConnectDialog({ account, target: { mode }, workspace, onClose }: ConnectDialogProps) {
  const { revision, reload } = workspace;
  const showToast = useToast();
  const { signInForms } = useOptionsServices();
  const form = signInForms.find(({ network }) => network === account?.network);
  const [decision] = useDecisions(
    [account ? signInQuestion(account.id, mode) : ADD_ACCOUNT_QUESTION],
    revision,
  );
  const target = account
    ? {
        mode,
        accountId: account.id,
        network: account.network,
        server: account.server,
        handle: account.handle,
      }
    : { mode: 'owner' as const };
  const handle = `@${account?.handle}`;
  const title = !account
    ? say('Connect an account')
    : mode === 'owner'
      ? say('Sign in again to {handle}', { handle })
      : say('Sign in to {handle} with your own credentials', { handle });

  async function finish({
    handle: signedIn,
    sentAgain,
  }: {
    readonly handle: string;
    readonly sentAgain: number;
  }): Promise<void> {
    await reload();
    showToast({
      text: say(
        'Signed in as {handle}.{count, plural, =0 {} one { One post that had waited is sent now.} other { # posts that had waited are sent now.}}',
        { handle: `@${signedIn}`, count: sentAgain },
      ),
    });
    onClose();
  }

  return (
    <Dialog title={title} onClose={onClose}>
      {account && mode === 'member' && (
        <p class="options-quiet">
          {say('Your posts on this account go out with this sign-in.')} {form && say(form.ownSignInHint)}
        </p>
      )}
      <ConnectForm
        target={target}
        decision={decision}
        submitLabel={account ? say('Sign in') : say('Connect account')}
        onConnected={finish}
      >
        <Button look="quiet" onClick={onClose}>
          {say('Cancel')}
        </Button>
      </ConnectForm>
    </Dialog>
  );
}

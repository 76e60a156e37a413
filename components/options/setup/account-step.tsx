import { useEffect, useRef, useState } from 'preact/hooks';
import { say, sayWith } from '../../../lib/words/say';
import { Button } from '../../ui/button';
import { Callout } from '../../ui/callout';
import { AccountSummary } from '../accounts/account-summary';
import { ConnectForm } from '../accounts/connect-form';
import { presentAccounts } from '../accounts/present-accounts';
import { goTo } from '../route';
import type { WorkspaceNow } from '../use-workspace';
import { SetupPage } from './setup-page';

/** Connects the first account, or says that it is connected. */
export function AccountStep({ workspace }: { readonly workspace: WorkspaceNow }) {
  const { session, view, reload } = workspace;
  const accounts = presentAccounts(view);
  const [connectedHandle, setConnectedHandle] = useState<string>();
  const [isAdding, setAdding] = useState(false);
  // In the enterprise model the first run makes one team; before that, the account waits for it.
  const [team, ...otherTeams] = view?.teams ?? [];
  const teamId = otherTeams.length === 0 ? team?.id : undefined;
  const showsForm = accounts.length === 0 || isAdding;
  const formPanel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The button that asked for the form is gone.
    if (isAdding) formPanel.current?.querySelector('input')?.focus();
  }, [isAdding]);
  const goOn = () => goTo('#/setup/members');

  return (
    <SetupPage
      title={say('Connect an account')}
      lead={say(
        'The account that your team posts on. Nothing is posted now: the sign-in is checked with the server, and kept for the posts that you approve.',
      )}
    >
      {connectedHandle !== undefined && (
        <Callout tone="success" title={say('Connected')} announced>
          <p>
            {sayWith('Countersign is signed in as {account}.', { account: <bdi>@{connectedHandle}</bdi> })}
          </p>
        </Callout>
      )}
      {accounts.length > 0 && (
        <section class="options-panel" aria-label={say('Connected accounts')}>
          {accounts.map((account) => (
            <AccountSummary key={account.id} account={account} session={session} />
          ))}
        </section>
      )}
      {showsForm ? (
        <div class="options-panel" ref={formPanel}>
          <ConnectForm
            key={accounts.length}
            target={{ mode: 'owner', teamId }}
            submitLabel={say('Connect account')}
            onConnected={async ({ handle }) => {
              await reload();
              setConnectedHandle(handle);
              setAdding(false);
            }}
          >
            <Button look="quiet" onClick={accounts.length === 0 ? goOn : () => setAdding(false)}>
              {accounts.length === 0 ? say('Connect later') : say('Cancel')}
            </Button>
          </ConnectForm>
        </div>
      ) : (
        <div class="setup__next">
          <ContinueButton onPress={goOn} />
          <Button look="quiet" onClick={() => setAdding(true)}>
            {say('Connect another account')}
          </Button>
        </div>
      )}
    </SetupPage>
  );
}

/** It comes in the place of the form that had the focus, and takes it over. */
function ContinueButton({ onPress }: { readonly onPress: () => void }) {
  return (
    <Button look="primary" onClick={onPress} autoFocus>
      {say('Continue')}
    </Button>
  );
}

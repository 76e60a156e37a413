import './accounts-room.css';
import { DecisionButton } from '../../ui/decision-button';
import { PageHeading } from '../page-heading';
import type { RoomProps } from '../rooms';
import { goTo, goToInstead } from '../route';
import { useDecisions } from '../use-decisions';
import { AccountCard } from './account-card';
import { ADD_ACCOUNT_QUESTION } from './account-questions';
import { AccountSettingsDialog } from './account-settings-dialog';
import { ConnectDialog } from './connect-dialog';
import { presentAccounts } from './present-accounts';
import { PublishingDialog } from './publishing-dialog';
import { RemoveAccountDialog } from './remove-account-dialog';

/** The accounts that the one at the browser may view: sign-ins, people, client approval. */
export function AccountsRoom({ route, workspace }: RoomProps) {
  const accounts = presentAccounts(workspace.view);
  const [addDecision] = useDecisions([ADD_ACCOUNT_QUESTION], workspace.revision);
  const target = route.target === undefined ? undefined : accounts.find(({ id }) => id === route.target);
  const close = () => goToInstead('#/accounts');
  const addButton = addDecision && (
    <DecisionButton decision={addDecision} look="primary" onPress={() => goTo('#/accounts/add')}>
      Connect account
    </DecisionButton>
  );
  return (
    <>
      <div class="administration__head">
        <PageHeading>Accounts</PageHeading>
        {accounts.length > 0 && addButton}
      </div>
      {accounts.length === 0 ? (
        <div class="accounts-room__empty">
          <h2>No account here yet</h2>
          <p>
            {addDecision?.allowed
              ? 'Connect the account that your team posts on. It takes a sign-in and a minute.'
              : 'You have not been given an account. Whoever runs this workspace can give you one under People.'}
          </p>
          {addButton}
        </div>
      ) : (
        <ul class="accounts-room__list">
          {accounts.map((account) => (
            <li key={account.id}>
              <AccountCard account={account} workspace={workspace} />
            </li>
          ))}
        </ul>
      )}
      {route.deed === 'add' && (
        <ConnectDialog target={{ mode: 'owner' }} workspace={workspace} onClose={close} />
      )}
      {target && route.deed === 'sign-in' && (
        <ConnectDialog account={target} target={{ mode: 'owner' }} workspace={workspace} onClose={close} />
      )}
      {target && route.deed === 'own-sign-in' && (
        <ConnectDialog account={target} target={{ mode: 'member' }} workspace={workspace} onClose={close} />
      )}
      {target && route.deed === 'settings' && (
        <AccountSettingsDialog account={target} workspace={workspace} onClose={close} />
      )}
      {target && route.deed === 'publishing' && (
        <PublishingDialog account={target} workspace={workspace} onClose={close} />
      )}
      {target && route.deed === 'remove' && (
        <RemoveAccountDialog account={target} workspace={workspace} onClose={close} />
      )}
    </>
  );
}

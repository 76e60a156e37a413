import './accounts-room.css';
import { useState } from 'preact/hooks';
import type { AccountOverview } from '../../../lib/messages/views';
import { say } from '../../../lib/words/say';
import type { Account } from '../../../lib/workspace/records';
import { Callout } from '../../ui/callout';
import { DecisionButton } from '../../ui/decision-button';
import { useOptionsServices } from '../options-services';
import { PageHeading } from '../page-heading';
import type { RoomProps } from '../rooms';
import { goTo, goToInstead } from '../route';
import { useAnswer } from '../use-answer';
import { AccountPage, isAccountSection } from './account-page';
import { AccountsList } from './accounts-list';
import { AddByHandDialog } from './add-by-hand-dialog';
import { ConnectDialog } from './connect-dialog';
import { NO_FILTER, toListed } from './list-accounts';
import { presentAccounts } from './present-accounts';
import { RemoveAccountDialog } from './remove-account-dialog';

const NONE: readonly AccountOverview[] = [];

/** The accounts that the one at the browser may view: sign-ins, queues, people, gates; and each with its settings. */
export function AccountsRoom({ route, workspace }: RoomProps) {
  const { session, view, revision } = workspace;
  const { signInForms, nowMs } = useOptionsServices();
  // Kept here, so that whoever comes back from one account finds the list as they left it.
  const [filter, setFilter] = useState(NO_FILTER);
  const { value: overviews = NONE, failure } = useAnswer('accounts.overview', {}, revision);
  const addDecision = view?.rights['account.add'];
  const isByHand = ({ network }: Pick<Account, 'network'>) =>
    !signInForms.some((form) => form.network === network);
  const listed = presentAccounts(view).map((account) =>
    toListed(account, overviews, isByHand(account), session.me?.id, nowMs()),
  );
  const target = listed.find(({ account }) => account.id === route.target);
  const close = () => goToInstead('#/accounts');

  if (target && isAccountSection(route.deed))
    return <AccountPage key={target.account.id} listed={target} section={route.deed} workspace={workspace} />;
  return (
    <>
      <div class="administration__head">
        <PageHeading>{say('Accounts')}</PageHeading>
        {addDecision && listed.length > 0 && <AddButtons decision={addDecision} />}
      </div>
      {failure !== undefined && (
        <Callout tone="danger" announced>
          <p>{failure}</p>
        </Callout>
      )}
      {listed.length === 0 ? (
        <div class="options-empty">
          <h2>{say('No account here yet')}</h2>
          <p>
            {addDecision?.allowed
              ? say('Connect the account that your team posts on. It takes a sign-in and a minute.')
              : say(
                  'You have not been given an account. Whoever runs this workspace can give you one under Members.',
                )}
          </p>
          {addDecision && <AddButtons decision={addDecision} />}
        </div>
      ) : (
        <AccountsList listed={listed} filter={filter} onFilter={setFilter} workspace={workspace} />
      )}
      {route.deed === 'add' && (
        <ConnectDialog target={{ mode: 'owner' }} workspace={workspace} onClose={close} />
      )}
      {route.deed === 'add-by-hand' && <AddByHandDialog workspace={workspace} onClose={close} />}
      {target && !isByHand(target.account) && route.deed === 'sign-in' && (
        <ConnectDialog
          account={target.account}
          target={{ mode: 'owner' }}
          workspace={workspace}
          onClose={close}
        />
      )}
      {target && !isByHand(target.account) && route.deed === 'own-sign-in' && (
        <ConnectDialog
          account={target.account}
          target={{ mode: 'member' }}
          workspace={workspace}
          onClose={close}
        />
      )}
      {target && route.deed === 'remove' && (
        <RemoveAccountDialog account={target.account} workspace={workspace} onClose={close} />
      )}
    </>
  );
}

function AddButtons({ decision }: Pick<Parameters<typeof DecisionButton>[0], 'decision'>) {
  return (
    <div class="options-deeds">
      <DecisionButton decision={decision} onPress={() => goTo('#/accounts/add-by-hand')}>
        {say('Add account by hand')}
      </DecisionButton>
      <DecisionButton decision={decision} look="primary" onPress={() => goTo('#/accounts/add')}>
        {say('Connect account')}
      </DecisionButton>
    </div>
  );
}

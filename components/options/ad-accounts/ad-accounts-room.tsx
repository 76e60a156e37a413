import './ad-accounts-room.css';
import { say } from '../../../lib/words/say';
import { Callout } from '../../ui/callout';
import { DecisionButton } from '../../ui/decision-button';
import { PageHeading } from '../page-heading';
import type { RoomProps } from '../rooms';
import { goTo, goToInstead } from '../route';
import { useAnswer } from '../use-answer';
import { AdAccountCard } from './ad-account-card';
import { AdAccountRolesDialog } from './ad-account-roles-dialog';
import { AddAdAccountDialog } from './add-ad-account-dialog';
import { RemoveAdAccountDialog } from './remove-ad-account-dialog';

/** The ad accounts that the one at the browser manages or has a role in, and who is what in each. */
export function AdAccountsRoom({ route, workspace }: RoomProps) {
  const { view, revision } = workspace;
  const { value, failure } = useAnswer('adAccounts.get', {}, revision);
  const close = () => goToInstead('#/adAccounts');
  const target = value?.adAccounts.find(({ adAccount }) => adAccount.id === route.target);

  return (
    <>
      <div class="administration__head">
        <PageHeading>{say('Ad accounts')}</PageHeading>
        {view && (
          <DecisionButton
            decision={view.rights['adAccount.add']}
            look="primary"
            onPress={() => goTo('#/adAccounts/add')}
          >
            {say('Add ad account')}
          </DecisionButton>
        )}
      </div>
      <p class="options-lead">
        {say(
          'Who may see promotions, add them, or manage campaigns is set in each ad account by itself, for administrators too.',
        )}
      </p>
      {failure !== undefined && (
        <Callout tone="danger" announced>
          <p>{failure}</p>
        </Callout>
      )}
      {value && value.adAccounts.length === 0 && (
        <div class="options-empty">
          <h2>{say('No ad account yet')}</h2>
          <p>{say('Add one to say who may promote posts with it.')}</p>
        </div>
      )}
      {value && value.adAccounts.length > 0 && (
        <ul class="options-list">
          {value.adAccounts.map((each) => (
            <li key={each.adAccount.id}>
              <AdAccountCard view={each} all={value} workspace={workspace} />
            </li>
          ))}
        </ul>
      )}
      {route.deed === 'add' && value && (
        <AddAdAccountDialog all={value} workspace={workspace} onClose={close} />
      )}
      {target && value && route.deed === 'roles' && (
        <AdAccountRolesDialog
          key={target.adAccount.id}
          adAccount={target.adAccount}
          all={value}
          workspace={workspace}
          onClose={close}
        />
      )}
      {target && route.deed === 'remove' && (
        <RemoveAdAccountDialog
          key={target.adAccount.id}
          view={target}
          workspace={workspace}
          onClose={close}
        />
      )}
    </>
  );
}

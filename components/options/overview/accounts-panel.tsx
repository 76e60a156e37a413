import type { WorkspaceView } from '../../../lib/messages/views';
import { say } from '../../../lib/words/say';
import type { Account } from '../../../lib/workspace/records';
import { presentAccounts } from '../accounts/present-accounts';
import { useOptionsServices } from '../options-services';
import { networkName } from '../role-words';

/** Whether posts of an account that is signed in to wait for somebody to do it. */
function needsSignIn({ connections }: Pick<Account, 'connections'>): boolean {
  return connections.length === 0 || connections.some(({ state }) => state === 'needsReauthorization');
}

/** How many accounts there are on which network, and which of them have to be signed in to. */
export function AccountsPanel({ view }: { readonly view: WorkspaceView }) {
  const accounts = presentAccounts(view);
  const { signInForms } = useOptionsServices();
  // Where there is no sign-in, a person posts by hand.
  const signedInTo = new Set(signInForms.map(({ network }) => network));
  const lacking = accounts.filter((account) => signedInTo.has(account.network) && needsSignIn(account));
  const networks = [...Map.groupBy(accounts, ({ network }) => network)].toSorted(
    ([, one], [, other]) => other.length - one.length,
  );
  return (
    <section class="options-panel" aria-labelledby="overview-accounts">
      <h2 id="overview-accounts">
        <a href="#/accounts">
          {say('{count, plural, =0 {No account} one {One account} other {# accounts}}', {
            count: accounts.length,
          })}
        </a>
      </h2>
      {networks.length > 0 && (
        <dl class="overview__counts">
          {networks.map(([network, ofNetwork]) => (
            <div key={network}>
              <dt>{networkName(network)}</dt>
              <dd>{ofNetwork.length}</dd>
            </div>
          ))}
        </dl>
      )}
      {lacking.length > 0 && (
        <>
          <p>
            <strong class="options-tag" data-tone="warning">
              {say('{count, plural, one {One must be signed in to} other {# must be signed in to}}', {
                count: lacking.length,
              })}
            </strong>
          </p>
          <ul class="overview__list">
            {lacking.slice(0, 5).map(({ id, handle, network }) => (
              <li key={id}>
                <a href="#/accounts">@{handle}</a> <span class="options-quiet">{networkName(network)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

import './account-summary.css';
import type { AccountOverview, SessionView } from '../../../lib/messages/views';
import { say, sayList } from '../../../lib/words/say';
import type { Account } from '../../../lib/workspace/records';
import { networkName } from '../role-words';
import { whoRenews } from './account-sentences';

interface AccountSummaryProps {
  readonly account: Account;
  readonly session: SessionView;
  /** What the role engine says of it, where that is known. */
  readonly overview?: AccountOverview | undefined;
  /** True where a person posts by hand: there is nothing to sign in to. */
  readonly isByHand?: boolean;
  /** The level of the heading that the account's name is; none where it is a line among others. */
  readonly heading?: 'h2' | 'h3';
}

/** An account in two lines, with the state of the sign-in that it was connected with. */
export function AccountSummary({
  account,
  session,
  overview,
  isByHand = false,
  heading: Name = undefined,
}: AccountSummaryProps) {
  const NameElement = Name ?? 'span';
  const hasOwnName = account.name !== account.handle;
  return (
    <div class="account-summary">
      <NetworkMark network={account.network} />
      <div class="account-summary__names">
        <NameElement class="account-summary__name">
          <bdi>{hasOwnName ? account.name : `@${account.handle}`}</bdi>
        </NameElement>
        <span class="options-quiet">
          {hasOwnName && <bdi>@{account.handle}</bdi>}
          {hasOwnName && ' · '}
          {networkName(account.network)}
          {!isByHand && serverNote(account)}
        </span>
      </div>
      <span class="account-summary__state">
        {account.publishing?.pausedSinceMs !== undefined && (
          <span class="options-tag" data-tone="warning">
            {say('Paused')}
          </span>
        )}
        {isByHand ? (
          <span class="options-tag">{say('Posted by hand')}</span>
        ) : (
          <OwnerSignInState account={account} session={session} overview={overview} />
        )}
      </span>
    </div>
  );
}

/** The server, where it is not the one that most accounts live on. */
function serverNote({ server }: Account): string {
  const host = URL.parse(server)?.host ?? server;
  return host === 'bsky.social' || host.endsWith('.bsky.network') ? '' : ` · ${host}`;
}

function OwnerSignInState({
  account,
  session,
  overview,
}: Pick<AccountSummaryProps, 'account' | 'session' | 'overview'>) {
  const connection = account.connections.find(({ mode }) => mode === 'owner');
  if (!connection)
    return (
      <span class="options-tag" data-tone="danger">
        {say('Not signed in')}
      </span>
    );
  if (connection.state === 'valid')
    return (
      <span class="options-tag" data-tone="accent">
        {say('Signed in')}
      </span>
    );
  const { names } = whoRenews(connection, session, overview);
  return (
    <span class="options-tag" data-tone="warning">
      {say('{names} must sign in again', {
        names: names.length > 0 ? sayList(names.slice(0, 3), 'disjunction') : say('Its owner'),
      })}
    </span>
  );
}

/** The network's sign where we have one, else the first letter of its name. */
function NetworkMark({ network }: { readonly network: string }) {
  if (network !== 'bluesky')
    return (
      <span class="account-summary__mark" aria-hidden="true">
        {networkName(network).slice(0, 1)}
      </span>
    );
  return (
    <span class="account-summary__mark" aria-hidden="true">
      <svg viewBox="0 0 20 20" fill="currentColor" aria-hidden="true">
        <path
          d="M10 9.2C9.1 7.4 6.7 4.1 4.4 2.6 2.3 1.1 1.4 1.4.9 1.6.2 1.9 0 3 0 3.6s.4 5 .6 5.8c.8 2.5 3.4 3.3 5.8 3-3.5.6-6.6 1.9-2.5 6.4 4.4 4.6 6.1-1 6.9-3.9.9 2.9 1.9 8.4 6.8 3.9 3.8-3.9 1-5.8-2.5-6.4 2.4.3 5-.5 5.8-3 .2-.8.6-5.2.6-5.8s-.1-1.7-.9-2c-.5-.2-1.4-.5-3.5 1-2.3 1.5-4.7 4.8-5.6 6.6Z"
          transform="scale(.93) translate(.2 .6)"
        />
      </svg>
    </span>
  );
}

import { Fragment } from 'preact';
import { say } from '../../../lib/words/say';
import { networkName } from '../role-words';
import type { WorkspaceNow } from '../use-workspace';
import { signInSentence } from './account-sentences';
import type { ListedAccount } from './list-accounts';

interface CredentialFactsProps {
  readonly listed: ListedAccount;
  readonly workspace: WorkspaceNow;
}

/** Whose sign-ins there are, and whether they work. */
export function CredentialFacts({
  listed: { account, overview, signIn },
  workspace: { session },
}: CredentialFactsProps) {
  if (signIn === 'byHand')
    return (
      <>
        <dt>{say('Posting')}</dt>
        <dd>
          {say('A person posts here by hand: approved posts are opened in the composer of {network}.', {
            network: networkName(account.network),
          })}
        </dd>
      </>
    );
  const meId = session.me?.id;
  const ofMembers = account.connections.filter(({ mode }) => mode === 'member');
  const mine = ofMembers.find(({ memberId }) => memberId === meId);
  return (
    <>
      <dt>{say('Owner’s credentials')}</dt>
      <dd>
        {signInSentence(
          account.connections.find(({ mode }) => mode === 'owner'),
          session,
          overview,
        )}
      </dd>
      {overview?.ownSignIn && (
        <>
          <dt>{say('Your credentials')}</dt>
          <dd>
            {mine
              ? signInSentence(mine, session)
              : say('Your posts here go out with your own sign-in, and you have not signed in yet.')}
          </dd>
        </>
      )}
      {ofMembers
        .filter(({ memberId }) => memberId !== meId)
        .map((connection) => (
          <Fragment key={connection.memberId}>
            <dt>{say('Member’s credentials')}</dt>
            <dd>{signInSentence(connection, session)}</dd>
          </Fragment>
        ))}
    </>
  );
}

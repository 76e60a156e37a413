import { Fragment } from 'preact';
import type { Account } from '../../../lib/workspace/records';
import { DecisionButton } from '../../ui/decision-button';
import { useOptionsServices } from '../options-services';
import { listNames } from '../role-words';
import { goTo } from '../route';
import { question, useDecisions } from '../use-decisions';
import type { WorkspaceNow } from '../use-workspace';
import { signInQuestion } from './account-questions';
import { clientApprovalSentence, holdSentences, settingsSentence, signInSentence } from './account-sentences';
import { AccountSummary } from './account-summary';
import { PauseButton } from './pause-button';

interface AccountCardProps {
  readonly account: Account;
  readonly workspace: WorkspaceNow;
}

/** One account: whose sign-in it uses and whether it works, who is on it, and who approves for the client. */
export function AccountCard({ account, workspace }: AccountCardProps) {
  const { session, view, revision } = workspace;
  const nowMs = useOptionsServices().nowMs();
  const members = view?.members ?? [];
  const me = members.find(({ id }) => id === session.me?.id);
  const usesOwnSignIn = me?.accounts.some(
    ({ accountId, credentials }) => accountId === account.id && credentials === 'member',
  );
  const owner = account.connections.find(({ mode }) => mode === 'owner');
  const mine = account.connections.find(
    ({ mode, memberId }) => mode === 'member' && memberId === session.me?.id,
  );
  const [signIn, ownSignIn, settings, publishing, remove] = useDecisions(
    [
      signInQuestion(account.id, 'owner'),
      signInQuestion(account.id, 'member'),
      question('account.edit', { accountId: account.id }),
      question('account.publishing.edit', { accountId: account.id }),
      question('account.remove', { accountId: account.id }),
    ],
    revision,
  );
  const people = members.filter(({ accounts }) => accounts.some(({ accountId }) => accountId === account.id));
  // What is not shown to somebody is not counted as nobody.
  const hidden = session.people.filter(({ id }) => !members.some((member) => member.id === id));
  const seesOnlySelf = hidden.length > 0 && members.length <= 1;
  const others = account.connections.filter(
    ({ mode, memberId }) => mode === 'member' && memberId !== session.me?.id,
  );
  const go = (deed: string) => goTo(`#/accounts/${account.id}/${deed}`);
  const label = (deed: string) => `${deed} @${account.handle}`;

  return (
    <div class="options-panel">
      <AccountSummary account={account} session={session} heading="h2" />
      <dl class="accounts-room__facts">
        <dt>Owner's credentials</dt>
        <dd>{signInSentence(owner, session)}</dd>
        {usesOwnSignIn && (
          <>
            <dt>Your credentials</dt>
            <dd>
              {mine
                ? signInSentence(mine, session)
                : 'Your posts here go out with your own sign-in, and you have not signed in yet.'}
            </dd>
          </>
        )}
        {others.map((connection) => (
          <Fragment key={connection.memberId}>
            <dt>Member's credentials</dt>
            <dd>{signInSentence(connection, session)}</dd>
          </Fragment>
        ))}
        {view && (
          <>
            <dt>Publishing</dt>
            <dd>
              {[
                ...holdSentences(account.publishing ?? {}, view.publishing, nowMs),
                settingsSentence(account.publishing ?? {}),
              ].join(' ')}
            </dd>
          </>
        )}
        {people.length > 0 && !seesOnlySelf && (
          <>
            <dt>People</dt>
            <dd>
              {listNames(people.map(({ name }) => name))}
              {hidden.length > 0 && ', as far as you may see'}
            </dd>
          </>
        )}
        {!hidden.some(({ role }) => role === 'client') && (
          <>
            <dt>Client approval</dt>
            <dd>{clientApprovalSentence(account, members)}</dd>
          </>
        )}
      </dl>
      <div class="accounts-room__deeds">
        {usesOwnSignIn && ownSignIn && (
          <DecisionButton
            decision={ownSignIn}
            look={mine?.state === 'valid' ? 'plain' : 'primary'}
            label={label('Sign in with my own credentials to')}
            onPress={() => go('own-sign-in')}
          >
            Sign in with my own credentials
          </DecisionButton>
        )}
        {signIn && (
          <DecisionButton
            decision={signIn}
            look={owner?.state === 'valid' ? 'plain' : 'primary'}
            label={label('Sign in again to')}
            onPress={() => go('sign-in')}
          >
            Sign in again
          </DecisionButton>
        )}
        {settings && (
          <DecisionButton decision={settings} label={label('Settings of')} onPress={() => go('settings')}>
            Settings
          </DecisionButton>
        )}
        {publishing && (
          <>
            <DecisionButton
              decision={publishing}
              label={label('Publishing of')}
              onPress={() => go('publishing')}
            >
              Publishing
            </DecisionButton>
            <PauseButton account={account} decision={publishing} reload={workspace.reload} />
          </>
        )}
        {remove && (
          <DecisionButton decision={remove} look="quiet" label={label('Remove')} onPress={() => go('remove')}>
            Remove
          </DecisionButton>
        )}
      </div>
    </div>
  );
}

import { Fragment } from 'preact';
import { say } from '../../../lib/words/say';
import { DecisionButton } from '../../ui/decision-button';
import { useOptionsServices } from '../options-services';
import { networkName } from '../role-words';
import { goTo } from '../route';
import type { WorkspaceNow } from '../use-workspace';
import {
  clientApprovalSentence,
  holdSentences,
  queueSentence,
  settingsSentence,
  signInSentence,
  teamApprovalSentence,
} from './account-sentences';
import { AccountSummary } from './account-summary';
import type { ListedAccount } from './list-accounts';
import { PauseButton } from './pause-button';
import { PeopleDisclosure } from './people-disclosure';

interface AccountCardProps {
  readonly listed: ListedAccount;
  readonly workspace: WorkspaceNow;
}

/** One account: whose sign-in it uses and whether it works, its queue, who has it, and who approves there. */
export function AccountCard({ listed, workspace }: AccountCardProps) {
  const { account, overview, signIn } = listed;
  const { session, view, revision } = workspace;
  const isByHand = signIn === 'byHand';
  const go = (deed: string) => goTo(`#/accounts/${account.id}/${deed}`);
  const handle = `@${account.handle}`;
  const mine = account.connections.find(
    ({ mode, memberId }) => mode === 'member' && memberId === session.me?.id,
  );

  return (
    <div class="options-panel account-card">
      <AccountSummary
        account={account}
        session={session}
        overview={overview}
        isByHand={isByHand}
        heading="h2"
      />
      <dl class="accounts-room__facts">
        <CredentialFacts listed={listed} workspace={workspace} />
        {view && <PublishingFacts listed={listed} workspace={workspace} />}
        {overview && overview.peopleCount > (overview.isPartial ? 1 : 0) && (
          <>
            <dt>{say('People')}</dt>
            <dd>
              <PeopleDisclosure overview={overview} isByHand={isByHand} revision={revision} />
            </dd>
          </>
        )}
        <GateFacts listed={listed} workspace={workspace} />
      </dl>
      {overview && (
        <div class="accounts-room__deeds">
          {overview.ownSignIn && !isByHand && (
            <DecisionButton
              decision={overview.ownSignIn}
              look={mine?.state === 'valid' ? 'plain' : 'primary'}
              label={say('Sign in with my own credentials to {handle}', { handle })}
              onPress={() => go('own-sign-in')}
            >
              {say('Sign in with my own credentials')}
            </DecisionButton>
          )}
          {!isByHand && (
            <DecisionButton
              decision={overview.signIn}
              look={signIn === 'signedIn' ? 'plain' : 'primary'}
              label={say('Sign in again to {handle}', { handle })}
              onPress={() => go('sign-in')}
            >
              {say('Sign in again')}
            </DecisionButton>
          )}
          <DecisionButton
            decision={overview.edit}
            label={say('Settings of {handle}', { handle })}
            onPress={() => go('settings')}
          >
            {say('Settings')}
          </DecisionButton>
          <DecisionButton
            decision={overview.edit}
            label={say('Publishing of {handle}', { handle })}
            onPress={() => go('publishing')}
          >
            {say('Publishing')}
          </DecisionButton>
          {(!isByHand || account.publishing?.pausedSinceMs !== undefined) && (
            <PauseButton account={account} decision={overview.edit} reload={workspace.reload} />
          )}
          <DecisionButton
            decision={overview.remove}
            look="quiet"
            label={say('Remove {handle}', { handle })}
            onPress={() => go('remove')}
          >
            {say('Remove')}
          </DecisionButton>
        </div>
      )}
    </div>
  );
}

/** Whose sign-ins there are, and whether they work. */
function CredentialFacts({
  listed: { account, overview, signIn },
  workspace: { session },
}: AccountCardProps) {
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
      <dt>{say("Owner's credentials")}</dt>
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
            <dt>{say("Member's credentials")}</dt>
            <dd>{signInSentence(connection, session)}</dd>
          </Fragment>
        ))}
    </>
  );
}

/** What holds posts, what is set, and what waits. */
function PublishingFacts({ listed: { account, overview, signIn }, workspace: { view } }: AccountCardProps) {
  const nowMs = useOptionsServices().nowMs();
  if (!view) return null;
  const publishing = account.publishing ?? {};
  const isSilent = signIn === 'byHand' && publishing.pausedSinceMs === undefined;
  const sentences = [
    ...(isSilent ? [] : holdSentences(publishing, view.publishing, nowMs)),
    settingsSentence(publishing),
  ].filter(Boolean);
  const queue = overview ? queueSentence(overview, publishing.schedule?.timeZone) : '';
  return (
    <>
      {sentences.length > 0 && (
        <>
          <dt>{say('Publishing')}</dt>
          <dd>{sentences.join(' ')}</dd>
        </>
      )}
      {queue !== '' && (
        <>
          <dt>{say('Queue')}</dt>
          <dd>{queue}</dd>
        </>
      )}
    </>
  );
}

/** Whose word a post needs here. In the enterprise model that is the templates' business. */
function GateFacts({ listed: { account, overview }, workspace: { session, view } }: AccountCardProps) {
  if (session.workspace?.roleModel !== 'agency' || !view) return null;
  const isHidden = session.people.some(
    ({ id, role }) => role === 'client' && !view.members.some((member) => member.id === id),
  );
  const isLimited = view.limitedMemberIds.length > 0;
  return (
    <>
      {!isHidden && !isLimited && (
        <>
          <dt>{say('Client approval')}</dt>
          <dd>{clientApprovalSentence(account, view.members)}</dd>
        </>
      )}
      {overview && (!overview.isPartial || overview.needsApproval.length > 0) && (
        <>
          <dt>{say('Team approval')}</dt>
          <dd>{teamApprovalSentence(overview.needsApproval)}</dd>
        </>
      )}
    </>
  );
}

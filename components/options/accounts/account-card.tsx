import { say } from '../../../lib/words/say';
import { DecisionButton } from '../../ui/decision-button';
import { useOptionsServices } from '../options-services';
import { goTo } from '../route';
import type { WorkspaceNow } from '../use-workspace';
import {
  clientApprovalSentence,
  holdSentences,
  queueSentence,
  settingsSentence,
  teamApprovalSentence,
} from './account-sentences';
import { AccountSummary } from './account-summary';
import { CredentialFacts } from './credential-facts';
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
        <div class="options-deeds">
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
  const knowsClients = !isHidden && view.limitedMemberIds.length === 0;
  const sentences = [
    ...(knowsClients ? [clientApprovalSentence(account, view.members)] : []),
    ...(overview && overview.needsApproval.length > 0 ? [teamApprovalSentence(overview.needsApproval)] : []),
  ];
  if (sentences.length === 0) return null;
  return (
    <>
      <dt>{say('Approval')}</dt>
      <dd>{sentences.join(' ')}</dd>
    </>
  );
}

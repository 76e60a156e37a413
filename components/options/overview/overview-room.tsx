import './overview.css';
import { say } from '../../../lib/words/say';
import { Callout } from '../../ui/callout';
import { PageHeading } from '../page-heading';
import type { RoomProps } from '../rooms';
import { goToInstead } from '../route';
import { useAnswer } from '../use-answer';
import { question, useDecisions } from '../use-decisions';
import { AccountsPanel } from './accounts-panel';
import { AwaitingPanel } from './awaiting-panel';
import { EditWorkspaceDialog } from './edit-workspace-dialog';
import { FindingsPanel } from './findings-panel';
import { IdentityPanel } from './identity-panel';
import { MembersPanel } from './members-panel';
import { PublishingState } from './publishing-state';

/** The workspace at a glance: what it is, who and what is in it, what waits, and what is wrong. */
export function OverviewRoom({ route, workspace }: RoomProps) {
  const { session, view, revision } = workspace;
  const [editDecision] = useDecisions([question('workspace.edit', {})], revision);
  const { value: overview, failure } = useAnswer('overview.get', {}, revision);
  if (!session.workspace || !view) return null;
  return (
    <>
      <div class="administration__head">
        <PageHeading>{say('Overview')}</PageHeading>
      </div>
      <IdentityPanel workspace={session.workspace} decision={editDecision} />
      {failure !== undefined && (
        <Callout tone="danger" announced>
          <p>{failure}</p>
        </Callout>
      )}
      <FindingsPanel workspace={workspace} />
      <AwaitingPanel overview={overview} session={session} />
      <div class="overview__pair">
        <PublishingState view={view} />
        <AccountsPanel view={view} />
        <MembersPanel view={view} session={session} />
      </div>
      {route.deed === 'edit' && (
        <EditWorkspaceDialog
          workspace={session.workspace}
          decision={editDecision}
          reload={workspace.reload}
          onClose={() => goToInstead('#/overview')}
        />
      )}
    </>
  );
}

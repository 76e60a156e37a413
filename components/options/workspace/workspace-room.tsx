import { say } from '../../../lib/words/say';
import { PageHeading } from '../page-heading';
import type { RoomProps } from '../rooms';
import { question, useDecisions } from '../use-decisions';
import { AboutPanel } from './about-panel';
import { ActAsPanel } from './act-as-panel';
import { ApprovalPanel } from './approval-panel';
import { PublishingPanel } from './publishing-panel';

/** What holds for the workspace as a whole, who is at the browser, and the extension itself. */
export function WorkspaceRoom({ workspace }: RoomProps) {
  const [settingsDecision, publishingDecision] = useDecisions(
    [question('workspace.settings.edit', {}), question('workspace.publishing.edit', {})],
    workspace.revision,
  );
  const { view } = workspace;
  return (
    <>
      <div class="administration__head">
        <PageHeading>{say('Settings')}</PageHeading>
      </div>
      {view && settingsDecision && publishingDecision && (
        <>
          <PublishingPanel
            publishing={view.publishing}
            decision={publishingDecision}
            reload={workspace.reload}
          />
          <ApprovalPanel settings={view.settings} decision={settingsDecision} reload={workspace.reload} />
        </>
      )}
      <ActAsPanel workspace={workspace} />
      <AboutPanel />
    </>
  );
}

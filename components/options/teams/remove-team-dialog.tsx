import { run } from '../../../lib/messages/client';
import type { TeamView } from '../../../lib/messages/team-views';
import { say } from '../../../lib/words/say';
import { useToast } from '../../ui/toast';
import { focusPageHeading } from '../page-heading';
import { RemovalDialog } from '../removal-dialog';
import type { WorkspaceNow } from '../use-workspace';
import { decisionOf, TeamEffects, useTeamPreview } from './team-effects';

interface RemoveTeamDialogProps {
  readonly view: TeamView;
  readonly workspace: WorkspaceNow;
  readonly onClose: () => void;
}

/** Says what becomes of a team's accounts and members, and removes it. */
export function RemoveTeamDialog({ view, workspace, onClose }: RemoveTeamDialogProps) {
  const { team, adAccountCount } = view;
  const { revision, reload } = workspace;
  const showToast = useToast();
  const preview = useTeamPreview([{ name: 'team.remove', args: { teamId: team.id } }], revision);

  async function remove(): Promise<void> {
    await run('team.remove', { teamId: team.id });
    onClose();
    await reload();
    focusPageHeading();
    showToast({ text: say('{name} was removed.', { name: team.name }) });
  }

  return (
    <RemovalDialog
      title={say('Remove {name}?', { name: team.name })}
      decision={decisionOf(preview.value, view.remove)}
      onRemove={remove}
      onClose={onClose}
    >
      <p>
        {say(
          'The team goes; its accounts and its members stay in the workspace. What its members did through this team alone, they do no longer.',
        )}
      </p>
      {adAccountCount > 0 && (
        <p>
          {say(
            '{count, plural, one {One ad account of the team becomes} other {# ad accounts of the team become}} the organization’s.',
            { count: adAccountCount },
          )}
        </p>
      )}
      <TeamEffects answer={preview} workspace={workspace} />
    </RemovalDialog>
  );
}

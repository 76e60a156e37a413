import { run } from '../../../lib/messages/client';
import type { AdAccountView } from '../../../lib/messages/team-views';
import { say } from '../../../lib/words/say';
import { useToast } from '../../ui/toast';
import { focusPageHeading } from '../page-heading';
import { RemovalDialog } from '../removal-dialog';
import type { WorkspaceNow } from '../use-workspace';

interface RemoveAdAccountDialogProps {
  readonly view: AdAccountView;
  readonly workspace: WorkspaceNow;
  readonly onClose: () => void;
}

/** Takes an ad account out of the workspace, with everybody's role in it. */
export function RemoveAdAccountDialog({ view, workspace, onClose }: RemoveAdAccountDialogProps) {
  const showToast = useToast();
  const { id: adAccountId, name } = view.adAccount;

  async function remove(): Promise<void> {
    await run('adAccount.remove', { adAccountId });
    onClose();
    await workspace.reload();
    focusPageHeading();
    showToast({ text: say('{name} was removed.', { name }) });
  }

  return (
    <RemovalDialog
      title={say('Remove {name}?', { name })}
      decision={view.remove}
      onRemove={remove}
      onClose={onClose}
    >
      <p>
        {say(
          'Everybody loses their role in it. At the network nothing changes: what is promoted there goes on.',
        )}
      </p>
    </RemovalDialog>
  );
}

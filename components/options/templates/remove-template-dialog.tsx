import { run } from '../../../lib/messages/client';
import type { TemplateView } from '../../../lib/messages/team-views';
import { say } from '../../../lib/words/say';
import { useToast } from '../../ui/toast';
import { focusPageHeading } from '../page-heading';
import { RemovalDialog } from '../removal-dialog';
import type { WorkspaceNow } from '../use-workspace';

interface RemoveTemplateDialogProps {
  readonly view: TemplateView;
  readonly workspace: WorkspaceNow;
  readonly onClose: () => void;
}

/** Says what becomes of posts that were sent with a template, and removes it. */
export function RemoveTemplateDialog({
  view: { template, edit },
  workspace,
  onClose,
}: RemoveTemplateDialogProps) {
  const showToast = useToast();
  const { name, id: templateId } = template;

  async function remove(): Promise<void> {
    await run('approvalTemplate.remove', { templateId });
    onClose();
    await workspace.reload();
    focusPageHeading();
    showToast({ text: say('{name} was removed.', { name }) });
  }

  return (
    <RemovalDialog
      title={say('Remove {name}?', { name })}
      decision={edit}
      onRemove={remove}
      onClose={onClose}
    >
      <p>
        {say(
          'Posts that are in approval already keep the steps that they were sent with. Drafts that were to be sent with it need another one.',
        )}
      </p>
    </RemovalDialog>
  );
}

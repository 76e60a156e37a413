import { run } from '../../../lib/messages/client';
import type { Member } from '../../../lib/workspace/records';
import { useToast } from '../../ui/toast';
import { focusPageHeading } from '../page-heading';
import { RemovalDialog } from '../removal-dialog';
import { question, useDecisions } from '../use-decisions';
import type { WorkspaceNow } from '../use-workspace';

interface RemoveMemberDialogProps {
  readonly member: Member;
  readonly workspace: WorkspaceNow;
  readonly onClose: () => void;
}

/** Says what happens to somebody's posts, and takes them out of the workspace. */
export function RemoveMemberDialog({ member, workspace, onClose }: RemoveMemberDialogProps) {
  const { session, revision, reload } = workspace;
  const showToast = useToast();
  const [decision] = useDecisions([question('member.remove', { memberId: member.id })], revision);
  const heir =
    session.people.find(({ id, role, suspended }) => id !== member.id && role === 'owner' && !suspended)
      ?.name ?? 'the owner';

  async function remove(): Promise<void> {
    const { handedOver } = await run('member.remove', { memberId: member.id });
    onClose();
    await reload();
    focusPageHeading();
    const posts = handedOver === 1 ? 'One post was' : `${handedOver} posts were`;
    showToast({ text: `${member.name} was removed.${handedOver > 0 ? ` ${posts} handed to ${heir}.` : ''}` });
  }

  return (
    <RemovalDialog title={`Remove ${member.name}?`} decision={decision} onRemove={remove} onClose={onClose}>
      <p>
        <bdi>{member.name}</bdi> leaves the workspace. Their posts that await approval become drafts, and all
        their posts are handed to <bdi>{heir}</bdi>. Nothing is deleted, and nothing that was published is
        taken down.
      </p>
    </RemovalDialog>
  );
}

import { run } from '../../../lib/messages/client';
import type { Account } from '../../../lib/workspace/records';
import { useToast } from '../../ui/toast';
import { focusPageHeading } from '../page-heading';
import { RemovalDialog } from '../removal-dialog';
import { networkName } from '../role-words';
import { question, useDecisions } from '../use-decisions';
import type { WorkspaceNow } from '../use-workspace';

interface RemoveAccountDialogProps {
  readonly account: Account;
  readonly workspace: WorkspaceNow;
  readonly onClose: () => void;
}

/** Says what happens to an account's posts and sign-ins, and takes it out of the workspace. */
export function RemoveAccountDialog({ account, workspace, onClose }: RemoveAccountDialogProps) {
  const { revision, reload } = workspace;
  const showToast = useToast();
  const [decision] = useDecisions([question('account.remove', { accountId: account.id })], revision);

  async function remove(): Promise<void> {
    const { becameDrafts } = await run('account.remove', { accountId: account.id });
    onClose();
    await reload();
    focusPageHeading();
    const posts =
      becameDrafts === 1 ? 'One post is a draft again.' : `${becameDrafts} posts are drafts again.`;
    showToast({ text: `@${account.handle} was removed.${becameDrafts > 0 ? ` ${posts}` : ''}` });
  }

  return (
    <RemovalDialog
      title={`Remove @${account.handle}?`}
      decision={decision}
      onRemove={remove}
      onClose={onClose}
    >
      <p>
        The account leaves the workspace: everybody loses it, and its sign-ins are forgotten. Posts that await
        approval or are scheduled become drafts. Nothing is deleted, here or on the network.
      </p>
      <p class="options-quiet">
        To be sure, also take back what you gave Countersign there, an app password or a permission, in the
        account's settings on {networkName(account.network)}.
      </p>
    </RemovalDialog>
  );
}

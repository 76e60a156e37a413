import { run } from '../../../lib/messages/client';
import type { AccountRemoval } from '../../../lib/messages/views';
import { say } from '../../../lib/words/say';
import type { Account } from '../../../lib/workspace/records';
import { Callout } from '../../ui/callout';
import { useToast } from '../../ui/toast';
import { focusPageHeading } from '../page-heading';
import { RemovalDialog } from '../removal-dialog';
import { networkName } from '../role-words';
import { useAnswer } from '../use-answer';
import { question, useDecisions } from '../use-decisions';
import type { WorkspaceNow } from '../use-workspace';
import { focusAccount } from './accounts-list';

interface RemoveAccountDialogProps {
  readonly account: Account;
  readonly workspace: WorkspaceNow;
  readonly onClose: () => void;
}

/** Says what happens to an account's posts, people and sign-ins, and takes it out of the workspace. */
export function RemoveAccountDialog({ account, workspace, onClose }: RemoveAccountDialogProps) {
  const { revision, reload } = workspace;
  const showToast = useToast();
  const [decision] = useDecisions([question('account.remove', { accountId: account.id })], revision);
  const { value: preview } = useAnswer('account.removalPreview', { accountId: account.id }, revision);
  const handle = `@${account.handle}`;

  async function remove(): Promise<void> {
    const next = findNeighbour(account.id);
    const { becameDrafts } = await run('account.remove', { accountId: account.id });
    onClose();
    await reload();
    if (!focusAccount(next)) focusPageHeading();
    showToast({
      text: say(
        '{handle} was removed.{count, plural, =0 {} one { One post is a draft again.} other { # posts are drafts again.}}',
        { handle, count: becameDrafts },
      ),
    });
  }

  return (
    <RemovalDialog
      title={say('Remove {handle}?', { handle })}
      decision={decision}
      onRemove={remove}
      onClose={onClose}
    >
      <p>
        {say('The account leaves the workspace. Nothing is deleted, here or on {network}.', {
          network: networkName(account.network),
        })}
      </p>
      {preview && <Preview preview={preview} />}
      {account.connections.length > 0 && (
        <p class="options-quiet">
          {say(
            'To be sure, also take back what you gave Countersign there, an app password or a permission, in the account’s settings on {network}.',
            { network: networkName(account.network) },
          )}
        </p>
      )}
    </RemovalDialog>
  );
}

function Preview({ preview }: { readonly preview: AccountRemoval }) {
  const { becomeDrafts, isPublishing, peopleCount, teamCount, signInCount } = preview;
  return (
    <>
      {isPublishing && (
        <Callout tone="warning" announced>
          <p>
            {say(
              'A post is on its way to the network just now. The account can be removed when it is there.',
            )}
          </p>
        </Callout>
      )}
      <ul class="options-consequences">
        <li>
          {say(
            '{count, plural, =0 {No post waits.} one {One post that waits for approval or for its time becomes a draft.} other {# posts that wait for approval or for their time become drafts.}}',
            { count: becomeDrafts },
          )}
        </li>
        {peopleCount > 0 && (
          <li>
            {say('{count, plural, one {One person loses it.} other {# people lose it.}}', {
              count: peopleCount,
            })}
          </li>
        )}
        {teamCount > 0 && (
          <li>
            {say('{count, plural, one {One team loses it.} other {# teams lose it.}}', { count: teamCount })}
          </li>
        )}
        {signInCount > 0 && (
          <li>
            {say('{count, plural, one {One sign-in is forgotten.} other {# sign-ins are forgotten.}}', {
              count: signInCount,
            })}
          </li>
        )}
      </ul>
    </>
  );
}

/** The account that stands where this one stood once it is gone; undefined when it was the only one. */
function findNeighbour(accountId: string): string | undefined {
  const ids = [...document.querySelectorAll<HTMLElement>('[data-account]')].map(
    ({ dataset }) => dataset.account,
  );
  const position = ids.indexOf(accountId);
  return ids[position + 1] ?? ids[position - 1];
}

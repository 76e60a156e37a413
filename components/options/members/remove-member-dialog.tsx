import { run } from '../../../lib/messages/client';
import type { RemovalView } from '../../../lib/messages/views';
import { say } from '../../../lib/words/say';
import type { Member } from '../../../lib/workspace/records';
import { useToast } from '../../ui/toast';
import { RemovalDialog } from '../removal-dialog';
import { useAnswer } from '../use-answer';
import { question, useDecisions } from '../use-decisions';
import type { WorkspaceNow } from '../use-workspace';

interface RemoveMemberDialogProps {
  readonly member: Member;
  readonly workspace: WorkspaceNow;
  readonly onClose: () => void;
  /** The member is gone: the focus goes to what stands in their place. */
  readonly onRemoved: () => void;
}

/** Says what happens to somebody's posts, and takes them out of the workspace. */
export function RemoveMemberDialog({ member, workspace, onClose, onRemoved }: RemoveMemberDialogProps) {
  const { revision, reload } = workspace;
  const showToast = useToast();
  const [decision] = useDecisions([question('member.remove', { memberId: member.id })], revision);
  // Whoever may not remove them is told so by the button.
  const { value: removal } = useAnswer('members.removal', { memberId: member.id }, revision);
  const { name } = member;

  async function remove(): Promise<void> {
    const { handedOver: count } = await run('member.remove', { memberId: member.id });
    const heir = removal?.heirName;
    onClose();
    await reload();
    onRemoved();
    showToast({
      text:
        count > 0 && heir !== undefined
          ? say(
              '{name} was removed. {count, plural, one {One post was} other {# posts were}} handed to {heir}.',
              { name, count, heir },
            )
          : say('{name} was removed.', { name }),
    });
  }

  return (
    <RemovalDialog
      title={say('Remove {name}?', { name })}
      decision={decision}
      onRemove={remove}
      onClose={onClose}
    >
      <p>{say('{name} leaves the workspace.', { name })}</p>
      {removal && (
        <ul class="options-consequences" aria-live="polite">
          {removalLines(removal).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      <p class="options-quiet">{say('Nothing is deleted, and nothing that was published is taken down.')}</p>
    </RemovalDialog>
  );
}

/** What a removal does, a sentence for each thing. */
function removalLines({ heirName, posts, awaiting, scheduled, ownSignIns }: RemovalView): readonly string[] {
  const lines: string[] = [];
  if (posts === 0) lines.push(say('They have written no post.'));
  else if (heirName === undefined) lines.push(say('Nobody is left who could take over their posts.'));
  else
    lines.push(
      say('{count, plural, one {Their post goes} other {All their # posts go}} to {heir}.', {
        count: posts,
        heir: heirName,
      }),
    );
  if (awaiting > 0)
    lines.push(
      say(
        '{count, plural, one {One of them waits for approval and becomes a draft.} other {# of them wait for approval and become drafts.}}',
        { count: awaiting },
      ),
    );
  if (scheduled > 0)
    lines.push(
      say(
        '{count, plural, one {One of them is scheduled and goes out at its time.} other {# of them are scheduled and go out at their time.}}',
        { count: scheduled },
      ),
    );
  if (ownSignIns > 0)
    lines.push(
      say(
        '{count, plural, one {Their own sign-in to an account is} other {Their own sign-ins to # accounts are}} forgotten.',
        { count: ownSignIns },
      ),
    );
  return lines;
}

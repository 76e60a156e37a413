import type { PostView } from '../../lib/messages/views';
import type { PostStatus } from '../../lib/roles';
import type { PostCommand } from '../../lib/workspace/post-states';
import type { ButtonLook } from '../ui/button';
import type { IconName } from '../ui/icon';

export type ShownCommandName = Exclude<PostCommand, 'post.schedule' | 'post.publish' | 'post.undoDecision'>;

export interface ShownCommand {
  /** The command that it runs, and whose decision it shows. */
  readonly command: ShownCommandName;
  /** Where it does something else that the same decision is about. */
  readonly deed?: 'sites.handOver';
  readonly words: string;
  readonly look?: ButtonLook;
  readonly icon?: IconName;
}

interface OfferedCommand extends ShownCommand {
  /** Where the button belongs at all: elsewhere it would only ever be grey. Absent: everywhere. */
  readonly states?: readonly PostStatus[];
}

const OPEN_STATES: readonly PostStatus[] = ['draft', 'awaitingApproval', 'declined', 'scheduled', 'failed'];

const COMMANDS: readonly OfferedCommand[] = [
  {
    command: 'post.approve',
    words: 'Approve',
    look: 'primary',
    icon: 'approve',
    states: ['awaitingApproval'],
  },
  { command: 'post.decline', words: 'Decline', icon: 'decline', states: ['awaitingApproval'] },
  { command: 'post.submit', words: 'Send for approval', look: 'primary', states: ['draft', 'declined'] },
  { command: 'post.retry', words: 'Try again', look: 'primary', states: ['failed'] },
  // What is scheduled goes out by itself: posted by hand as well, it would be there twice.
  {
    command: 'post.recordPosted',
    deed: 'sites.handOver',
    words: 'Open in the site’s composer',
    icon: 'external',
    states: ['failed'],
  },
  { command: 'post.recordPosted', words: 'I posted it there', states: ['failed'] },
  { command: 'post.edit', words: 'Edit', icon: 'write', states: OPEN_STATES },
  { command: 'post.withdraw', words: 'Take back', icon: 'undo', states: ['awaitingApproval', 'scheduled'] },
  { command: 'post.copy', words: 'Copy' },
  { command: 'post.note', words: 'Add note' },
  { command: 'post.takeDown', words: 'Take it off the network', look: 'danger', states: ['published'] },
  { command: 'post.delete', words: 'Delete', look: 'danger', states: OPEN_STATES },
];

/** What is offered to those alone who may: to others it would only be in the way. */
const OFFERED_WHEN_ALLOWED: ReadonlySet<ShownCommandName> = new Set([
  'post.approve',
  'post.decline',
  'post.recordPosted',
  'post.takeDown',
]);

/** The buttons that belong to a post where it stands, allowed or not. */
export function findShownCommands({
  post,
  decisions,
}: Pick<PostView, 'post' | 'decisions'>): readonly ShownCommand[] {
  return COMMANDS.filter(({ command, states }) => {
    if (states && !states.includes(post.status)) return false;
    return !OFFERED_WHEN_ALLOWED.has(command) || decisions[command].allowed;
  }).map((shown) => {
    // Where nobody is asked, sending on publishes: the button says so.
    const goesStraightOut = shown.command === 'post.submit' && decisions['post.submit'].gates?.length === 0;
    return goesStraightOut
      ? { ...shown, words: post.scheduledAtMs === undefined ? 'Publish now' : 'Schedule' }
      : shown;
  });
}

import type { PostView } from '../../lib/messages/views';
import type { PostStatus } from '../../lib/roles';
import { words } from '../../lib/words/say';
import type { PostCommand } from '../../lib/workspace/post-states';
import type { FailureReason } from '../../lib/workspace/records';
import type { ButtonLook } from '../ui/button';
import type { IconName } from '../ui/icon';

export type ShownCommandName = Exclude<PostCommand, 'post.schedule' | 'post.publish' | 'post.undoDecision'>;

export interface ShownCommand {
  /** The command that it runs, and whose decision it shows. */
  readonly command: ShownCommandName;
  /** Where it does something else that the same decision is about. */
  readonly deed?: 'sites.handOver' | 'retryKnownAbsent';
  /** Marked, and said where it is shown. */
  readonly words: string;
  readonly look?: ButtonLook;
  readonly icon?: IconName;
}

interface OfferedCommand extends ShownCommand {
  /** Where the button belongs at all: elsewhere it would only ever be grey. Absent: everywhere. */
  readonly states?: readonly PostStatus[];
  /** Of a failed post: for these failures alone. */
  readonly reasons?: readonly FailureReason[];
  /** Of a failed post: not for these. */
  readonly notFor?: readonly FailureReason[];
}

const OPEN_STATES: readonly PostStatus[] = ['draft', 'awaitingApproval', 'declined', 'scheduled', 'failed'];

const COMMANDS: readonly OfferedCommand[] = [
  {
    command: 'post.approve',
    words: words('Approve'),
    look: 'primary',
    icon: 'approve',
    states: ['awaitingApproval'],
  },
  { command: 'post.decline', words: words('Decline'), icon: 'decline', states: ['awaitingApproval'] },
  {
    command: 'post.submit',
    words: words('Send for approval'),
    look: 'primary',
    states: ['draft', 'declined'],
  },
  {
    command: 'post.retry',
    words: words('Try again'),
    look: 'primary',
    states: ['failed'],
    notFor: ['unknown'],
  },
  // Whoever answers whether a post went out has looked; to send one twice is what is asked about.
  { command: 'post.recordPosted', words: words('It is there'), states: ['failed'], reasons: ['unknown'] },
  {
    command: 'post.retry',
    deed: 'retryKnownAbsent',
    words: words('It is not there: send it again'),
    states: ['failed'],
    reasons: ['unknown'],
  },
  // What is scheduled goes out by itself: posted by hand as well, it would be there twice.
  {
    command: 'post.recordPosted',
    deed: 'sites.handOver',
    words: words('Open in the site’s composer'),
    icon: 'external',
    states: ['failed'],
    notFor: ['unknown'],
  },
  {
    command: 'post.recordPosted',
    words: words('I posted it there'),
    states: ['failed'],
    notFor: ['unknown'],
  },
  { command: 'post.edit', words: words('Edit'), icon: 'write', states: OPEN_STATES },
  {
    command: 'post.withdraw',
    words: words('Take back'),
    icon: 'undo',
    states: ['awaitingApproval', 'scheduled'],
  },
  { command: 'post.copy', words: words('Copy') },
  { command: 'post.note', words: words('Add note') },
  {
    command: 'post.takeDown',
    words: words('Take it off the network'),
    look: 'danger',
    states: ['published'],
  },
  { command: 'post.delete', words: words('Delete'), look: 'danger', states: OPEN_STATES },
];

/** What the buttons of a post are called whose time passed. */
const LATE_WORDS: Partial<Record<ShownCommandName, string>> = {
  'post.retry': words('Send it now'),
  'post.edit': words('Choose another time'),
};

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
  const reason = post.status === 'failed' ? post.failure?.reason : undefined;
  return COMMANDS.filter(({ command, states, reasons, notFor }) => {
    if (states && !states.includes(post.status)) return false;
    if (reasons && !(reason && reasons.includes(reason))) return false;
    if (reason && notFor?.includes(reason)) return false;
    return !OFFERED_WHEN_ALLOWED.has(command) || decisions[command].allowed;
  }).map((shown) => {
    // Where nobody is asked, sending on publishes: the button says so.
    const goesStraightOut = shown.command === 'post.submit' && decisions['post.submit'].gates?.length === 0;
    if (goesStraightOut) return { ...shown, words: sendingWords(post) };
    return reason === 'late' ? { ...shown, words: LATE_WORDS[shown.command] ?? shown.words } : shown;
  });
}

function sendingWords({ scheduledAtMs, inQueue }: PostView['post']): string {
  if (inQueue) return words('Add to queue');
  return scheduledAtMs === undefined ? words('Publish now') : words('Schedule');
}

import type { PostStatus } from '../../lib/roles';
import { words } from '../../lib/words/say';

/** Where a post stands, in a word: marked here, said where it is shown. */
export const STATUS_WORDS: Readonly<Record<PostStatus, string>> = {
  draft: words('Draft'),
  awaitingApproval: words('In approval'),
  declined: words('Declined'),
  scheduled: words('Scheduled'),
  publishing: words('On its way'),
  published: words('Published'),
  failed: words('Failed'),
};

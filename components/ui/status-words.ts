import type { PostStatus } from '../../lib/roles';

/** Where a post stands, in a word. */
export const STATUS_WORDS: Readonly<Record<PostStatus, string>> = {
  draft: 'Draft',
  awaitingApproval: 'In approval',
  declined: 'Declined',
  scheduled: 'Scheduled',
  publishing: 'On its way',
  published: 'Published',
  failed: 'Failed',
};

import './status-label.css';
import type { JSX } from 'preact';
import type { PostStatus } from '../../lib/roles';

const WORDS: Readonly<Record<PostStatus, string>> = {
  draft: 'Draft',
  awaitingApproval: 'In approval',
  declined: 'Declined',
  scheduled: 'Scheduled',
  publishing: 'On its way',
  published: 'Published',
  failed: 'Failed',
};

/** Where a post stands, in a word. */
export function StatusLabel({ status }: { readonly status: PostStatus }): JSX.Element {
  return <span class={`status-label status-label-${status}`}>{WORDS[status]}</span>;
}

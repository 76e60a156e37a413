import { say } from '../../lib/words/say';
import './status-label.css';
import type { JSX } from 'preact';
import type { PostStatus } from '../../lib/roles';
import { STATUS_WORDS } from './status-words';

/** Where a post stands, in a word. */
export function StatusLabel({ status }: { readonly status: PostStatus }): JSX.Element {
  return <span class={`status-label status-label-${status}`}>{say(STATUS_WORDS[status])}</span>;
}

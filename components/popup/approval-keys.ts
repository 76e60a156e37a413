import { words } from '../../lib/words/say';
/** What a key does among the posts that await approval. */
export type ApprovalKeyDeed = 'next' | 'previous' | 'approve' | 'decline' | 'undo' | 'details' | 'keys';

/** The keys and what they do, as the list of keys says it. */
export const APPROVAL_KEYS: readonly (readonly [key: string, deed: ApprovalKeyDeed, words: string])[] = [
  ['j', 'next', words('Next post')],
  ['k', 'previous', words('Previous post')],
  ['a', 'approve', words('Approve')],
  ['d', 'decline', words('Decline, with a note')],
  ['u', 'undo', words('Undo the last decision')],
  ['Enter', 'details', words('Open the details')],
  ['?', 'keys', words('Show or hide these keys')],
];

const DEED_BY_KEY: ReadonlyMap<string, ApprovalKeyDeed> = new Map(
  APPROVAL_KEYS.map(([key, deed]) => [key, deed]),
);
const FIELDS = 'input, textarea, select, [contenteditable]:not([contenteditable="false"])';
/** Enter presses these; it must not do something else as well. */
const PRESSED_BY_ENTER = 'button:not([data-enter-opens]), a[href], summary, [role="tab"]';

/**
 * What a key press is meant to do; undefined when it is meant for something else: a field that takes text, a
 * shortcut of the browser, or a key that is held down (one press must not approve two posts).
 */
export function findKeyDeed(
  event: Pick<
    KeyboardEvent,
    'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat' | 'isComposing' | 'target' | 'defaultPrevented'
  >,
): ApprovalKeyDeed | undefined {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
    return undefined;
  const deed = DEED_BY_KEY.get(event.key);
  if (!deed) return undefined;
  if (event.repeat && deed !== 'next' && deed !== 'previous') return undefined;
  if (event.target instanceof Element) {
    if (event.target.closest(FIELDS)) return undefined;
    if (deed === 'details' && event.target.closest(PRESSED_BY_ENTER)) return undefined;
  }
  return deed;
}

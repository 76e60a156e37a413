import type { CompositionId } from '../../lib/workspace/composition';
import type { PostId } from '../../lib/workspace/records';
import type { ComposeStart } from './compose-view';

/** What the popup was opened for. */
export interface PopupAddress {
  /** Absent: whatever is most useful. */
  readonly compose?: ComposeStart;
  readonly postId?: PostId;
}

/** Ids as the background makes them; anything else in an address leads nowhere. */
const ID = /^[\w.:-]{1,64}$/;

/**
 * Reads `?compose`, `?compose=<id>`, `?tab=<tabId>` and `#post/<id>`. Only what has the shape of an id is passed
 * on; whether there is such a thing is for the background to say.
 */
export function readPopupAddress({ search, hash }: Pick<Location, 'search' | 'hash'>): PopupAddress {
  const parameters = new URLSearchParams(search);
  const compositionId = parameters.get('compose');
  const tab = parameters.get('tab') ?? '';
  const postId = readPostHash(hash);
  return { ...(postId && { postId }), ...composeOf() };

  function composeOf(): Pick<PopupAddress, 'compose'> {
    if (/^\d{1,10}$/.test(tab)) return { compose: { from: 'page', tabId: Number(tab) } };
    if (compositionId === null) return {};
    if (!ID.test(compositionId)) return { compose: { from: 'whatever' } };
    return { compose: { from: 'composition', compositionId: compositionId as CompositionId } };
  }
}

/** The post that `#post/<id>` names. */
export function readPostHash(hash: string): PostId | undefined {
  const [, id = ''] = /^#post\/(.+)$/.exec(hash) ?? [];
  return ID.test(id) ? (id as PostId) : undefined;
}

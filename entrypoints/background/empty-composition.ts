import { newId } from '../../lib/platform/ids';
import { type Composition, CompositionId } from '../../lib/workspace/composition';
import type { BackgroundContext } from './background-context';
import { readAsMember } from './session';

/** A composition to begin with: for every account, when there is but one. It is stored when it is first saved. */
export async function emptyComposition(background: BackgroundContext): Promise<Composition> {
  return readAsMember(background, async (_tx, { engine, accounts, me }, nowMs) => {
    const usable = accounts.filter(
      ({ id, removedAtMs }) =>
        removedAtMs === undefined && engine.can(me.id, 'post.create', { type: 'account', id }),
    );
    return {
      id: CompositionId.parse(newId(nowMs)),
      memberId: me.id,
      accountIds: usable.length === 1 && usable[0] ? [usable[0].id] : [],
      text: '',
      media: [],
      offeredImages: [],
      updatedAtMs: nowMs,
    };
  });
}

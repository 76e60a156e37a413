import * as z from 'zod/mini';
import { say } from '../../words/say';
import { conflict, defineCommand } from '../command';
import { Media } from '../records';

/** Adds an image whose bytes were stored beforehand under the same id. */
export const addMedia = defineCommand({
  name: 'media.add',
  args: z.omit(Media, { addedBy: true, addedAtMs: true }),
  needs: async () => [{ action: 'media.upload', resource: { type: 'workspace' } }],
  async apply(tx, facts, context) {
    if (context.actorId === 'system') throw new Error('media are added by members');
    if (await tx.get('media', facts.id)) throw conflict(say('There is an image with this id already.'));
    await tx.put('media', { ...facts, addedBy: context.actorId, addedAtMs: context.nowMs });
    return { mediaId: facts.id };
  },
});

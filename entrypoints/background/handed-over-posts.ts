/**
 * The posts that were handed over from this browser in the last days, so that they are recognised when they stand on
 * the site. Ids and times alone; what became of a post is asked of the post itself.
 */
import * as z from 'zod/mini';
import type { CountersignDatabase } from '../../lib/store/database';
import { findDeviceValue, setDeviceValue } from '../../lib/store/device';
import type { PostId } from '../../lib/workspace/records';

const KEPT_MS = 7 * 24 * 60 * 60_000;
const MAX_KEPT = 50;

const HandedOverPosts = z.array(z.object({ postId: z.string(), atMs: z.number() }));
/** Newest first. */
export type HandedOverPosts = z.infer<typeof HandedOverPosts>;

export async function readHandedOverPosts(
  database: CountersignDatabase,
  nowMs: number,
): Promise<HandedOverPosts> {
  const stored = await findDeviceValue(database, 'handedOverPosts');
  const all = stored === undefined ? [] : HandedOverPosts.parse(JSON.parse(stored));
  return all.filter(({ atMs }) => nowMs - atMs < KEPT_MS);
}

/** A post that is handed over again counts from then. */
export async function keepHandedOverPost(
  database: CountersignDatabase,
  postId: PostId,
  nowMs: number,
): Promise<void> {
  const others = (await readHandedOverPosts(database, nowMs)).filter((each) => each.postId !== postId);
  const kept = [{ postId, atMs: nowMs }, ...others].slice(0, MAX_KEPT);
  await setDeviceValue(database, 'handedOverPosts', JSON.stringify(kept));
}

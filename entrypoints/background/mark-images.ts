import { findNetworkRules } from '../../lib/networks/network-rules';
import { sha256Hex } from '../../lib/platform/crypto';
import { DEFAULT_MAX_SIDE_PX, drawWatermark, ImageUnreadable } from '../../lib/platform/image';
import type { AccountId } from '../../lib/roles';
import { say } from '../../lib/words/say';
import { conflict } from '../../lib/workspace/command';
import type { Composition } from '../../lib/workspace/composition';
import {
  type Account,
  type AttachedImage,
  factsOf,
  MediaId,
  type Watermark,
} from '../../lib/workspace/records';
import type { BackgroundContext } from './background-context';
import { getMedia, storeMedia } from './media-answers';

/**
 * The media of a composition on each of its accounts: where the account has a watermark, with that drawn into the
 * images. Done before the posts are written down, so that what is approved is what goes out, and before their
 * transaction, because drawing is asynchronous.
 *
 * @throws CommandRefused when an image cannot be marked; it must not go out without.
 */
export async function markImages(
  background: BackgroundContext,
  { media, accountIds }: Pick<Composition, 'media' | 'accountIds'>,
  accounts: readonly Account[],
): Promise<ReadonlyMap<AccountId, readonly AttachedImage[]>> {
  const marked = new Map<AccountId, readonly AttachedImage[]>();
  for (const account of accounts) {
    const watermark = account.publishing?.watermark;
    if (!watermark || !accountIds.includes(account.id)) continue;
    const maxBytes = findNetworkRules(account.network, account.limits)?.maxImageBytes ?? 1_000_000;
    const images: AttachedImage[] = [];
    for (const image of media)
      images.push({ ...image, ...(await markImage(background, image, watermark, maxBytes)) });
    marked.set(account.id, images);
  }
  return marked;
}

/** An image that is marked already, and what moves, stays as it is. */
async function markImage(
  background: BackgroundContext,
  image: AttachedImage,
  watermark: Watermark,
  maxBytes: number,
): Promise<AttachedImage> {
  const database = await background.database();
  const original = await getMedia(database, image.mediaId);
  const isStill = original.type !== 'image/gif' && !original.type.startsWith('video/');
  if (!isStill || original.watermarkOf) return image;
  // Named after what it is made of: finished once more, after a refusal, it is not drawn again.
  const made = new TextEncoder().encode(JSON.stringify([original.id, original.sha256, watermark, maxBytes]));
  const id = MediaId.parse(`marked-${(await sha256Hex(made.buffer)).slice(0, 32)}`);
  const known = await database.get('media', id);
  if (known && (await database.getKey('blobs', id)) !== undefined)
    return { mediaId: id, alt: image.alt, sha256: known.sha256, facts: factsOf(known) };
  try {
    const limits = { maxBytes, maxSidePx: DEFAULT_MAX_SIDE_PX };
    const drawn = await drawWatermark(original.blob, watermark, limits);
    return await storeMedia(background, drawn, {
      id,
      name: original.name,
      alt: image.alt,
      watermarkOf: original.id,
    });
  } catch (error) {
    if (!(error instanceof ImageUnreadable)) throw error;
    throw conflict(
      say('The watermark could not be drawn: {message}', { message: error.message }),
      say('Add the image again, or have the watermark taken away on the options page under Accounts.'),
    );
  }
}

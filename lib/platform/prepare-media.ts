/** What is added to a post, as networks take it: images encoded again, what moves as it was made; neither with metadata. */
import { isGif, readGif } from './gif';
import { type ImageLimits, ImageUnreadable, type PreparedImage, prepareImage } from './image';
import { type CleanVideo, cleanMp4, isMp4, isQuickTime } from './mp4';
import { cleanWebm, isWebm } from './webm';

export interface PreparedMedia extends PreparedImage {
  /** Of a video, where its file says it. */
  readonly durationMs?: number;
}

/**
 * The most that goes out within the 25 seconds of one request at 6.4 Mbit/s: what is longer under way is cut off, and
 * Chrome ends an extension's worker after 30 s (developer.chrome.com, 2026).
 */
export const MAX_MOVING_BYTES = 20_000_000;

/**
 * An image is scaled and encoded again within the limits. A GIF that moves and a video are never encoded again: only
 * their metadata is taken out. What they may weigh on a network is the network's to say; here they weigh at most
 * `MAX_MOVING_BYTES`.
 * @throws ImageUnreadable
 */
export async function prepareMedia(source: Blob, limits: ImageLimits): Promise<PreparedMedia> {
  const beginning = new Uint8Array(await source.slice(0, 16).arrayBuffer());
  const [isVideo, type] = kindOf(beginning);
  if (!isVideo && !isGif(beginning)) return prepareImage(source, limits);
  if (source.size > MAX_MOVING_BYTES) {
    const megabytes = MAX_MOVING_BYTES / 1_000_000;
    throw new ImageUnreadable(`${isVideo ? 'A video' : 'A GIF'} may have ${megabytes} MB here: shorten it.`);
  }
  const bytes = new Uint8Array(await source.arrayBuffer());
  if (isVideo) {
    const video: CleanVideo = type === 'video/webm' ? cleanWebm(bytes) : cleanMp4(bytes);
    return { ...video, blob: new Blob([bytes], { type }) };
  }
  const { bytes: kept, frameCount, widthPx, heightPx } = readGif(bytes);
  if (frameCount === 1) return prepareImage(source, limits);
  return { blob: new Blob([kept], { type }), widthPx, heightPx };
}

function kindOf(beginning: Uint8Array): readonly [isVideo: boolean, type: string] {
  if (isWebm(beginning)) return [true, 'video/webm'];
  if (isQuickTime(beginning)) return [true, 'video/quicktime'];
  return isMp4(beginning) ? [true, 'video/mp4'] : [false, 'image/gif'];
}

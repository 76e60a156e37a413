import { MessageFailed } from '../../lib/messages/message-failed';
import type { Answers } from '../../lib/messages/server';
import { decodeBase64, readAsDataUrl } from '../../lib/platform/base64';
import { sha256Hex } from '../../lib/platform/crypto';
import { newId } from '../../lib/platform/ids';
import {
  DEFAULT_MAX_SIDE_PX,
  type ImageLimits,
  ImageUnreadable,
  prepareImage,
} from '../../lib/platform/image';
import { type PreparedMedia, prepareMedia } from '../../lib/platform/prepare-media';
import type { CountersignDatabase } from '../../lib/store/database';
import { runCommands } from '../../lib/store/run-stored-command';
import { say } from '../../lib/words/say';
import { conflict, invalid } from '../../lib/workspace/command';
import { type AttachedImage, factsOf, Media, MediaId } from '../../lib/workspace/records';
import type { BackgroundContext } from './background-context';
import { getActingMemberId } from './session';

/** The smallest of the networks' limits, for images of which nobody said where they go (Bluesky, 2026-11). */
const MAX_IMAGE_BYTES = 1_000_000;
/** What is fetched from the web is read no further than this. */
const MAX_FETCH_BYTES = 32_000_000;
const FETCH_TIMEOUT_MS = 20_000;

/**
 * Images, GIFs and videos in and out. Whatever comes in is encoded again or has its metadata taken out here, whoever
 * prepared it before.
 */
export function answerMedia(
  background: BackgroundContext,
): Pick<Answers, 'media.add' | 'media.fetch' | 'media.get' | 'media.scaleDown'> {
  return {
    'media.add': ({ name, dataBase64, alt, maxBytes }) =>
      addMedia(background, new Blob([decodeBase64(dataBase64)]), {
        name,
        alt,
        field: 'dataBase64',
        maxBytes,
      }),
    'media.fetch': async ({ url, alt }) =>
      addMedia(background, await fetchImage(url), { name: nameOf(url), alt, field: 'url' }),
    'media.scaleDown': async ({ image, maxBytes }) => {
      const { name, blob } = await getMedia(await background.database(), image.mediaId);
      return addMedia(background, blob, { name, alt: image.alt, field: 'image', maxBytes });
    },

    'media.get': async ({ mediaId }) => readImage(await background.database(), mediaId),
  };
}

/** An image as a page can draw it. @throws CommandRefused when it is not in this browser. */
export async function readImage(
  database: CountersignDatabase,
  mediaId: string,
): Promise<{
  readonly name: string;
  readonly dataUrl: string;
  readonly widthPx: number;
  readonly heightPx: number;
}> {
  const { blob, name, type, widthPx, heightPx } = await getMedia(database, mediaId);
  return { name, dataUrl: await readAsDataUrl(blob.slice(0, blob.size, type)), widthPx, heightPx };
}

/** What the workspace knows of an image or a video, with its bytes. @throws CommandRefused when it is not here. */
export async function getMedia(
  database: CountersignDatabase,
  mediaId: string,
): Promise<Media & { readonly blob: Blob }> {
  const [media, bytes] = await Promise.all([database.get('media', mediaId), database.get('blobs', mediaId)]);
  if (!media || !bytes)
    throw conflict(say('This image is not in this browser.'), say('Remove it, or add it again.'));
  return { ...media, blob: bytes.blob };
}

interface NewMedia {
  readonly name: string;
  readonly alt: string;
  /** The field of the message that it came in. */
  readonly field: string;
  /** Of an image that does not move. */
  readonly maxBytes?: number | undefined;
  /** What moves becomes its first picture, as in a link card. */
  readonly isStill?: boolean;
  /** The longer side is scaled down to this. */
  readonly maxSidePx?: number;
}

/** Prepares an image or a video, stores its bytes and adds it to the workspace. @throws CommandRefused */
export async function addMedia(
  background: BackgroundContext,
  source: Blob,
  { name, alt, field, maxBytes = MAX_IMAGE_BYTES, isStill = false, maxSidePx }: NewMedia,
): Promise<AttachedImage> {
  const { nowMs } = await background.environment();
  const prepared = await prepare(
    isStill ? prepareImage : prepareMedia,
    source,
    { maxBytes, maxSidePx: maxSidePx ?? DEFAULT_MAX_SIDE_PX },
    field,
  );
  return storeMedia(background, prepared, { id: MediaId.parse(newId(nowMs)), name, alt });
}

/** Stores what was prepared. @throws CommandRefused */
export async function storeMedia(
  background: BackgroundContext,
  { blob, ...size }: PreparedMedia,
  {
    id,
    name,
    alt,
    watermarkOf,
  }: {
    readonly id: MediaId;
    readonly name: string;
    readonly alt: string;
    readonly watermarkOf?: MediaId;
  },
): Promise<AttachedImage> {
  const [memberId, database, environment] = await Promise.all([
    getActingMemberId(background),
    background.database(),
    background.environment(),
  ]);
  const sha256 = await sha256Hex(await blob.arrayBuffer());
  const facts = factsOf({
    ...size,
    type: Media.shape.type.parse(blob.type),
    sizeBytes: blob.size,
    watermarkOf,
  });
  await database.put('blobs', { id, blob });
  try {
    await runCommands(database, memberId, environment, (step) =>
      step('media.add', { id, name: name.slice(0, 300), sha256, ...facts }, id),
    );
  } catch (error) {
    await database.delete('blobs', id);
    throw error;
  }
  return { mediaId: id, alt, sha256, facts };
}

async function prepare(
  how: typeof prepareMedia,
  source: Blob,
  limits: ImageLimits,
  field: string,
): Promise<PreparedMedia> {
  try {
    return await how(source, limits);
  } catch (error) {
    if (error instanceof ImageUnreadable) throw invalid(field, error.message);
    throw error;
  }
}

/** Fetches an image with what the person has allowed so far. @throws MessageFailed of kind `network`. */
export async function fetchImage(url: string): Promise<Blob> {
  const refused = (reason: string, remedy: string) =>
    new MessageFailed({ kind: 'network', reason, remedy, field: 'url' });
  const host = new URL(url).host;
  let response: Response;
  try {
    // Without cookies and without a referrer: the server learns that somebody looks, not who.
    response = await fetch(url, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(FETCH_TIMEOUT_MS),
    });
  } catch {
    throw refused(
      say('{host} does not hand the image to the extension.', { host }),
      say('Allow it to fetch from there, or save the image and add the file.'),
    );
  }
  if (!response.ok)
    throw refused(
      say('{host} answered {status}.', { host, status: response.status }),
      say('Save the image and add the file.'),
    );
  const length = Number(response.headers.get('content-length') ?? 0);
  if (length > MAX_FETCH_BYTES)
    throw refused(say('The image is larger than 32 MB.'), say('Scale it down and add the file.'));
  const blob = await readLimited(response);
  if (!blob) throw refused(say('The image is larger than 32 MB.'), say('Scale it down and add the file.'));
  return blob;
}

async function readLimited(response: Response): Promise<Blob | undefined> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  for (let chunk = await reader?.read(); chunk && !chunk.done; chunk = await reader?.read()) {
    size += chunk.value.length;
    if (size > MAX_FETCH_BYTES) {
      await reader?.cancel();
      return undefined;
    }
    chunks.push(chunk.value);
  }
  return new Blob(chunks, { type: response.headers.get('content-type') ?? '' });
}

function nameOf(url: string): string {
  return new URL(url).pathname.split('/').at(-1) || 'image';
}

import { MessageFailed } from '../../lib/messages/message-failed';
import type { Answers } from '../../lib/messages/server';
import { decodeBase64, encodeBase64 } from '../../lib/platform/base64';
import { sha256Hex } from '../../lib/platform/crypto';
import { newId } from '../../lib/platform/ids';
import {
  DEFAULT_MAX_SIDE_PX,
  ImageUnreadable,
  type PreparedImage,
  prepareImage,
} from '../../lib/platform/image';
import type { CountersignDatabase } from '../../lib/store/database';
import { runCommands } from '../../lib/store/run-stored-command';
import { conflict, invalid } from '../../lib/workspace/command';
import { type AttachedImage, Media, MediaId } from '../../lib/workspace/records';
import type { BackgroundContext } from './background-context';
import { getActingMemberId } from './session';

/** The smallest of the networks' limits: an image is prepared once and may go to any of them (Bluesky, 2026-11). */
const MAX_IMAGE_BYTES = 1_000_000;
/** What is fetched from the web is read no further than this. */
const MAX_FETCH_BYTES = 32_000_000;
const FETCH_TIMEOUT_MS = 20_000;

type AddedImage = AttachedImage & { readonly widthPx: number; readonly heightPx: number };

/** Images in and out. Whatever comes in is decoded and encoded again here, whoever prepared it before. */
export function answerMedia(
  background: BackgroundContext,
): Pick<Answers, 'media.add' | 'media.fetch' | 'media.get'> {
  return {
    'media.add': ({ name, dataBase64, alt }) =>
      addImage(background, new Blob([decodeBase64(dataBase64)]), name, alt, 'dataBase64'),
    'media.fetch': async ({ url, alt }) =>
      addImage(background, await fetchImage(url), nameOf(url), alt, 'url'),

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
  const [media, bytes] = await Promise.all([database.get('media', mediaId), database.get('blobs', mediaId)]);
  if (!media || !bytes) throw conflict('This image is not in this browser.');
  const base64 = encodeBase64(new Uint8Array(await bytes.blob.arrayBuffer()));
  const { name, type, widthPx, heightPx } = media;
  return { name, dataUrl: `data:${type};base64,${base64}`, widthPx, heightPx };
}

/** Prepares an image, stores its bytes and adds it to the workspace. @throws CommandRefused */
export async function addImage(
  background: BackgroundContext,
  source: Blob,
  name: string,
  alt: string,
  field: string,
): Promise<AddedImage> {
  const [memberId, database, environment] = await Promise.all([
    getActingMemberId(background),
    background.database(),
    background.environment(),
  ]);
  const { blob, widthPx, heightPx } = await prepare(source, field);
  const mediaId = MediaId.parse(newId(environment.nowMs));
  const sha256 = await sha256Hex(await blob.arrayBuffer());
  const type = Media.shape.type.parse(blob.type);
  await database.put('blobs', { id: mediaId, blob });
  try {
    await runCommands(database, memberId, environment, (step) =>
      step(
        'media.add',
        { id: mediaId, name: name.slice(0, 300), type, widthPx, heightPx, sizeBytes: blob.size, sha256 },
        mediaId,
      ),
    );
  } catch (error) {
    await database.delete('blobs', mediaId);
    throw error;
  }
  return { mediaId, alt, sha256, widthPx, heightPx };
}

async function prepare(source: Blob, field: string): Promise<PreparedImage> {
  try {
    return await prepareImage(source, { maxBytes: MAX_IMAGE_BYTES, maxSidePx: DEFAULT_MAX_SIDE_PX });
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
      `${host} does not hand the image to the extension.`,
      'Allow it to fetch from there, or save the image and add the file.',
    );
  }
  if (!response.ok) throw refused(`${host} answered ${response.status}.`, 'Save the image and add the file.');
  const length = Number(response.headers.get('content-length') ?? 0);
  if (length > MAX_FETCH_BYTES)
    throw refused('The image is larger than 32 MB.', 'Scale it down and add the file.');
  const blob = await readLimited(response);
  if (!blob) throw refused('The image is larger than 32 MB.', 'Scale it down and add the file.');
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

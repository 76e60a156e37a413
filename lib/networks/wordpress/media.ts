import { sha256Hex } from '../../platform/crypto';
import { extensionOf } from '../file-extension';
import { isJsonObject, type JsonObject } from '../json-object';
import type { OutgoingImage } from '../network';
import type { UploadedImage } from './post-content';
import { isId, type Session } from './session';
import { unreadable } from './stored-post';

const MEDIA_FIELDS = 'id,slug,source_url,alt_text';

/**
 * Puts images and videos into the media library, each once however often it is tried.
 * @throws NetworkError
 */
export async function uploadImages(
  key: string,
  images: readonly OutgoingImage[],
  session: Session,
): Promise<UploadedImage[]> {
  const uploaded: UploadedImage[] = [];
  for (const [position, image] of images.entries()) {
    const name = await chooseName(key, position, image.blob);
    // The library drops what looks like an element, and shows references as what they stand for.
    const alt = image.alt.replaceAll('<', '&lt;');
    const stored = (await findImage(name, session)) ?? (await uploadImage(name, image.blob, alt, session));
    if (stored.alt_text !== alt) await describeImage(stored.id, alt, session);
    uploaded.push({
      id: stored.id,
      url: stored.source_url,
      alt: image.alt,
      isVideo: image.blob.type.startsWith('video/'),
    });
  }
  return uploaded;
}

/** The bytes are in the name, because a post that was edited before another try keeps its key. */
async function chooseName(key: string, position: number, blob: Blob): Promise<string> {
  const beginning = (await sha256Hex(await blob.arrayBuffer())).slice(0, 16);
  return `${key}-${position + 1}-${beginning}`;
}

interface StoredImage {
  readonly id: number;
  readonly slug: string;
  readonly source_url: string;
  readonly alt_text: string;
}

async function findImage(name: string, session: Session): Promise<StoredImage | undefined> {
  const answer = await session.call({
    path: 'wp/v2/media',
    parameters: { slug: name, context: 'edit', _fields: MEDIA_FIELDS },
  });
  if (!answer.ok) throw answer.error;
  if (!Array.isArray(answer.body)) throw unreadable(session);
  return answer.body.map((image: unknown) => readImage(image, session)).find(({ slug }) => slug === name);
}

async function uploadImage(name: string, blob: Blob, alt: string, session: Session): Promise<StoredImage> {
  const form = new FormData();
  form.set('slug', name);
  form.set('alt_text', alt);
  form.set('file', blob, `${name}.${extensionOf(blob.type)}`);
  const answer = await session.call({
    path: 'wp/v2/media',
    method: 'POST',
    parameters: { _fields: MEDIA_FIELDS },
    input: form,
  });
  if (!answer.ok) throw answer.error;
  return readImage(answer.body, session);
}

async function describeImage(id: number, alt: string, session: Session): Promise<void> {
  const answer = await session.call({
    path: `wp/v2/media/${id}`,
    method: 'POST',
    parameters: { _fields: 'id' },
    input: { alt_text: alt },
  });
  if (!answer.ok) throw answer.error;
}

function readImage(body: unknown, session: Session): StoredImage {
  const image: JsonObject = isJsonObject(body) ? body : {};
  const { id, slug, source_url, alt_text } = image;
  if (
    isId(id) &&
    typeof slug === 'string' &&
    typeof source_url === 'string' &&
    /^https?:\/\//i.test(source_url) &&
    typeof alt_text === 'string'
  ) {
    return { id, slug, source_url, alt_text };
  }
  throw unreadable(session);
}

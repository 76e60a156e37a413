import type { RequestContext } from '../fetch-text';
import { isJsonObject } from '../json-object';
import {
  type Credential,
  type Lookup,
  type NetworkContext,
  NetworkError,
  type OutgoingPost,
  type PublishedPost,
} from '../network';
import { detectFacets } from './facets';
import { buildPostRecord, MAX_THUMBNAIL_BYTES, type UploadedBlob } from './record';
import { blueskyRules } from './rules';
import { isDid, isHandle, openSession, type Session } from './session';
import { measureText, normalizeText } from './text';
import { isPostKey } from './tid';
import { postWebAddress } from './web-address';
import { callXrpc } from './xrpc';

const COLLECTION = 'app.bsky.feed.post';

/**
 * Sends a post under its key. `putRecord` with a key that is already taken replaces the record, so that the
 * same request sent twice leaves one post (@atproto/pds 0.5.35, 2026-11; `createRecord` fails there with
 * 500). Nothing is to be seen before that last request: uploads without a record are thrown away by the
 * server.
 * @throws NetworkError; when its kind is `unreachable` or `serverFault`, `findPost` says whether the post
 *   went out.
 */
export async function publishPost(
  post: OutgoingPost,
  credential: Credential,
  context: NetworkContext,
): Promise<PublishedPost> {
  refuseWhatCannotBePosted(post);
  const session = openSession(credential, context);
  const images: UploadedBlob[] = [];
  for (const image of post.images) images.push(await uploadBlob(image.blob, session));
  const thumbnail = post.link?.thumbnail && (await uploadBlob(post.link.thumbnail, session));
  const mentionedDids = await resolveMentions(normalizeText(post.text), session, context);
  const record = buildPostRecord(post, { images, thumbnail, mentionedDids });

  const answer = await session.call({
    method: 'com.atproto.repo.putRecord',
    kind: 'procedure',
    input: { repo: session.did, collection: COLLECTION, rkey: post.key, record },
  });
  if (!answer.ok) throw answer.error;
  return readPublished(answer.body.uri, post.key, session);
}

/**
 * Looks a post up by its key, on the account's own server, which knows it as soon as it is written.
 * @throws NetworkError for every other answer, and for none.
 */
export async function findPost(
  { key }: OutgoingPost,
  credential: Credential,
  context: NetworkContext,
): Promise<Lookup> {
  refuseForeignKey(key);
  const session = openSession(credential, context);
  const answer = await session.call({
    method: 'com.atproto.repo.getRecord',
    kind: 'query',
    parameters: { repo: session.did, collection: COLLECTION, rkey: key },
  });
  if (answer.ok) return { state: 'published', post: readPublished(answer.body.uri, key, session) };
  if (answer.name === 'RecordNotFound') return { state: 'absent' };
  throw answer.error;
}

/**
 * Deletes a post; one that is gone already stays gone (@atproto/pds 0.5.35 answers 200, 2026-11).
 * @throws NetworkError
 */
export async function removePost(
  { uri }: PublishedPost,
  credential: Credential,
  context: NetworkContext,
): Promise<void> {
  const session = openSession(credential, context);
  const prefix = `at://${session.did}/${COLLECTION}/`;
  const rkey = uri.slice(prefix.length);
  if (!uri.startsWith(prefix) || !isPostKey(rkey)) {
    throw new NetworkError('refused', 'This is not a post of the account that is signed in.');
  }
  const answer = await session.call({
    method: 'com.atproto.repo.deleteRecord',
    kind: 'procedure',
    input: { repo: session.did, collection: COLLECTION, rkey },
  });
  if (!answer.ok) throw answer.error;
}

function readPublished(uri: unknown, key: string, session: Session): PublishedPost {
  if (uri !== `at://${session.did}/${COLLECTION}/${key}`) {
    throw new NetworkError(
      'serverFault',
      `${new URL(session.server).host} answered with the address of another post.`,
    );
  }
  return { uri, url: postWebAddress(session.did, key) };
}

/**
 * What the server would refuse too, but after the uploads and in words for programmers ("Record/text must not
 * be…").
 */
function refuseWhatCannotBePosted(post: OutgoingPost): void {
  refuseForeignKey(post.key);
  const text = normalizeText(post.text);
  const { graphemes, bytes, withinLimits, maxGraphemes, maxBytes } = measureText(text);
  if (!withinLimits) {
    throw new NetworkError(
      'refused',
      graphemes > maxGraphemes
        ? `The text is too long: Bluesky takes ${maxGraphemes} characters.`
        : `The text is too long: Bluesky takes ${maxBytes} bytes, and these characters need ${bytes}.`,
    );
  }
  if (text === '' && post.images.length === 0 && post.link === undefined) {
    throw new NetworkError('refused', 'The post is empty.');
  }
  if (post.images.length > blueskyRules.maxImages) {
    throw new NetworkError('refused', `Bluesky takes ${blueskyRules.maxImages} images.`);
  }
  if (post.images.length > 0 && post.link !== undefined) {
    // To drop one of them would publish something else than what was approved.
    throw new NetworkError('refused', 'A post on Bluesky has images or a link card, not both.');
  }
  if (post.link !== undefined && !/^https?:\/\/[^\s/]\S*$/i.test(post.link.url)) {
    throw new NetworkError('refused', 'The address of the link card must begin with https:// or http://.');
  }
  if ((post.link?.thumbnail?.size ?? 0) > MAX_THUMBNAIL_BYTES) {
    throw new NetworkError(
      'refused',
      `Bluesky takes ${MAX_THUMBNAIL_BYTES / 1000} kB for the picture of a link card.`,
    );
  }
}

function refuseForeignKey(key: string): void {
  if (!isPostKey(key)) throw new NetworkError('refused', 'This is not a key for a post on Bluesky.');
}

async function uploadBlob(blob: Blob, session: Session): Promise<UploadedBlob> {
  const answer = await session.call({
    method: 'com.atproto.repo.uploadBlob',
    kind: 'procedure',
    input: blob,
  });
  if (!answer.ok) throw answer.error;
  const uploaded = answer.body.blob;
  if (isJsonObject(uploaded) && isJsonObject(uploaded.ref)) {
    const { mimeType, size, ref } = uploaded;
    if (typeof ref.$link === 'string' && typeof mimeType === 'string' && typeof size === 'number') {
      return { $type: 'blob', ref: { $link: ref.$link }, mimeType, size };
    }
  }
  throw new NetworkError(
    'serverFault',
    `The answer of ${new URL(session.server).host} to an upload cannot be read.`,
  );
}

/**
 * Finds out whom the mentions mean. One that the server cannot resolve stays plain text, as in Bluesky's own
 * client.
 * @throws NetworkError when the server cannot be asked at all (it will not take the post either, and nothing
 *   is lost).
 */
async function resolveMentions(
  text: string,
  session: Session,
  context: RequestContext,
): Promise<ReadonlyMap<string, string>> {
  const handles = new Set(
    detectFacets(text).flatMap(({ feature }) => (feature.kind === 'mention' ? [feature.handle] : [])),
  );
  const dids = new Map<string, string>();
  for (const handle of handles) {
    if (!isHandle(handle)) continue;
    const answer = await callXrpc(
      {
        server: session.server,
        method: 'com.atproto.identity.resolveHandle',
        kind: 'query',
        parameters: { handle },
        secrets: session.secrets(),
      },
      context,
    );
    if (answer.ok && isDid(answer.body.did)) dids.set(handle, answer.body.did);
    if (!answer.ok && (answer.error.kind === 'unreachable' || answer.error.kind === 'rateLimited')) {
      throw answer.error;
    }
  }
  return dids;
}

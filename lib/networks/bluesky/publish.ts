import { say } from '../../words/say';
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
import { POST_COLLECTION, POSTGATE_COLLECTION, THREADGATE_COLLECTION } from './collections';
import { detectFacets } from './facets';
import { findQuotedPost, resolveHandle } from './find-quoted-post';
import { buildPostgate, buildThreadgate } from './gates';
import { isHandle } from './identifiers';
import { readQuoteAddress } from './quote-address';
import {
  buildPostRecord,
  buildReplyRecord,
  MAX_THUMBNAIL_BYTES,
  type RecordParts,
  type RecordRef,
  type UploadedBlob,
} from './record';
import { getRecordCid } from './record-cid';
import { blueskyRules, findProblems } from './rules';
import { openSession, type Session } from './session';
import { splitThread } from './split-thread';
import { EXACT_LENGTH, normalizeText } from './text';
import { isPostKey, partKey } from './tid';
import { postWebAddress } from './web-address';
import { findRecord, findRecords, type KeyedRecord, putRecord, writeTogether } from './write-records';

/**
 * Sends a post under its key: alone, or with the gates and the later parts of a thread that its options ask
 * for. Nothing is to be seen before the last request, and all of it after: uploads without a record are
 * thrown away by the server, and what is more than one record goes out in one commit.
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
  const texts = textsOf(post);
  const images: UploadedBlob[] = [];
  for (const image of post.images) images.push(await uploadBlob(image.blob, session));
  const thumbnail = post.link?.thumbnail && (await uploadBlob(post.link.thumbnail, session));
  const mentionedDids = await resolveMentions(normalizeText(post.text), session, context);
  const quoteAddress = readQuoteAddress(String(post.options.quote ?? ''));
  const quote = quoteAddress && (await findQuotedPost(quoteAddress, session, context));
  const records = await buildRecords(post, texts, { images, thumbnail, quote, mentionedDids }, session.did);

  const [first, ...others] = records;
  if (first && others.length === 0) await putRecord(first, session);
  else await writeTogether(records, await findRecords(post.key, session), session);
  return publishedAs(post.key, session.did);
}

/**
 * Looks a post up by the key of its last part, on the account's own server, which knows it as soon as it is
 * written.
 * @throws NetworkError for every other answer, and for none.
 */
export async function findPost(
  post: OutgoingPost,
  credential: Credential,
  context: NetworkContext,
): Promise<Lookup> {
  refuseForeignKey(post.key);
  const session = openSession(credential, context);
  const last = partKey(post.key, textsOf(post).length - 1);
  const found = await findRecord({ collection: POST_COLLECTION, rkey: last }, session);
  return found ? { state: 'published', post: publishedAs(post.key, session.did) } : { state: 'absent' };
}

/**
 * Deletes a post with its gates and the later parts of its thread, in one commit. What is gone already stays
 * gone.
 * @throws NetworkError
 */
export async function removePost(
  { uri }: PublishedPost,
  credential: Credential,
  context: NetworkContext,
): Promise<void> {
  const session = openSession(credential, context);
  const prefix = `at://${session.did}/${POST_COLLECTION}/`;
  const key = uri.slice(prefix.length);
  if (!uri.startsWith(prefix) || !isPostKey(key)) {
    throw new NetworkError('refused', say('This is not a post of the account that is signed in.'));
  }
  await writeTogether([], await findRecords(key, session), session);
}

/** The texts of all parts, as they go out. */
function textsOf(post: OutgoingPost): readonly string[] {
  const text = normalizeText(post.text);
  return post.options.thread === true && text.length <= EXACT_LENGTH ? splitThread(text) : [text];
}

function publishedAs(key: string, did: string): PublishedPost {
  return { uri: `at://${did}/${POST_COLLECTION}/${key}`, url: postWebAddress(did, key) };
}

/** All records of a post: each part, and after it its gates. */
async function buildRecords(
  post: OutgoingPost,
  texts: readonly string[],
  parts: RecordParts,
  did: string,
): Promise<readonly KeyedRecord[]> {
  const records: KeyedRecord[] = [];
  const createdAt = new Date(post.createdAtMs).toISOString();
  let root: RecordRef | undefined;
  let parent: RecordRef | undefined;
  for (const [part, text] of texts.entries()) {
    const rkey = partKey(post.key, part);
    const { uri } = publishedAs(rkey, did);
    const value =
      root && parent
        ? buildReplyRecord(post, part, text, parts.mentionedDids, { root, parent })
        : buildPostRecord(post, text, parts);
    records.push({ collection: POST_COLLECTION, rkey, value });
    const threadgate = root ? undefined : buildThreadgate(post.options, uri, createdAt);
    if (threadgate) records.push({ collection: THREADGATE_COLLECTION, rkey, value: threadgate });
    const postgate = buildPostgate(post.options, uri, createdAt);
    if (postgate) records.push({ collection: POSTGATE_COLLECTION, rkey, value: postgate });
    if (part < texts.length - 1) {
      parent = { uri, cid: await getRecordCid(value) };
      root ??= parent;
    }
  }
  return records;
}

/**
 * What the server would refuse too, but after the uploads and in words for programmers ("Record/text must not
 * be…").
 */
function refuseWhatCannotBePosted(post: OutgoingPost): void {
  refuseForeignKey(post.key);
  const text = normalizeText(post.text);
  const [problem] = findProblems({ ...post, hasLink: post.link !== undefined });
  if (problem !== undefined) throw new NetworkError('refused', problem);
  const { graphemes, bytes, withinLimits, maxGraphemes, maxBytes } = blueskyRules.measure(text, post.options);
  if (!withinLimits) {
    throw new NetworkError(
      'refused',
      graphemes > maxGraphemes
        ? say('The text is too long: Bluesky takes {maxGraphemes} characters.', { maxGraphemes })
        : say('The text is too long: Bluesky takes {maxBytes} bytes, and these characters need {bytes}.', {
            maxBytes: String(maxBytes),
            bytes: String(bytes),
          }),
    );
  }
  if (text === '' && post.images.length === 0 && post.link === undefined) {
    throw new NetworkError('refused', say('The post is empty.'));
  }
  if (post.images.length > blueskyRules.maxImages) {
    throw new NetworkError(
      'refused',
      say('Bluesky takes {maxImages} images.', { maxImages: blueskyRules.maxImages }),
    );
  }
  const types = post.images.map(({ blob }) => blob.type);
  if (types.length > 1 && types.some((type) => type.startsWith('video/'))) {
    throw new NetworkError('refused', say('A video stands alone in a post on Bluesky.'));
  }
  if (types.includes('image/gif')) {
    throw new NetworkError('refused', say('Bluesky shows a GIF as a still picture.'));
  }
  if (post.images.length > 0 && post.link !== undefined) {
    // To drop one of them would publish something else than what was approved.
    throw new NetworkError('refused', say('A post on Bluesky has images or a link card, not both.'));
  }
  if (post.link !== undefined && !/^https?:\/\/[^\s/]\S*$/i.test(post.link.url)) {
    throw new NetworkError(
      'refused',
      say('The address of the link card must begin with https:// or http://.'),
    );
  }
  if ((post.link?.thumbnail?.size ?? 0) > MAX_THUMBNAIL_BYTES) {
    throw new NetworkError(
      'refused',
      say('Bluesky takes {count} kB for the picture of a link card.', { count: MAX_THUMBNAIL_BYTES / 1000 }),
    );
  }
}

function refuseForeignKey(key: string): void {
  if (!isPostKey(key)) throw new NetworkError('refused', say('This is not a key for a post on Bluesky.'));
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
    say('The answer of {host} to an upload cannot be read.', { host: new URL(session.server).host }),
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
    const did = await resolveHandle(handle, session, context);
    if (typeof did === 'string') dids.set(handle, did);
    else if (did.kind === 'unreachable' || did.kind === 'rateLimited') throw did;
  }
  return dids;
}

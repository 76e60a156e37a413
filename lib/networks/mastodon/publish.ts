import { callAfter } from '../../platform/clock';
import { say } from '../../words/say';
import { extensionOf } from '../file-extension';
import { isJsonObject } from '../json-object';
import {
  type Credential,
  type Lookup,
  type NetworkContext,
  NetworkError,
  type OutgoingImage,
  type OutgoingPost,
  type PublishedPost,
} from '../network';
import { isPostKey } from './post-key';
import { readOptions, textWithLink } from './rules';
import { isId, openSession, type Session, unreadable } from './session';
import { fingerprintOf, readStoredStatus, type StoredStatus, toPublished } from './stored-status';

/*
 * Race: the answer to any request may be lost after the server has acted. Rule: the post goes out with its key
 * as `Idempotency-Key`, and for an hour the server answers the same key with the same post (Mastodon main,
 * 2026-11). The key is not kept with the post; so whoever comes back later looks through what the account has
 * posted since (`findPost`). Uploads without a post are seen by nobody, and the server throws them away.
 * Proof: test/unit/mastodon-publish.test.ts.
 */

/**
 * Publishes a post under its key.
 * @throws NetworkError; when its kind is `unreachable` or `serverFault`, `findPost` says whether the post
 *   went out.
 */
export async function publishPost(
  post: OutgoingPost,
  credential: Credential,
  context: NetworkContext,
): Promise<PublishedPost> {
  refuseForeignKey(post.key);
  const options = readOptions(post.options);
  const text = textWithLink(post.text, post.link?.url);
  if (text === '' && post.images.length === 0) throw new NetworkError('refused', say('The post is empty.'));
  const session = openSession(credential, context);
  const mediaIds: string[] = [];
  for (const image of post.images) mediaIds.push(await uploadImage(image, session));

  const answer = await session.call({
    path: '/api/v1/statuses',
    method: 'POST',
    idempotencyKey: post.key,
    input: {
      status: text,
      visibility: options.visibility,
      ...(mediaIds.length > 0 && { media_ids: mediaIds }),
      ...(options.contentWarning !== '' && { spoiler_text: options.contentWarning }),
      ...(options.language !== '' && { language: options.language }),
      ...(options.isSensitive && { sensitive: true }),
      ...(options.pollOptions.length > 0 && {
        poll: {
          options: options.pollOptions,
          expires_in: options.pollDuration,
          multiple: options.takesSeveralAnswers,
        },
      }),
    },
  });
  if (!answer.ok) throw answer.error;
  const stored = readStoredStatus(answer.body, session);
  const ageMs = answer.serverNowMs - stored.createdAtMs;
  if (ageMs > CLOCK_TOLERANCE_MS && stored.fingerprint !== fingerprintOf(post)) {
    // The post was changed after a try whose answer was lost, and that try had gone out.
    throw new NetworkError(
      'refused',
      say('The post went out already as it was before it was changed: look at {server}/@{userName}.', {
        server: session.server,
        userName: session.userName,
      }),
      { isUnsent: false },
    );
  }
  return toPublished(stored, session);
}

const CLOCK_TOLERANCE_MS = 60_000;
/** `NetworkContext.nowMs` may be the beginning of a pass over many posts. */
const LONGEST_PASS_MS = 15 * 60_000;
/** The most that a server hands out at once (docs.joinmastodon.org, 2026-11). */
const STATUSES_PER_PAGE = 40;
const MAX_PAGES = 5;

/**
 * Looks for a post among what the account has posted since. Of two that say the same, the first is taken.
 * @throws NetworkError when the server could not be asked.
 */
export async function findPost(
  post: OutgoingPost,
  credential: Credential,
  context: NetworkContext,
): Promise<Lookup> {
  refuseForeignKey(post.key);
  const session = openSession(credential, context);
  const fingerprint = fingerprintOf(post);
  let first: StoredStatus | undefined;
  let maxId: string | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    const answer = await session.call({
      path: `/api/v1/accounts/${session.accountId}/statuses`,
      parameters: {
        exclude_reblogs: 'true',
        limit: String(STATUSES_PER_PAGE),
        ...(maxId !== undefined && { max_id: maxId }),
      },
    });
    if (!answer.ok) throw answer.error;
    if (!Array.isArray(answer.body)) throw unreadable(session);
    // Our clock may be wrong by hours: what it says of the post is turned into the server's time.
    const aheadMs = answer.serverNowMs - context.nowMs();
    const shiftMs = aheadMs < 0 ? aheadMs : Math.max(0, aheadMs - LONGEST_PASS_MS);
    const sinceMs = post.createdAtMs + shiftMs - CLOCK_TOLERANCE_MS;
    const statuses = answer.body.map((status: unknown) => readStoredStatus(status, session));
    // The newest comes first, so that the last one that fits is the first that was posted.
    first =
      statuses.findLast(
        (status) => !status.isBoost && status.createdAtMs >= sinceMs && status.fingerprint === fingerprint,
      ) ?? first;
    const last = statuses.at(-1);
    if (last === undefined || last.createdAtMs < sinceMs) {
      return first ? { state: 'published', post: toPublished(first, session) } : { state: 'absent' };
    }
    maxId = last.id;
  }
  if (first) return { state: 'published', post: toPublished(first, session) };
  return {
    state: 'unknown',
    words: say(
      'The account has posted more than {count} times since: look for the post at {server}/@{userName}.',
      { count: MAX_PAGES * STATUSES_PER_PAGE, server: session.server, userName: session.userName },
    ),
  };
}

/**
 * Deletes a post.
 * @throws NetworkError
 */
export async function removePost(
  { uri }: PublishedPost,
  credential: Credential,
  context: NetworkContext,
): Promise<void> {
  const session = openSession(credential, context);
  const path = uri.startsWith(session.server) ? uri.slice(session.server.length) : '';
  if (!/^\/api\/v1\/statuses\/[\w-]{1,100}$/.test(path)) {
    throw new NetworkError('refused', say('This is not a post of {host}.', { host: session.host }));
  }
  const answer = await session.call({ path, method: 'DELETE' });
  if (!answer.ok && !(answer.error.status === 404 && answer.error.kind === 'refused')) throw answer.error;
}

/** From one look at an upload to the next: together less than the 25 seconds of one request. */
const LOOK_DELAYS_MS = [200, 400, 800, 1_600, 3_200, 3_200, 3_200, 3_200, 3_200, 3_200];

/** @returns the id of an image that is ready to be posted. */
async function uploadImage({ blob, alt, focus }: OutgoingImage, session: Session): Promise<string> {
  const form = new FormData();
  // Servers go by the bytes, and look at the name too.
  form.set('file', blob, `image.${extensionOf(blob.type)}`);
  if (alt !== '') form.set('description', alt);
  if (focus) form.set('focus', `${focus.x},${focus.y}`);
  let answer = await session.call({ path: '/api/v2/media', method: 'POST', input: form });
  if (!answer.ok) throw answer.error;
  const id = isJsonObject(answer.body) ? answer.body.id : undefined;
  if (!isId(id)) throw unreadable(session);
  // 202: it is still being worked on; 206 says the same to whoever looks.
  for (const delayMs of answer.status === 202 ? LOOK_DELAYS_MS : []) {
    await new Promise<void>((resolve) => callAfter(delayMs, resolve));
    answer = await session.call({ path: `/api/v1/media/${id}` });
    if (!answer.ok) throw answer.error;
    if (answer.status !== 206) return id;
  }
  if (answer.status === 202 || answer.status === 206) {
    throw new NetworkError(
      'serverFault',
      say('{host} is still working on an image or a video.', { host: session.host }),
    );
  }
  return id;
}

function refuseForeignKey(key: string): void {
  if (!isPostKey(key)) throw new NetworkError('refused', say('This is not a key for a post on Mastodon.'));
}

import type { JsonObject } from '../json-object';
import {
  type Credential,
  type Lookup,
  type NetworkContext,
  NetworkError,
  type OutgoingPost,
  type PublishedPost,
} from '../network';
import { uploadImages } from './media';
import { buildPostContent, type PostContent } from './post-content';
import { isPostKey } from './post-key';
import { wordpressRules } from './rules';
import { hostOf, isId, openSession, readCapabilities, type Session } from './session';
import { findSitePost, publishSitePost } from './site-post';
import {
  explainRefusal,
  mayNotPublish,
  POST_FIELDS,
  readPublished,
  readStoredPost,
  type StoredPost,
  unreadable,
} from './stored-post';
import { normalizeText } from './text';

/*
 * Race: the answer to any request may be lost after the site has acted, and a slow request may still be on its
 * way while the post is tried again. Rule: a post is made as a draft, which readers do not see, under its key
 * as its name; then that draft is published, by its number. Two drafts of one key cannot be (WordPress adds
 * "-2" to the second name), so whoever made the second throws it away and goes on with the first; to publish a
 * draft twice is to publish it once. An image is looked for before it is uploaded, by a name made from the key
 * and from its bytes. Proof: test/unit/wordpress-publish.test.ts, against a real WordPress.
 */

/**
 * Publishes a post under its key; or, where it was drafted in the site's own editor, the post that stands there.
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
  const sitePostId = findSitePost(post.source?.url, session);
  if (sitePostId !== undefined) return publishSitePost(sitePostId, post, session);

  const capabilities = await readCapabilities(session);
  const found = await findByKey(post.key, session);
  if (found?.status === 'publish') return readPublished(found, session);
  // Before anything is left on the site.
  refuseWithoutRights(post, capabilities, session);
  const images = await uploadImages(post.key, post.images, session);
  const content = buildPostContent(post.text, images, post.link);
  const id = found?.id ?? (await createDraft(post.key, content, session));
  const answer = await session.call({
    path: `wp/v2/posts/${id}`,
    method: 'POST',
    parameters: { _fields: POST_FIELDS },
    input: { ...content, status: 'publish' },
  });
  if (!answer.ok) throw explainRefusal(answer, session);
  return readPublished(readStoredPost(answer.body, session), session);
}

/**
 * Looks a post up by its key. A draft of that name was never published.
 * @throws NetworkError for every other answer, and for none.
 */
export async function findPost(
  { key }: OutgoingPost,
  credential: Credential,
  context: NetworkContext,
): Promise<Lookup> {
  refuseForeignKey(key);
  const session = openSession(credential, context);
  await readCapabilities(session);
  const found = await findByKey(key, session);
  if (found?.status !== 'publish') return { state: 'absent' };
  return { state: 'published', post: readPublished(found, session) };
}

/**
 * Moves a post to the site's trash, from which its people can take it back.
 * @throws NetworkError
 */
export async function removePost(
  { uri }: PublishedPost,
  credential: Credential,
  context: NetworkContext,
): Promise<void> {
  const session = openSession(credential, context);
  const prefix = `${session.site}/?p=`;
  const id = uri.startsWith(prefix) ? Number(uri.slice(prefix.length)) : undefined;
  if (!isId(id)) {
    throw new NetworkError('refused', `This is not a post of ${hostOf(session)}.`);
  }
  await readCapabilities(session);
  const answer = await session.call({
    path: `wp/v2/posts/${id}`,
    method: 'DELETE',
    parameters: { _fields: 'id' },
  });
  const isGone =
    !answer.ok && (answer.code === 'rest_post_invalid_id' || answer.code === 'rest_already_trashed');
  if (!answer.ok && !isGone) throw answer.error;
}

/** The post of that name in any state but the trash; one that is published comes first. */
async function findByKey(key: string, session: Session): Promise<StoredPost | undefined> {
  const answer = await session.call({
    path: 'wp/v2/posts',
    parameters: { slug: key, status: 'any', context: 'edit', _fields: POST_FIELDS },
  });
  if (!answer.ok) throw answer.error;
  if (!Array.isArray(answer.body)) throw unreadable(session);
  const posts = answer.body
    .map((post: unknown) => readStoredPost(post, session))
    .filter(({ slug }) => slug === key);
  return posts.find(({ status }) => status === 'publish') ?? posts[0];
}

/** @returns the id of the only draft of that key. */
async function createDraft(key: string, content: PostContent, session: Session): Promise<number> {
  const answer = await session.call({
    path: 'wp/v2/posts',
    method: 'POST',
    parameters: { _fields: POST_FIELDS },
    input: { ...content, slug: key, status: 'draft' },
  });
  if (!answer.ok) throw explainRefusal(answer, session);
  const created = readStoredPost(answer.body, session);
  if (created.slug === key) return created.id;
  const first = await findByKey(key, session);
  if (first === undefined) throw unreadable(session);
  // Nobody sees it; that it may stay is worth no failure.
  await session.call({
    path: `wp/v2/posts/${created.id}`,
    method: 'DELETE',
    parameters: { force: 'true', _fields: 'id' },
  });
  return first.id;
}

function refuseWithoutRights({ images }: OutgoingPost, capabilities: JsonObject, session: Session): void {
  if (capabilities.publish_posts !== true) throw mayNotPublish(session);
  if (images.length > 0 && capabilities.upload_files !== true) {
    throw new NetworkError(
      'refused',
      `The user that is signed in to ${hostOf(session)} may not upload images: an administrator of the site can make them an author.`,
    );
  }
}

function refuseWhatCannotBePosted(post: OutgoingPost): void {
  refuseForeignKey(post.key);
  const text = normalizeText(post.text);
  if (text === '' && post.images.length === 0 && post.link === undefined) {
    throw new NetworkError('refused', 'The post is empty.');
  }
  if (post.images.length > wordpressRules.maxImages) {
    throw new NetworkError('refused', `A post has ${wordpressRules.maxImages} images at most.`);
  }
  if (post.link !== undefined && !/^https?:\/\/[^\s/]\S*$/i.test(post.link.url)) {
    throw new NetworkError('refused', 'The address of the link card must begin with https:// or http://.');
  }
}

function refuseForeignKey(key: string): void {
  if (!isPostKey(key)) throw new NetworkError('refused', 'This is not a key for a post on WordPress.');
}

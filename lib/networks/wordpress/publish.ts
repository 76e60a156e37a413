import { say } from '../../words/say';
import { isJsonObject } from '../json-object';
import {
  type Credential,
  type Lookup,
  type NetworkContext,
  NetworkError,
  type OutgoingPost,
  type PublishedPost,
} from '../network';
import { findOptionProblems } from '../post-fields';
import { uploadImages } from './media';
import { buildKeyMark, buildPostContent, hasKeyMark } from './post-content';
import { isPostKey } from './post-key';
import { readOptions, type WordpressOptions, wordpressFields } from './post-options';
import { wordpressRules } from './rules';
import { hostOf, isId, openSession, readSelf, type Self, type Session } from './session';
import { findSitePost, lookUpSitePost, publishSitePost } from './site-post';
import {
  explainRefusal,
  isDelivered,
  POST_FIELDS,
  readPublished,
  readRendered,
  readStoredPost,
  refusalOf,
  type StoredPost,
  UNFINISHED_TITLE,
  unreadable,
} from './stored-post';
import { findCategories, findOrCreateTags } from './terms';
import { normalizeText } from './text';

/*
 * Race: the answer to any request may be lost after the site has acted, and a slow request may still be on its
 * way while the post is tried again. Rule: a post is made as a draft, which readers do not see, under its key
 * as its name and with a title that says that it is not complete; then that draft is completed, by its number,
 * in one request: it gets all that it has and becomes what it was to be, public or not. A post that is to stay a
 * draft was delivered when it has its own title. Whoever made a draft looks again before completing it: WordPress
 * adds "-2" to the second name, but two requests of one moment can both be given it. All throw away what is not
 * the first and go on with that; to complete a draft twice is to complete it once. An image is looked for before it is uploaded, by a name made from the key and from its
 * bytes; a tag, by its own name.
 * WordPress takes the name away from a post that becomes pending through somebody who may not publish (6.1.9,
 * 2026-11). Such a post is known by a mark in its text. A request to make the draft that was slow enough to come
 * after that leaves a second draft, which nobody completes.
 * Proof: test/unit/wordpress-publish.test.ts, test/unit/wordpress-options.test.ts, against a real WordPress.
 */

/**
 * Publishes a post under its key, or leaves it on the site as the draft that it was to be; or, where it was
 * drafted in the site's own editor, publishes the post that stands there.
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

  const options = readOptions(post.options);
  const { status } = options;
  const self = await readSelf(session);
  const found = await findByKey(post.key, self, session);
  if (found && isDelivered(found, status)) return readPublished(found, status, session);
  // Before anything is left on the site.
  refuseWithoutRights(post, options, self, session);
  const categories = await findCategories(options.categories, session);
  const tags = await findOrCreateTags(options.tags, session);
  const images = await uploadImages(post.key, post.images, session);
  const content = buildPostContent(post, images, options);
  const losesName = status === 'pending' && !mayPublish(self);
  const id = found?.id ?? (await createDraft(post.key, self, session));
  const answer = await session.call({
    path: `wp/v2/posts/${id}`,
    method: 'POST',
    parameters: { _fields: POST_FIELDS },
    input: {
      ...content,
      ...(losesName && { content: `${content.content}\n\n${buildKeyMark(post.key)}`.trim() }),
      tags,
      // To say none would take the default one away.
      ...(categories.length > 0 && { categories }),
      ...(options.author !== '' && { author: Number(options.author) }),
      status,
    },
  });
  if (!answer.ok) throw explainRefusal(answer, session);
  return readPublished(readStoredPost(answer.body, session), status, session);
}

/**
 * Looks a post up by its key, or where it was drafted. A draft that was never completed was not published.
 * @throws NetworkError for every other answer, and for none.
 */
export async function findPost(
  post: OutgoingPost,
  credential: Credential,
  context: NetworkContext,
): Promise<Lookup> {
  refuseForeignKey(post.key);
  const session = openSession(credential, context);
  const self = await readSelf(session);
  const sitePostId = findSitePost(post.source?.url, session);
  if (sitePostId !== undefined) return lookUpSitePost(sitePostId, post, session);
  const found = await findByKey(post.key, self, session);
  const { status } = readOptions(post.options);
  if (!found || !isDelivered(found, status)) return { state: 'absent' };
  return { state: 'published', post: readPublished(found, status, session) };
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
    throw new NetworkError('refused', say('This is not a post of {host}.', { host: hostOf(session) }));
  }
  await readSelf(session);
  const answer = await session.call({
    path: `wp/v2/posts/${id}`,
    method: 'DELETE',
    parameters: { _fields: 'id' },
  });
  const isGone =
    !answer.ok && (answer.code === 'rest_post_invalid_id' || answer.code === 'rest_already_trashed');
  if (!answer.ok && !isGone) throw explainRefusal(answer, session);
}

/** The post of that key in any state but the trash; one that is published comes first. */
async function findByKey(key: string, self: Self, session: Session): Promise<StoredPost | undefined> {
  // To edit is the way to the title as it was written; but a contributor may not edit what was published.
  const context = mayPublish(self) ? 'edit' : 'view';
  const list = async (filter: Readonly<Record<string, string>>, fields: string) => {
    const answer = await session.call({
      path: 'wp/v2/posts',
      parameters: { ...filter, status: 'any', context, _fields: fields },
    });
    if (!answer.ok) throw answer.error;
    if (!Array.isArray(answer.body)) throw unreadable(session);
    return answer.body.map((body: unknown) => ({
      ...readStoredPost(body, session),
      html: (isJsonObject(body) && readRendered(body.content)) || '',
    }));
  };
  const named = (await list({ slug: key }, POST_FIELDS)).filter(({ slug }) => slug === key);
  const found = mayPublish(self) ? [] : await list({ search: key }, `${POST_FIELDS},content`);
  const posts = [...found.filter(({ html }) => hasKeyMark(html, key)), ...named].toSorted(
    (a, b) => a.id - b.id,
  );
  return posts.find(({ status }) => status === 'publish') ?? posts[0];
}

/** @returns the id of the only draft of that key. */
async function createDraft(key: string, self: Self, session: Session): Promise<number> {
  const answer = await session.call({
    path: 'wp/v2/posts',
    method: 'POST',
    parameters: { _fields: POST_FIELDS },
    input: { title: UNFINISHED_TITLE, slug: key, status: 'draft' },
  });
  if (!answer.ok) throw explainRefusal(answer, session);
  const created = readStoredPost(answer.body, session);
  const first = await findByKey(key, self, session);
  if (first === undefined && created.slug !== key) throw unreadable(session);
  // A list that lags behind knows of nobody else either.
  if (first === undefined || first.id === created.id) return created.id;
  // Nobody sees it; that it may stay is worth no failure.
  await session.call({
    path: `wp/v2/posts/${created.id}`,
    method: 'DELETE',
    parameters: { force: 'true', _fields: 'id' },
  });
  return first.id;
}

function mayPublish({ capabilities }: Self): boolean {
  return capabilities.publish_posts === true;
}

function refuseWithoutRights(
  { images }: OutgoingPost,
  { status, author }: WordpressOptions,
  self: Self,
  session: Session,
): void {
  const isPublic = status === 'publish' || status === 'private';
  if (isPublic && !mayPublish(self)) throw refusalOf('rest_cannot_publish', session);
  if (images.length > 0 && self.capabilities.upload_files !== true) {
    throw new NetworkError(
      'refused',
      say(
        'The user that is signed in to {host} may not upload images: an administrator of the site can make them an author.',
        { host: hostOf(session) },
      ),
    );
  }
  const isSomebodyElse = author !== '' && author !== String(self.id);
  if (isSomebodyElse && self.capabilities.edit_others_posts !== true)
    throw refusalOf('rest_cannot_edit_others', session);
}

function refuseWhatCannotBePosted(post: OutgoingPost): void {
  refuseForeignKey(post.key);
  const [problem] = findOptionProblems(wordpressFields, post.options);
  if (problem !== undefined) throw new NetworkError('refused', problem);
  const { author } = readOptions(post.options);
  if (author !== '' && !/^[1-9]\d{0,14}$/.test(author))
    throw new NetworkError('refused', say('Author: must be one of the list.'));
  const text = normalizeText(post.text);
  if (text === '' && post.images.length === 0 && post.link === undefined) {
    throw new NetworkError('refused', say('The post is empty.'));
  }
  if (post.images.length > wordpressRules.maxImages) {
    throw new NetworkError(
      'refused',
      say('A post has {maxImages} images at most.', { maxImages: wordpressRules.maxImages }),
    );
  }
  if (post.link !== undefined && !/^https?:\/\/[^\s/]\S*$/i.test(post.link.url)) {
    throw new NetworkError(
      'refused',
      say('The address of the link card must begin with https:// or http://.'),
    );
  }
}

function refuseForeignKey(key: string): void {
  if (!isPostKey(key)) throw new NetworkError('refused', say('This is not a key for a post on WordPress.'));
}

import { say } from '../../words/say';
import { isJsonObject } from '../json-object';
import { type Lookup, NetworkError, type OutgoingPost, type PublishedPost } from '../network';
import { normalizeWhitespace, readPostText } from '../plain-text';
import { hasOnlyDefaults } from './post-options';
import { hostOf, type Session } from './session';
import {
  explainRefusal,
  POST_FIELDS,
  readPublished,
  readRaw,
  readStoredPost,
  unreadable,
} from './stored-post';

/*
 * A post that was drafted in the site's own editor stays where it is: the workspace holds its text for those
 * who approve, and publishing makes that very post public.
 *
 * Threat: it goes on being a draft that its author, and others on the site, can change after it was approved.
 * Rule: it is read first, and published only while it says what was approved; what the site answers is read
 * again, and when somebody was quicker the post becomes again what it was. To do this twice is to do it once.
 * Proof: test/unit/wordpress-publish.test.ts.
 */

const SITE_POST_FIELDS = `${POST_FIELDS},content`;
/** Some blocks hold much for few words; far more than this is no text. */
const MAX_MARKUP_LENGTH = 500_000;

/** The number of the site's own post that a page is the editor of; undefined for any other page. */
export function findSitePost(address: string | undefined, session: Session): number | undefined {
  const url = address === undefined ? null : URL.parse(address);
  if (url === null) return undefined;
  const administration = URL.parse(session.administration);
  // The site may know itself by another origin than the one we reach it by.
  const origins = [new URL(session.site).origin, administration?.origin];
  const folder = administration?.pathname.replace(/\/+$/, '') ?? '';
  if (!origins.includes(url.origin) || url.pathname !== `${folder}/wp-admin/post.php`) return undefined;
  const id = url.searchParams.get('post') ?? '';
  return /^[1-9]\d{0,14}$/.test(id) ? Number(id) : undefined;
}

/**
 * Looks a post of the site up: it went out when it is public and says what was approved.
 * @throws NetworkError
 */
export async function lookUpSitePost(id: number, post: OutgoingPost, session: Session): Promise<Lookup> {
  const found = await readSitePost(id, session);
  if (!found.ok) {
    if (found.code === 'rest_post_invalid_id') return { state: 'absent' };
    throw found.error;
  }
  const stored = readStoredPost(found.body, session);
  if (stored.status !== 'publish' || !saysTheSame(found.body, post.text, session)) return { state: 'absent' };
  return { state: 'published', post: readPublished(stored, 'publish', session) };
}

function readSitePost(id: number, session: Session) {
  return session.call({
    path: `wp/v2/posts/${id}`,
    parameters: { context: 'edit', _fields: SITE_POST_FIELDS },
  });
}

/**
 * Publishes a post of the site, as it stands there.
 * @throws NetworkError, of the kind `refused` when it does not say what was approved.
 */
export async function publishSitePost(
  id: number,
  post: OutgoingPost,
  session: Session,
): Promise<PublishedPost> {
  if (post.images.length > 0 || (post.link !== undefined && post.link.url !== post.source?.url)) {
    throw new NetworkError(
      'refused',
      say(
        'The post is published as it stands on {host}: add images and links to it there, and remove them here.',
        { host: hostOf(session) },
      ),
    );
  }
  if (!hasOnlyDefaults(post.options)) {
    throw new NetworkError(
      'refused',
      say(
        'The post is published as it stands on {host}: choose its title, author, categories and the like there, and nothing here.',
        { host: hostOf(session) },
      ),
    );
  }
  const path = `wp/v2/posts/${id}`;
  const found = await readSitePost(id, session);
  if (!found.ok) {
    throw found.code === 'rest_post_invalid_id'
      ? new NetworkError('refused', say('The post is not on {host} any more.', { host: hostOf(session) }), {
          status: found.error.status,
        })
      : found.error;
  }
  const before = readStoredPost(found.body, session);
  refuseOtherWords(found.body, post.text, session);
  if (before.status === 'publish') return readPublished(before, 'publish', session);
  if (before.status === 'trash') {
    throw new NetworkError('refused', say('The post is in the trash of {host}.', { host: hostOf(session) }));
  }

  const update = (input: Readonly<Record<string, unknown>>) =>
    session.call({ path, method: 'POST', parameters: { _fields: SITE_POST_FIELDS }, input });
  let answer = await update({ status: 'publish' });
  // It was given a later time on the site. What was approved is to be out now; without a date that is what it means.
  if (answer.ok && isJsonObject(answer.body) && answer.body.status === 'future') {
    answer = await update({ status: 'publish', date: null });
  }
  if (!answer.ok) throw explainRefusal(answer, session);
  const published = readStoredPost(answer.body, session);
  try {
    refuseOtherWords(answer.body, post.text, session);
  } catch (error) {
    await update({ status: before.status });
    throw error;
  }
  return readPublished(published, 'publish', session);
}

function refuseOtherWords(body: unknown, approved: string, session: Session): void {
  if (saysTheSame(body, approved, session)) return;
  throw new NetworkError(
    'refused',
    say(
      'What stands in the post on {host} is not what was approved: somebody has changed it since. Draft it from there again.',
      { host: hostOf(session) },
    ),
  );
}

/** Whether what stands in the title and in the text of a post is, on one line, what was approved. */
function saysTheSame(body: unknown, approved: string, session: Session): boolean {
  const [title, content] = isJsonObject(body) ? [readRaw(body.title), readRaw(body.content)] : [];
  if (title === undefined || content === undefined) throw unreadable(session);
  if (title.length + content.length > MAX_MARKUP_LENGTH) return false;
  return normalizeWhitespace(readPostText({ title, html: content })) === normalizeWhitespace(approved);
}

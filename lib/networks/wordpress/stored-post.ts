import { say, words } from '../../words/say';
import { isJsonObject } from '../json-object';
import { NetworkError, type PublishedPost } from '../network';
import type { PostStatus } from './post-options';
import type { RestAnswer } from './rest';
import { hostOf, isId, type Session } from './session';

/** A post as the site tells of it; only what we asked for. */
export interface StoredPost {
  readonly id: number;
  readonly slug: string;
  readonly status: string;
  readonly link: string;
  /** As HTML. */
  readonly title: string;
}

export const POST_FIELDS = 'id,slug,status,link,title';

/** The title of a post that is being made, until it is complete. */
export const UNFINISHED_TITLE = 'Countersign is sending this post';

/** @throws NetworkError when something is missing that WordPress always says. */
export function readStoredPost(body: unknown, session: Session): StoredPost {
  if (isJsonObject(body)) {
    const { id, slug, status, link } = body;
    const title = readRaw(body.title) ?? readRendered(body.title);
    const isComplete = isId(id) && title !== undefined && typeof slug === 'string';
    if (isComplete && typeof status === 'string' && typeof link === 'string')
      return { id, slug, status, link, title };
  }
  throw unreadable(session);
}

/** What the site has stored of a title or a text, as against what it shows. */
export function readRaw(value: unknown): string | undefined {
  return isJsonObject(value) && typeof value.raw === 'string' ? value.raw : undefined;
}

/** What the site shows of a title or a text. */
export function readRendered(value: unknown): string | undefined {
  return isJsonObject(value) && typeof value.rendered === 'string' ? value.rendered : undefined;
}

/** Whether a post of ours has become what it was to be, or what people of the site have made of it since. */
export function isDelivered({ status, title }: StoredPost, wanted: PostStatus): boolean {
  if (status === 'publish') return true;
  // A plugin may have changed how a title is shown, and no author writes this one.
  if (wanted === 'draft') return !title.toLowerCase().includes(UNFINISHED_TITLE.toLowerCase());
  return wanted === 'pending' ? status !== 'draft' : status === wanted;
}

/**
 * Where a post of the site is, for people: of what readers cannot see yet, its editor.
 * @throws NetworkError when the site holds the post back, as some plugins do with posts of some users.
 */
export function readPublished(post: StoredPost, wanted: PostStatus, session: Session): PublishedPost {
  const { id, status, link } = post;
  if (!isDelivered(post, wanted)) {
    const kept = status.replace(/[^a-z-]/g, '').slice(0, 20);
    throw new NetworkError(
      'refused',
      say('{host} has taken the post and keeps it as “{kept}”: it has to be published there.', {
        host: hostOf(session),
        kept,
      }),
    );
  }
  const uri = `${session.site}/?p=${id}`;
  const isUnseen = status === 'draft' || status === 'pending';
  const url = isUnseen ? `${session.administration}/wp-admin/post.php?post=${id}&action=edit` : link;
  const protocol = URL.parse(url)?.protocol;
  const isWebAddress = (protocol === 'https:' || protocol === 'http:') && url.length <= 2_000;
  return { uri, url: isWebAddress ? url : uri };
}

/** Refusals that WordPress has only a "Sorry" for, in words that say who can help. */
const REFUSALS: Readonly<Record<string, string>> = {
  rest_cannot_publish: words(
    'The user that is signed in to {host} may not publish there: an administrator of the site can make them an author, somebody who may publish signs in, or a new post is left there as “Pending review”.',
  ),
  rest_cannot_edit_others: words(
    'The user that is signed in to {host} may not publish as another author: choose no author, or an editor or an administrator of the site signs in.',
  ),
  rest_cannot_delete: words(
    'The user that is signed in to {host} may not delete this post: whoever wrote it, or an editor of the site, moves it to the trash there.',
  ),
};

/** A refusal in words that say who can help. */
export function explainRefusal(
  { code = '', error }: Extract<RestAnswer, { ok: false }>,
  session: Session,
): NetworkError {
  return Object.hasOwn(REFUSALS, code) ? refusalOf(code, session) : error;
}

/** @param code one that is explained here; WordPress' name for what is wrong. */
export function refusalOf(code: string, session: Session): NetworkError {
  return new NetworkError('refused', say(REFUSALS[code] ?? '', { host: hostOf(session) }));
}

/** An answer in which something is missing that WordPress always says. */
export function unreadable(session: Session): NetworkError {
  return new NetworkError(
    'serverFault',
    say('The answer of {host} cannot be read.', { host: hostOf(session) }),
  );
}

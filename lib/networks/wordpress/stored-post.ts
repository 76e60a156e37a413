import { isJsonObject } from '../json-object';
import { NetworkError, type PublishedPost } from '../network';
import type { RestAnswer } from './rest';
import { hostOf, isId, type Session } from './session';

/** A post as the site tells of it; only what we asked for. */
export interface StoredPost {
  readonly id: number;
  readonly slug: string;
  readonly status: string;
  readonly link: string;
}

export const POST_FIELDS = 'id,slug,status,link';

/** @throws NetworkError when something is missing that WordPress always says. */
export function readStoredPost(body: unknown, session: Session): StoredPost {
  if (isJsonObject(body)) {
    const { id, slug, status, link } = body;
    if (isId(id) && typeof slug === 'string' && typeof status === 'string' && typeof link === 'string') {
      return { id, slug, status, link };
    }
  }
  throw unreadable(session);
}

/** @throws NetworkError when the site holds the post back, as some plugins do with posts of some users. */
export function readPublished({ id, status, link }: StoredPost, session: Session): PublishedPost {
  if (status !== 'publish') {
    const kept = status.replace(/[^a-z-]/g, '').slice(0, 20);
    throw new NetworkError(
      'refused',
      `${hostOf(session)} has taken the post and keeps it as “${kept}”: it has to be published there.`,
    );
  }
  const protocol = URL.parse(link)?.protocol;
  const isWebAddress = (protocol === 'https:' || protocol === 'http:') && link.length <= 2_000;
  const uri = `${session.site}/?p=${id}`;
  return { uri, url: isWebAddress ? link : uri };
}

/** A refusal in words that say who can help, where WordPress has only "Sorry". */
export function explainRefusal(
  { code, error }: Extract<RestAnswer, { ok: false }>,
  session: Session,
): NetworkError {
  return code === 'rest_cannot_publish' ? mayNotPublish(session) : error;
}

export function mayNotPublish(session: Session): NetworkError {
  return new NetworkError(
    'refused',
    `The user that is signed in to ${hostOf(session)} may not publish there: an administrator of the site can make them an author, or somebody who may publish signs in.`,
  );
}

/** An answer in which something is missing that WordPress always says. */
export function unreadable(session: Session): NetworkError {
  return new NetworkError('serverFault', `The answer of ${hostOf(session)} cannot be read.`);
}

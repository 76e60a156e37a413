import { isJsonObject, type JsonObject } from '../json-object';
import type { OutgoingPost, PublishedPost } from '../network';
import { readPlainText } from '../plain-text';
import { readOptions, textWithLink } from './rules';
import { isId, type Session, unreadable } from './session';
import { withoutServers } from './text';

/** A post as the server tells of it; only what we compare and keep. */
export interface StoredStatus {
  readonly id: string;
  readonly createdAtMs: number;
  readonly isBoost: boolean;
  readonly url: string;
  /** See `fingerprintOf`. */
  readonly fingerprint: string;
}

/** @throws NetworkError when something is missing that a server always says. */
export function readStoredStatus(body: unknown, session: Session): StoredStatus {
  const status: JsonObject = isJsonObject(body) ? body : {};
  const { id, content, spoiler_text: warning, media_attachments: media, reblog, url } = status;
  const createdAtMs = typeof status.created_at === 'string' ? Date.parse(status.created_at) : Number.NaN;
  if (!isId(id) || typeof content !== 'string' || !Array.isArray(media) || Number.isNaN(createdAtMs)) {
    throw unreadable(session);
  }
  return {
    id,
    createdAtMs,
    isBoost: isJsonObject(reblog),
    url: isWebAddress(url) ? url : `${session.server}/@${session.userName}/${id}`,
    fingerprint: fingerprint(
      [typeof warning === 'string' ? warning : '', readPlainText(content.slice(0, 50_000))],
      media.map((image: unknown) =>
        isJsonObject(image) && typeof image.description === 'string' ? image.description : '',
      ),
    ),
  };
}

/**
 * What of a post is found again in what a server makes of it: the letters, digits and emoji of its content
 * warning, its text and its alt texts, and the number of its images. Not the rest, because servers make
 * paragraphs, curly quotes or formatted text of what they get, and show `@user@example.social` as `@user`.
 */
export function fingerprintOf(post: OutgoingPost): string {
  const { contentWarning } = readOptions(post.options);
  return fingerprint(
    [contentWarning, textWithLink(post.text, post.link?.url)],
    post.images.map(({ alt }) => alt),
  );
}

function fingerprint(texts: readonly string[], alts: readonly string[]): string {
  const words = [withoutServers(texts.join(' ')), ...alts].join(' ').normalize('NFKC');
  return `${alts.length} ${words.replace(/[^\p{L}\p{M}\p{N}\p{So}]|\ufe0f/gu, '').toLowerCase()}`;
}

/** The address of a status in the server's interface, which needs no claim of the server's to be known again. */
export function toPublished({ id, url }: StoredStatus, { server }: Session): PublishedPost {
  return { uri: `${server}/api/v1/statuses/${id}`, url };
}

function isWebAddress(value: unknown): value is string {
  const url = typeof value === 'string' && value.length <= 2_000 ? URL.parse(value) : null;
  return url?.protocol === 'https:' || url?.protocol === 'http:';
}

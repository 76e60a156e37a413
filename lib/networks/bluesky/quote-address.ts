import { isDid, isHandle } from './identifiers';
import { isPostKey } from './tid';

/** Where a post is that somebody wants to quote. */
export interface QuoteAddress {
  /** The handle or the DID of its author. */
  readonly author: string;
  readonly key: string;
}

/**
 * Reads the address of a post: `https://bsky.app/profile/…/post/…`, as people copy it, or `at://…`.
 * @returns undefined when it is neither.
 */
export function readQuoteAddress(text: string): QuoteAddress | undefined {
  const match =
    /^https:\/\/bsky\.app\/profile\/([^/?#\s]+)\/post\/([^/?#\s]+)\/?(?:[?#]\S*)?$/.exec(text.trim()) ??
    /^at:\/\/([^/?#\s]+)\/app\.bsky\.feed\.post\/([^/?#\s]+)$/.exec(text.trim());
  const [, writtenAuthor = '', key = ''] = match ?? [];
  const author = writtenAuthor.replaceAll('%3A', ':');
  return (isDid(author) || isHandle(author)) && isPostKey(key) ? { author, key } : undefined;
}

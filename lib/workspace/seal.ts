import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { AccountId } from '../roles';
import type { PostContent } from './records';

/**
 * The SHA-256, in hexadecimal, of everything about a post that an approver approves: text, images with their
 * alt texts and focus points, link, the network's options, account, time and how it is repeated. Two posts have the same seal exactly when the same thing would go out.
 * Synchronous, because nothing but the transaction may be awaited while a transaction is open.
 */
export function sealOf(post: PostContent & { readonly accountId: AccountId }): string {
  const options = Object.entries(post.options ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  const { repeat } = post;
  const sealed = [
    post.accountId,
    post.text,
    post.media.map(({ sha256: imageHash, alt, focus }) => [
      imageHash,
      alt,
      // Only where there is one, as with options below.
      ...(focus ? [[focus.x, focus.y]] : []),
    ]),
    post.link
      ? [post.link.url, post.link.title, post.link.description, post.link.thumbnail?.sha256 ?? null]
      : null,
    post.scheduledAtMs ?? null,
    // Only where there are any: what was sealed before there were such things keeps its seal.
    ...(options.length > 0 || repeat ? [options] : []),
    ...(repeat
      ? [[repeat.unit, repeat.every, repeat.untilMs, repeat.sinceMs ?? null, post.timeZone ?? null]]
      : []),
  ];
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(sealed))));
}

import type { PostOptions } from '../post-fields';
import { POSTGATE_COLLECTION, THREADGATE_COLLECTION } from './collections';

/*
 * A post carries neither who may answer it nor whether it may be quoted: each is a record of its own under
 * the post's key. Readers of the network mark a post as gated when they read the gate, and only if they have
 * the post by then: a gate that comes before its post is obeyed but never shown (@atproto/bsky, its
 * indexing/plugins/thread-gate.js and hydration/hydrator.js, 2026-11). So a gate goes out after its post, in
 * the same commit.
 */

const ALLOW_RULES: Readonly<Record<string, readonly object[]>> = {
  mentioned: [{ $type: 'app.bsky.feed.threadgate#mentionRule' }],
  following: [{ $type: 'app.bsky.feed.threadgate#followingRule' }],
  followers: [{ $type: 'app.bsky.feed.threadgate#followerRule' }],
};

/** Who may answer a post and all that answers it; undefined when everybody may. What is not known is nobody. */
export function buildThreadgate(
  options: PostOptions,
  uri: string,
  createdAt: string,
): Record<string, unknown> | undefined {
  const { replies } = options;
  if (replies === undefined || replies === 'everybody') return undefined;
  const allow = (typeof replies === 'string' ? ALLOW_RULES[replies] : undefined) ?? [];
  return { $type: THREADGATE_COLLECTION, post: uri, allow, createdAt };
}

/** That nobody may quote a post; undefined when everybody may. */
export function buildPostgate(
  options: PostOptions,
  uri: string,
  createdAt: string,
): Record<string, unknown> | undefined {
  if (options.noQuotes !== true) return undefined;
  const embeddingRules = [{ $type: 'app.bsky.feed.postgate#disableRule' }];
  return { $type: POSTGATE_COLLECTION, post: uri, embeddingRules, createdAt };
}

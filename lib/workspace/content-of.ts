import type { Composition } from './composition';
import type { Account, PostContent } from './records';

/** What a post says and when, without the rest of it. */
export function contentOf(content: PostContent): PostContent {
  const { text, media, link, options, scheduledAtMs, timeZone, inQueue, repeat } = content;
  return {
    text,
    media,
    ...(link && { link }),
    ...(options && Object.keys(options).length > 0 && { options }),
    ...(scheduledAtMs !== undefined && { scheduledAtMs }),
    ...(timeZone !== undefined && { timeZone }),
    ...(inQueue && { inQueue }),
    ...(repeat && { repeat }),
  };
}

/** What a composition says on one account: with what was chosen for its network. */
export function contentFor(
  { options, ...composition }: Composition,
  { network }: Pick<Account, 'network'>,
): PostContent {
  return contentOf({ ...composition, options: options?.[network] });
}

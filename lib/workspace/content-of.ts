import type { PostContent } from './records';

/** What something says and when, without the rest of it: of a post, or of a composition. */
export function contentOf({ text, media, link, scheduledAtMs }: PostContent): PostContent {
  return { text, media, ...(link && { link }), ...(scheduledAtMs !== undefined && { scheduledAtMs }) };
}

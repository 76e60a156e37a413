import * as z from 'zod/mini';
import { TimeMs } from './records';

/**
 * The lists that people follow posts by: what awaits me, what I wrote, drafts (declined ones too), what is in
 * approval with anybody, what is scheduled or on its way, what is published, what failed.
 */
export const PostListName = z.enum([
  'awaiting',
  'mine',
  'drafts',
  'review',
  'scheduled',
  'published',
  'failed',
]);
export type PostListName = z.infer<typeof PostListName>;

/** Where a page of a list ended: the list's time and the post's id. */
export const ListCursor = z.tuple([TimeMs, z.string().check(z.maxLength(64))]);
export type ListCursor = z.infer<typeof ListCursor>;

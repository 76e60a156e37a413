/** The lists that people follow posts by. Each is read from an index, a page at a time. */
import type { AccountId, MemberId, PostStatus } from '../roles';
import type { ListCursor, PostListName } from '../workspace/post-list';
import type { Post } from '../workspace/records';
import type { IndexValue, ReadTransaction } from '../workspace/transaction';

export interface PostPage {
  readonly posts: readonly Post[];
  /** Absent on the last page. */
  readonly next?: ListCursor;
}

export interface PostListQuery {
  readonly list: PostListName;
  readonly memberId: MemberId;
  /** The accounts whose posts the member may view. */
  readonly accountIds: readonly AccountId[];
  readonly limit: number;
  readonly after?: ListCursor | undefined;
}

const LIST_STATUSES: Record<Exclude<PostListName, 'awaiting' | 'mine'>, readonly PostStatus[]> = {
  drafts: ['draft', 'declined'],
  review: ['awaitingApproval'],
  scheduled: ['scheduled', 'publishing'],
  published: ['published'],
  failed: ['failed'],
};

/** One page of a list. Cost: the page and its accounts, however many posts there are. */
export async function listPosts(tx: ReadTransaction, query: PostListQuery): Promise<PostPage> {
  if (query.list === 'awaiting') return listAwaiting(tx, query);
  // Scheduled posts are read from the next one on, everything else from the newest back.
  const descending = query.list !== 'scheduled';
  const one = query.limit + 1;
  const prefixes: IndexValue[][] =
    query.list === 'mine'
      ? [[query.memberId]]
      : query.accountIds.flatMap((accountId) =>
          LIST_STATUSES[query.list as keyof typeof LIST_STATUSES].map((status) => [accountId, status]),
        );
  const index = query.list === 'mine' ? 'byAuthor' : 'byAccountStatus';
  const runs = await Promise.all(
    prefixes.map((prefix) =>
      tx.list('posts', index, {
        prefix,
        descending,
        limit: one,
        ...(query.after && (descending ? { before: query.after } : { after: query.after })),
      }),
    ),
  );
  const sorted = runs
    .flat()
    .sort((a, b) => (descending ? -1 : 1) * (a.listedAtMs - b.listedAtMs || (a.id < b.id ? -1 : 1)));
  return pageOf(sorted, query.limit);
}

/** More than 99 is shown as 99+, so counting stops here. */
const COUNTED_AT_MOST = 100;

/** How many posts await a member, up to 100: one look into an index, however many there are. */
export function countAwaiting(tx: ReadTransaction, memberId: MemberId): Promise<number> {
  return tx.count('posts', 'byAwaiting', { prefix: [memberId], limit: COUNTED_AT_MOST });
}

/** Oldest first (ids sort by time): what waited longest is looked at first. */
async function listAwaiting(
  tx: ReadTransaction,
  { memberId, limit, after }: PostListQuery,
): Promise<PostPage> {
  const posts = await tx.list('posts', 'byAwaiting', {
    prefix: [memberId],
    limit: limit + 1,
    ...(after && { afterId: after[1] }),
  });
  return pageOf(posts, limit);
}

function pageOf(posts: readonly Post[], limit: number): PostPage {
  const page = posts.slice(0, limit);
  const last = page.at(-1);
  return posts.length > limit && last ? { posts: page, next: [last.listedAtMs, last.id] } : { posts: page };
}

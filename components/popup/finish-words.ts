import type { SessionView } from '../../lib/messages/views';
import type { CompositionIntent } from '../../lib/workspace/composition';
import type { Post } from '../../lib/workspace/records';
import { formatMoment, formatTimeZone } from '../ui/format-time';
import { findAccount, namesOfMembers } from './session-names';

/** What happened to the posts of a finished composition: a title, and a sentence a post. */
export function finishWords(
  intent: CompositionIntent,
  posts: readonly Post[],
  session: SessionView,
  nowMs: number,
): { readonly title: string; readonly lines: readonly string[] } {
  const lines = posts.map((post) => {
    const handle = `@${findAccount(session, post.accountId)?.handle ?? 'an account'}`;
    if (post.status === 'awaitingApproval') {
      const names = namesOfMembers(session, post.awaitingMemberIds);
      return post.awaitingMemberIds.length === 0
        ? `For ${handle}: it needs an approval that nobody here can give now.`
        : `For ${handle}: ${names} can approve it now.`;
    }
    if (post.status === 'scheduled' && post.scheduledAtMs !== undefined && post.scheduledAtMs > nowMs) {
      return `For ${handle}: it goes out ${formatMoment(post.scheduledAtMs, nowMs)} (${formatTimeZone(post.scheduledAtMs)}).`;
    }
    if (post.status === 'published') return `It is out as ${handle}.`;
    if (post.status === 'failed') return `For ${handle}: it could not be published. Open it to see why.`;
    if (post.status === 'draft' || post.status === 'declined')
      return `For ${handle}: it is among the drafts.`;
    return `For ${handle}: it is on its way to the network.`;
  });
  return { title: titleOf(intent, posts), lines };
}

function titleOf(intent: CompositionIntent, posts: readonly Post[]): string {
  if (intent === 'save') return 'Saved';
  if (posts.some(({ status }) => status === 'failed')) return 'Not published';
  if (posts.some(({ status }) => status === 'awaitingApproval')) return 'Sent for approval';
  if (posts.every(({ status }) => status === 'published')) return 'Published';
  return intent === 'schedule' ? 'Scheduled' : 'On its way';
}

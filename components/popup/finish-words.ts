import type { SessionView } from '../../lib/messages/views';
import { say } from '../../lib/words/say';
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
    const account = `@${findAccount(session, post.accountId)?.handle ?? say('an account')}`;
    if (post.status === 'awaitingApproval') {
      const names = namesOfMembers(session, post.awaitingMemberIds);
      return post.awaitingMemberIds.length === 0
        ? say('For {account}: it needs an approval that nobody here can give now.', { account })
        : say('For {account}: {names} can approve it now.', { account, names });
    }
    if (post.status === 'scheduled' && post.scheduledAtMs !== undefined && post.scheduledAtMs > nowMs) {
      return say('For {account}: it goes out {time} ({zone}).', {
        account,
        time: formatMoment(post.scheduledAtMs, nowMs),
        zone: formatTimeZone(post.scheduledAtMs),
      });
    }
    if (post.status === 'published') return say('It is out as {account}.', { account });
    if (post.status === 'failed')
      return say('For {account}: it could not be published. Open it to see why.', { account });
    if (post.status === 'draft' || post.status === 'declined')
      return say('For {account}: it is among the drafts.', { account });
    return say('For {account}: it is on its way to the network.', { account });
  });
  return { title: titleOf(intent, posts), lines };
}

function titleOf(intent: CompositionIntent, posts: readonly Post[]): string {
  if (intent === 'save') return say('Saved');
  if (posts.some(({ status }) => status === 'failed')) return say('Not published');
  if (posts.some(({ status }) => status === 'awaitingApproval')) return say('Sent for approval');
  if (posts.every(({ status }) => status === 'published')) return say('Published');
  return intent === 'schedule' ? say('Scheduled') : say('On its way');
}

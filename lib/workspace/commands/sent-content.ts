/** What a post was when it was handed to its network, and what was changed since. */
import { say } from '../../words/say';
import type { ApplyContext } from '../command';
import { contentOf } from '../content-of';
import { type Post, type PostContent, PostId } from '../records';
import { sealOf } from '../seal';
import type { Transaction } from '../transaction';
import { savePost, withoutJourney } from './save-post';

/** A post with other content: what the content has not, the post has no more. */
export function withContent(post: Post, content: PostContent): Post {
  const {
    link: _link,
    options: _options,
    scheduledAtMs: _scheduledAtMs,
    timeZone: _timeZone,
    inQueue: _inQueue,
    repeat: _repeat,
    ...rest
  } = post;
  return { ...rest, ...content };
}

/** Whether the post is not any more what was handed to its network first. */
export function isChangedSinceSent({ publication, ...post }: Post): boolean {
  const { accountId } = post;
  return (
    publication?.sent !== undefined &&
    sealOf({ ...publication.sent, accountId }) !== sealOf({ ...contentOf(post), accountId })
  );
}

/** The post as it went out, when an earlier sending of it is on the network. */
export async function asItWasSent(tx: Transaction, post: Post, context: ApplyContext): Promise<Post> {
  const sent = post.publication?.sent;
  if (!sent || !isChangedSinceSent(post)) return post;
  await keepChange(tx, post, context);
  return withContent(post, sent);
}

/** What was changed after the post had gone out unnoticed stays, as a draft of its own. */
async function keepChange(tx: Transaction, post: Post, { newId, log, nowMs }: ApplyContext): Promise<void> {
  const { publication: _publication, groupId: _groupId, ...rest } = withoutJourney(post);
  const notice = say(
    'The post had gone out before this change was made, as it was then. The change was not sent: it is a draft now.',
  );
  const draft: Post = {
    ...rest,
    id: PostId.parse(newId()),
    status: 'draft',
    notice,
    revision: 0,
    createdAtMs: nowMs,
  };
  await savePost(tx, draft, nowMs);
  await log({
    name: 'post.copied',
    postId: draft.id,
    accountId: draft.accountId,
    details: { from: post.id },
  });
}

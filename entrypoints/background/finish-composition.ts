import { findNetworkRules } from '../../lib/networks/network-rules';
import type { AccountId, PostStatus } from '../../lib/roles';
import type { RunStep } from '../../lib/store/run-stored-command';
import { say } from '../../lib/words/say';
import { invalid } from '../../lib/workspace/command';
import type { Composition, CompositionIntent } from '../../lib/workspace/composition';
import { contentFor } from '../../lib/workspace/content-of';
import { credentialsMode } from '../../lib/workspace/credentials-mode';
import { finishContent } from '../../lib/workspace/finish-content';
import type { Account, AttachedImage, GroupId, Member, PostId } from '../../lib/workspace/records';

interface FinishOptions {
  readonly step: RunStep;
  readonly newPostId: () => PostId;
  readonly newGroupId: () => GroupId;
  /** The workspace's accounts: each network has options of its own. */
  readonly accounts: readonly Account[];
  readonly author: Member | undefined;
  /** The media of accounts that have others than the composition's: see `markImages`. */
  readonly mediaOn: ReadonlyMap<AccountId, readonly AttachedImage[]>;
}

export interface FinishedComposition {
  readonly postIds: readonly PostId[];
  readonly statuses: readonly PostStatus[];
}

/**
 * Turns a composition into posts: one command after the other, all in the transaction that `step` runs in. The
 * keys are the composition's own, so that finishing twice makes one set of posts.
 * @throws CommandRefused when one of the posts may not be made; then none is.
 */
export async function finishComposition(
  composition: Composition,
  intent: CompositionIntent,
  { step, newPostId, newGroupId, accounts, author, mediaOn }: FinishOptions,
): Promise<FinishedComposition> {
  const { id, accountIds, source, editing, scheduledAtMs, approvalTemplateId } = composition;
  const contentOn = (accountId: AccountId) => {
    const account = accounts.find((each) => each.id === accountId);
    if (!account) throw invalid('accountIds', say('this account is not in the workspace'));
    const mode = credentialsMode({ accountId }, author);
    const content = contentFor(composition, account);
    const rules = findNetworkRules(account.network);
    const media = (mediaOn.get(accountId) ?? content.media).map(({ focus, ...image }) =>
      // What the network is not told is nothing to be approved.
      focus && rules?.usesFocusPoint ? { ...image, focus } : image,
    );
    return finishContent({ ...content, media }, account, mode, rules);
  };
  const key = (what: string) => `${id}/${composition.updatedAtMs}/${what}`;
  if (editing) {
    const [accountId] = accountIds;
    if (accountId === undefined) throw invalid('accountIds', say('the account of an edited post is missing'));
    const content = contentOn(accountId);
    const { status } = await step('post.edit', { ...editing, content }, key('edit'));
    return { postIds: [editing.postId], statuses: [await sendOn(editing.postId, status)] };
  }

  if (accountIds.length === 0) throw invalid('accountIds', say('choose the account that this is for'));
  const groupId = accountIds.length > 1 ? newGroupId() : undefined;
  const postIds: PostId[] = [];
  const statuses: PostStatus[] = [];
  for (const accountId of accountIds) {
    const args = {
      postId: newPostId(),
      accountId,
      content: contentOn(accountId),
      ...(groupId && { groupId }),
      ...(source && { source }),
    };
    const { postId } = await step('post.create', args, key(`${accountId}/create`));
    postIds.push(postId);
    statuses.push(await sendOn(postId, 'draft'));
  }
  return { postIds, statuses };

  /** An edit of a post that is on its way already stays on its way: only drafts and declined posts are sent on. */
  async function sendOn(postId: PostId, status: PostStatus): Promise<PostStatus> {
    if (intent === 'save' || (status !== 'draft' && status !== 'declined')) return status;
    if (intent === 'submit') {
      const submitted = { postId, ...(approvalTemplateId !== undefined && { approvalTemplateId }) };
      return (await step('post.submit', submitted, key(`${postId}/submit`))).status;
    }
    if (intent === 'publish')
      return (await step('post.publish', { postId }, key(`${postId}/publish`))).status;
    const args = { postId, ...(scheduledAtMs !== undefined && { scheduledAtMs }) };
    return (await step('post.schedule', args, key(`${postId}/schedule`))).status;
  }
}

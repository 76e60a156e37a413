import type { JSX } from 'preact';
import type { SessionView } from '../../lib/messages/views';
import type { Post } from '../../lib/workspace/records';
import { PostPreview } from '../ui/post-preview';
import { usePopupServices } from './popup-services';
import { findAccount } from './session-names';

/** A stored post exactly as it will go out, or went out. */
export function PostContentPreview({
  post,
  session,
}: {
  readonly post: Post;
  readonly session: SessionView;
}): JSX.Element {
  const { findNetwork } = usePopupServices();
  const account = findAccount(session, post.accountId);
  return (
    <PostPreview
      account={account}
      network={account && findNetwork(account.network, account.limits)}
      text={post.text}
      images={post.media}
      link={post.link}
    />
  );
}

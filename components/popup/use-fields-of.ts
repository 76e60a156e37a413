import type { SessionView } from '../../lib/messages/views';
import type { PostField } from '../../lib/networks/post-fields';
import type { Post } from '../../lib/workspace/records';
import { usePopupServices } from './popup-services';
import { findAccount } from './session-names';

/** The fields that a post has on its network beside text, images and link; none where the account is not seen. */
export function useFieldsOf(session: SessionView): (post: Pick<Post, 'accountId'>) => readonly PostField[] {
  const { findNetwork } = usePopupServices();
  return ({ accountId }) => {
    const account = findAccount(session, accountId);
    return (account && findNetwork(account.network, account.limits)?.fields) ?? [];
  };
}

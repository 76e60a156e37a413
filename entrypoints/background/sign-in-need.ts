import type { SignInNeed } from '../../lib/messages/views';
import { findNetwork } from '../../lib/networks/networks';
import { findConnection } from '../../lib/publishing/choose-connection';
import { credentialsMode } from '../../lib/workspace/credentials-mode';
import { decideReauthorization } from '../../lib/workspace/decide-reauthorization';
import type { Post } from '../../lib/workspace/records';
import type { ActingDirectory } from './session';

/**
 * The sign-in that a post would go out with, where it is missing or not accepted any more; undefined when it is there,
 * or when nothing is sent to that network by itself.
 */
export function findSignInNeed(
  directory: ActingDirectory,
  post: Pick<Post, 'accountId' | 'authorId'>,
): SignInNeed | undefined {
  const { accounts, members, me } = directory;
  const account = accounts.find(({ id }) => id === post.accountId);
  if (!account || account.removedAtMs !== undefined || !findNetwork(account.network)) return undefined;
  const author = members.find(({ id }) => id === post.authorId);
  const connection = findConnection(post, author, account);
  if (connection?.state === 'valid') return undefined;
  const lack = connection ? 'is not accepted any more' : 'is missing';
  const handle = `@${account.handle}`;
  const mode = credentialsMode(post, author);
  if (mode === 'member') {
    const isMine = post.authorId === me.id;
    const whose = isMine ? 'your' : `${author?.name ?? 'a former member'}’s`;
    const words = `Posts on ${handle} go out with ${whose} own sign-in, and it ${lack}.`;
    const mayOwn = isMine && decideReauthorization(directory, me.id, account.id, 'member').allowed;
    return {
      mode: 'own',
      words: mayOwn ? words : `${words} ${whoWords(author ? [author.name] : [])}`,
      isAllowed: mayOwn,
    };
  }
  const able = members.filter(({ id }) => decideReauthorization(directory, id, account.id, 'owner').allowed);
  const isAllowed = able.some(({ id }) => id === me.id);
  const words = `The sign-in that everybody’s posts on ${handle} go out with ${lack}.`;
  return {
    mode: 'owner',
    words: isAllowed ? words : `${words} ${whoWords(able.map(({ name }) => name))}`,
    isAllowed,
  };
}

function whoWords(names: readonly string[]): string {
  return names.length === 0
    ? 'Nobody in the workspace can give it now.'
    : `Ask ${new Intl.ListFormat('en', { type: 'disjunction' }).format(names)}.`;
}

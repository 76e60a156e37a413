import type { SignInNeed } from '../../lib/messages/views';
import { findNetwork } from '../../lib/networks/networks';
import { findConnection } from '../../lib/publishing/choose-connection';
import { say, sayList, words } from '../../lib/words/say';
import { credentialsMode } from '../../lib/workspace/credentials-mode';
import { decideReauthorization } from '../../lib/workspace/decide-reauthorization';
import type { Post } from '../../lib/workspace/records';
import type { ActingDirectory } from './session';

const MINE_REFUSED = words(
  'Posts on {handle} go out with your own sign-in, and it is not accepted any more.',
);
const MINE_MISSING = words('Posts on {handle} go out with your own sign-in, and it is missing.');
const OWN_REFUSED = words(
  'Posts on {handle} go out with {author}’s own sign-in, and it is not accepted any more.',
);
const OWN_MISSING = words('Posts on {handle} go out with {author}’s own sign-in, and it is missing.');
const OWNERS_REFUSED = words(
  'The sign-in that everybody’s posts on {handle} go out with is not accepted any more.',
);
const OWNERS_MISSING = words('The sign-in that everybody’s posts on {handle} go out with is missing.');

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
  const isRefused = connection !== undefined;
  const handle = `@${account.handle}`;
  const mode = credentialsMode(post, author);
  if (mode === 'member') {
    const isMine = post.authorId === me.id;
    const sentence = isMine
      ? say(isRefused ? MINE_REFUSED : MINE_MISSING, { handle })
      : say(isRefused ? OWN_REFUSED : OWN_MISSING, {
          handle,
          author: author?.name ?? say('a former member'),
        });
    const mayOwn = isMine && decideReauthorization(directory, me.id, account.id, 'member').allowed;
    return {
      mode: 'own',
      words: mayOwn ? sentence : `${sentence} ${whoWords(author ? [author.name] : [])}`,
      isAllowed: mayOwn,
    };
  }
  const able = members.filter(({ id }) => decideReauthorization(directory, id, account.id, 'owner').allowed);
  const isAllowed = able.some(({ id }) => id === me.id);
  const sentence = say(isRefused ? OWNERS_REFUSED : OWNERS_MISSING, { handle });
  return {
    mode: 'owner',
    words: isAllowed ? sentence : `${sentence} ${whoWords(able.map(({ name }) => name))}`,
    isAllowed,
  };
}

function whoWords(names: readonly string[]): string {
  return names.length === 0
    ? say('Nobody in the workspace can give it now.')
    : say('Ask {names}.', { names: sayList(names, 'disjunction') });
}

import { MessageFailed } from '../../lib/messages/message-failed';
import type { Answers } from '../../lib/messages/server';
import { NetworkError } from '../../lib/networks/network';
import { findNetwork } from '../../lib/networks/networks';
import { findConnection } from '../../lib/publishing/choose-connection';
import { credentialIdOf, findCredential, saveCredential } from '../../lib/store/credential-store';
import { say, words } from '../../lib/words/say';
import { conflict, getPost, notAllowed } from '../../lib/workspace/command';
import { decidePost } from '../../lib/workspace/post-states';
import type { BackgroundContext } from './background-context';
import { questionOf, readAsMember } from './session';
import { findSignInNeed } from './sign-in-need';

/** What a server offers for a field of a post: asked with the sign-in that would send the post. */
export function answerChoices(background: BackgroundContext): Pick<Answers, 'composition.choices'> {
  return {
    async 'composition.choices'({ accountId, fieldId, postId }) {
      const { account, connection, need } = await readAsMember(background, async (tx, directory, nowMs) => {
        const { engine, me, accounts, members } = directory;
        const edited = postId && (await getPost(tx, postId));
        const decision = edited
          ? decidePost('post.edit', edited, questionOf(directory, nowMs))
          : engine.decide(me.id, 'post.create', { type: 'account', id: accountId });
        if (!decision.allowed) throw notAllowed(decision);
        const ofPost = { accountId: edited?.accountId ?? accountId, authorId: edited?.authorId ?? me.id };
        const found = accounts.find(({ id }) => id === ofPost.accountId);
        if (!found) throw conflict(say('This account is not in the workspace any more.'));
        const author = members.find(({ id }) => id === ofPost.authorId);
        return {
          account: found,
          connection: findConnection(ofPost, author, found),
          need: findSignInNeed(directory, ofPost),
        };
      });
      const network = findNetwork(account.network);
      const field = network?.rules.fields.find(({ id }) => id === fieldId);
      if (!network?.listChoices || !field)
        throw conflict(say('There is nothing to choose from on this network.'));
      const database = await background.database();
      const credentialId = connection && credentialIdOf(account.id, connection);
      const credential = credentialId && (await findCredential(database, credentialId));
      if (!credential)
        throw conflict(
          need?.words ?? say('The sign-in to @{handle} is missing.', { handle: account.handle }),
        );
      const nowMs = await background.nowMs();
      try {
        return await network.listChoices(fieldId, credential, {
          fetch: fetch.bind(globalThis),
          nowMs: () => nowMs,
          saveCredential: (next) => saveCredential(database, credentialId, next),
        });
      } catch (error) {
        if (!(error instanceof NetworkError)) throw error;
        throw new MessageFailed({ kind: 'network', reason: error.words, remedy: say(REMEDIES[error.kind]) });
      }
    },
  };
}

const REMEDIES: Record<NetworkError['kind'], string> = {
  refused: '',
  signIn: words('Somebody must sign in again, on the options page under Accounts.'),
  rateLimited: words('Wait a few minutes and try again.'),
  unreachable: words('Check your connection and try again.'),
  serverFault: words('Try again later.'),
};

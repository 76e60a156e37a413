import { type Network, NetworkError } from '../networks/network';
import { credentialIdOf, findCredential, saveCredential } from '../store/credential-store';
import type { CountersignDatabase } from '../store/database';
import { say } from '../words/say';
import { conflict } from '../workspace/command';
import type { Post } from '../workspace/records';

export interface TakeDownContext {
  readonly database: CountersignDatabase;
  readonly findNetwork: (id: string) => Network | undefined;
  readonly fetch: typeof globalThis.fetch;
  readonly nowMs: number;
}

/**
 * Takes a published post off its network, with the sign-in that it went out with. Whether somebody may is decided
 * before. To do it twice is to do it once.
 * @throws CommandRefused in the network's own words, or where nobody is signed in any more.
 */
export async function takeDown(post: Post, context: TakeDownContext): Promise<void> {
  const { database, findNetwork, fetch, nowMs } = context;
  const { accountId, publication } = post;
  const account = await database.get('accounts', accountId);
  const network = account && findNetwork(account.network);
  const credentialId = publication && credentialIdOf(accountId, publication.connection);
  const credential = credentialId && (await findCredential(database, credentialId));
  if (!network || !credentialId || !credential || publication?.uri === undefined) {
    throw conflict(
      say('Nobody is signed in to {handle} as this post went out.', {
        handle: account?.handle ?? say('the account'),
      }),
      say('Sign in again on the options page under Accounts, or delete the post on the network.'),
    );
  }
  const { uri, url = uri } = publication;
  const saving = (next: typeof credential) => saveCredential(database, credentialId, next);
  await network
    .remove({ uri, url }, credential, { fetch, nowMs: () => nowMs, saveCredential: saving })
    .catch((error: unknown) => {
      if (!(error instanceof NetworkError)) throw error;
      throw conflict(error.words, say('Try again, or delete the post on the network itself.'));
    });
}

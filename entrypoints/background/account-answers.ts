import { MessageFailed } from '../../lib/messages/message-failed';
import type { Answers } from '../../lib/messages/server';
import { NetworkError, type SignedIn } from '../../lib/networks/network';
import { findNetwork } from '../../lib/networks/networks';
import { newId } from '../../lib/platform/ids';
import { AccountId, type MemberId, type TeamId } from '../../lib/roles';
import {
  credentialIdOf,
  findCredential,
  removeCredential,
  saveCredential,
} from '../../lib/store/credential-store';
import { runCommands } from '../../lib/store/run-stored-command';
import { read } from '../../lib/store/stored-transaction';
import { invalid, notAllowed } from '../../lib/workspace/command';
import { addAccount, reauthorizeAccount } from '../../lib/workspace/commands/account-commands';
import { askCommand } from '../../lib/workspace/run-command';
import type { BackgroundContext } from './background-context';
import { getActingMemberId } from './session';

/** Signing in to networks. Passwords come in here, are tried at once, and are kept encrypted or not at all. */
export function answerAccounts(background: BackgroundContext): Pick<Answers, 'account.connect'> {
  return {
    async 'account.connect'({ network: networkId, server, identifier, password, accountId, mode, teamId }) {
      const network = findNetwork(networkId);
      if (!network) throw invalid('network', 'there is no such network');
      const [database, memberId, environment] = await Promise.all([
        background.database(),
        getActingMemberId(background),
        background.environment(),
      ]);
      await checkMayConnect(accountId, mode, memberId, teamId);

      const context = { fetch: fetch.bind(globalThis), nowMs: () => environment.nowMs };
      const { profile, credential } = await network
        .signIn({ server, identifier, password }, context)
        .catch(explain);
      const isNew = accountId === undefined;
      const id = accountId ?? AccountId.parse(newId(environment.nowMs));
      const credentialId = credentialIdOf(id, { mode: isNew ? 'owner' : mode, memberId });
      const key = newId(environment.nowMs);
      // The secret first: an account without one could be posted to in vain, a secret without one is swept up below.
      const before = await findCredential(database, credentialId);
      await saveCredential(database, credentialId, credential);
      try {
        const sentAgain = await runCommands(database, memberId, environment, async (step) => {
          if (!isNew)
            return (await step('account.reauthorize', { accountId: id, mode, profileId: profile.id }, key))
              .sentAgain;
          const { id: profileId, handle, name, server: origin } = profile;
          await step(
            'account.add',
            { accountId: id, network: networkId, handle, name, profileId, server: origin, teamId },
            key,
          );
          return 0;
        });
        background.changed();
        return { accountId: id, handle: profile.handle, sentAgain };
      } catch (error) {
        if (before) await saveCredential(database, credentialId, before);
        else await removeCredential(database, credentialId);
        throw error;
      }
    },
  };

  /** Asked before anything is sent anywhere: a password is not tried for somebody who may not use it. */
  async function checkMayConnect(
    accountId: AccountId | undefined,
    mode: 'owner' | 'member',
    memberId: MemberId,
    teamId: TeamId | undefined,
  ): Promise<void> {
    const [database, environment] = await Promise.all([background.database(), background.environment()]);
    const decision = await read(database, (tx) =>
      accountId === undefined
        ? askCommand(
            addAccount,
            {
              accountId: 'new',
              network: 'any',
              handle: 'any',
              name: 'any',
              profileId: '',
              server: 'https://server.invalid',
              teamId,
            },
            memberId,
            environment,
            tx,
          )
        : askCommand(reauthorizeAccount, { accountId, mode, profileId: '' }, memberId, environment, tx),
    );
    if (!decision.allowed) throw notAllowed(decision);
  }
}

/** The server's own words, at the field they are about. */
function explain(error: unknown): SignedIn {
  if (!(error instanceof NetworkError)) throw error;
  const field =
    error.field ??
    (error.kind === 'signIn' ? 'password' : error.kind === 'refused' ? 'identifier' : 'server');
  throw new MessageFailed({ kind: 'network', reason: error.words, remedy: REMEDIES[error.kind], field });
}

const REMEDIES: Record<NetworkError['kind'], string> = {
  refused: 'Check what you typed.',
  signIn: 'Check who you sign in as, and make a new app password if this one is not right.',
  rateLimited: 'Wait a few minutes and try again.',
  unreachable: 'Check the server address and your connection.',
  serverFault: 'Check the server address; if it is right, try again later.',
};

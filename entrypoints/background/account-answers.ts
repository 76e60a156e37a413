import { MessageFailed } from '../../lib/messages/message-failed';
import type { ParsedRequest } from '../../lib/messages/protocol';
import type { Answers } from '../../lib/messages/server';
import type { Connected } from '../../lib/messages/views';
import { type Network, type NetworkContext, NetworkError, type SignedIn } from '../../lib/networks/network';
import { findNetwork } from '../../lib/networks/networks';
import { randomBytes } from '../../lib/platform/crypto';
import { newId } from '../../lib/platform/ids';
import { openSignInPage, signInRedirectUrl } from '../../lib/platform/sign-in-page';
import { AccountId, type TeamId } from '../../lib/roles';
import {
  credentialIdOf,
  findCredential,
  removeCredential,
  saveCredential,
} from '../../lib/store/credential-store';
import { runCommands } from '../../lib/store/run-stored-command';
import { say, words } from '../../lib/words/say';
import { invalid } from '../../lib/workspace/command';
import { addAccount, reauthorizeAccount } from '../../lib/workspace/commands/account-commands';
import type { BackgroundContext } from './background-context';
import { checkMayRun, getActingMemberId, readAsMember } from './session';

/** What is signed in to: a new account, or one that is there already. */
type Target = Pick<ParsedRequest<'account.connect'>, 'network' | 'accountId' | 'mode' | 'teamId'>;

/** Signing in to networks. Secrets come in here, are tried at once, and are kept encrypted or not at all. */
export function answerAccounts(
  background: BackgroundContext,
): Pick<Answers, 'account.connect' | 'account.connectByPage'> {
  return {
    'account.connect': ({ server, identifier, password, ...target }) =>
      connect(target, (network, context) =>
        network.signIn({ server, identifier, password }, context).catch(explain),
      ),

    'account.connectByPage': ({ server, ...target }) =>
      connect(target, async ({ signInByPage, rules }, context) => {
        if (!signInByPage)
          throw invalid('network', say('{network} has no page to sign in on', { network: rules.name }));
        const pageContext = { ...context, randomBytes };
        const page = await signInByPage
          .begin({ server, redirectUrl: signInRedirectUrl() }, pageContext)
          .catch((error: unknown) => {
            throw explainPage(error);
          });
        const returnedTo = await openSignInPage(page.url).catch(() => {
          throw pageNotOpened();
        });
        if (returnedTo === undefined) throw cancelled();
        return signInByPage.finish(returnedTo, page.pending, pageContext).catch(explainPage);
      }),
  };

  async function connect(
    { network: networkId, accountId, mode, teamId }: Target,
    signIn: (network: Network, context: Omit<NetworkContext, 'saveCredential'>) => Promise<SignedIn>,
  ): Promise<Connected> {
    const network = findNetwork(networkId);
    if (!network) throw invalid('network', say('there is no such network'));
    const memberId = await getActingMemberId(background);
    await checkMayConnect(accountId, mode, teamId);

    const startedAtMs = await background.nowMs();
    const { profile, credential, limits } = await signIn(network, {
      fetch: fetch.bind(globalThis),
      nowMs: () => startedAtMs,
    });
    // Somebody may have taken minutes on the server's page: from here on it is now.
    const [database, environment] = await Promise.all([background.database(), background.environment()]);
    const isNew = accountId === undefined;
    const id = accountId ?? AccountId.parse(newId(environment.nowMs));
    const credentialId = credentialIdOf(id, { mode: isNew ? 'owner' : mode, memberId });
    const key = newId(environment.nowMs);
    // The secret first: an account without one could be posted to in vain, a secret without one is swept up below.
    const before = await findCredential(database, credentialId);
    await saveCredential(database, credentialId, credential);
    try {
      const sentAgain = await runCommands(database, memberId, environment, async (step) => {
        if (!isNew) {
          const { id: profileId, handle, server: origin } = profile;
          const again = { accountId: id, mode, profileId, limits, handle, server: origin };
          return (await step('account.reauthorize', again, key)).sentAgain;
        }
        const { id: profileId, handle, name, server: origin } = profile;
        await step(
          'account.add',
          { accountId: id, network: networkId, handle, name, profileId, server: origin, limits, teamId },
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
  }

  /** Asked before anything is sent anywhere: a password is not tried for somebody who may not use it. */
  async function checkMayConnect(
    accountId: AccountId | undefined,
    mode: 'owner' | 'member',
    teamId: TeamId | undefined,
  ): Promise<void> {
    const newAccount = {
      accountId: 'new',
      network: 'any',
      handle: 'any',
      name: 'any',
      profileId: '',
      server: 'https://server.invalid',
      teamId,
    };
    await readAsMember(background, (tx, directory, nowMs) =>
      accountId === undefined
        ? checkMayRun(addAccount, newAccount, tx, directory, nowMs)
        : checkMayRun(reauthorizeAccount, { accountId, mode, profileId: '' }, tx, directory, nowMs),
    );
  }
}

function cancelled(): MessageFailed {
  return new MessageFailed({
    kind: 'network',
    reason: say('The sign-in was not finished: its window was closed.'),
    remedy: say('Nothing was changed. Start it again whenever you like.'),
  });
}

function pageNotOpened(): MessageFailed {
  return new MessageFailed({
    kind: 'network',
    reason: say('The browser could not open the page to sign in on.'),
    remedy: say('Check the server address and your connection.'),
    field: 'server',
  });
}

/** The server's own words, at the field they are about. */
function explain(error: unknown): SignedIn {
  if (!(error instanceof NetworkError)) throw error;
  const field =
    error.field ??
    (error.kind === 'signIn' ? 'password' : error.kind === 'refused' ? 'identifier' : 'server');
  throw new MessageFailed({ kind: 'network', reason: error.words, remedy: say(REMEDIES[error.kind]), field });
}

/** The same where nothing but the server's address was typed: what went wrong on its page is about no field. */
function explainPage(error: unknown): SignedIn {
  if (!(error instanceof NetworkError) || error.field !== undefined) return explain(error);
  const isOfPage = error.kind === 'refused' || error.kind === 'signIn';
  if (!isOfPage) return explain(error);
  throw new MessageFailed({ kind: 'network', reason: error.words, remedy: say('Nothing was changed.') });
}

const REMEDIES: Record<NetworkError['kind'], string> = {
  refused: words('Check what you typed.'),
  signIn: words('Check who you sign in as, and make a new app password if this one is not right.'),
  rateLimited: words('Wait a few minutes and try again.'),
  unreachable: words('Check the server address and your connection.'),
  serverFault: words('Check the server address; if it is right, try again later.'),
};

/** What a sign-in form holds, and the message that it becomes. */
import type { MessageRequest } from '../../../lib/messages/protocol';
import type { SignInForm } from '../../../lib/networks/sign-in-form';
import type { AccountId, CredentialMode, TeamId } from '../../../lib/roles';
import { say } from '../../../lib/words/say';
import type { FormErrors } from '../form-errors';

/** What is signed in to: a new account, or one that is there already. */
export interface SignInTarget {
  readonly mode: CredentialMode;
  readonly accountId?: AccountId;
  /** Of a new account in the enterprise model: the team that it is for. */
  readonly teamId?: TeamId | undefined;
  /** Of an account that is there already. */
  readonly network?: string;
  readonly server?: string;
  readonly handle?: string;
}

export interface SignInEntry {
  readonly server: string;
  readonly identifier: string;
  readonly password: string;
}

/**
 * What was left empty, before a server is bothered or a permission asked for; undefined when nothing was.
 * @param byPage on the server's own page nothing but the server is asked for here
 */
export function findBlanks(
  { server, identifier, password }: SignInEntry,
  { labels, serverHelp }: SignInForm,
  byPage: boolean,
): FormErrors | undefined {
  const empty = (label: string) => say('{field} must not be empty.', { field: say(label) });
  const fields = {
    ...(!byPage && identifier.trim() === '' && { identifier: empty(labels.identifier) }),
    ...(!byPage && password === '' && { password: empty(labels.password) }),
    ...(server.trim() === '' && { server: `${empty(labels.server)} ${say(serverHelp)}` }),
  };
  return Object.keys(fields).length === 0 ? undefined : { fields };
}

/**
 * The address that the browser is asked for, from what was typed; undefined when it is none. Then the server's
 * own rules say what is wrong with it.
 */
export function findHostAddress(server: string): string | undefined {
  const typed = server.trim();
  const url = URL.parse(typed.includes('://') ? typed : `https://${typed}`);
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? url.href : undefined;
}

/** Which account the message signs in to. */
export function targetOf(
  { network }: SignInForm,
  { mode, accountId, teamId }: SignInTarget,
): Pick<MessageRequest<'account.connect'>, 'network' | 'mode' | 'accountId' | 'teamId'> {
  return {
    network,
    mode,
    ...(accountId !== undefined && { accountId }),
    ...(teamId !== undefined && { teamId }),
  };
}

/** The server as people say it: without what every address begins with. */
export function serverName(server: string): string | undefined {
  const address = findHostAddress(server);
  return server.includes('.') || server.includes('://') ? address && URL.parse(address)?.host : undefined;
}

/** What a sign-in form holds, and the message that it becomes. */
import type { MessageRequest } from '../../../lib/messages/protocol';
import type { AccountId, CredentialMode } from '../../../lib/roles';
import type { FormErrors } from '../form-errors';

/** Where Bluesky accounts live whose holder never chose a server. */
export const DEFAULT_SERVER = 'https://bsky.social';

/** What is signed in to: a new account, or one that is there already. */
export interface SignInTarget {
  readonly mode: CredentialMode;
  readonly accountId?: AccountId;
  readonly server?: string;
  readonly handle?: string;
}

export interface SignInEntry {
  readonly server: string;
  readonly identifier: string;
  readonly password: string;
}

/** What was left empty, before a server is bothered or a permission asked for; undefined when nothing was. */
export function findBlanks({ server, identifier, password }: SignInEntry): FormErrors | undefined {
  const fields = {
    ...(identifier.trim() === '' && { identifier: 'Handle must not be empty.' }),
    ...(password === '' && { password: 'App password must not be empty.' }),
    ...(server.trim() === '' && {
      server: `Server address must not be empty. Most accounts live on ${DEFAULT_SERVER}.`,
    }),
  };
  return Object.keys(fields).length === 0 ? undefined : { fields };
}

/** The message that signs in. */
export function connectRequest(
  entry: SignInEntry,
  { mode, accountId }: SignInTarget,
): MessageRequest<'account.connect'> {
  return { network: 'bluesky', mode, ...entry, ...(accountId !== undefined && { accountId }) };
}

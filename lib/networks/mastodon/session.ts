import { say } from '../../words/say';
import type { RequestContext } from '../fetch-text';
import { isJsonObject, type JsonObject } from '../json-object';
import { type Credential, NetworkError, type ServerLimits, type SignedIn } from '../network';
import { presentableWords } from '../presentable-words';
import { type ApiAnswer, type ApiRequest, callApi } from './api';
import type { MastodonLimits } from './rules';
import { parseServerAddress } from './server-address';

/** What we ask a server for: who it is, what they posted, to post, to upload. */
export const SCOPES = 'read:accounts read:statuses write:statuses write:media';

/** Calls a server as one account. */
export interface Session {
  readonly server: string;
  /** The server's name for people. */
  readonly host: string;
  readonly accountId: string;
  readonly userName: string;
  call(request: Omit<ApiRequest, 'server' | 'token' | 'secrets'>): Promise<ApiAnswer>;
}

/**
 * Signs in with an access token that somebody made in the settings of their server.
 * @throws NetworkError in the server's own words, or in ours when the entry cannot be right.
 */
export async function signIn(
  entry: { readonly server: string; readonly identifier: string; readonly password: string },
  context: RequestContext,
): Promise<SignedIn> {
  const address = parseServerAddress(entry.server);
  if (!address.ok) throw new NetworkError('refused', address.problem, { field: 'server' });
  const token = entry.password.trim();
  if (!isToken(token)) {
    throw new NetworkError('refused', say('An access token is one row of letters and digits.'), {
      field: 'password',
    });
  }
  const signedIn = await signInWithToken(address.origin, token, [token], context);
  const userName = entry.identifier
    .replace(/[\p{Control}\p{Format}\s]/gu, '')
    .replace(/^@/, '')
    .split('@')[0];
  if (userName && userName.toLowerCase() !== signedIn.credential.userName?.toLowerCase()) {
    throw new NetworkError(
      'refused',
      say('This access token is for {handle}.', { handle: signedIn.profile.handle }),
      {
        field: 'identifier',
      },
    );
  }
  return signedIn;
}

/**
 * Finds out whom a token stands for, and what their server takes.
 * @param secrets all that must never be seen in an error, the token among it.
 * @throws NetworkError
 */
export async function signInWithToken(
  server: string,
  token: string,
  secrets: readonly string[],
  context: RequestContext,
): Promise<SignedIn> {
  const call = (path: string) => callApi({ server, path, token, secrets }, context);
  const answer = await call('/api/v1/accounts/verify_credentials');
  if (!answer.ok) throw answer.error;
  const account: JsonObject = isJsonObject(answer.body) ? answer.body : {};
  const { id: accountId, username: userName } = account;
  const { host } = new URL(server);
  // A name is shown, and stands in errors.
  const isClean = (claim: string) => presentableWords(claim, secrets) === claim;
  if (!isId(accountId) || !isUserName(userName) || !isClean(userName)) {
    throw new NetworkError(
      'serverFault',
      say('The answer of {host} to our sign-in cannot be read.', { host }),
    );
  }
  let instance = await call('/api/v2/instance');
  // Servers older than Mastodon 4, and others that speak its language.
  if (!instance.ok && instance.error.kind === 'refused') instance = await call('/api/v1/instance');
  if (!instance.ok && instance.error.kind !== 'refused') throw instance.error;
  const described: JsonObject = instance.ok && isJsonObject(instance.body) ? instance.body : {};
  const name = typeof account.display_name === 'string' ? account.display_name : '';
  const domain = readDomain(described);
  const handle = `${userName}@${domain !== undefined && isClean(domain) ? domain : host}`;
  return {
    profile: {
      // Account numbers are lasting where names are not, and are a server's own.
      id: `${server}/api/v1/accounts/${accountId}`,
      handle,
      name: presentableWords(name, secrets).slice(0, 200) || handle,
      server,
    },
    credential: { server, accountId, userName, token },
    limits: readLimits(described),
  };
}

/**
 * Opens a stored credential.
 * @throws NetworkError of the kind `signIn` when it is not one of ours, or lacks a part.
 */
export function openSession(stored: Credential, context: RequestContext): Session {
  const { accountId, userName, token } = stored;
  const address = parseServerAddress(stored.server ?? '');
  if (!address.ok || !isId(accountId) || !isUserName(userName) || !isToken(token)) {
    throw new NetworkError('signIn', say('The stored sign-in is not complete: sign in again.'));
  }
  const server = address.origin;
  return {
    server,
    host: new URL(server).host,
    accountId,
    userName,
    call: (request) => callApi({ ...request, server, token, secrets: [token] }, context),
  };
}

/** Numbers on Mastodon, other characters on other servers; always a piece of an address. */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && /^[\w-]{1,100}$/.test(value);
}

function isUserName(value: unknown): value is string {
  return typeof value === 'string' && /^\w(?:[\w.-]{0,98}\w)?$/.test(value);
}

/** Fit for a header. */
export function isToken(value: unknown): value is string {
  return typeof value === 'string' && /^[\x21-\x7e]{8,2000}$/.test(value);
}

/** An answer in which something is missing that a server always says. */
export function unreadable({ host }: Pick<Session, 'host'>): NetworkError {
  return new NetworkError('serverFault', say('The answer of {host} cannot be read.', { host }));
}

/** The domain in its people's handles, which need not be where the server is reached. */
function readDomain({ domain, uri }: JsonObject): string | undefined {
  // In the older answer `uri` is what `domain` is in the newer.
  const named = domain ?? uri;
  return typeof named === 'string' && /^(?=.{1,253}$)[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(named)
    ? named
    : undefined;
}

/** Where each limit stands below `configuration`, the same in both answers. */
const LIMITS: readonly (readonly [name: keyof MastodonLimits, part: string, field: string])[] = [
  ['maxCharacters', 'statuses', 'max_characters'],
  ['charactersPerLink', 'statuses', 'characters_reserved_per_url'],
  ['maxImages', 'statuses', 'max_media_attachments'],
  ['maxImageBytes', 'media_attachments', 'image_size_limit'],
  ['maxVideoBytes', 'media_attachments', 'video_size_limit'],
  ['maxAltCharacters', 'media_attachments', 'description_limit'],
  ['maxPollOptions', 'polls', 'max_options'],
  ['maxPollOptionCharacters', 'polls', 'max_characters_per_option'],
  ['minPollDuration', 'polls', 'min_expiration'],
  ['maxPollDuration', 'polls', 'max_expiration'],
];

function readLimits({ configuration }: JsonObject): ServerLimits {
  const parts: JsonObject = isJsonObject(configuration) ? configuration : {};
  const limits: Record<string, number> = {};
  for (const [name, partName, field] of LIMITS) {
    const part = parts[partName];
    const limit = isJsonObject(part) ? part[field] : undefined;
    if (typeof limit === 'number' && Number.isSafeInteger(limit) && limit > 0) limits[name] = limit;
  }
  return limits;
}

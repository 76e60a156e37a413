import { say } from '../../words/say';
import type { RequestContext } from '../fetch-text';
import { isJsonObject, type JsonObject } from '../json-object';
import { type Credential, NetworkError, type NetworkProfile, type SignedIn } from '../network';
import { isDid, isHandle } from './identifiers';
import { parseServerAddress } from './server-address';
import { callXrpc, type XrpcAnswer, type XrpcRequest } from './xrpc';

/*
 * How long things last (@atproto/pds 0.5.35, 2026-11): an access token two hours; a refresh token 90 days,
 * but only two hours more once it was used; an app password until it is revoked. Signing in with a password
 * is limited to 30 times in five minutes and 300 a day, so the refresh token comes first; but when the answer
 * with the next one was lost it runs out, and then the password must do. We stay with the server that was
 * typed in, whatever address a DID document gives: nobody but the person who signs in decides where the
 * password and the tokens go. (bsky.social is known to pass calls on to the machine that the account is on;
 * this could not be tried from here.)
 */

/**
 * What a signed-in account keeps, stored encrypted. The server's origin is part of it: tokens go nowhere
 * else.
 */
interface BlueskyCredential {
  readonly server: string;
  /** The DID of the account. */
  readonly did: string;
  readonly handle: string;
  readonly appPassword: string;
  readonly accessJwt: string;
  readonly refreshJwt: string;
}

/** Calls methods as one account. */
export interface Session {
  readonly did: string;
  readonly server: string;
  /** Everything secret that the server was told, for `XrpcRequest.secrets`. */
  secrets(): readonly string[];
  /**
   * Calls a method; when the server does not take the access token any more, gets a new one and calls once
   * more.
   * @throws NetworkError when there is no new one to be had.
   */
  call(request: Omit<XrpcRequest, 'server' | 'token' | 'secrets'>): Promise<XrpcAnswer>;
}

/**
 * Signs in with a handle, an e-mail address or a DID, and an app password.
 * @throws NetworkError in the server's own words, or in ours when the entry cannot be right.
 */
export async function signIn(
  entry: { readonly server: string; readonly identifier: string; readonly password: string },
  context: RequestContext,
): Promise<SignedIn> {
  const address = parseServerAddress(entry.server);
  if (!address.ok) throw new NetworkError('refused', address.problem, { field: 'server' });
  const identifier = readIdentifier(entry.identifier);
  if (identifier === '')
    throw new NetworkError('refused', say('The handle is empty.'), { field: 'identifier' });
  const password = readPassword(entry.password);
  if (password === '')
    throw new NetworkError('refused', say('The app password is empty.'), { field: 'password' });
  const credential = await createSession(address.origin, identifier, password, context);
  return { profile: await readProfile(credential, context), credential: { ...credential } };
}

/**
 * Opens a stored credential.
 * @throws NetworkError of the kind `signIn` when it is not one of ours, or lacks a part.
 */
export function openSession(
  stored: Credential,
  context: RequestContext & { readonly saveCredential: (next: Credential) => Promise<void> },
): Session {
  let credential = readCredential(stored);
  const { did, server } = credential;

  const renew = async (): Promise<void> => {
    credential = (await refreshSession(credential, context)) ?? (await signInAgain(credential, context));
    await context.saveCredential({ ...credential });
  };

  return {
    did,
    server,
    secrets: () => secretsOf(credential),
    async call(request) {
      const attempt = () =>
        callXrpc(
          { ...request, server, token: credential.accessJwt, secrets: secretsOf(credential) },
          context,
        );
      const answer = await attempt();
      if (answer.ok || !mayBeMendedByNewToken(answer)) return answer;
      await renew();
      return attempt();
    },
  };
}

/** People copy a handle with the @ in front, and bsky.app wraps it in invisible bidi characters. */
function readIdentifier(typed: string): string {
  return typed
    .replace(/[\p{Control}\p{Format}]/gu, '')
    .trim()
    .replace(/^@/, '');
}

/** White space around an app password was copied along; in another password it may be meant. */
function readPassword(typed: string): string {
  const trimmed = typed.trim();
  return /^[a-z0-9]{4}(?:-[a-z0-9]{4}){3}$/i.test(trimmed) ? trimmed : typed;
}

async function createSession(
  server: string,
  identifier: string,
  appPassword: string,
  context: RequestContext,
): Promise<BlueskyCredential> {
  const answer = await callXrpc(
    {
      server,
      method: 'com.atproto.server.createSession',
      kind: 'procedure',
      input: { identifier, password: appPassword },
      secrets: [appPassword],
    },
    context,
  );
  if (!answer.ok) throw answer.error;
  return { server, appPassword, ...readTokens(answer.body, server) };
}

/** @returns undefined when the server does not take the refresh token any more. */
async function refreshSession(
  credential: BlueskyCredential,
  context: RequestContext,
): Promise<BlueskyCredential | undefined> {
  const answer = await callXrpc(
    {
      server: credential.server,
      method: 'com.atproto.server.refreshSession',
      kind: 'procedure',
      token: credential.refreshJwt,
      secrets: secretsOf(credential),
    },
    context,
  );
  if (answer.ok)
    return sameAccount({ ...credential, ...readTokens(answer.body, credential.server) }, credential);
  if (answer.error.kind === 'signIn' || answer.error.kind === 'refused') return undefined;
  throw answer.error;
}

async function signInAgain(
  credential: BlueskyCredential,
  context: RequestContext,
): Promise<BlueskyCredential> {
  const { server, did, appPassword } = credential;
  return sameAccount(await createSession(server, did, appPassword, context), credential);
}

function sameAccount(next: BlueskyCredential, previous: BlueskyCredential): BlueskyCredential {
  if (next.did === previous.did) return next;
  throw new NetworkError('signIn', say('The server signed us in to another account: sign in again.'));
}

function mayBeMendedByNewToken(refused: Extract<XrpcAnswer, { ok: false }>): boolean {
  return refused.error.kind === 'signIn' && !/^Account(?:Takedown|Deactivated)$/.test(refused.name ?? '');
}

function secretsOf(credential: BlueskyCredential): readonly string[] {
  return [credential.appPassword, credential.accessJwt, credential.refreshJwt];
}

function readCredential(stored: Credential): BlueskyCredential {
  const { server, did, handle, appPassword, accessJwt, refreshJwt } = stored;
  const address = parseServerAddress(server ?? '');
  if (!address.ok || !isDid(did) || !handle || !appPassword || !isToken(accessJwt) || !isToken(refreshJwt)) {
    throw new NetworkError('signIn', say('The stored sign-in is not complete: sign in again.'));
  }
  return { server: address.origin, did, handle, appPassword, accessJwt, refreshJwt };
}

function readTokens(
  body: JsonObject,
  server: string,
): Pick<BlueskyCredential, 'did' | 'handle' | 'accessJwt' | 'refreshJwt'> {
  const { did, handle, accessJwt, refreshJwt } = body;
  if (!isDid(did) || !isHandle(handle) || !isToken(accessJwt) || !isToken(refreshJwt)) {
    throw new NetworkError(
      'serverFault',
      say('The answer of {host} to our sign-in cannot be read.', { host: new URL(server).host }),
    );
  }
  return { did, handle, accessJwt, refreshJwt };
}

/** What a header takes; the error that `Headers` throws at anything else would quote it. */
function isToken(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 8192 && /^[\w.~+/=-]+$/.test(value);
}

/**
 * The name that the account gives itself, from its own repository: a PDS has it without asking anybody else.
 */
async function readProfile(credential: BlueskyCredential, context: RequestContext): Promise<NetworkProfile> {
  const { did, handle, server } = credential;
  const answer = await callXrpc(
    {
      server,
      method: 'com.atproto.repo.getRecord',
      kind: 'query',
      parameters: { repo: did, collection: 'app.bsky.actor.profile', rkey: 'self' },
      token: credential.accessJwt,
      secrets: secretsOf(credential),
    },
    context,
  );
  // An account that never filled in its profile has none; and whatever else is wrong, the sign-in itself has
  // worked.
  const record = answer.ok && isJsonObject(answer.body.value) ? answer.body.value : {};
  const name = typeof record.displayName === 'string' ? record.displayName.slice(0, 640).trim() : '';
  return { id: did, handle, name: name === '' ? handle : name, server };
}

import { encodeBase64 } from '../../platform/base64';
import { sha256 } from '../../platform/crypto';
import { say } from '../../words/say';
import type { RequestContext } from '../fetch-text';
import { isJsonObject } from '../json-object';
import { NetworkError, type SignInByPage } from '../network';
import { callApi } from './api';
import { parseServerAddress } from './server-address';
import { isToken, SCOPES, signInWithToken } from './session';

/*
 * OAuth 2 with an app of our own on every server (https://docs.joinmastodon.org/spec/oauth/, 2026-11).
 * Threat: any page may open our redirect address with a code of its own, and sign somebody in to an account
 * that is not theirs; and a code may be read on its way back. Rule: what comes back counts only at the very
 * address that was given, with the state that was given, and a code is worth nothing without the verifier that
 * never left here (PKCE; servers before Mastodon 4.3 do not ask for it). Proof:
 * test/unit/mastodon-publish.test.ts.
 */
export const signInByPage: SignInByPage = {
  async begin({ server, redirectUrl }, context) {
    const address = parseServerAddress(server);
    if (!address.ok) throw new NetworkError('refused', address.problem, { field: 'server' });
    const { origin } = address;
    const answer = await callApi(
      {
        server: origin,
        path: '/api/v1/apps',
        method: 'POST',
        input: { client_name: 'Countersign', redirect_uris: redirectUrl, scopes: SCOPES },
        secrets: [],
      },
      context,
    );
    if (!answer.ok) {
      const { kind, words, status, retryAfterMs } = answer.error;
      throw new NetworkError(kind, words, { status, retryAfterMs, field: 'server' });
    }
    const app = isJsonObject(answer.body) ? answer.body : {};
    const { client_id: clientId, client_secret: clientSecret } = app;
    if (!isToken(clientId) || !isToken(clientSecret)) throw unreadable(origin);
    const state = base64Url(context.randomBytes(32));
    const verifier = base64Url(context.randomBytes(32));
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: clientId,
      redirect_uri: redirectUrl,
      scope: SCOPES,
      state,
      code_challenge: base64Url(await sha256(new TextEncoder().encode(verifier))),
      code_challenge_method: 'S256',
    });
    return {
      url: `${origin}/oauth/authorize?${query}`,
      pending: { server: origin, redirectUrl, clientId, clientSecret, state, verifier },
    };
  },

  async finish(returnedTo, pending, context) {
    const { server = '', redirectUrl = '', clientId = '', clientSecret = '', state, verifier = '' } = pending;
    const returned = URL.parse(returnedTo);
    const parameters = returned?.searchParams;
    if (
      !returned ||
      !parameters ||
      !state ||
      !isAt(returned, redirectUrl) ||
      parameters.get('state') !== state
    ) {
      throw new NetworkError(
        'refused',
        say('What came back is not the answer to this sign-in: begin again.'),
      );
    }
    const code = parameters.get('code');
    if (!code) {
      throw new NetworkError(
        'refused',
        parameters.get('error') === 'access_denied'
          ? say('The sign-in was not allowed on the page of the server.')
          : say('{host} sent no code: begin the sign-in again.', { host: new URL(server).host }),
      );
    }
    const secrets = [code, verifier, clientSecret, state];
    const token = await redeemCode(server, secrets, context, {
      grant_type: 'authorization_code',
      code,
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uri: redirectUrl,
      code_verifier: verifier,
    });
    return signInWithToken(server, token, [...secrets, token], context);
  },
};

async function redeemCode(
  server: string,
  secrets: readonly string[],
  context: RequestContext,
  input: Readonly<Record<string, string>>,
): Promise<string> {
  const answer = await callApi({ server, path: '/oauth/token', method: 'POST', input, secrets }, context);
  if (!answer.ok) throw answer.error;
  const { access_token: token, scope } = isJsonObject(answer.body) ? answer.body : {};
  if (!isToken(token)) throw unreadable(server);
  // A server may grant less than was asked for, and then posting would fail later.
  const granted = typeof scope === 'string' ? scope.split(' ') : SCOPES.split(' ');
  const missing = SCOPES.split(' ').find(
    (asked) => !granted.includes(asked) && !granted.includes(asked.split(':')[0] ?? ''),
  );
  if (missing === undefined) return token;
  throw new NetworkError(
    'refused',
    say('{host} did not grant {missing}: begin the sign-in again.', { host: new URL(server).host, missing }),
  );
}

/** Whether an address is the one that was given, but for the parameters that the server adds. */
function isAt(returned: URL, redirectUrl: string): boolean {
  const expected = URL.parse(redirectUrl);
  return (
    expected !== null &&
    returned.protocol === expected.protocol &&
    returned.host === expected.host &&
    returned.pathname === expected.pathname &&
    returned.username === '' &&
    returned.password === ''
  );
}

function base64Url(bytes: Uint8Array): string {
  return encodeBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function unreadable(server: string): NetworkError {
  return new NetworkError(
    'serverFault',
    say('The answer of {host} cannot be read.', { host: new URL(server).host }),
  );
}

import { say } from '../../words/say';
import { fetchText, isWebPage, type RequestContext } from '../fetch-text';
import { isJsonObject, type JsonObject, parseJson } from '../json-object';
import { NetworkError, type NetworkErrorKind } from '../network';
import { presentableWords } from '../presentable-words';
import { readRetryAfterMs } from '../retry-after';

/*
 * The interface of a Mastodon server (https://docs.joinmastodon.org/api/), which many other servers speak. The
 * threat, the limits and what becomes of a request without an answer: ../fetch-text.ts. An answer that says no
 * and has no `error` is not the word of such a server, and nothing is concluded from it.
 */

export interface ApiRequest {
  /** An origin. */
  readonly server: string;
  /** As `/api/v1/statuses`. */
  readonly path: string;
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly parameters?: Readonly<Record<string, string>>;
  /** An object is sent as JSON. */
  readonly input?: FormData | JsonObject;
  readonly token?: string;
  readonly idempotencyKey?: string;
  /** Never to be seen in an error: everything secret that the server was told. */
  readonly secrets: readonly string[];
}

/** A refusal is a value, because some have a meaning: a post that is not there, a page of an older server. */
export type ApiAnswer =
  | {
      readonly ok: true;
      readonly status: number;
      readonly body: JsonObject | readonly unknown[];
      /** The time by the server's clock, in milliseconds since 1970; by ours where it does not say. */
      readonly serverNowMs: number;
    }
  | { readonly ok: false; readonly error: NetworkError };

/** Asks a server. Never throws. */
export async function callApi(request: ApiRequest, context: RequestContext): Promise<ApiAnswer> {
  const { server, input, token, idempotencyKey, method = 'GET' } = request;
  const { host } = new URL(server);
  const headers = new Headers({ accept: 'application/json' });
  if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
  if (idempotencyKey !== undefined) headers.set('idempotency-key', idempotencyKey);
  const isForm = input instanceof FormData;
  if (input !== undefined && !isForm) headers.set('content-type', 'application/json');
  const query = new URLSearchParams(request.parameters).toString();
  const answer = await fetchText(
    {
      address: `${server}${request.path}${query === '' ? '' : `?${query}`}`,
      method,
      headers,
      body: input === undefined || isForm ? input : JSON.stringify(input),
    },
    context,
  );
  if (!answer.ok) return answer;

  const { status, text } = answer;
  const body = text === undefined ? undefined : parseJson(text);
  if (status >= 200 && status < 300) {
    if (isJsonObject(body) || Array.isArray(body)) {
      const dateMs = Date.parse(answer.headers.get('date') ?? '');
      return { ok: true, status, body, serverNowMs: Number.isNaN(dateMs) ? context.nowMs() : dateMs };
    }
    if (text === undefined)
      return fault('serverFault', say('The answer of {host} is far too long.', { host }), status);
    return isWebPage(answer.headers, text)
      ? fault(
          'unreachable',
          say('{host} answered with a web page: check the address of the server.', { host }),
          status,
        )
      : fault('serverFault', say('The answer of {host} cannot be read.', { host }), status);
  }
  const name = isJsonObject(body) && typeof body.error === 'string' ? body.error : undefined;
  // Where an app is let in, `error` is a name and the words stand beside it (RFC 6749).
  const description = isJsonObject(body) && name !== undefined ? body.error_description : undefined;
  const message = typeof description === 'string' ? description : (name ?? '');
  const words = presentableWords(message, request.secrets);
  const kind = kindOfRefusal(status, name !== undefined);
  return {
    ok: false,
    error: new NetworkError(kind, words === '' ? ourWords(kind, status, host) : words, {
      status,
      retryAfterMs: kind === 'rateLimited' ? readRetryAfterMs(answer.headers, context.nowMs()) : undefined,
    }),
  };
}

function fault(kind: NetworkErrorKind, words: string, status: number): ApiAnswer {
  return { ok: false, error: new NetworkError(kind, words, { status }) };
}

/**
 * Mastodon says 401 for a token that is wrong or revoked, 403 for a scope that is missing and for an account
 * that is not confirmed or was closed, 422 for a post that it does not take (docs.joinmastodon.org, 2026-11).
 * @param isItsOwn false when the answer is a proxy's, or another kind of server's.
 */
function kindOfRefusal(status: number, isItsOwn: boolean): NetworkErrorKind {
  if (status === 429) return 'rateLimited';
  // A proxy cuts off an upload that is too long before the server sees it.
  if (status === 413) return 'refused';
  if (!isItsOwn) {
    const isProxy = status < 500 || status === 502 || status === 503 || status === 504;
    return isProxy ? 'unreachable' : 'serverFault';
  }
  if (status >= 500) return 'serverFault';
  return status === 401 || status === 403 ? 'signIn' : 'refused';
}

function ourWords(kind: NetworkErrorKind, status: number, host: string): string {
  if (kind === 'rateLimited') return say('{host} wants us to wait.', { host });
  if (status === 413) return say('{host} finds the upload too large.', { host });
  if (kind === 'serverFault') return say('{host} failed ({status}).', { host, status });
  return say(
    '{host} does not answer as a Mastodon server does ({status}): check the address of the server.',
    { host, status },
  );
}

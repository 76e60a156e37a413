import { say } from '../../words/say';
import { fetchText, isWebPage, type RequestContext, type TextAnswer } from '../fetch-text';
import { isJsonObject, type JsonObject, parseJson } from '../json-object';
import { NetworkError, type NetworkErrorKind } from '../network';
import { presentableWords } from '../presentable-words';
import { readRetryAfterMs } from '../retry-after';

/*
 * The threat, the limits and what becomes of a request without an answer: ../fetch-text.ts. What is read here
 * is the protocol's own: names of errors, and words without a secret in them.
 */

export interface XrpcRequest {
  /** An origin. */
  readonly server: string;
  /** The name of the method, as `com.atproto.repo.getRecord`. */
  readonly method: string;
  /** A query reads (GET), a procedure writes (POST). */
  readonly kind: 'query' | 'procedure';
  readonly parameters?: Readonly<Record<string, string>>;
  /** An object is sent as JSON, a Blob as itself. */
  readonly input?: Blob | Readonly<Record<string, unknown>>;
  readonly token?: string;
  /** Never to be seen in an error: everything secret that the server was told. */
  readonly secrets: readonly string[];
  readonly timeoutMs?: number;
}

/**
 * A refusal is a value, because some have a meaning: a record that is not there, a token that has run out.
 */
export type XrpcAnswer =
  | { readonly ok: true; readonly body: JsonObject }
  /** `name` is the server's name for what is wrong, as `RecordNotFound`. */
  | { readonly ok: false; readonly name: string | undefined; readonly error: NetworkError };

/** Calls one method of an AT Protocol server (https://atproto.com/specs/xrpc). Never throws. */
export async function callXrpc(request: XrpcRequest, context: RequestContext): Promise<XrpcAnswer> {
  const answer = await fetchText(
    { address: requestAddress(request), timeoutMs: request.timeoutMs, ...requestParts(request) },
    context,
  );
  if (!answer.ok) return { ok: false, name: undefined, error: answer.error };
  return readAnswer(answer, new URL(request.server).host, request.secrets, context.nowMs);
}

function requestAddress(request: XrpcRequest): string {
  const query = new URLSearchParams(request.parameters).toString();
  return `${request.server}/xrpc/${request.method}${query === '' ? '' : `?${query}`}`;
}

function requestParts(request: XrpcRequest): {
  readonly method: 'GET' | 'POST';
  readonly headers: Headers;
  readonly body?: BodyInit;
} {
  const headers = new Headers({ accept: 'application/json' });
  if (request.token !== undefined) headers.set('authorization', `Bearer ${request.token}`);
  const method = request.kind === 'query' ? 'GET' : 'POST';
  if (request.input === undefined) return { method, headers };
  const isBlob = request.input instanceof Blob;
  headers.set('content-type', isBlob ? request.input.type || 'application/octet-stream' : 'application/json');
  return { method, headers, body: isBlob ? request.input : JSON.stringify(request.input) };
}

function readAnswer(
  { status, headers, text }: Extract<TextAnswer, { ok: true }>,
  host: string,
  secrets: readonly string[],
  nowMs: () => number,
): XrpcAnswer {
  const parsed = text === undefined ? undefined : parseJson(text);
  const body = isJsonObject(parsed) ? parsed : undefined;
  if (status >= 200 && status < 300) {
    if (body !== undefined) return { ok: true, body };
    if (text === undefined)
      return refusal('serverFault', say('The answer of {host} is far too long.', { host }), { status });
    return isWebPage(headers, text)
      ? refusal(
          'unreachable',
          say('{host} answered with a web page: check the address of the server.', { host }),
          {
            status,
          },
        )
      : refusal('serverFault', say('The answer of {host} cannot be read.', { host }), { status });
  }
  const name = typeof body?.error === 'string' ? body.error : undefined;
  const message = typeof body?.message === 'string' && body.message !== '' ? body.message : name;
  const words = message === undefined ? '' : presentableWords(message, secrets);
  const kind = kindOfRefusal(status, name);
  return {
    ok: false,
    name,
    error: new NetworkError(kind, words === '' ? ourWords(kind, status, host) : words, {
      status,
      retryAfterMs: kind === 'rateLimited' ? readRetryAfterMs(headers, nowMs()) : undefined,
    }),
  };
}

function refusal(
  kind: NetworkErrorKind,
  words: string,
  details: { readonly status?: number | undefined } = {},
): XrpcAnswer {
  return { ok: false, name: undefined, error: new NetworkError(kind, words, details) };
}

/**
 * A PDS says 400 for a token that has run out (`ExpiredToken`) or is not its own (`InvalidToken`), 401 for a
 * wrong password or no token, 403 `AccountNotFound` when the account is gone (@atproto/pds 0.5.35, 2026-11).
 */
const SIGN_IN_REFUSALS: readonly string[] = [
  'ExpiredToken',
  'InvalidToken',
  'AuthMissing',
  'AccountNotFound',
];

/**
 * @param name undefined when the answer does not speak the protocol: then it is a proxy's, or another kind of
 * server's.
 */
function kindOfRefusal(status: number, name: string | undefined): NetworkErrorKind {
  if (status === 429) return 'rateLimited';
  // A proxy cuts off an upload that is too long before the server sees it.
  if (status === 413) return 'refused';
  if (name === undefined) {
    const isProxy = status < 500 || status === 502 || status === 503 || status === 504;
    return isProxy ? 'unreachable' : 'serverFault';
  }
  if (status >= 500) return 'serverFault';
  return status === 401 || SIGN_IN_REFUSALS.includes(name) ? 'signIn' : 'refused';
}

function ourWords(kind: NetworkErrorKind, status: number, host: string): string {
  if (kind === 'rateLimited') return say('{host} wants us to wait.', { host });
  if (status === 413) return say('{host} finds the upload too large.', { host });
  if (kind === 'serverFault') return say('{host} failed ({status}).', { host, status });
  return say('{host} does not answer as a Bluesky server does ({status}): check the address of the server.', {
    host,
    status,
  });
}

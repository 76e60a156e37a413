import { NetworkError, type NetworkErrorKind } from '../network';

/*
 * Threat: the server is somebody else's, the address was typed by hand, and anything may sit in between. So
 * an answer is read up to a limit and for a limited time, redirects are not followed (they would carry a
 * token to another host), and every way of failing becomes a NetworkError. Rule: no secret in any of them. A
 * server may send back what it was sent, and the errors of `fetch` and `JSON.parse` quote headers and bodies;
 * so secrets are struck out of a server's words, and a foreign error is never kept as a cause. Proof:
 * test/unit/bluesky-hostile-server.test.ts.
 */

/** Chrome ends an extension's worker when an answer takes more than 30 s (developer.chrome.com, 2026). */
export const REQUEST_TIMEOUT_MS = 25_000;
/** The longest answer that we ask for, a session with its DID document, has about 2 kB. */
export const MAX_ANSWER_BYTES = 1_000_000;
/** No server's word makes a post wait for longer than this. */
const MAX_RETRY_AFTER_MS = 24 * 60 * 60 * 1000;

/** What a request needs of the world. */
export interface XrpcContext {
  readonly fetch: typeof globalThis.fetch;
  readonly nowMs: () => number;
  readonly signal?: AbortSignal | undefined;
}

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

export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * A refusal is a value, because some have a meaning: a record that is not there, a token that has run out.
 */
export type XrpcAnswer =
  | { readonly ok: true; readonly body: JsonObject }
  /** `name` is the server's name for what is wrong, as `RecordNotFound`. */
  | { readonly ok: false; readonly name: string | undefined; readonly error: NetworkError };

/** Calls one method of an AT Protocol server (https://atproto.com/specs/xrpc). Never throws. */
export async function callXrpc(request: XrpcRequest, context: XrpcContext): Promise<XrpcAnswer> {
  const host = new URL(request.server).host;
  const timeoutMs = request.timeoutMs ?? REQUEST_TIMEOUT_MS;
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = context.signal === undefined ? timeout : AbortSignal.any([context.signal, timeout]);
  try {
    // Browsers refuse to run their fetch as a method of anything but the global object.
    const { fetch } = context;
    const response = await fetch(requestAddress(request), { ...requestInit(request), signal });
    return await readAnswer(response, host, request.secrets, context.nowMs);
  } catch {
    if (context.signal?.aborted) return refusal('unreachable', `Stopped before ${host} had answered.`);
    if (timeout.aborted) {
      return refusal('unreachable', `${host} did not answer within ${timeoutMs / 1000} seconds.`);
    }
    return refusal('unreachable', `${host} could not be reached, or the connection broke.`);
  }
}

function requestAddress(request: XrpcRequest): string {
  const query = new URLSearchParams(request.parameters).toString();
  return `${request.server}/xrpc/${request.method}${query === '' ? '' : `?${query}`}`;
}

function requestInit(request: XrpcRequest): RequestInit {
  const headers = new Headers({ accept: 'application/json' });
  if (request.token !== undefined) headers.set('authorization', `Bearer ${request.token}`);
  const init: RequestInit = {
    method: request.kind === 'query' ? 'GET' : 'POST',
    headers,
    redirect: 'manual',
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
  };
  if (request.input === undefined) return init;
  const isBlob = request.input instanceof Blob;
  headers.set('content-type', isBlob ? request.input.type || 'application/octet-stream' : 'application/json');
  return { ...init, body: isBlob ? request.input : JSON.stringify(request.input) };
}

async function readAnswer(
  response: Response,
  host: string,
  secrets: readonly string[],
  nowMs: () => number,
): Promise<XrpcAnswer> {
  const { status } = response;
  if (response.type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    await response.body?.cancel();
    return refusal(
      'unreachable',
      `${host} wants to send us to another address: check the address of the server.`,
      {
        status: status === 0 ? undefined : status,
      },
    );
  }
  const text = await readText(response);
  const body = text === undefined ? undefined : parseObject(text);
  if (response.ok) {
    if (body !== undefined) return { ok: true, body };
    if (text === undefined)
      return refusal('serverFault', `The answer of ${host} is far too long.`, { status });
    return isWebPage(response, text)
      ? refusal('unreachable', `${host} answered with a web page: check the address of the server.`, {
          status,
        })
      : refusal('serverFault', `The answer of ${host} cannot be read.`, { status });
  }
  const name = typeof body?.error === 'string' ? body.error : undefined;
  const message = typeof body?.message === 'string' && body.message !== '' ? body.message : name;
  const words = message === undefined ? '' : presentable(message, secrets);
  const kind = kindOfRefusal(status, name);
  return {
    ok: false,
    name,
    error: new NetworkError(kind, words === '' ? ourWords(kind, status, host) : words, {
      status,
      retryAfterMs: kind === 'rateLimited' ? readRetryAfterMs(response.headers, nowMs()) : undefined,
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

/** @returns undefined when the answer is longer than `MAX_ANSWER_BYTES`. */
async function readText(response: Response): Promise<string | undefined> {
  if (response.body === null) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > MAX_ANSWER_BYTES) {
      await reader.cancel();
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
  }
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a value of an answer is an object, and neither null nor a list. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isWebPage(response: Response, text: string): boolean {
  return /html/i.test(response.headers.get('content-type') ?? '') || text.trimStart().startsWith('<');
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
  if (kind === 'rateLimited') return `${host} wants us to wait.`;
  if (status === 413) return `${host} finds the upload too large.`;
  if (kind === 'serverFault') return `${host} failed (${status}).`;
  return `${host} does not answer as a Bluesky server does (${status}): check the address of the server.`;
}

/** One line without control or bidi characters and without secrets, at most 500 characters. */
function presentable(message: string, secrets: readonly string[]): string {
  const line = message
    .slice(0, 10_000)
    .replace(/[\p{Control}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return withoutSecrets(line, secrets).slice(0, 500);
}

function withoutSecrets(text: string, secrets: readonly string[]): string {
  // Shorter than this nothing is a secret, and striking it out would tear the words apart.
  const forms = secrets
    .filter((secret) => secret.length >= 4)
    .flatMap((secret) => [secret, encodeURIComponent(secret)]);
  // The longest first: a secret may be a part of another.
  return forms
    .sort((one, other) => other.length - one.length)
    .reduce((rest, secret) => rest.replaceAll(secret, '•••'), text);
}

/**
 * `Retry-After` (seconds or a date, RFC 9110) or `RateLimit-Reset` (@atproto/xrpc-server sends the second
 * since 1970).
 * @returns milliseconds from now, from 0 to a day; undefined when the server does not say.
 */
function readRetryAfterMs(headers: Headers, nowMs: number): number | undefined {
  const retryAfter = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+$/.test(retryAfter)) return clampWait(Number(retryAfter) * 1000);
  // Both other forms name a moment by the server's clock, which `Date` lets us compare with ours.
  const serverNowMs = Date.parse(headers.get('date') ?? '');
  const clockMs = Number.isNaN(serverNowMs) ? nowMs : serverNowMs;
  const retryAtMs = Date.parse(retryAfter);
  if (!Number.isNaN(retryAtMs)) return clampWait(retryAtMs - clockMs);
  const reset = headers.get('ratelimit-reset')?.trim() ?? '';
  return /^\d+$/.test(reset) ? clampWait(Number(reset) * 1000 - clockMs) : undefined;
}

function clampWait(waitMs: number): number {
  return Math.min(Math.max(waitMs, 0), MAX_RETRY_AFTER_MS);
}

import { say } from '../../words/say';
import { fetchText, isWebPage, type RequestContext } from '../fetch-text';
import { isJsonObject, type JsonObject, parseJson } from '../json-object';
import { NetworkError, type NetworkErrorKind } from '../network';
import { readPlainText } from '../plain-text';
import { presentableWords } from '../presentable-words';
import { readRetryAfterMs } from '../retry-after';

/*
 * The REST interface of a WordPress site (https://developer.wordpress.org/rest-api/). The threat, the limits
 * and what becomes of a request without an answer: ../fetch-text.ts. A site is a server with themes and
 * plugins of any origin: it may print a warning before the JSON, put HTML into its words, or answer from a
 * firewall. What is not JSON with a `code` is not the word of WordPress, and nothing is concluded from it.
 */

export interface RestRequest {
  /** Where the interface begins, ended by a slash; on a site without pretty addresses in `?rest_route=/`. */
  readonly root: string;
  /** As `wp/v2/posts`. */
  readonly path: string;
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly parameters?: Readonly<Record<string, string>>;
  /** An object is sent as JSON. */
  readonly input?: FormData | Readonly<Record<string, unknown>>;
  /** Whoever asks; without it nobody does. */
  readonly sender?: RestSender;
  /** Never to be seen in an error, though it is not sent: it may have been before. */
  readonly secrets?: readonly string[];
}

/** Who asks: the value of the header, and all of it that must never be seen in an error. */
export interface RestSender {
  readonly authorization: string;
  readonly secrets: readonly string[];
}

/** A refusal is a value, because some have a meaning: a right that is missing, a post that is not there. */
export type RestAnswer =
  | { readonly ok: true; readonly body: JsonObject | readonly unknown[] }
  /** `code` is WordPress' name for what is wrong, as `rest_cannot_publish`, and `data` what it says beside. */
  | {
      readonly ok: false;
      readonly code: string | undefined;
      readonly data?: unknown;
      readonly error: NetworkError;
    };

/** Asks the interface of a site. Never throws. */
export async function callRest(request: RestRequest, context: RequestContext): Promise<RestAnswer> {
  const { input, sender, method = 'GET' } = request;
  const { host } = new URL(request.root);
  const headers = new Headers({ accept: 'application/json' });
  if (sender) headers.set('authorization', sender.authorization);
  const isForm = input instanceof FormData;
  if (input !== undefined && !isForm) headers.set('content-type', 'application/json');
  const answer = await fetchText(
    {
      address: requestAddress(request),
      method,
      headers,
      body: input === undefined || isForm ? input : JSON.stringify(input),
    },
    context,
  );
  if (!answer.ok) return { ok: false, code: undefined, error: answer.error };

  const { status, text } = answer;
  const body = text === undefined ? undefined : parseJson(text);
  if (status >= 200 && status < 300) {
    if (isJsonObject(body) || Array.isArray(body)) return { ok: true, body };
    if (text === undefined)
      return fault('serverFault', say('The answer of {host} is far too long.', { host }), status);
    return isWebPage(answer.headers, text)
      ? fault(
          'unreachable',
          say('{host} answered with a web page: check the address of the site.', { host }),
          status,
        )
      : fault('serverFault', say('The answer of {host} cannot be read.', { host }), status);
  }
  const code = isJsonObject(body) && typeof body.code === 'string' ? body.code : undefined;
  const message = isJsonObject(body) && code !== undefined ? body.message : undefined;
  const words =
    typeof message === 'string'
      ? presentableWords(readPlainText(message.slice(0, 10_000)), [
          ...(sender?.secrets ?? []),
          ...(request.secrets ?? []),
        ])
      : '';
  const kind = kindOfRefusal(status, code);
  return {
    ok: false,
    code,
    data: isJsonObject(body) ? body.data : undefined,
    error: new NetworkError(kind, words === '' ? ourWords(kind, status, host) : words, {
      status,
      retryAfterMs: kind === 'rateLimited' ? readRetryAfterMs(answer.headers, context.nowMs()) : undefined,
    }),
  };
}

function requestAddress({ root, path, parameters }: RestRequest): string {
  const url = new URL(root);
  const route = url.searchParams.get('rest_route');
  if (route === null) url.pathname += path;
  else url.searchParams.set('rest_route', `${route.replace(/\/$/, '')}/${path}`);
  for (const [name, value] of Object.entries(parameters ?? {})) url.searchParams.set(name, value);
  return url.href;
}

function fault(kind: NetworkErrorKind, words: string, status: number): RestAnswer {
  return { ok: false, code: undefined, error: new NetworkError(kind, words, { status }) };
}

/**
 * WordPress says 401 for a password that is wrong, revoked or not asked for, and 403 for a right that is
 * missing (6.1.9, 2026-11).
 * @param code undefined when the answer is not WordPress': then it is a proxy's, a firewall's, or another kind
 *   of server's.
 */
function kindOfRefusal(status: number, code: string | undefined): NetworkErrorKind {
  if (status === 429) return 'rateLimited';
  // A proxy cuts off an upload that is too long before the site sees it.
  if (status === 413) return 'refused';
  if (code === undefined) {
    const isProxy = status < 500 || status === 502 || status === 503 || status === 504;
    return isProxy ? 'unreachable' : 'serverFault';
  }
  if (status >= 500) return 'serverFault';
  return status === 401 ? 'signIn' : 'refused';
}

function ourWords(kind: NetworkErrorKind, status: number, host: string): string {
  if (kind === 'rateLimited') return say('{host} wants us to wait.', { host });
  if (status === 413) return say('{host} finds the upload too large.', { host });
  if (kind === 'serverFault') return say('{host} failed ({status}).', { host, status });
  return say('{host} does not answer as a WordPress site does ({status}): check the address of the site.', {
    host,
    status,
  });
}

import { say } from '../words/say';
import { NetworkError } from './network';

/*
 * Threat: the server is somebody else's, the address was typed by hand, and anything may sit in between. So
 * an answer is read up to a limit and for a limited time, redirects are not followed (they would carry a
 * secret to another host), and every way of failing becomes a NetworkError. Rule: no secret in any of them. A
 * server may send back what it was sent, and the errors of `fetch` quote headers and bodies; so a foreign
 * error is never kept as a cause, and a server's words go through `presentableWords`. Proof:
 * test/unit/bluesky-hostile-server.test.ts, test/unit/mastodon-hostile-server.test.ts,
 * test/unit/wordpress-hostile-server.test.ts.
 */

/** Chrome ends an extension's worker when an answer takes more than 30 s (developer.chrome.com, 2026). */
export const REQUEST_TIMEOUT_MS = 25_000;
/** The longest answers that we ask for, a post with its text twice, have some 300 kB. */
export const MAX_ANSWER_BYTES = 1_000_000;

/** What a request needs of the world. */
export interface RequestContext {
  readonly fetch: typeof globalThis.fetch;
  readonly nowMs: () => number;
  readonly signal?: AbortSignal | undefined;
}

export interface TextRequest {
  readonly address: string;
  readonly method: 'GET' | 'HEAD' | 'POST' | 'DELETE';
  readonly headers: Headers;
  readonly body?: BodyInit | undefined;
  readonly timeoutMs?: number | undefined;
}

export type TextAnswer =
  | {
      readonly ok: true;
      readonly status: number;
      readonly headers: Headers;
      /** Undefined when the answer is longer than `MAX_ANSWER_BYTES`. */
      readonly text: string | undefined;
    }
  /** There was no answer of this server. */
  | { readonly ok: false; readonly isRedirect: boolean; readonly error: NetworkError };

/** Asks a server and reads what it answers, whatever the status. Never throws. */
export async function fetchText(request: TextRequest, context: RequestContext): Promise<TextAnswer> {
  const { host } = new URL(request.address);
  const timeoutMs = request.timeoutMs ?? REQUEST_TIMEOUT_MS;
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = context.signal === undefined ? timeout : AbortSignal.any([context.signal, timeout]);
  try {
    // Browsers refuse to run their fetch as a method of anything but the global object.
    const { fetch } = context;
    const response = await fetch(request.address, {
      method: request.method,
      headers: request.headers,
      ...(request.body !== undefined && { body: request.body }),
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal,
    });
    const { status } = response;
    if (response.type === 'opaqueredirect' || (status >= 300 && status < 400)) {
      await response.body?.cancel();
      const words = say('{host} wants to send us to another address: check the address of the server.', {
        host,
      });
      const details = { status: status === 0 ? undefined : status };
      return { ok: false, isRedirect: true, error: new NetworkError('unreachable', words, details) };
    }
    return { ok: true, status, headers: response.headers, text: await readText(response) };
  } catch {
    const words = context.signal?.aborted
      ? say('Stopped before {host} had answered.', { host })
      : timeout.aborted
        ? say('{host} did not answer within {count} seconds.', { host, count: timeoutMs / 1000 })
        : say('{host} could not be reached, or the connection broke.', { host });
    return { ok: false, isRedirect: false, error: new NetworkError('unreachable', words) };
  }
}

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

/** Whether an answer is a page for people, as a proxy, a hotel or a server of another kind gives it. */
export function isWebPage(headers: Headers, text: string): boolean {
  return /html/i.test(headers.get('content-type') ?? '') || text.trimStart().startsWith('<');
}

import { say } from '../../words/say';
import { fetchText, isWebPage, type RequestContext } from '../fetch-text';
import { isJsonObject, type JsonObject, parseJson } from '../json-object';
import { NetworkError, type NetworkErrorKind } from '../network';
import { presentableWords } from '../presentable-words';
import { readRetryAfterMs } from '../retry-after';
import type { MultipartForm } from './multipart-form';

/*
 * The Bot API (https://core.telegram.org/bots/api). The limits of a request and what becomes of one without an answer:
 * ../fetch-text.ts.
 *
 * Threat: the token of the bot is a part of every address, and whoever has it is the bot. Rule: no address gets into an
 * error, not even that of `fetch`; no token goes into one unless it has the form of a token, so that none can reach
 * another method or server; and it is struck out of a server's words. Proof: test/unit/telegram-hostile-server.test.ts.
 *
 * Race: a message that was sent cannot be looked up by a bot, and sending has no key that would make it happen once. So
 * an error must say whether a message may have gone out (`isUnsent`). Surely none has when the Bot API itself says no:
 * JSON with `ok: false` and a code below 500. The code 500 also stands for messages that were sent and could not be
 * told of ("sent message was immediately deleted", Bot API server 10.0, read 2026-11), 502 for a server that went away;
 * and where one image of an album fails ("Failed to send message #2"), the others may be out.
 */

export interface BotRequest {
  readonly server: string;
  readonly token: string;
  readonly method: string;
  /** An object is sent as JSON. */
  readonly input?: MultipartForm | JsonObject;
}

/** A refusal is a value, because some have a meaning: a channel that is not there, a message that is gone. */
export type BotAnswer =
  | { readonly ok: true; readonly result: unknown }
  /** `description` is the server's, for comparing; empty when the Bot API has not spoken. */
  | { readonly ok: false; readonly description: string; readonly error: NetworkError };

/** A number and a secret; not longer than what the Bot API server takes (10.0, 2026-11). */
export function isBotToken(text: unknown): text is string {
  return typeof text === 'string' && /^[1-9]\d{2,19}:[\w-]{20,60}$/.test(text);
}

/** Calls one method as a bot. Never throws. @param request with a token that `isBotToken`. */
export async function callBot(request: BotRequest, context: RequestContext): Promise<BotAnswer> {
  const { server, token, method, input } = request;
  const { host } = new URL(server);
  const headers = new Headers({ accept: 'application/json' });
  const form = input && isForm(input) ? input : undefined;
  if (input !== undefined) headers.set('content-type', form?.contentType ?? 'application/json');
  const answer = await fetchText(
    {
      address: `${server}/bot${token}/${method}`,
      method: 'POST',
      headers,
      body: form?.body ?? (input && JSON.stringify(input)),
    },
    context,
  );
  if (!answer.ok) return { ok: false, description: '', error: answer.error };

  const { status, text } = answer;
  const body = text === undefined ? undefined : parseJson(text);
  if (isJsonObject(body) && body.ok === true && body.result !== undefined && status < 300) {
    return { ok: true, result: body.result };
  }
  if (!isJsonObject(body) || body.ok !== false || typeof body.error_code !== 'number') {
    return { ok: false, description: '', error: explainForeignAnswer(answer, host, context.nowMs()) };
  }

  const description = typeof body.description === 'string' ? body.description : '';
  const parameters = isJsonObject(body.parameters) ? body.parameters : {};
  const isInDoubt = body.error_code >= 500 || /failed to send message #/i.test(description);
  const kind = isInDoubt ? 'serverFault' : kindOfRefusal(body.error_code, description);
  const said = presentableWords(description, [token, token.slice(token.indexOf(':') + 1)]);
  const words = [
    said === ''
      ? say('{host} refused ({error_code}).', { host, error_code: body.error_code })
      : endSentence(said),
    remedy(kind, parameters),
  ];
  return {
    ok: false,
    description,
    error: new NetworkError(kind, words.filter((part) => part !== '').join(' '), {
      status,
      retryAfterMs:
        kind === 'rateLimited' ? readWaitMs(parameters, answer.headers, context.nowMs()) : undefined,
      isUnsent: !isInDoubt,
    }),
  };
}

/**
 * 401 is said for a token that was revoked, 404 for one that never was, 403 for a bot that was removed; a right that
 * is missing is a 400 (Bot API server 10.0, 2026-11). In all of them somebody has to see to the bot.
 */
function kindOfRefusal(code: number, description: string): NetworkErrorKind {
  if (code === 429) return 'rateLimited';
  if (code === 401 || code === 403 || code === 404) return 'signIn';
  return /\brights\b|CHAT_WRITE_FORBIDDEN|CHAT_ADMIN_REQUIRED/i.test(description) ? 'signIn' : 'refused';
}

function remedy(kind: NetworkErrorKind, parameters: JsonObject): string {
  if (parameters.migrate_to_chat_id !== undefined) {
    return say('The group has become another one: connect the account again.');
  }
  return kind === 'signIn'
    ? say('An administrator of the channel can make the bot one who may post; a token comes from @BotFather.')
    : '';
}

/** What is not the Bot API's word: a proxy's, a hotel's, or another kind of server's. A message may have gone out. */
function explainForeignAnswer(
  {
    status,
    headers,
    text,
  }: { readonly status: number; readonly headers: Headers; readonly text: string | undefined },
  host: string,
  nowMs: number,
): NetworkError {
  // A proxy cuts off an upload that is too long before the server sees it.
  if (status === 413)
    return new NetworkError('refused', say('{host} finds the upload too large.', { host }), { status });
  if (status === 429) {
    const retryAfterMs = readRetryAfterMs(headers, nowMs);
    return new NetworkError('rateLimited', say('{host} wants us to wait.', { host }), {
      status,
      retryAfterMs,
      isUnsent: false,
    });
  }
  if (text === undefined) {
    return new NetworkError('serverFault', say('The answer of {host} is far too long.', { host }), {
      status,
    });
  }
  const isProxy = isWebPage(headers, text) && status !== 500;
  return new NetworkError(
    isProxy ? 'unreachable' : 'serverFault',
    say('{host} does not answer as a Bot API server does ({status}): check the address of the server.', {
      host,
      status,
    }),
    { status },
  );
}

/** `retry_after` is in seconds. */
function readWaitMs(parameters: JsonObject, headers: Headers, nowMs: number): number | undefined {
  const seconds = parameters.retry_after;
  const said = new Headers(headers);
  if (typeof seconds === 'number' && Number.isSafeInteger(seconds) && seconds >= 0) {
    said.set('retry-after', String(seconds));
  }
  return readRetryAfterMs(said, nowMs);
}

function endSentence(words: string): string {
  return /[.!?…]$/.test(words) ? words : `${words}.`;
}

function isForm(input: MultipartForm | JsonObject): input is MultipartForm {
  return input.body instanceof Blob;
}

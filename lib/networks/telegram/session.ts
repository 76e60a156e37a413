import { say } from '../../words/say';
import type { RequestContext } from '../fetch-text';
import { isJsonObject, type JsonObject } from '../json-object';
import { type Credential, NetworkError, type SignedIn } from '../network';
import { presentableWords } from '../presentable-words';
import { type BotAnswer, callBot, isBotToken } from './bot-api';
import { isChannelId, parseChannelName } from './channel-name';
import type { MultipartForm } from './multipart-form';
import { parseServerAddress } from './server-address';

/** Calls methods as one bot, for one channel. */
export interface Session {
  /** The channel's number, which stays when its name changes. */
  readonly channelId: string;
  /** What people call the channel, for a sentence. */
  readonly channel: string;
  /** The host of the server, for a sentence. */
  readonly host: string;
  call(method: string, input?: MultipartForm | JsonObject): Promise<BotAnswer>;
}

/**
 * Signs in with the token of a bot that may post in a channel.
 * @param entry `identifier` is the channel, `password` the token.
 * @throws NetworkError in the server's own words, or in ours when the entry cannot be right.
 */
export async function signIn(
  entry: { readonly server: string; readonly identifier: string; readonly password: string },
  context: RequestContext,
): Promise<SignedIn> {
  const address = parseServerAddress(entry.server);
  if (!address.ok) throw new NetworkError('refused', address.problem, { field: 'server' });
  const server = address.origin;
  const chatId = parseChannelName(entry.identifier);
  if (chatId === undefined) {
    throw refuseField(
      'identifier',
      say('The channel must be its @name, its number (-100…), or its t.me address.'),
    );
  }
  const token = entry.password.trim();
  if (!isBotToken(token)) {
    throw refuseField(
      'password',
      say('This is not the token of a bot: @BotFather shows it as a number, a colon and 35 characters.'),
    );
  }
  const call = (method: string, input: JsonObject) => callBot({ server, token, method, input }, context);

  const bot = readResult(await call('getMe', {}), 'password', server);
  const chat = readResult(await call('getChat', { chat_id: chatId }), 'identifier', server);
  const channelId = String(chat.id);
  const { host } = new URL(server);
  const title = presentableWords(typeof chat.title === 'string' ? chat.title : '', [token]).slice(0, 200);
  if (chat.type !== 'channel') {
    throw refuseField('identifier', say('This is a group or a person: Countersign publishes to channels.'));
  }
  if (!isChannelId(channelId) || title === '' || !isId(bot.id)) {
    throw new NetworkError(
      'serverFault',
      say('The answer of {host} to our sign-in cannot be read.', { host }),
    );
  }
  const member = readResult(
    await call('getChatMember', { chat_id: channelId, user_id: bot.id }),
    'identifier',
    server,
  );
  if (member.status !== 'administrator' || member.can_post_messages !== true) {
    throw refuseField('identifier', explainMissingRight(member.status, bot.username, title));
  }

  const name = readChannelName(chat.username);
  return {
    profile: { id: channelId, handle: name ?? title, name: title, server },
    credential: { server, token, channelId, channel: name === undefined ? title : `@${name}` },
  };
}

/**
 * Opens a stored credential.
 * @throws NetworkError of the kind `signIn` when it is not one of ours, or lacks a part.
 */
export function openSession(stored: Credential, context: RequestContext): Session {
  const { server = '', token, channelId, channel } = stored;
  const address = parseServerAddress(server);
  if (!address.ok || !isBotToken(token) || !isChannelId(channelId) || !channel) {
    throw new NetworkError('signIn', say('The stored sign-in is not complete: sign in again.'));
  }
  const { origin } = address;
  return {
    channelId,
    channel,
    host: new URL(origin).host,
    call: (method, input) => callBot({ server: origin, token, method, ...(input && { input }) }, context),
  };
}

/** The name of a public channel, without the @; undefined for a private one. */
export function readChannelName(username: unknown): string | undefined {
  return typeof username === 'string' && /^[a-z]\w{3,31}$/i.test(username) ? username : undefined;
}

/** Telegram numbers messages and bots from 1. */
export function isId(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}

function readResult(answer: BotAnswer, field: 'identifier' | 'password', server: string): JsonObject {
  if (answer.ok) {
    if (isJsonObject(answer.result)) return answer.result;
    throw new NetworkError(
      'serverFault',
      say('The answer of {host} to our sign-in cannot be read.', { host: new URL(server).host }),
    );
  }
  const { kind, words, status, retryAfterMs } = answer.error;
  if (kind !== 'refused' && kind !== 'signIn') {
    throw new NetworkError(kind, words, {
      status,
      retryAfterMs,
      ...(kind === 'unreachable' && { field: 'server' }),
    });
  }
  const hint =
    field === 'identifier'
      ? ` ${say('A bot sees a channel only after an administrator of it has added the bot.')}`
      : '';
  throw new NetworkError(kind, words + hint, { status, field });
}

function explainMissingRight(status: unknown, botName: unknown, title: string): string {
  const name = readChannelName(botName);
  const bot = name === undefined ? say('The bot') : `@${name}`;
  return status === 'administrator'
    ? say(
        '{bot} may not post in {title}: an administrator of the channel can give it the right “Post messages”.',
        { bot, title },
      )
    : say(
        '{bot} is not an administrator of {title}: an administrator of the channel can make it one, with the right “Post messages”.',
        { bot, title },
      );
}

function refuseField(field: 'identifier' | 'password', words: string): NetworkError {
  return new NetworkError('refused', words, { field });
}

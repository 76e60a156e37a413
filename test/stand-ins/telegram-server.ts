import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/*
 * Stands in for Telegram: the part of the Bot API that posts to channels, written from its documentation
 * (https://core.telegram.org/bots/api) and from what its server says in refusals (version 10.0, 2026-11). It knows no
 * client of ours. Not in it: `parse_mode`, files by address or id, finding links in a text.
 */

export interface StandInChannel {
  readonly id: number;
  readonly title: string;
  /** Without the @; a private channel has none. */
  readonly username?: string;
  readonly type?: 'channel' | 'supergroup' | 'group';
  /** What the bot is there; it is in no other channel. */
  bot: 'administrator' | 'administratorWithoutPosting' | 'member' | 'left' | 'kicked';
  /** A group that became a supergroup of this number. */
  readonly migratedTo?: number;
}

export interface StandInEntity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
}

export interface StandInMessage {
  readonly id: number;
  readonly chatId: number;
  /** The text, or the caption of a photo. */
  readonly text: string;
  readonly entities: readonly StandInEntity[];
  /** The bytes of the photo, where it is one. */
  readonly photo?: Buffer;
  /** A video, or an animation, which has no sound and no album. */
  readonly video?: Buffer;
  readonly animation?: Buffer;
  readonly albumId?: string;
  readonly isSilent: boolean;
  readonly isProtected: boolean;
  readonly preview?: { readonly is_disabled?: boolean; readonly url?: string };
}

export interface TelegramServer {
  readonly origin: string;
  /** The token of the bot that exists. */
  readonly token: string;
  readonly channels: readonly StandInChannel[];
  /** What is in the channels, in the order in which it came. */
  readonly messages: readonly StandInMessage[];
  /** The methods that were called with the token, in that order. */
  readonly calls: readonly string[];
  /** The next call of the method is told to wait. */
  limitOnce(method: string, retryAfterSeconds: number): void;
  close(): Promise<void>;
}

const BOT = { id: 123456789, is_bot: true, first_name: 'Harbour', username: 'harbour_bot' };
const TOKEN = `${BOT.id}:AAF_stand-in_token_of_the_harbour_1`;

const MAX_TEXT = 4096;
const MAX_CAPTION = 1024;
const MAX_PHOTO_BYTES = 10 * 1024 * 1024;
const MAX_FILE_BYTES = 50 * 1024 * 1024;
const MAX_ENTITIES = 100;
const ENTITY_TYPES = ['bold', 'italic', 'underline', 'strikethrough', 'spoiler', 'code', 'pre', 'text_link'];

class Refusal extends Error {
  readonly code: number;
  readonly parameters: object | undefined;
  constructor(code: number, description: string, parameters?: object) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

interface Input {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly files: ReadonlyMap<string, Buffer>;
}

/** Starts a Bot API server on loopback. */
export async function startTelegramServer(
  options: { readonly channels?: readonly StandInChannel[]; readonly token?: string } = {},
): Promise<TelegramServer> {
  const { token = TOKEN } = options;
  const channels = options.channels ?? [
    { id: -1001234567890, title: 'Harbour News', username: 'harbournews', bot: 'administrator' },
    { id: -1009876543210, title: 'Harbour Crew', bot: 'administrator' },
  ];
  const messages: StandInMessage[] = [];
  const calls: string[] = [];
  const limits = new Map<string, number>();
  let nextId = 1;

  function findChannel({ chat_id: wanted }: Input['fields']): StandInChannel {
    const found = channels.find(
      ({ id, username }) =>
        String(id) === String(wanted) || `@${username}`.toLowerCase() === String(wanted).toLowerCase(),
    );
    if (found === undefined) throw new Refusal(400, 'Bad Request: chat not found');
    return found;
  }

  function findWritableChannel(fields: Input['fields']): StandInChannel {
    const channel = findChannel(fields);
    if (channel.migratedTo !== undefined) {
      throw new Refusal(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
        migrate_to_chat_id: channel.migratedTo,
      });
    }
    if (channel.bot === 'kicked') throw new Refusal(403, 'Forbidden: bot was kicked from the channel chat');
    if (channel.bot === 'left') throw new Refusal(403, 'Forbidden: bot is not a member of the channel chat');
    if (channel.bot !== 'administrator') {
      throw new Refusal(400, 'Bad Request: need administrator rights in the channel chat');
    }
    return channel;
  }

  function post(
    channel: StandInChannel,
    { fields }: Input,
    rest: Omit<StandInMessage, 'id' | 'chatId' | 'isSilent' | 'isProtected'>,
  ): object {
    const message: StandInMessage = {
      id: nextId++,
      chatId: channel.id,
      isSilent: readFlag(fields.disable_notification),
      isProtected: readFlag(fields.protect_content),
      ...rest,
    };
    messages.push(message);
    return {
      message_id: message.id,
      date: 1_795_000_000,
      chat: chatOf(channel),
      sender_chat: chatOf(channel),
      ...(message.photo || message.video || message.animation
        ? {
            ...(message.photo && { photo: [{ file_id: 'x', file_unique_id: 'y', width: 1, height: 1 }] }),
            ...(message.video && { video: { file_id: 'x', file_unique_id: 'y', width: 1, height: 1 } }),
            ...(message.animation && {
              animation: { file_id: 'x', file_unique_id: 'y', width: 1, height: 1 },
            }),
            caption: message.text,
            media_group_id: message.albumId,
          }
        : { text: message.text }),
    };
  }

  const methods: Readonly<Record<string, (input: Input) => unknown>> = {
    getme: () => BOT,
    getchat: ({ fields }) => {
      const channel = findChannel(fields);
      if (channel.bot === 'kicked') throw new Refusal(403, 'Forbidden: bot was kicked from the channel chat');
      return chatOf(channel);
    },
    getchatmember: ({ fields }) => {
      const channel = findChannel(fields);
      if (channel.bot === 'left' || channel.bot === 'member') {
        throw new Refusal(400, 'Bad Request: member list is inaccessible');
      }
      if (Number(fields.user_id) !== BOT.id) throw new Refusal(400, 'Bad Request: user not found');
      return channel.bot === 'kicked'
        ? { user: BOT, status: 'kicked', until_date: 0 }
        : { user: BOT, status: 'administrator', can_post_messages: channel.bot === 'administrator' };
    },
    sendmessage: (input) => {
      const { fields } = input;
      const channel = findWritableChannel(fields);
      const { text, entities } = readFormatted(fields.text, fields.entities);
      if (text === '') throw new Refusal(400, 'Bad Request: message text is empty');
      if (text.length > MAX_TEXT) throw new Refusal(400, 'Bad Request: message is too long');
      const preview = readJson(fields.link_preview_options) as StandInMessage['preview'];
      return post(channel, input, { text, entities, ...(preview && { preview }) });
    },
    sendphoto: (input) => {
      const { fields, files } = input;
      const channel = findWritableChannel(fields);
      const photo = readPhoto(files.get('photo'));
      return post(channel, input, { ...readCaption(fields.caption, fields.caption_entities), photo });
    },
    sendvideo: (input) => {
      const { fields, files } = input;
      const channel = findWritableChannel(fields);
      const video = readFile(files.get('video'), 'video');
      return post(channel, input, { ...readCaption(fields.caption, fields.caption_entities), video });
    },
    sendanimation: (input) => {
      const { fields, files } = input;
      const channel = findWritableChannel(fields);
      const animation = readFile(files.get('animation'), 'animation');
      return post(channel, input, { ...readCaption(fields.caption, fields.caption_entities), animation });
    },
    sendmediagroup: (input) => {
      const channel = findWritableChannel(input.fields);
      const media = readJson(input.fields.media);
      if (!Array.isArray(media)) throw new Refusal(400, 'Bad Request: expected an Array of InputMedia');
      if (media.length < 2 || media.length > 10) {
        throw new Refusal(400, 'Bad Request: group of messages must include 2-10 items');
      }
      const albumId = String(nextId);
      const ready = media.map((item: Readonly<Record<string, unknown>>) => {
        const name = /^attach:\/\/(.+)$/.exec(String(item.media))?.[1] ?? '';
        const caption = readCaption(item.caption, item.caption_entities);
        const file = input.files.get(name);
        if (item.type === 'video') return { ...caption, video: readFile(file, 'video'), albumId };
        // An animation cannot be a part of an album.
        if (item.type !== 'photo') throw new Refusal(400, 'Bad Request: unsupported type');
        return { ...caption, photo: readPhoto(file), albumId };
      });
      return ready.map((each) => post(channel, input, each));
    },
    deletemessages: ({ fields }) => {
      const channel = findWritableChannel(fields);
      const ids = readJson(fields.message_ids);
      if (!Array.isArray(ids) || ids.length === 0 || ids.length > 100) {
        throw new Refusal(400, 'Bad Request: message identifiers are not specified');
      }
      // Those that are not there are skipped.
      for (const id of ids) {
        const index = messages.findIndex((message) => message.chatId === channel.id && message.id === id);
        if (index >= 0) messages.splice(index, 1);
      }
      return true;
    },
  };

  async function answer(request: IncomingMessage): Promise<unknown> {
    const [, bot = '', method = ''] = new URL(request.url ?? '/', 'http://localhost').pathname.split('/');
    const body = await readBody(request);
    if (!/^bot\d+:/.test(bot)) throw new Refusal(404, 'Not Found');
    if (bot !== `bot${token}`) throw new Refusal(401, 'Unauthorized');
    calls.push(method);
    const retryAfterSeconds = limits.get(method);
    if (retryAfterSeconds !== undefined) {
      limits.delete(method);
      throw new Refusal(429, `Too Many Requests: retry after ${retryAfterSeconds}`, {
        retry_after: retryAfterSeconds,
      });
    }
    const run = methods[method.toLowerCase()];
    if (run === undefined) throw new Refusal(404, 'Not Found: method not found');
    return run(await readInput(request, body));
  }

  const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    const [status, body] = await answer(request).then(
      (result): [number, object] => [200, { ok: true, result }],
      (error: unknown): [number, object] => {
        if (!(error instanceof Refusal)) {
          return [500, { ok: false, error_code: 500, description: 'Internal Server Error' }];
        }
        const { code, message: description, parameters } = error;
        return [code, { ok: false, error_code: code, description, ...(parameters && { parameters }) }];
      },
    );
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token,
    channels,
    messages,
    calls,
    limitOnce: (method, retryAfterSeconds) => void limits.set(method, retryAfterSeconds),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function chatOf({ id, title, username, type = 'channel' }: StandInChannel): object {
  return { id, title, type, ...(username !== undefined && { username }) };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** JSON, or a form of which every field is text. */
async function readInput({ headers }: IncomingMessage, body: Buffer): Promise<Input> {
  const files = new Map<string, Buffer>();
  const type = headers['content-type'] ?? '';
  if (body.length === 0) return { fields: {}, files };
  if (type.startsWith('application/json'))
    return { fields: JSON.parse(body.toString()) as Input['fields'], files };
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  const fields: Record<string, unknown> = {};
  for (const [name, value] of form) {
    if (typeof value === 'string') fields[name] = value;
    else files.set(name, Buffer.from(await value.arrayBuffer()));
  }
  return { fields, files };
}

/** In a form, what is neither text nor a file is JSON. */
function readJson(value: unknown): unknown {
  return typeof value === 'string' ? (JSON.parse(value) as unknown) : value;
}

function readFlag(value: unknown): boolean {
  return value === true || /^(?:true|1|yes)$/i.test(String(value));
}

function readFile(file: Buffer | undefined, name: string): Buffer {
  if (file === undefined) throw new Refusal(400, `Bad Request: there is no ${name} in the request`);
  if (file.length === 0) throw new Refusal(400, 'Bad Request: file must be non-empty');
  if (file.length > MAX_FILE_BYTES) throw new Refusal(413, 'Request Entity Too Large');
  return file;
}

function readPhoto(photo: Buffer | undefined): Buffer {
  if (photo === undefined) throw new Refusal(400, 'Bad Request: there is no photo in the request');
  if (photo.length === 0) throw new Refusal(400, 'Bad Request: file must be non-empty');
  if (photo.length > MAX_PHOTO_BYTES) throw new Refusal(400, 'Bad Request: file is too big for a photo');
  return photo;
}

function readCaption(text: unknown, entities: unknown): Pick<StandInMessage, 'text' | 'entities'> {
  const caption = readFormatted(text ?? '', entities);
  if (caption.text.length > MAX_CAPTION) throw new Refusal(400, 'Bad Request: message caption is too long');
  return caption;
}

/** Lengths and offsets are in UTF-16 units. What is blank at the ends is cut off, and entities with it. */
function readFormatted(given: unknown, givenEntities: unknown): Pick<StandInMessage, 'text' | 'entities'> {
  const whole = String(given);
  const entities = (readJson(givenEntities ?? []) as StandInEntity[]).slice(0, MAX_ENTITIES);
  for (const { type, offset, length, url } of entities) {
    if (!ENTITY_TYPES.includes(type)) throw new Refusal(400, "Bad Request: can't parse entities: wrong type");
    const isWithin = offset >= 0 && length > 0 && offset + length <= whole.length;
    // An entity that begins or ends within a character tears it apart.
    const isWhole = [offset, offset + length].every((at) => !/^[\udc00-\udfff]/.test(whole.slice(at)));
    if (!isWithin || !isWhole) {
      throw new Refusal(
        400,
        `Bad Request: entity beginning at UTF-16 offset ${offset} ends after the end of the text`,
      );
    }
    if (type === 'text_link' && !URL.canParse(url ?? '')) {
      throw new Refusal(400, "Bad Request: can't parse entities: wrong URL");
    }
  }
  const start = whole.length - whole.trimStart().length;
  const text = whole.trim();
  return {
    text,
    entities: entities.flatMap((entity) => {
      const from = Math.max(entity.offset - start, 0);
      const to = Math.min(entity.offset - start + entity.length, text.length);
      return to > from ? [{ ...entity, offset: from, length: to - from }] : [];
    }),
  };
}

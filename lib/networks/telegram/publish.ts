import { say } from '../../words/say';
import { isJsonObject, type JsonObject } from '../json-object';
import { mediaKindOf } from '../media-problems';
import {
  type Credential,
  type Lookup,
  type NetworkContext,
  NetworkError,
  type OutgoingImage,
  type OutgoingPost,
  type PublishedPost,
} from '../network';
import { findOptionProblems, type PostOptions } from '../post-fields';
import { messageWebAddress } from './channel-name';
import type { FormattedText } from './formatting';
import { type MultipartForm, writeForm } from './multipart-form';
import { telegramRules } from './rules';
import { isId, openSession, readChannelName, type Session } from './session';
import { buildMessageText, measureText, normalizeText } from './text';

/** What the Bot API takes for a photo: 10 MB, 10,000 px for both sides together, one side 20 times the other (2026-11). */
const MAX_PHOTO_BYTES = 10_000_000;
const MAX_SIDES_PX = 10_000;
const MAX_SIDE_RATIO = 20;

/**
 * A key of our own: Telegram knows messages by numbers that it gives out itself.
 * @param randomBits a random whole number of 32 bits.
 */
export function choosePostKey(nowMs: number, randomBits: number): string {
  return `${Math.floor(nowMs).toString(36)}-${randomBits.toString(36)}`;
}

/**
 * Sends the post as one message, or as an album. Sent twice it is there twice: Telegram has nothing that would keep
 * them apart.
 * @throws NetworkError; where it is not `isUnsent`, the post may have gone out.
 */
export async function publishPost(
  post: OutgoingPost,
  credential: Credential,
  context: NetworkContext,
): Promise<PublishedPost> {
  refuseWhatCannotBePosted(post);
  const session = openSession(credential, context);
  await makeSureOfServer(session);
  const { method, input } = buildRequest(post, session.channelId);
  const answer = await session.call(method, input);
  if (!answer.ok) throw answer.error;
  return readPublished(answer.result, post.images.length, session);
}

/** A bot cannot read what is in a channel: only a person can look. */
export async function findPost(
  _post: OutgoingPost,
  credential: Credential,
  context: NetworkContext,
): Promise<Lookup> {
  const { channel } = openSession(credential, context);
  return {
    state: 'unknown',
    words: say(
      'Look into {channel} on Telegram: bots cannot read there, so that only a person sees whether the post is out.',
      { channel },
    ),
  };
}

/**
 * Deletes the message, or all of an album. One that is gone already is no error.
 * @throws NetworkError
 */
export async function removePost(
  { uri }: PublishedPost,
  credential: Credential,
  context: NetworkContext,
): Promise<void> {
  const session = openSession(credential, context);
  const [channelId, numbers = ''] = uri.replace(/^tg:/, '').split('/');
  const messageIds = numbers.split(',').map(Number);
  if (!uri.startsWith('tg:') || channelId !== session.channelId || !messageIds.every(isId)) {
    throw new NetworkError('refused', say('This is not a post of the channel that is signed in to.'));
  }
  const answer = await session.call('deleteMessages', {
    chat_id: session.channelId,
    message_ids: messageIds,
  });
  if (!answer.ok && !/message to delete not found/i.test(answer.description)) throw answer.error;
}

/** Asked before anything is sent: a machine that is not online would leave every post in doubt otherwise. */
async function makeSureOfServer(session: Session): Promise<void> {
  const answer = await session.call('getMe');
  if (answer.ok) return;
  const { kind, words, status, retryAfterMs } = answer.error;
  throw new NetworkError(kind, words, { status, retryAfterMs, isUnsent: true });
}

function buildRequest(
  post: OutgoingPost,
  channelId: string,
): { readonly method: string; readonly input: MultipartForm | JsonObject } {
  const { options, images, link } = post;
  const message = buildMessageText({ text: post.text, linkUrl: link?.url }, options);
  const common = {
    chat_id: channelId,
    disable_notification: options.silent === true,
    protect_content: options.protect === true,
  };
  const [first, ...others] = images;
  if (first === undefined) {
    const preview = options.hidePreview === true ? { is_disabled: true } : link && { url: link.url };
    return {
      method: 'sendMessage',
      input: {
        ...common,
        text: message.text,
        entities: message.entities,
        ...(preview && { link_preview_options: preview }),
      },
    };
  }
  const caption = captionOf(message);
  if (others.length === 0) {
    const kind = mediaKindOf(first.blob.type);
    const [method, name] = {
      image: ['sendPhoto', 'photo'] as const,
      gif: ['sendAnimation', 'animation'] as const,
      video: ['sendVideo', 'video'] as const,
    }[kind];
    const fields = { ...common, ...caption, ...(kind !== 'image' && sizeOf(first)) };
    return { method, input: writeForm(fields, [[name, first.blob]]) };
  }
  // The caption of the first image is shown as the album's.
  const media = images.map((image, index) => ({
    ...(isVideo(image) ? { type: 'video', ...sizeOf(image) } : { type: 'photo' }),
    media: `attach://image${index}`,
    ...(index === 0 && caption),
  }));
  const files = images.map(({ blob }, index) => [`image${index}`, blob] as const);
  return { method: 'sendMediaGroup', input: writeForm({ ...common, media }, files) };
}

function isVideo({ blob }: OutgoingImage): boolean {
  return mediaKindOf(blob.type) === 'video';
}

/** Clients draw its place before they have it. */
function sizeOf({ widthPx, heightPx }: OutgoingImage): JsonObject {
  return widthPx > 0 && heightPx > 0 ? { width: widthPx, height: heightPx } : {};
}

function captionOf({ text, entities }: FormattedText): JsonObject {
  return text === '' ? {} : { caption: text, caption_entities: entities };
}

/** @param result a message, or the messages of an album. */
function readPublished(result: unknown, images: number, { channelId, host }: Session): PublishedPost {
  const messages: readonly unknown[] = Array.isArray(result) ? result : [result];
  const ids: number[] = [];
  let name: string | undefined;
  for (const message of messages) {
    const chat = isJsonObject(message) && isJsonObject(message.chat) ? message.chat : undefined;
    if (isJsonObject(message) && isId(message.message_id) && String(chat?.id) === channelId) {
      ids.push(message.message_id);
      name = readChannelName(chat?.username);
    }
  }
  const [first] = ids;
  if (first === undefined || ids.length !== messages.length || ids.length !== Math.max(1, images)) {
    throw new NetworkError(
      'serverFault',
      say('{host} answered with something else than the post.', { host }),
    );
  }
  return { uri: `tg:${channelId}/${ids.join(',')}`, url: messageWebAddress(channelId, name, first) };
}

/** What the server would refuse too, but in words for programmers, or after a part of an album is out. */
function refuseWhatCannotBePosted(post: OutgoingPost): void {
  const { options, images, link } = post;
  const text = normalizeText(post.text);
  if (link !== undefined && !/^https?:\/\/[^\s/]\S*$/i.test(link.url)) {
    throw new NetworkError(
      'refused',
      say('The address of the link card must begin with https:// or http://.'),
    );
  }
  const isEmpty = buildMessageText({ text, linkUrl: link?.url }, options).text === '' && images.length === 0;
  const problem = isEmpty ? say('The post is empty.') : findProblem(post, text, options);
  if (problem !== undefined) throw new NetworkError('refused', problem);
}

function findProblem({ images, link }: OutgoingPost, text: string, options: PostOptions): string | undefined {
  const { maxImages, findProblems, fields } = telegramRules;
  if (images.length > maxImages) return say('Telegram takes {maxImages} images.', { maxImages });
  const moving = images.filter(({ blob }) => mediaKindOf(blob.type) !== 'image');
  if (images.length > 1 && moving.some((image) => !isVideo(image))) {
    return say('On Telegram a GIF stands alone in a post.');
  }
  for (const { blob, widthPx, heightPx } of images.filter((image) => !moving.includes(image))) {
    if (blob.size > MAX_PHOTO_BYTES) return say('Telegram takes images of up to 10 MB.');
    const ratio = Math.max(widthPx, heightPx) / Math.min(widthPx, heightPx);
    if (widthPx + heightPx > MAX_SIDES_PX || ratio > MAX_SIDE_RATIO) {
      return say('Telegram takes no image of {widthPx} by {heightPx} pixels.', {
        widthPx: String(widthPx),
        heightPx: String(heightPx),
      });
    }
  }
  const { withinLimits, graphemes, maxGraphemes } = measureText(text, options);
  if (!withinLimits)
    return say('The text has {graphemes} characters: Telegram takes {maxGraphemes}.', {
      graphemes: String(graphemes),
      maxGraphemes: String(maxGraphemes),
    });
  const check = { text, images, hasLink: link !== undefined, linkUrl: link?.url, options };
  return [...findOptionProblems(fields, options), ...(findProblems?.(check) ?? [])][0];
}

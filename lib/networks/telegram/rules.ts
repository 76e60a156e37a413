import { say, words } from '../../words/say';
import type { NetworkRules, PostToCheck } from '../network';
import {
  buildMessageText,
  MAX_CAPTION_LENGTH,
  MAX_ENTITIES,
  MAX_TEXT_LENGTH,
  measureText,
  normalizeText,
  segmentText,
} from './text';

/** All of an album goes out in one request: what takes longer than that may last is cut off, and leaves a doubt. */
const MAX_REQUEST_BYTES = 20_000_000;

/**
 * What Telegram says of the posts of a channel. It has no descriptions of images: alt texts are kept with the post,
 * and not sent.
 */
export const telegramRules: NetworkRules = {
  id: 'telegram',
  name: 'Telegram',
  /** An album (2026-11). */
  maxImages: 10,
  /**
   * Telegram takes 10 MB (2026-11) and makes a smaller picture of it. An upload that is cut off for its length leaves
   * a post in doubt, so that an album is held to what goes through in the time of one request.
   */
  maxImageBytes: 2_000_000,
  /** Telegram takes 50 MB (2026-11). Albums hold images and videos together, but no animation. */
  gifs: { types: ['image/gif'], maxBytes: MAX_REQUEST_BYTES, maxCount: 1, goesWithOthers: false },
  videos: { types: ['video/mp4'], maxBytes: MAX_REQUEST_BYTES, maxCount: 10, goesWithOthers: true },
  takesImagesWithLink: true,
  fields: [
    {
      kind: 'choice',
      id: 'formatting',
      label: words('Formatting'),
      help: words('With marks, **bold**, _italic_, `code` and [words](https://…) look that way.'),
      choices: [
        { value: 'none', words: words('As written') },
        { value: 'markdown', words: words('With marks') },
      ],
    },
    {
      kind: 'switch',
      id: 'silent',
      label: words('Without sound'),
      help: words('Subscribers are notified silently.'),
    },
    { kind: 'switch', id: 'hidePreview', label: words('No link preview'), help: '' },
    { kind: 'switch', id: 'protect', label: words('No forwarding'), help: words('Nor can it be saved.') },
  ],
  normalizeText,
  measure: measureText,
  segment: (text) => segmentText(normalizeText(text)),
  findProblems,
};

const CAPTION = words('With images Telegram takes {max} characters; the text has {count}.');
const CAPTION_WITH_CARD = words(
  'With images Telegram takes {max} characters; the text has {count}, with the address of the link card.',
);
const TEXT = words('Telegram takes {max} characters; the text has {count}.');
const TEXT_WITH_CARD = words(
  'Telegram takes {max} characters; the text has {count}, with the address of the link card.',
);

function findProblems({ text, images, linkUrl, options }: PostToCheck): readonly string[] {
  const message = buildMessageText({ text, linkUrl }, options);
  const problems: string[] = [];
  const bytes = images.reduce((sum, { facts }) => sum + (facts?.sizeBytes ?? 0), 0);
  if (bytes > MAX_REQUEST_BYTES && images.length > 1) {
    problems.push(
      say('Images and videos have {sum} MB together, and one post to Telegram has {max} MB: remove some.', {
        sum: Math.ceil(bytes / 1_000_000),
        max: MAX_REQUEST_BYTES / 1_000_000,
      }),
    );
  }
  const { length } = message.text;
  const hasCard = linkUrl !== undefined;
  if (images.length > 0 && length > MAX_CAPTION_LENGTH) {
    problems.push(say(hasCard ? CAPTION_WITH_CARD : CAPTION, { max: MAX_CAPTION_LENGTH, count: length }));
  }
  // A text that is too long by itself is said elsewhere.
  if (
    images.length === 0 &&
    length > MAX_TEXT_LENGTH &&
    measureText(normalizeText(text), options).withinLimits
  ) {
    problems.push(say(hasCard ? TEXT_WITH_CARD : TEXT, { max: MAX_TEXT_LENGTH, count: length }));
  }
  if (message.entities.length > MAX_ENTITIES) {
    problems.push(
      say('Telegram takes {max} pieces of formatting in a post; there are {count}.', {
        max: MAX_ENTITIES,
        count: message.entities.length,
      }),
    );
  }
  return problems;
}

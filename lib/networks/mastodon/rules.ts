import { say, words } from '../../words/say';
import type { NetworkRules, PostToCheck, ServerLimits } from '../network';
import type { PostField, PostOptions } from '../post-fields';
import { measureText, normalizeText, segmentText } from './text';

/** What a server says when it says nothing: Mastodon's own (main, 2026-11). Sizes in bytes, times in seconds. */
const DEFAULT_LIMITS = {
  maxCharacters: 500,
  charactersPerLink: 23,
  maxImages: 4,
  maxImageBytes: 16_777_216,
  maxVideoBytes: 103_809_024,
  maxAltCharacters: 1_500,
  maxPollOptions: 4,
  maxPollOptionCharacters: 50,
  minPollDuration: 300,
  maxPollDuration: 2_629_746,
};

export type MastodonLimits = Readonly<typeof DEFAULT_LIMITS>;

/** In seconds, as Mastodon's own composer offers them. The first is what holds when nothing is said. */
const POLL_DURATIONS: readonly (readonly [seconds: number, words: string])[] = [
  [86_400, '1 day'],
  [300, '5 minutes'],
  [1_800, '30 minutes'],
  [3_600, '1 hour'],
  [21_600, '6 hours'],
  [43_200, '12 hours'],
  [259_200, '3 days'],
  [604_800, '7 days'],
];

/** What Mastodon says of texts and media, on a server that has changed nothing. */
export const mastodonRules: NetworkRules = createRules(DEFAULT_LIMITS);

function createRules(limits: MastodonLimits): NetworkRules {
  return {
    id: 'mastodon',
    name: 'Mastodon',
    maxImages: limits.maxImages,
    maxImageBytes: limits.maxImageBytes,
    /** Mastodon makes a video without sound of it, up to 1,280 by 720 pixels (main, 2026-11). */
    gifs: {
      types: ['image/gif'],
      maxBytes: limits.maxImageBytes,
      maxPixels: 921_600,
      maxCount: limits.maxImages,
      goesWithOthers: true,
    },
    videos: {
      types: ['video/mp4', 'video/webm', 'video/quicktime'],
      maxBytes: limits.maxVideoBytes,
      maxCount: 1,
      goesWithOthers: false,
    },
    takesImagesWithLink: true,
    usesFocusPoint: true,
    fields: createFields(limits),
    normalizeText,
    measure: (text, options = {}) => measureText(text, readText(options.contentWarning), limits),
    segment: (text) => segmentText(normalizeText(text)),
    findProblems: (post) => findProblems(post, limits),
    forServer: (server: ServerLimits) => createRules({ ...DEFAULT_LIMITS, ...pickLimits(server) }),
  };
}

/** Limits are what a server says: only those that are known, and only sensible numbers. */
function pickLimits(server: ServerLimits): Partial<MastodonLimits> {
  const known = Object.keys(DEFAULT_LIMITS).map((name) => [name, server[name]] as const);
  return Object.fromEntries(
    known.filter(([, limit]) => limit !== undefined && Number.isSafeInteger(limit) && limit > 0),
  );
}

function createFields(limits: MastodonLimits): readonly PostField[] {
  return [
    {
      kind: 'text',
      id: 'contentWarning',
      label: words('Content warning'),
      help: words('Readers see this first, and the post when they ask for it.'),
      maxLength: limits.maxCharacters,
    },
    {
      kind: 'choice',
      id: 'visibility',
      label: words('Visibility'),
      help: '',
      choices: [
        { value: 'public', words: words('Public') },
        { value: 'unlisted', words: words('Quiet public: not in timelines of all posts') },
        { value: 'private', words: words('Followers only') },
      ],
    },
    {
      kind: 'text',
      id: 'language',
      label: words('Language'),
      help: words('A language code, such as en or de; without one it is the language set on the account.'),
      maxLength: 10,
    },
    {
      kind: 'switch',
      id: 'sensitive',
      label: words('Hide the images until they are clicked'),
      help: '',
    },
    {
      kind: 'list',
      id: 'pollOptions',
      label: words('Poll'),
      help: words('What can be voted for; a post with a poll has no images.'),
      maxEntries: limits.maxPollOptions,
      maxEntryLength: limits.maxPollOptionCharacters,
    },
    {
      kind: 'choice',
      id: 'pollDuration',
      label: words('The poll is open for'),
      help: '',
      choices: POLL_DURATIONS.filter(
        ([seconds]) => seconds >= limits.minPollDuration && seconds <= limits.maxPollDuration,
      ).map(([seconds, words]) => ({ value: String(seconds), words })),
    },
    {
      kind: 'switch',
      id: 'pollMultiple',
      label: words('Several answers may be chosen'),
      help: '',
    },
  ];
}

/** The options as `publish` sends them. Options that are not of these fields were refused before. */
export function readOptions(options: PostOptions) {
  return {
    contentWarning: normalizeText(readText(options.contentWarning)).replaceAll('\n', ' '),
    visibility: readText(options.visibility) || 'public',
    language: readText(options.language).trim(),
    isSensitive: options.sensitive === true,
    pollOptions: readPollOptions(options),
    pollDuration: Number(readText(options.pollDuration)) || 86_400,
    takesSeveralAnswers: options.pollMultiple === true,
  };
}

function readText(value: PostOptions[string] | undefined): string {
  return typeof value === 'string' ? value : '';
}

function readPollOptions({ pollOptions }: PostOptions): readonly string[] {
  const options: readonly string[] = Array.isArray(pollOptions) ? pollOptions : [];
  return options.map((option) => option.trim()).filter((option) => option !== '');
}

function findProblems({ text, images, hasLink, options }: PostToCheck, limits: MastodonLimits): string[] {
  const problems: string[] = [];
  const { contentWarning, language, pollOptions } = readOptions(options);
  const hasPoll = pollOptions.length > 0;
  if (hasPoll && images.length > 0) {
    problems.push(say('Mastodon shows either images or a poll: remove one of them.'));
  }
  if (pollOptions.length === 1) problems.push(say('A poll needs at least two options.'));
  if (new Set(pollOptions).size < pollOptions.length) {
    problems.push(say('Two options of the poll are the same.'));
  }
  if (hasPoll && text.trim() === '') problems.push(say('A poll needs a text.'));
  if (language !== '' && !/^[a-z]{2,3}(?:-[a-z]{2,4})?$/i.test(language)) {
    problems.push(say('The language must be a code such as en or de.'));
  }
  for (const [position, { alt }] of images.entries()) {
    if ([...alt].length > limits.maxAltCharacters) {
      problems.push(
        say('The alt text of image {number} is longer than the {max} characters that the server takes.', {
          number: position + 1,
          max: String(limits.maxAltCharacters),
        }),
      );
    }
  }
  const sent = normalizeText(text);
  if (hasLink && !segmentText(sent).some(({ kind }) => kind === 'link')) {
    // The link goes out below the text (see `textWithLink`), where it counts.
    const { remaining } = measureText(sent, contentWarning, limits);
    const needed = limits.charactersPerLink + 2;
    if (remaining >= 0 && remaining < needed) {
      problems.push(
        say('The link below the text takes {needed} characters, and {remaining} are left.', {
          needed,
          remaining,
        }),
      );
    }
  }
  return problems;
}

/** Mastodon makes the card of a link that stands in the text; one that does not is put below it. */
export function textWithLink(text: string, url: string | undefined): string {
  const sent = normalizeText(text);
  if (url === undefined || sent.includes(url)) return sent;
  return sent === '' ? url : `${sent}\n\n${url}`;
}

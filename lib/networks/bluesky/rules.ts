import { say, words } from '../../words/say';
import type { NetworkRules, PostToCheck } from '../network';
import type { PostField } from '../post-fields';
import { segmentText } from './facets';
import { readQuoteAddress } from './quote-address';
import { measureThread, splitThread } from './split-thread';
import { EXACT_LENGTH, measureText, normalizeText } from './text';

/** The choice of `contentLabel` that writes none. */
export const NO_LABEL = 'none';

const FIELDS: readonly PostField[] = [
  {
    kind: 'list',
    id: 'languages',
    label: words('Languages'),
    help: words('Language tags, such as en or pt-BR: readers filter by them.'),
    maxEntries: 3,
    maxEntryLength: 35,
  },
  {
    kind: 'choice',
    id: 'replies',
    label: words('Who can reply'),
    help: '',
    choices: [
      { value: 'everybody', words: words('Everybody') },
      { value: 'mentioned', words: words('Mentioned people') },
      { value: 'following', words: words('People the account follows') },
      { value: 'followers', words: words('Followers of the account') },
      { value: 'nobody', words: words('Nobody') },
    ],
  },
  {
    kind: 'switch',
    id: 'noQuotes',
    label: words('No quotes'),
    help: words('Nobody can quote the post in their own.'),
  },
  {
    kind: 'text',
    id: 'quote',
    label: words('Quoted post'),
    help: words('The address of a post on Bluesky, shown below the text.'),
    maxLength: 2_000,
  },
  {
    kind: 'switch',
    id: 'thread',
    label: words('Split a long text into a thread'),
    help: words('Images, link and quoted post go with its first post.'),
  },
  {
    kind: 'choice',
    id: 'contentLabel',
    label: words('Content warning'),
    help: words('Bluesky hides the images behind it.'),
    /** Those that a post may give itself (com.atproto.label.defs#labelValue, @atproto/api 0.20.44, 2026-11). */
    choices: [
      { value: NO_LABEL, words: words('None') },
      { value: 'sexual', words: words('Suggestive') },
      { value: 'nudity', words: words('Nudity') },
      { value: 'porn', words: words('Adult content') },
      { value: 'graphic-media', words: words('Graphic media') },
    ],
  },
];

/**
 * What Bluesky says of texts and media. Kept apart from the code that talks to it, so that the popup stays
 * small.
 */
export const blueskyRules: NetworkRules = {
  id: 'bluesky',
  name: 'Bluesky',
  maxImages: 4,
  /**
   * What every server takes: those of 2025 refuse more than this, @atproto/pds 0.5.35 (2026-11) takes twice
   * as much. A link card's picture is held to the same in record.ts.
   */
  maxImageBytes: 1_000_000,
  /**
   * app.bsky.embed.video takes 100 MB, or 300 MB since @atproto/pds 0.5.35 (2026-11); a server may take less of any
   * upload. It is uploaded to the account's own server, as docs.bsky.app has it for those without the video service,
   * and is shown once Bluesky has worked on it. A GIF stays a still picture there.
   */
  videos: {
    types: ['video/mp4'],
    maxBytes: 100_000_000,
    maxSeconds: 180,
    maxCount: 1,
    goesWithOthers: false,
  },
  takesImagesWithLink: false,
  fields: FIELDS,
  normalizeText,
  measure: (text, options) => (options?.thread === true ? measureThread(text) : measureText(text)),
  segment: (text) => segmentText(normalizeText(text)),
  findProblems,
  profileUrl: ({ handle }) => `https://bsky.app/profile/${encodeURIComponent(handle)}`,
};

/** What options do not go together with, as sentences for the author. Lengths and counts are checked elsewhere. */
export function findProblems({ text, images, hasLink, options }: PostToCheck): readonly string[] {
  const problems: string[] = [];
  const { quote = '', contentLabel = NO_LABEL } = options;
  if (quote !== '' && (typeof quote !== 'string' || readQuoteAddress(quote) === undefined)) {
    problems.push(
      say(
        'The quoted post must be an address such as https://bsky.app/profile/name.bsky.social/post/3k2abcdefgh2x.',
      ),
    );
  }
  if (contentLabel !== NO_LABEL && images.length === 0 && !hasLink) {
    problems.push(
      say('A content warning hides images and link cards, not words: add one, or choose no warning.'),
    );
  }
  if (options.thread === true && hasPartTooLong(normalizeText(text))) {
    problems.push(say('A link in the text is longer than one post of a thread can be.'));
  }
  return problems;
}

function hasPartTooLong(text: string): boolean {
  return text.length <= EXACT_LENGTH && splitThread(text).some((part) => !measureText(part).withinLimits);
}

import { say } from '../../words/say';
import { MOVING_BY_HAND } from '../moving-by-hand';
import type { NetworkRules, PostToCheck } from '../network';
import { MAX_WEIGHT, measureText, normalizeText, segmentText } from './text';

/** What X says of texts and media. Posts are handed over to it: it cannot be signed in to. */
export const xRules: NetworkRules = rulesFor(MAX_WEIGHT);

/** @param maxWeight 280; 25,000 for an account with X Premium (2026-11). */
function rulesFor(maxWeight: number): NetworkRules {
  return {
    id: 'x',
    name: 'X',
    maxImages: 4,
    /** 2026-11; GIFs may be larger. */
    maxImageBytes: 5_000_000,
    gifs: MOVING_BY_HAND,
    videos: MOVING_BY_HAND,
    takesImagesWithLink: true,
    fields: [],
    normalizeText,
    measure: (text) => measureText(text, maxWeight),
    segment: (text) => segmentText(normalizeText(text)),
    findProblems: (post) => findProblems(post, maxWeight),
    forServer: ({ maxWeight: allowed }) => (allowed === undefined ? xRules : rulesFor(allowed)),
  };
}

/** The address of a link card goes out below the text, as two line breaks and 23. */
function findProblems({ text, linkUrl }: PostToCheck, maxWeight: number): readonly string[] {
  if (linkUrl === undefined) return [];
  const alone = measureText(text, maxWeight);
  const { remaining } = measureText([text, linkUrl].filter(Boolean).join('\n\n'), maxWeight);
  if (remaining >= 0 || !alone.withinLimits) return [];
  return [
    say('With the address of the link card the text is {count} characters too long for X.', {
      count: -remaining,
    }),
  ];
}

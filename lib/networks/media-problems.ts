import { say, sayList, words } from '../words/say';
import type { MediaFacts } from '../workspace/records';
import type { MovingLimits, NetworkRules } from './network';

type Kind = 'image' | 'gif' | 'video';

interface MediaToCheck {
  readonly facts?: MediaFacts | undefined;
}

/** A GIF among media moves: one that does not was encoded as another type. */
export function mediaKindOf(type: string): Kind {
  if (type === 'image/gif') return 'gif';
  return type.startsWith('video/') ? 'video' : 'image';
}

/**
 * What a network would refuse of images, GIFs and videos, as sentences for the author. What is not known of one is not
 * checked: the network has its own say.
 */
export function findMediaProblems(rules: NetworkRules, media: readonly MediaToCheck[]): readonly string[] {
  const { name, maxImages } = rules;
  const problems: string[] = [];
  if (media.length > maxImages)
    problems.push(say('{network} takes at most {max} images.', { network: name, max: maxImages }));
  for (const kind of ['gif', 'video'] as const) {
    const limits = kind === 'gif' ? rules.gifs : rules.videos;
    const count = media.filter(({ facts }) => facts && mediaKindOf(facts.type) === kind).length;
    if (count === 0 || !limits) continue;
    if (count > limits.maxCount)
      problems.push(
        say(
          '{kind, select, gif {{network} takes {max} GIF in a post.} other {{network} takes {max} video in a post.}}',
          { kind, network: name, max: limits.maxCount },
        ),
      );
    else if (!limits.goesWithOthers && media.length > 1) {
      problems.push(
        say(
          '{kind, select, gif {On {network} a GIF stands alone in a post: remove the others, or the GIF.} other {On {network} a video stands alone in a post: remove the others, or the video.}}',
          { kind, network: name },
        ),
      );
    }
  }
  for (const [index, { facts }] of media.entries()) {
    if (!facts) continue;
    const kind = mediaKindOf(facts.type);
    const called = callMedium(kind, media.length > 1 ? index + 1 : undefined);
    const problem =
      kind === 'image'
        ? findSizeProblem(called, facts, rules.maxImageBytes, name, SCALE_IT_DOWN)
        : findMovingProblem(called, kind, facts, rules);
    if (problem !== undefined) problems.push(problem);
  }
  return problems;
}

function findMovingProblem(
  called: string,
  kind: 'gif' | 'video',
  facts: MediaFacts,
  rules: NetworkRules,
): string | undefined {
  const { name } = rules;
  const limits: MovingLimits | undefined = kind === 'gif' ? rules.gifs : rules.videos;
  if (!limits) {
    return kind === 'gif'
      ? say(
          '{medium} moves, and {network} shows GIFs as still pictures: remove it, or add it as a picture that does not move.',
          { medium: called, network: name },
        )
      : say('{medium} cannot be sent to {network} from here: remove it.', { medium: called, network: name });
  }
  const { type, widthPx, heightPx, durationMs = 0 } = facts;
  if (!limits.types.includes(type)) {
    const taken = sayList(limits.types.map((one) => FORMATS[one] ?? one));
    return say('{medium} is {format}, and {network} takes {formats}: export it as that.', {
      medium: called,
      format: FORMATS[type] ?? type,
      network: name,
      formats: taken,
    });
  }
  const { maxPixels, maxSeconds } = limits;
  if (maxPixels !== undefined && widthPx * heightPx > maxPixels) {
    return say(
      '{medium} has {width} × {height} pixels, and {network} takes {max} in all: export it smaller.',
      { medium: called, width: String(widthPx), height: String(heightPx), network: name, max: maxPixels },
    );
  }
  if (maxSeconds !== undefined && durationMs > maxSeconds * 1000) {
    return say('{medium} is longer than the {max} seconds that {network} takes: shorten it.', {
      medium: called,
      max: maxSeconds,
      network: name,
    });
  }
  return findSizeProblem(called, facts, limits.maxBytes, name, SHORTEN_IT);
}

const SCALE_IT_DOWN = words(
  '{medium} has {has} MB, and {network} takes {takes} MB: scale it down, or remove it.',
);
const SHORTEN_IT = words('{medium} has {has} MB, and {network} takes {takes} MB: shorten it, or remove it.');

function findSizeProblem(
  called: string,
  { sizeBytes }: MediaFacts,
  maxBytes: number,
  name: string,
  sentence: string,
): string | undefined {
  if (sizeBytes <= maxBytes) return undefined;
  // Rounded apart: 1,000,001 bytes must not look like what is allowed.
  const has = Math.ceil(sizeBytes / 10_000) / 100;
  const takes = Math.floor(maxBytes / 10_000) / 100;
  return say(sentence, { medium: called, has, network: name, takes });
}

function callMedium(kind: Kind, place: number | undefined): string {
  if (place === undefined)
    return say('{kind, select, image {The image} gif {The GIF} other {The video}}', { kind });
  return say(
    '{kind, select, image {Image {number}} gif {Image {number}, a GIF,} other {Image {number}, a video,}}',
    { kind, number: place },
  );
}

const FORMATS: Readonly<Record<string, string>> = {
  'video/mp4': 'MP4',
  'video/webm': 'WebM',
  'video/quicktime': 'MOV',
};

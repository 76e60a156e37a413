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
  if (media.length > maxImages) problems.push(`${name} takes at most ${maxImages} images.`);
  for (const kind of ['gif', 'video'] as const) {
    const limits = kind === 'gif' ? rules.gifs : rules.videos;
    const count = media.filter(({ facts }) => facts && mediaKindOf(facts.type) === kind).length;
    if (count === 0 || !limits) continue;
    const words = kind === 'gif' ? 'GIF' : 'video';
    if (count > limits.maxCount) problems.push(`${name} takes ${limits.maxCount} ${words} in a post.`);
    else if (!limits.goesWithOthers && media.length > 1) {
      problems.push(`On ${name} a ${words} stands alone in a post: remove the others, or the ${words}.`);
    }
  }
  for (const [index, { facts }] of media.entries()) {
    if (!facts) continue;
    const kind = mediaKindOf(facts.type);
    const called = callMedium(kind, media.length > 1 ? index + 1 : undefined);
    const problem =
      kind === 'image'
        ? findSizeProblem(called, facts, rules.maxImageBytes, name, 'scale it down')
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
      ? `${called} moves, and ${name} shows GIFs as still pictures: remove it, or add it as a picture that does not move.`
      : `${called} cannot be sent to ${name} from here: remove it.`;
  }
  const { type, widthPx, heightPx, durationMs = 0 } = facts;
  if (!limits.types.includes(type)) {
    const taken = limits.types.map((one) => FORMATS[one] ?? one).join(' and ');
    return `${called} is ${FORMATS[type] ?? type}, and ${name} takes ${taken}: export it as that.`;
  }
  const { maxPixels, maxSeconds } = limits;
  if (maxPixels !== undefined && widthPx * heightPx > maxPixels) {
    return `${called} has ${widthPx} × ${heightPx} pixels, and ${name} takes ${number(maxPixels)} in all: export it smaller.`;
  }
  if (maxSeconds !== undefined && durationMs > maxSeconds * 1000) {
    return `${called} is longer than the ${maxSeconds} seconds that ${name} takes: shorten it.`;
  }
  return findSizeProblem(called, facts, limits.maxBytes, name, 'shorten it');
}

function findSizeProblem(
  called: string,
  { sizeBytes }: MediaFacts,
  maxBytes: number,
  name: string,
  remedy: string,
): string | undefined {
  if (sizeBytes <= maxBytes) return undefined;
  // Rounded apart: 1,000,001 bytes must not look like what is allowed.
  const has = number(Math.ceil(sizeBytes / 10_000) / 100);
  const takes = number(Math.floor(maxBytes / 10_000) / 100);
  return `${called} has ${has} MB, and ${name} takes ${takes} MB: ${remedy}, or remove it.`;
}

function callMedium(kind: Kind, place: number | undefined): string {
  const word = { image: 'image', gif: 'GIF', video: 'video' }[kind];
  if (place === undefined) return `The ${word}`;
  return kind === 'image' ? `Image ${place}` : `Image ${place}, a ${word},`;
}

const FORMATS: Readonly<Record<string, string>> = {
  'video/mp4': 'MP4',
  'video/webm': 'WebM',
  'video/quicktime': 'MOV',
};

function number(value: number): string {
  return new Intl.NumberFormat('en').format(value);
}

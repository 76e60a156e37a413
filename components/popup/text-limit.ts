import type { NetworkTextMeasure } from '../ui/network-text';

/**
 * Where a text starts to be too long, as an index into it; its length when it is not. It goes by what people call
 * characters and by bytes, whichever ends first. A text that is hopelessly long is cut to what is worth reading.
 */
export function findLimitIndex(
  text: string,
  { maxGraphemes, maxBytes }: Pick<NetworkTextMeasure, 'maxGraphemes' | 'maxBytes'>,
): number {
  // No grapheme that a network takes is longer than all the bytes it takes.
  const readable = text.slice(0, Math.max(0, maxBytes) + 1);
  const encoder = new TextEncoder();
  let graphemes = 0;
  let bytes = 0;
  for (const { segment, index } of GRAPHEMES.segment(readable)) {
    graphemes += 1;
    bytes += encoder.encode(segment).byteLength;
    if (graphemes > maxGraphemes || bytes > maxBytes) return index;
  }
  return readable.length < text.length ? readable.length : text.length;
}

const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * What of a text would have to go, from its end, for the whole post to fit: as an index into the text, its length when
 * the post fits. The network may have counted more than the text (a signature, a content warning), or a part of it
 * otherwise (a link).
 *
 * @param text what somebody wrote
 * @param measure of the post as it goes out
 */
export function findOverIndex(text: string, measure: NetworkTextMeasure): number {
  if (measure.withinLimits) return text.length;
  // What stands at the end of it and goes out nowhere is not what is too long.
  const trimmed = text.trimEnd();
  const bytes = new TextEncoder().encode(trimmed).byteLength;
  return findLimitIndex(trimmed, {
    maxGraphemes: [...GRAPHEMES.segment(trimmed)].length - Math.max(0, -measure.remaining),
    maxBytes: bytes - Math.max(0, measure.bytes - measure.maxBytes),
  });
}

/** What is left, in the unit that runs out first: characters, or bytes where they are tighter. */
export function leftOf(measure: NetworkTextMeasure): {
  readonly left: number;
  readonly unit: 'characters' | 'bytes';
} {
  const { remaining, bytes, maxBytes, maxGraphemes } = measure;
  const bytesLeft = maxBytes - bytes;
  const bytesAreTighter = bytesLeft / maxBytes < remaining / maxGraphemes;
  return bytesAreTighter ? { left: bytesLeft, unit: 'bytes' } : { left: remaining, unit: 'characters' };
}

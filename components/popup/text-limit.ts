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
  const readable = text.slice(0, maxBytes + 1);
  const encoder = new TextEncoder();
  let graphemes = 0;
  let bytes = 0;
  for (const { segment, index } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(readable)) {
    graphemes += 1;
    bytes += encoder.encode(segment).byteLength;
    if (graphemes > maxGraphemes || bytes > maxBytes) return index;
  }
  return readable.length < text.length ? readable.length : text.length;
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

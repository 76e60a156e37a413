import type { NetworkRules } from '../network';
import { segmentText } from './facets';
import { measureText, normalizeText } from './text';

/**
 * What Bluesky says of texts and media. Kept apart from the code that talks to it, so that the popup stays
 * small.
 */
export const blueskyRules: NetworkRules = {
  id: 'bluesky',
  name: 'Bluesky',
  maxImages: 4,
  /**
   * app.bsky.embed.images#image of @atproto/pds 0.5.35 (2026-11). Servers of 2025 took 1,000,000 and still
   * refuse more; their own words then say so. A link card's picture is held to `MAX_THUMBNAIL_BYTES` in
   * record.ts.
   */
  maxImageBytes: 2_000_000,
  normalizeText,
  measure: measureText,
  segment: (text) => segmentText(normalizeText(text)),
};

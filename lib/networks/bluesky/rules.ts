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
   * What every server takes: those of 2025 refuse more than this, @atproto/pds 0.5.35 (2026-11) takes twice
   * as much. A link card's picture is held to the same in record.ts.
   */
  maxImageBytes: 1_000_000,
  takesImagesWithLink: false,
  fields: [
    {
      kind: 'list',
      id: 'languages',
      label: 'Languages',
      help: 'Language tags, such as en or pt-BR: readers filter by them.',
      maxEntries: 3,
      maxEntryLength: 35,
    },
  ],
  normalizeText,
  measure: measureText,
  segment: (text) => segmentText(normalizeText(text)),
  profileUrl: ({ handle }) => `https://bsky.app/profile/${encodeURIComponent(handle)}`,
};

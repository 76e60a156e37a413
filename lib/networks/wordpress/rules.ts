import type { NetworkRules } from '../network';
import { measureText, normalizeText, segmentText } from './text';

/** What WordPress says of texts and media. The first line is the title. */
export const wordpressRules: NetworkRules = {
  id: 'wordpress',
  name: 'WordPress',
  /** As many as a workspace's post holds; WordPress has no limit. */
  maxImages: 20,
  /** What PHP lets through where nobody has set another limit (`upload_max_filesize`, 2 MB). */
  maxImageBytes: 2_000_000,
  takesImagesWithLink: true,
  fields: [],
  normalizeText,
  measure: measureText,
  segment: (text) => segmentText(normalizeText(text)),
  profileUrl: ({ server }) => server,
};

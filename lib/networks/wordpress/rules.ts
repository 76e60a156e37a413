import type { NetworkRules } from '../network';
import { readOptions, wordpressFields } from './post-options';
import { measureText, normalizeText, segmentText } from './text';

/** What WordPress says of texts and media. The first line is the title, where none is given. */
export const wordpressRules: NetworkRules = {
  id: 'wordpress',
  name: 'WordPress',
  /** As many as a workspace's post holds; WordPress has no limit. */
  maxImages: 20,
  /** What PHP lets through where nobody has set another limit (`upload_max_filesize`, 2 MB). */
  maxImageBytes: 2_000_000,
  takesImagesWithLink: true,
  fields: wordpressFields,
  normalizeText,
  measure: measureText,
  segment: (text) => segmentText(normalizeText(text)),
  findProblems: ({ images, options }) =>
    readOptions(options).featuresFirstImage && images.length === 0
      ? ['Featured image: there is no image. Add one, or choose none.']
      : [],
};

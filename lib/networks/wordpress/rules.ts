import { say } from '../../words/say';
import { mediaKindOf } from '../media-problems';
import type { NetworkRules, PostToCheck } from '../network';
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
  gifs: { types: ['image/gif'], maxBytes: 2_000_000, maxCount: 20, goesWithOthers: true },
  /** Sites that have videos let more through; one that does not says so. Its own limit cannot be asked for. */
  videos: {
    types: ['video/mp4', 'video/webm', 'video/quicktime'],
    maxBytes: 50_000_000,
    maxCount: 20,
    goesWithOthers: true,
  },
  takesImagesWithLink: true,
  fields: wordpressFields,
  normalizeText,
  measure: measureText,
  segment: (text) => segmentText(normalizeText(text)),
  findProblems: ({ images, options }) =>
    readOptions(options).featuresFirstImage && !images.some(isPicture)
      ? [say('Featured image: there is no image. Add one, or choose none.')]
      : [],
  profileUrl: ({ server }) => server,
};

function isPicture({ facts }: PostToCheck['images'][number]): boolean {
  return facts === undefined || mediaKindOf(facts.type) !== 'video';
}

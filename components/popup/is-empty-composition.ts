import type { Composition } from '../../lib/workspace/composition';

/** Whether there is nothing in it that somebody would miss. */
export function isEmptyComposition(composition: Composition): boolean {
  const { text, media, link, offeredImages, editing } = composition;
  return text.trim() === '' && media.length === 0 && !link && offeredImages.length === 0 && !editing;
}

import type { JSX } from 'preact';
import { say } from '../../lib/words/say';
import type { FocusPoint, MediaId } from '../../lib/workspace/records';
import { useMedia } from './use-media';

/** An image or a video of the workspace. Its place is kept while it loads, so that nothing jumps. */
export function MediaImage({
  mediaId,
  alt,
  focus,
}: {
  readonly mediaId: MediaId;
  readonly alt: string;
  /** What is kept where the page crops the image. */
  readonly focus?: FocusPoint | undefined;
}): JSX.Element {
  const media = useMedia(mediaId);
  if (media === 'missing') return <span class="media-image-missing">{say('This image is missing.')}</span>;
  if (!media) return <span class="media-image-empty" />;
  if (media.dataUrl.startsWith('data:video/')) {
    return (
      // biome-ignore lint/a11y/useMediaCaption: a person's own file has no captions; its description is its label
      <video
        class="media-image"
        src={media.dataUrl}
        width={media.widthPx}
        height={media.heightPx}
        aria-label={alt}
        controls
        preload="metadata"
      />
    );
  }
  return (
    <img
      class="media-image"
      src={media.dataUrl}
      width={media.widthPx}
      height={media.heightPx}
      alt={alt}
      {...(focus && { style: { objectPosition: placeOf(focus) } })}
    />
  );
}

/** Where a focus point lies in its image, as `object-position` of CSS has it. */
function placeOf({ x, y }: FocusPoint): string {
  return `${50 + x * 50}% ${50 - y * 50}%`;
}

import type { JSX } from 'preact';
import { say } from '../../lib/words/say';
import type { MediaId } from '../../lib/workspace/records';
import { useMedia } from './use-media';

/** An image or a video of the workspace. Its place is kept while it loads, so that nothing jumps. */
export function MediaImage({
  mediaId,
  alt,
}: {
  readonly mediaId: MediaId;
  readonly alt: string;
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
    <img class="media-image" src={media.dataUrl} width={media.widthPx} height={media.heightPx} alt={alt} />
  );
}

import { say, words } from '../../lib/words/say';
import './image-fields.css';
import type { JSX } from 'preact';
import { useId, useRef } from 'preact/hooks';
import type { Composition } from '../../lib/workspace/composition';
import type { AttachedImage, FocusPoint, MediaId } from '../../lib/workspace/records';
import { Button } from '../ui/button';
import { MediaImage } from '../ui/media-image';
import { FocusPointField } from './focus-point-field';
import { ProblemMessage } from './problem-message';
import type { useImages } from './use-images';

export interface ImageFieldsProps {
  readonly composition: Composition;
  readonly images: ReturnType<typeof useImages>;
  /** The workspace sends no image without a description. */
  readonly needsDescriptions: boolean;
  /** The network of a chosen account is told what must stay in sight when it crops an image. */
  readonly takesFocus: boolean;
  readonly change: (change: (before: Composition) => Composition) => void;
}

/** The images and videos of a composition, each with its description; those that a page offers; and a way to add more. */
export function ImageFields(props: ImageFieldsProps): JSX.Element {
  const { composition, images, needsDescriptions, takesFocus, change } = props;
  const picker = useRef<HTMLInputElement>(null);
  const { media, offeredImages } = composition;
  const setMedia = (next: (before: readonly AttachedImage[]) => AttachedImage[]) =>
    change((before) => ({ ...before, media: next(before.media) }));
  const setImage = (mediaId: MediaId, next: (before: AttachedImage) => AttachedImage) =>
    setMedia((all) => all.map((each) => (each.mediaId === mediaId ? next(each) : each)));
  return (
    <div class="image-fields">
      {media.map((image, index) => (
        <ImageField
          key={image.mediaId}
          image={image}
          tooTight={images.findTooTight(image)?.name}
          onScaleDown={() => void images.scaleDown(image)}
          number={media.length > 1 ? index + 1 : undefined}
          needsDescription={needsDescriptions}
          takesFocus={takesFocus && !image.facts?.type.startsWith('video/')}
          onAlt={(alt) => setImage(image.mediaId, (before) => ({ ...before, alt }))}
          onFocus={(focus) =>
            setImage(image.mediaId, ({ focus: _before, ...rest }) => (focus ? { ...rest, focus } : rest))
          }
          onRemove={() => {
            setMedia((all) => all.filter(({ mediaId }) => mediaId !== image.mediaId));
            picker.current?.focus();
          }}
        />
      ))}
      {images.pendingCount > 0 && (
        <p class="compose-hint" role="status">
          {say('{count, plural, one {Preparing the file…} other {Preparing # files…}}', {
            count: images.pendingCount,
          })}
        </p>
      )}
      {offeredImages.map((offered) => (
        <div class="image-fields-offered" key={offered.url}>
          <Button icon="image" onClick={() => void images.fetchOffered(offered)}>
            <span class="image-fields-host">
              {say('Fetch image from {host}', { host: URL.parse(offered.url)?.host ?? '' })}
            </span>
          </Button>
          <Button
            look="quiet"
            icon="decline"
            aria-label={say('Do not use this image')}
            onClick={() =>
              change((before) => ({
                ...before,
                offeredImages: before.offeredImages.filter(({ url }) => url !== offered.url),
              }))
            }
          />
        </div>
      ))}
      <ProblemMessage problem={images.problem} />
      <label
        class={
          images.roomLeft === 0 ? 'button image-fields-pick image-fields-full' : 'button image-fields-pick'
        }
      >
        <input
          ref={picker}
          class="visually-hidden"
          type="file"
          accept="image/*,video/mp4,video/webm,video/quicktime"
          multiple
          disabled={images.roomLeft === 0}
          onChange={(event) => {
            const files = [...(event.currentTarget.files ?? [])];
            // The same file can then be picked again.
            event.currentTarget.value = '';
            void images.addFiles(files);
          }}
        />
        {images.roomLeft === 0
          ? say('All {count} images are used', { count: images.maxImages })
          : say('Add images or a video')}
      </label>
    </div>
  );
}

const FIELD_WORDS = {
  image: {
    alone: {
      describe: words('Describe this image for people who cannot see it'),
      scaleDown: words('Scale this image down'),
      remove: words('Remove this image'),
    },
    numbered: {
      describe: words('Describe image {number} for people who cannot see it'),
      scaleDown: words('Scale image {number} down'),
      remove: words('Remove image {number}'),
    },
  },
  video: {
    alone: {
      describe: words('Describe this video for people who cannot see it'),
      scaleDown: words('Scale this video down'),
      remove: words('Remove this video'),
    },
    numbered: {
      describe: words('Describe video {number} for people who cannot see it'),
      scaleDown: words('Scale video {number} down'),
      remove: words('Remove video {number}'),
    },
  },
} as const;

function ImageField(props: {
  readonly image: AttachedImage;
  /** The network of a chosen account that takes less. */
  readonly tooTight: string | undefined;
  readonly onScaleDown: () => void;
  readonly number: number | undefined;
  readonly needsDescription: boolean;
  readonly takesFocus: boolean;
  readonly onAlt: (alt: string) => void;
  readonly onFocus: (focus: FocusPoint | undefined) => void;
  readonly onRemove: () => void;
}): JSX.Element {
  const { image, tooTight, onScaleDown, number, needsDescription, takesFocus, onAlt, onFocus, onRemove } =
    props;
  const id = useId();
  const isMissing = needsDescription && image.alt.trim() === '';
  const { describe, scaleDown, remove } =
    FIELD_WORDS[image.facts?.type.startsWith('video/') ? 'video' : 'image'][
      number === undefined ? 'alone' : 'numbered'
    ];
  const places = { number: number ?? 1 };
  return (
    <div class="image-field">
      <span class="image-field-picture">
        <MediaImage mediaId={image.mediaId} alt="" />
      </span>
      <div class="image-field-words">
        <label class="image-field-label" for={id}>
          {say(describe, places)}
        </label>
        <textarea
          id={id}
          class="text-field"
          dir="auto"
          rows={2}
          maxLength={2_000}
          value={image.alt}
          required={needsDescription}
          aria-describedby={isMissing ? `${id}-needed` : undefined}
          placeholder={say('What does it show?')}
          onInput={(event) => onAlt(event.currentTarget.value)}
        />
        {isMissing && (
          <span class="image-field-needed" id={`${id}-needed`}>
            {say('This workspace sends no image without a description.')}
          </span>
        )}
        {tooTight !== undefined && (
          <>
            <p class="compose-hint">{say('It is too large for {network}.', { network: tooTight })}</p>
            <Button onClick={onScaleDown}>{say(scaleDown, places)}</Button>
          </>
        )}
      </div>
      <Button look="quiet" icon="decline" aria-label={say(remove, places)} onClick={onRemove} />
      {takesFocus && <FocusPointField image={image} number={number} onChange={onFocus} />}
    </div>
  );
}

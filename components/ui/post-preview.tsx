import { say } from '../../lib/words/say';
import './post-preview.css';
import type { JSX } from 'preact';
import type { AttachedImage, LinkCard, Watermark } from '../../lib/workspace/records';
import { Avatar } from './avatar';
import { focusWords } from './focus-words';
import { MediaImage } from './media-image';
import type { NetworkText, NetworkTextSegment } from './network-text';

export interface PostPreviewProps {
  readonly account: { readonly name: string; readonly handle: string } | undefined;
  readonly network: NetworkText | undefined;
  readonly text: string;
  readonly images: readonly AttachedImage[];
  readonly link?: LinkCard | undefined;
  /** Lists the images' descriptions below: part of what goes out, though nobody sees it there. */
  readonly showsDescriptions?: boolean;
  /** Shown on the images where the account will have it: a likeness of what is drawn when the post is finished. */
  readonly watermark?: Watermark | undefined;
}

/** A post exactly as it will look on its network. */
export function PostPreview(props: PostPreviewProps): JSX.Element {
  const { account, network, text, images, link, showsDescriptions = true, watermark } = props;
  const segments = network ? network.segment(text) : [{ kind: 'text', text } as const];
  const isEmpty = segments.every((segment) => segment.text === '');
  return (
    <div class="post-preview">
      <div class="post-preview-head">
        <Avatar name={account?.name ?? '?'} size="large" />
        <div class="post-preview-names">
          <bdi class="post-preview-name">{account?.name ?? say('An account that you do not see')}</bdi>
          {account && <bdi class="post-preview-handle">@{account.handle}</bdi>}
        </div>
        {network && <span class="post-preview-network">{network.name}</span>}
      </div>
      {!isEmpty && (
        <p class="post-preview-text" dir="auto">
          {segments.map((segment, index) => (
            <Segment key={index} segment={segment} />
          ))}
        </p>
      )}
      {images.length > 0 && (
        <ImageGrid images={images} watermark={watermark} crops={network?.usesFocusPoint === true} />
      )}
      {images.length > 0 && showsDescriptions && <ImageDescriptions images={images} />}
      {link && (images.length === 0 || network?.takesImagesWithLink) && <LinkPreview link={link} />}
    </div>
  );
}

function Segment({ segment }: { readonly segment: NetworkTextSegment }): JSX.Element {
  if (segment.kind === 'text') return <>{segment.text}</>;
  if (segment.kind === 'link') {
    return (
      <a class="post-preview-link" href={segment.url} target="_blank" rel="noopener noreferrer">
        {segment.text}
      </a>
    );
  }
  return <span class="post-preview-mark">{segment.text}</span>;
}

function ImageGrid({
  images,
  watermark,
  crops,
}: Pick<PostPreviewProps, 'images' | 'watermark'> & {
  /** The network crops around the focus points. */
  readonly crops: boolean;
}): JSX.Element {
  return (
    <div class={`post-preview-images post-preview-images-${Math.min(images.length, 4)}`}>
      {images.map(({ mediaId, alt, focus, facts }) => (
        <span class="post-preview-image" key={mediaId}>
          <MediaImage mediaId={mediaId} alt={alt} focus={crops ? focus : undefined} />
          {watermark && !isMarkedOrMoves(facts) && (
            <span
              class={`post-preview-watermark post-preview-watermark-${watermark.corner}`}
              style={{ opacity: watermark.opacityPercent / 100 }}
              title={say('The watermark of the account, about as it will be drawn')}
            >
              {watermark.text}
            </span>
          )}
          {alt.trim() && (
            <span class="post-preview-alt" aria-hidden="true">
              {say('ALT')}
            </span>
          )}
        </span>
      ))}
    </div>
  );
}

function isMarkedOrMoves(facts: AttachedImage['facts']): boolean {
  if (!facts) return false;
  return facts.watermarkOf !== undefined || facts.type === 'image/gif' || facts.type.startsWith('video/');
}

function ImageDescriptions({ images }: { readonly images: readonly AttachedImage[] }): JSX.Element {
  return (
    <ul class="post-preview-descriptions">
      {images.map(({ mediaId, alt, focus }, index) => (
        <li key={mediaId}>
          <span class="post-preview-label">
            {images.length > 1 ? say('Image {number}:', { number: index + 1 }) : say('Image:')}
          </span>{' '}
          {alt.trim() ? <bdi>{alt}</bdi> : <em>{say('no description')}</em>}
          {focus && <div>{say('Stays in sight when cropped: {where}', { where: focusWords(focus) })}</div>}
        </li>
      ))}
    </ul>
  );
}

/** The card of a link: a claim of the page it came from. */
export function LinkPreview({ link }: { readonly link: LinkCard }): JSX.Element {
  return (
    <a class="post-preview-card" href={link.url} target="_blank" rel="noopener noreferrer">
      {link.thumbnail && (
        <span class="post-preview-thumbnail">
          <MediaImage mediaId={link.thumbnail.mediaId} alt="" />
        </span>
      )}
      <span class="post-preview-card-text">
        <span class="post-preview-card-title" dir="auto">
          {link.title || link.url}
        </span>
        {link.description && (
          <span class="post-preview-card-description" dir="auto">
            {link.description}
          </span>
        )}
        <bdi class="post-preview-card-host">{URL.parse(link.url)?.host ?? link.url}</bdi>
      </span>
    </a>
  );
}

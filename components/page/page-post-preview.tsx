import type { JSX } from 'preact';
import type { PageReview } from '../../lib/messages/page-views';
import { say } from '../../lib/words/say';
import { focusWords } from '../ui/focus-words';

export interface PagePostPreviewProps {
  readonly review: PageReview;
  /** An image that the page's own rules keep from being shown. */
  readonly onImageMissing: () => void;
}

/** A post exactly as it goes out. The words are what the network gets, without anything made of them here. */
export function PagePostPreview({ review, onImageMissing }: PagePostPreviewProps): JSX.Element {
  const { accountName, accountHandle, content, images, facts } = review;
  const { text, link } = content;
  return (
    <div class="post-preview">
      <div class="post-preview-names">
        <bdi class="post-preview-name">{accountName}</bdi>
        <bdi class="post-preview-handle">@{accountHandle}</bdi>
      </div>
      {text !== '' && (
        <p class="post-preview-text" dir="auto">
          {text}
        </p>
      )}
      {images.length > 0 && (
        <>
          <div class={`post-preview-images post-preview-images-${Math.min(images.length, 4)}`}>
            {images.map(({ dataUrl, alt }, index) => (
              <span class="post-preview-image" key={index}>
                <img class="media-image" src={dataUrl} alt={alt} onError={onImageMissing} />
              </span>
            ))}
          </div>
          <ul class="post-preview-descriptions">
            {images.map(({ alt, focus }, index) => (
              <li key={index}>
                <span class="post-preview-label">
                  {images.length > 1 ? say('Image {number}:', { number: index + 1 }) : say('Image:')}
                </span>{' '}
                {alt.trim() ? <bdi>{alt}</bdi> : <em>{say('no description')}</em>}
                {focus && (
                  <div>{say('Stays in sight when cropped: {where}', { where: focusWords(focus) })}</div>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {link && (
        <a class="post-preview-card" href={link.url} target="_blank" rel="noopener noreferrer">
          <span class="post-preview-card-text">
            <bdi class="post-preview-card-title">{link.title || link.url}</bdi>
            {link.description && <bdi class="post-preview-card-description">{link.description}</bdi>}
            <bdi class="post-preview-card-host">{URL.parse(link.url)?.host ?? link.url}</bdi>
          </span>
        </a>
      )}
      {facts.length > 0 && (
        <ul class="post-preview-descriptions">
          {facts.map(({ label, words }) => (
            <li key={label}>
              <span class="post-preview-label">{label}: </span>
              <bdi>{words}</bdi>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

import type { OutgoingLink, TextSegment } from '../network';
import type { WordpressOptions } from './post-options';
import { normalizeText, segmentText, splitTitle } from './text';

/** An image or a video in the site's media library. */
export interface UploadedImage {
  readonly id: number;
  readonly url: string;
  readonly alt: string;
  readonly isVideo?: boolean;
}

export interface PostContent {
  readonly title: string;
  readonly content: string;
  readonly excerpt: string;
  /** The id of the featured image; 0 for none. */
  readonly featured_media: number;
}

/**
 * A post as WordPress stores it: a title, which is the first line where none was given, and the rest as blocks of
 * its editor. A featured image is shown by the theme; it stands in the body too when there is nothing else.
 */
export function buildPostContent(
  { text, link }: { readonly text: string; readonly link?: OutgoingLink | undefined },
  images: readonly UploadedImage[],
  options: Pick<WordpressOptions, 'title' | 'excerpt' | 'featuresFirstImage'>,
): PostContent {
  const written = normalizeText(text);
  const { title, body } =
    options.title === '' ? splitTitle(written) : { title: options.title, body: written };
  const featured = options.featuresFirstImage ? images.find(({ isVideo }) => !isVideo) : undefined;
  const isAlone = title === '' && link === undefined;
  const shown = featured && !isAlone ? images.filter((image) => image !== featured) : images;
  const blocks = [
    ...body
      .split(/\n{2,}/)
      .filter((paragraph) => paragraph !== '')
      .map((paragraph) => buildParagraph(segmentText(paragraph))),
    ...shown.map((one) => (one.isVideo ? buildVideo(one) : buildImage(one))),
    ...(link ? [buildLink(link)] : []),
  ];
  return {
    title: escapeHtml(title),
    content: blocks.join('\n\n'),
    excerpt: escapeHtml(normalizeText(options.excerpt)),
    featured_media: featured?.id ?? 0,
  };
}

function buildParagraph(segments: readonly TextSegment[]): string {
  const html = segments.map((segment) =>
    // An address without a link around it would become whatever its site wants to show here.
    segment.kind === 'link'
      ? `<a href="${escapeHtml(segment.url)}">${escapeHtml(segment.text)}</a>`
      : escapeHtml(segment.text).replaceAll('\n', '<br>'),
  );
  return `<!-- wp:paragraph -->\n<p>${html.join('')}</p>\n<!-- /wp:paragraph -->`;
}

function buildImage({ id, url, alt }: UploadedImage): string {
  return [
    `<!-- wp:image {"id":${id},"sizeSlug":"full","linkDestination":"none"} -->`,
    `<figure class="wp-block-image size-full"><img src="${escapeHtml(url)}" alt="${escapeHtml(alt)}" class="wp-image-${id}"/></figure>`,
    '<!-- /wp:image -->',
  ].join('\n');
}

/** The block has no place for a description: it stands in the media library. */
function buildVideo({ id, url }: UploadedImage): string {
  return [
    `<!-- wp:video {"id":${id}} -->`,
    `<figure class="wp-block-video"><video controls src="${escapeHtml(url)}"></video></figure>`,
    '<!-- /wp:video -->',
  ].join('\n');
}

function buildLink({ url, title, description }: OutgoingLink): string {
  const anchor = `<a href="${escapeHtml(url)}">${escapeHtml(title === '' ? url : title)}</a>`;
  const html = description === '' ? anchor : `${anchor}<br>${escapeHtml(description)}`;
  return `<!-- wp:paragraph -->\n<p>${html}</p>\n<!-- /wp:paragraph -->`;
}

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // Else a text could call the site's plugins: [gallery] is a shortcode.
  '[': '&#91;',
  ']': '&#93;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"[\]]/g, (character) => REFERENCES[character] ?? character);
}

/**
 * A post's key where readers do not see it: in a block of its editor that shows nothing.
 * @param key letters, digits and hyphens.
 */
export function buildKeyMark(key: string): string {
  return `<!-- wp:html -->\n${keyComment(key)}\n<!-- /wp:html -->`;
}

/** Whether a text, as it is stored or as it is shown, has the mark. */
export function hasKeyMark(html: string, key: string): boolean {
  return html.includes(keyComment(key));
}

function keyComment(key: string): string {
  return `<!-- Countersign ${key} -->`;
}

import type { PageClaim } from './read-page-claim';

/** What the person pointed at when they asked for a draft: the page, a selection, a link, or an image. */
export interface PageTarget {
  readonly linkUrl?: string | undefined;
  readonly linkText?: string | undefined;
  readonly imageUrl?: string | undefined;
  readonly selection?: string | undefined;
}

/** What a composition is filled with. */
export interface CompositionSeed {
  readonly text: string;
  readonly link?: {
    readonly url: string;
    readonly title: string;
    readonly description: string;
    readonly imageUrl: string;
  };
  readonly imageUrl?: string;
  readonly source?: { readonly url: string; readonly title: string };
}

/**
 * Fills a composition from a page: the selection as a quotation, title and address as a link card, a picture as
 * an attachment. With a picture the address stands in the text, because a network shows a picture or a card.
 */
export function compositionFromPage(page: PageClaim, target: PageTarget = {}): CompositionSeed {
  const selection = (target.selection || page.selection).trim();
  const quotation = selection && `“${selection.replace(/^["“„«]+|["”“»]+$/g, '')}”`;
  const pageLink = isWebAddress(page.url) ? { url: page.url, title: page.title || page.url } : undefined;
  const source = pageLink && { source: pageLink };

  if (target.imageUrl && isWebAddress(target.imageUrl)) {
    const text = [quotation, pageLink && [page.title, page.url].filter(Boolean).join('\n')]
      .filter(Boolean)
      .join('\n\n');
    return { text, imageUrl: target.imageUrl, ...source };
  }
  if (target.linkUrl && isWebAddress(target.linkUrl)) {
    const title = target.linkText?.trim() || target.linkUrl;
    return {
      text: quotation,
      link: { url: target.linkUrl, title: title.slice(0, 500), description: '', imageUrl: '' },
      ...source,
    };
  }
  const { description, imageUrl } = page;
  return { text: quotation, ...(pageLink && { link: { ...pageLink, description, imageUrl } }), ...source };
}

function isWebAddress(text: string): boolean {
  const url = URL.parse(text);
  return text.length <= 2_048 && (url?.protocol === 'https:' || url?.protocol === 'http:');
}

/**
 * What a page says about itself, read at the moment a person asks for a draft from it. Everything here is a
 * claim by that page: it is parsed and shortened before it is used, shown as text, and never used as an id.
 */
import * as z from 'zod/mini';

const shortened = (length: number) =>
  z.catch(
    z.pipe(
      z.string(),
      z.transform((text: string) => text.slice(0, length).trim()),
    ),
    '',
  );

export const PageClaim = z.object({
  url: shortened(2_048),
  title: shortened(500),
  description: shortened(1_000),
  imageUrl: shortened(2_048),
  selection: shortened(20_000),
});
export type PageClaim = z.infer<typeof PageClaim>;

/**
 * Runs inside the page, sent there as source text: it may use nothing from outside its own body.
 * @returns a `PageClaim` that has not been checked.
 */
export function readPageClaim(): unknown {
  const meta = (...names: string[]): string => {
    for (const name of names) {
      const element = document.querySelector(`meta[property="${name}"], meta[name="${name}"]`);
      const content = element?.getAttribute('content');
      if (content) return content;
    }
    return '';
  };
  const absolute = (address: string | null | undefined): string => {
    try {
      return address ? new URL(address, document.baseURI).href : '';
    } catch {
      return '';
    }
  };
  const canonical = absolute(document.querySelector('link[rel="canonical"]')?.getAttribute('href'));
  // A canonical address on another host is more often a mistake of the page than what the person sees.
  const isSameHost = canonical !== '' && new URL(canonical).host === location.host;
  return {
    url: isSameHost ? canonical : location.href,
    title: meta('og:title', 'twitter:title') || document.title,
    description: meta('og:description', 'description', 'twitter:description'),
    imageUrl: absolute(meta('og:image', 'twitter:image')),
    selection: String(getSelection() ?? ''),
  };
}

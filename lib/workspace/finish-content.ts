/**
 * What an account adds to every post of its own: a signature, parameters on links, a link shortener. It is added when
 * the post is written down, before anybody approves it, so that what is approved, counted and previewed is what goes
 * out. To add it twice is to add it once.
 */
import type { Account, Connection, PostContent } from './records';

/** Addresses in a text. What ends a sentence is none of an address. */
const ADDRESS = /https?:\/\/[^\s<>"]*[^\s<>"'’”.,;:!?)\]}]/gi;

/**
 * A post's content with what its account adds.
 *
 * @param content what somebody wrote
 * @param account the account that it is for
 * @param mode whose sign-in it goes out with
 */
export function finishContent(
  content: PostContent,
  { publishing }: Pick<Account, 'publishing'>,
  mode: Connection['mode'],
): PostContent {
  const { signature, linkParameters, shortener, postedAs } = publishing ?? {};
  const { options } = content;
  // Bound to the sign-in: whoever signs in with their own chooses themself (source 000).
  const isPostedAs = mode === 'owner' && postedAs !== undefined && options?.author === undefined;
  const finishAddress = (address: string): string => {
    if (!shortener) return withParameters(address, linkParameters);
    if (isShortened(address, shortener)) return address;
    return shortener.replace('{address}', encodeURIComponent(withParameters(address, linkParameters)));
  };
  const text = content.text.replace(ADDRESS, finishAddress);
  return {
    ...content,
    text: signed(text, signature),
    ...(isPostedAs && { options: { ...options, author: postedAs } }),
    ...(content.link && { link: { ...content.link, url: finishAddress(content.link.url) } }),
  };
}

/** A text that ends with its account's signature, once. */
function signed(text: string, signature: string | undefined): string {
  if (!signature || text.trimEnd().endsWith(signature)) return text;
  return text.trim() === '' ? signature : `${text.trimEnd()}\n\n${signature}`;
}

/** An address with the account's parameters; one that has any of them already says more than we know. */
function withParameters(address: string, parameters: Readonly<Record<string, string>> | undefined): string {
  const url = URL.parse(address);
  const entries = Object.entries(parameters ?? {});
  if (!url || entries.length === 0 || entries.some(([name]) => url.searchParams.has(name))) return address;
  for (const [name, value] of entries) url.searchParams.set(name, value);
  return url.href;
}

/** Whether an address goes through the account's shortener already. */
function isShortened(address: string, shortener: string): boolean {
  return URL.parse(address)?.host === URL.parse(shortener.replace('{address}', ''))?.host;
}

/**
 * What an account adds to every post of its own: a signature, parameters on links, a link shortener, the profile's own
 * link where readers cannot press any other. It is added when
 * the post is written down, before anybody approves it, so that what is approved, counted and previewed is what goes
 * out. To add it twice is to add it once.
 */
import type { Account, Connection, LinkInBio, PostContent } from './records';

/** Addresses in a text. What ends a sentence is none of an address. */
const ADDRESS = /https?:\/\/[^\s<>"]*[^\s<>"'’”.,;:!?)\]}]/gi;

/** An address with what would be left double when it goes. */
const ADDRESS_AFTER_SPACE = new RegExp(`([^\\S\\n]*)${ADDRESS.source}`, 'gi');

/**
 * A post's content with what its account adds.
 *
 * @param content what somebody wrote
 * @param account the account that it is for
 * @param mode whose sign-in it goes out with
 * @param network the rules of the account's network, where they are known: whether it hides links
 */
export function finishContent(
  content: PostContent,
  { publishing }: Pick<Account, 'publishing'>,
  mode: Connection['mode'],
  network: { readonly hidesLinks?: true | undefined } | undefined,
): PostContent {
  const { signature, linkParameters, shortener, postedAs, linkInBio } = publishing ?? {};
  const { options } = content;
  // Bound to the sign-in: whoever signs in with their own chooses themself (source 000).
  const isPostedAs = mode === 'owner' && postedAs !== undefined && options?.author === undefined;
  const finishAddress = (address: string): string => {
    if (!shortener) return withParameters(address, linkParameters);
    if (isShortened(address, shortener)) return address;
    return shortener.replace('{address}', encodeURIComponent(withParameters(address, linkParameters)));
  };
  const finished = { ...content, ...(isPostedAs && { options: { ...options, author: postedAs } }) };
  if (network?.hidesLinks && linkInBio) {
    const { link, ...rest } = finished;
    const say = (text: string) => withLinkInBio(text, linkInBio, link !== undefined);
    return { ...rest, text: signed(content.text, signature, say) };
  }
  return {
    ...finished,
    text: signed(content.text, signature, (text) => text.replace(ADDRESS, finishAddress)),
    ...(content.link && { link: { ...content.link, url: finishAddress(content.link.url) } }),
  };
}

/**
 * A text without addresses, which nobody could press: in the place of the first one stands the page that the profile
 * links to, below the text where there was a link card alone. It is written without `https://`, for reading: so it is
 * no address that would be replaced again.
 */
function withLinkInBio(text: string, { address, words }: LinkInBio, hasCard: boolean): string {
  const page = `${address.replace(/^https?:\/\/(?:www\.)?|\/$/g, '')} (${words})`;
  let isSaid = false;
  const replaced = text.replace(ADDRESS_AFTER_SPACE, (_match, space: string) => {
    if (isSaid) return '';
    isSaid = true;
    return `${space}${page}`;
  });
  if (isSaid || !hasCard || text.includes(page)) return replaced;
  return replaced.trim() === '' ? page : `${replaced.trimEnd()}\n\n${page}`;
}

/**
 * A text that ends with its account's signature, once.
 * @param finish what is done to the text above it; an address in the signature stays as it was set
 */
function signed(text: string, signature: string | undefined, finish: (text: string) => string): string {
  if (!signature) return finish(text);
  const trimmed = text.trimEnd();
  const isSigned = trimmed.endsWith(signature);
  const body = isSigned ? trimmed.slice(0, -signature.length).trimEnd() : text;
  const finished = finish(body);
  if (finished.trim() === '') return isSigned ? text : signature;
  return isSigned && body !== ''
    ? finished + text.slice(body.length)
    : `${finished.trimEnd()}\n\n${signature}`;
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

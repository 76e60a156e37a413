import { TOP_LEVEL_DOMAINS } from '../top-level-domains';

/*
 * What X makes a link of, as npm twitter-text 3.1.0 (Apache-2.0) finds it: each counts as 23 characters, so that a miss
 * is a wrong count. test/unit/x-counting.test.ts compares the two over tens of thousands of texts. Otherwise than there:
 * the top-level domains are those of 2025, without the names in other scripts than ours.
 */

export interface Address {
  /** In UTF-16 units. */
  readonly start: number;
  readonly address: string;
}

/** A word that is longer is not searched: an address may have 4,096 characters. */
const LONGEST_WORD = 5_000;
const LONGEST_ADDRESS = 4096;
const LONGEST_LABEL = 63;
/** What stands behind `t.co/`; a longer one is no link. */
const LONGEST_SLUG = 40;

const SPACES = '\\x09-\\x0d\\x20\\x85\\xa0\\u1680\\u180e\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
/** With the space before it: that is what an address stands behind. */
const WORD = new RegExp(`[${SPACES}]?[^${SPACES}]+`, 'g');

const patterns = createOnce(() => {
  const nonCharacters = '\\ufffe\\ufeff\\uffff';
  const bidi = '\\u202a-\\u202e\\u061c\\u200e\\u200f\\u2066-\\u2069';
  const latin =
    '\\xc0-\\xd6\\xd8-\\xf6\\xf8-\\xff\\u0100-\\u024f\\u0253\\u0254\\u0256\\u0257\\u0259\\u025b\\u0263\\u0268\\u026f\\u0272\\u0289\\u028b\\u02bb\\u0300-\\u036f\\u1e00-\\u1eff';
  const letter = `[^!'#%&()*+,\\\\\\-./:;<=>?@\\[\\]^_{|}~$${SPACES}${nonCharacters}${bidi}]`;
  const domain = `(?:(?:${letter}(?:[_-]|${letter})*)?${letter}\\.)*(?:${letter}(?:-|${letter})*)?${letter}\\.`;
  const topLevel = `(?:(?:${[...TOP_LEVEL_DOMAINS, 'onion'].join('|')})(?=[^0-9a-zA-Z@+-]|$)|xn--[-0-9a-z]+)`;
  const inPath = `[a-z\\u0400-\\u04ff0-9!*';:=+,.$/%#[\\]\\-\\u2013_~@|&${latin}]`;
  const inBrackets = `\\((?:${inPath}+|${inPath}*\\(${inPath}+\\)${inPath}*)\\)`;
  const endOfPath = `[+\\-a-z\\u0400-\\u04ff0-9=_#/${latin}]`;
  const path = `(?:${inPath}*(?:${inBrackets}${inPath}*)*${endOfPath}|${inBrackets}|@${inPath}+/)`;
  const query = "\\?[a-z0-9!?*'@();:&=+$/%#[\\]\\-_.,~|]*[a-z0-9\\-_&=#/]";
  return {
    address: new RegExp(
      `(?<before>[^A-Za-z0-9@＠$#＃${nonCharacters}]|^)(?<address>(?<scheme>https?://)?(?<domain>${domain}${topLevel})(?::[0-9]+)?(?<path>/${path}*)?(?:${query})?)`,
      'gi',
    ),
    latinDomain: new RegExp(`(?:[-a-z0-9${latin}]+\\.)+${topLevel}`, 'gi'),
    shortened: new RegExp(`^https?://t\\.co/(?<slug>[a-z0-9]+)(?:${query})?`, 'i'),
  };
});

/** Finds the addresses in a text, in order. @param text in the normal form C. */
export function findAddresses(text: string): readonly Address[] {
  if (!text.includes('.')) return [];
  const found: Address[] = [];
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (!word.includes('.') || word.length > LONGEST_WORD) continue;
    for (const { start, address } of findInWord(word)) found.push({ start: index + start, address });
  }
  return found;
}

function findInWord(word: string): readonly Address[] {
  const found: Address[] = [];
  for (const { index, groups = {} } of word.matchAll(patterns().address)) {
    const { before = '', address = '', scheme, domain = '', path } = groups;
    const start = index + before.length;
    if (!isShortEnough(address, scheme, domain)) continue;
    if (scheme !== undefined) {
      const shortened = patterns().shortened.exec(address);
      if ((shortened?.groups?.slug ?? '').length > LONGEST_SLUG) continue;
      found.push({ start, address: shortened?.[0] ?? address });
    } else if (!/[-_./]$/.test(before)) {
      found.push(...findBareDomains(start, address, domain, path));
    }
  }
  return found;
}

/** Without a scheme only what is written in Latin letters counts: in `詳しくはexample.com` the end of it. */
function findBareDomains(
  start: number,
  address: string,
  domain: string,
  path: string | undefined,
): Address[] {
  const found = [...domain.matchAll(patterns().latinDomain)].map(({ 0: bare, index }) => ({
    start: start + index,
    address: bare,
  }));
  const last = found.at(-1);
  if (last && path !== undefined) {
    found[found.length - 1] = { ...last, address: last.address + address.slice(domain.length) };
  }
  return found;
}

function isShortEnough(address: string, scheme: string | undefined, domain: string): boolean {
  return (
    (scheme ?? 'https://').length + address.length <= LONGEST_ADDRESS &&
    domain.split('.').every((label) => asciiLength(label) <= LONGEST_LABEL)
  );
}

/** How long a label of a domain is in Punycode (RFC 3492), which is how the name is looked up. */
function asciiLength(label: string): number {
  const points = Array.from(label, (character) => character.codePointAt(0) ?? 0);
  const basicCount = points.filter((point) => point < 128).length;
  if (basicCount === points.length) return label.length;
  let length = 'xn--'.length + basicCount + (basicCount > 0 ? 1 : 0);
  let handled = basicCount;
  let delta = 0;
  let bias = 72;
  for (let reached = 128; handled < points.length; reached++) {
    const next = Math.min(...points.filter((point) => point >= reached));
    delta += (next - reached) * (handled + 1);
    reached = next;
    for (const point of points) {
      if (point < reached) delta++;
      if (point !== reached) continue;
      let rest = delta;
      for (let base = 36; ; base += 36) {
        length++;
        const threshold = Math.min(Math.max(base - bias, 1), 26);
        if (rest < threshold) break;
        rest = Math.floor((rest - threshold) / (36 - threshold));
      }
      bias = adaptBias(delta, handled + 1, handled === basicCount);
      delta = 0;
      handled++;
    }
    delta++;
  }
  return length;
}

function adaptBias(delta: number, handled: number, isFirst: boolean): number {
  let rest = Math.floor(delta / (isFirst ? 700 : 2));
  rest += Math.floor(rest / handled);
  let base = 0;
  for (; rest > 455; base += 36) rest = Math.floor(rest / 35);
  return base + Math.floor((36 * rest) / (rest + 38));
}

/** The expressions take a moment, and most texts need none. */
function createOnce<Value>(create: () => Value): () => Value {
  let value: Value | undefined;
  return () => {
    value ??= create();
    return value;
  };
}

/** Elements that stand inside a line; any other begins and ends one. */
const INLINE =
  /^(?:a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|rp|rt|ruby|s|samp|small|span|strike|strong|sub|sup|time|tt|u|var|wbr)$/i;

const PARAGRAPHS = /^(?:blockquote|details|div|dl|figure|h[1-6]|hr|ol|p|pre|section|table|ul)$/i;

const NAMED_REFERENCES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
  shy: '\u00ad',
  copy: '©',
  reg: '®',
  trade: '™',
  euro: '€',
};

/**
 * What a piece of HTML says, on one line. There is no parser of HTML in a background that is a worker, and
 * none is needed: the result is shown as text or compared, never put into a page. What a browser would hide
 * (scripts, styles) is told as well, so that nothing stands in a post unseen.
 */
export function readPlainText(html: string): string {
  return normalizeWhitespace(readMarked(html));
}

/**
 * What a post says, as people write one: its title, a blank line, its text in lines. On one line it is the same as
 * `readPlainText` makes of title and text, letter by letter.
 */
export function readPostText({ title, html }: { readonly title: string; readonly html: string }): string {
  // The classic editor keeps lines as lines, and has no elements for them.
  const keepsLines = !/<!-- wp:|<p[\s>]/i.test(html);
  const marked = readMarked(`${title}<p>${keepsLines ? html.replaceAll('\n', LINE) : html}`);
  return marked
    .replace(/\s+/g, (space) => {
      if (space.includes(PARAGRAPH) || space.split(LINE).length > 2) return '\n\n';
      return /[\u2028\v]/.test(space) ? '\n' : ' ';
    })
    .trim();
}

/** White space that stands for the end of a paragraph, for a line break, and for another edge of an element. */
const PARAGRAPH = '\u2029';
const LINE = '\u2028';
const EDGE = '\v';

function readMarked(html: string): string {
  return withoutComments(html)
    .replace(/<\/?([a-z][a-z0-9]*)\b(?:"[^"]*"|'[^']*'|[^'"<>])*>/gi, (_, name: string) => {
      if (INLINE.test(name)) return '';
      if (PARAGRAPHS.test(name)) return PARAGRAPH;
      return /^br$/i.test(name) ? LINE : EDGE;
    })
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, decodeReference);
}

/** The editor's notes about its blocks. An expression for it takes a minute for a page of `<!--` alone. */
function withoutComments(html: string): string {
  const [before = '', ...comments] = html.split('<!--');
  let text = before;
  for (const comment of comments) {
    const end = comment.indexOf('-->');
    if (end !== -1) text += ` ${comment.slice(end + 3)}`;
  }
  return text;
}

function decodeReference(written: string, decimal?: string, hexadecimal?: string, name?: string): string {
  if (name !== undefined) return NAMED_REFERENCES[name.toLowerCase()] ?? written;
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : written;
}

/** White space of any kind and number becomes one space. */
export function normalizeWhitespace(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

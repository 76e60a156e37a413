/*
 * How a Mastodon server counts a text and makes HTML of it, written from its documentation and apart from
 * lib/networks/mastodon, so that a mistake there does not hide behind the same mistake here. Simpler than the
 * real thing: every host with a dot in it is one, and an address ends at white space or closing punctuation.
 */

const ENTITY =
  /(?<link>https?:\/\/[^\s/.]+\.[^\s<>"]*[\w/#=&-])|(?<![\w/=])@(?<user>\w+(?:[.-]+\w+)*)(?:@(?<host>[\w-]+(?:\.[\w-]+)+))?|(?<=^|\s)#(?<tag>\d*[\p{L}_][\p{L}\p{N}_]*)/gu;

/** Grapheme clusters, with 23 for a link and without the server of a mention. */
export function countCharacters(text: string, spoilerText: string, charactersPerLink: number): number {
  const countable = text.replace(ENTITY, (written, ...rest) => {
    const { link, user, host } = rest.at(-1) as Record<string, string | undefined>;
    if (link !== undefined) return 'x'.repeat(charactersPerLink);
    return host === undefined ? written : `@${user}`;
  });
  return [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(spoilerText + countable)].length;
}

/** Paragraphs, line breaks, and links of all three kinds, as in `content` of a status. */
export function formatContent(text: string, origin: string, isKnown: (handle: string) => boolean): string {
  if (text.trim() === '') return '';
  let html = '';
  let reached = 0;
  for (const match of text.matchAll(ENTITY)) {
    const { link, user, host, tag } = match.groups as Record<string, string | undefined>;
    html += escapeHtml(text.slice(reached, match.index));
    reached = match.index + match[0].length;
    if (link !== undefined) html += formatLink(link);
    else if (tag !== undefined) {
      html += `<a href="${origin}/tags/${tag}" class="mention hashtag" rel="tag">#<span>${tag}</span></a>`;
    } else if (isKnown(host === undefined ? `${user}` : `${user}@${host}`)) {
      const address = host === undefined ? `${origin}/@${user}` : `https://${host}/@${user}`;
      html += `<span class="h-card" translate="no"><a href="${address}" class="u-url mention">@<span>${user}</span></a></span>`;
    } else html += escapeHtml(match[0]);
  }
  html += escapeHtml(text.slice(reached));
  const paragraphs = html.split(/\n\n+/).map((paragraph) => paragraph.replaceAll('\n', '<br />'));
  return paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('');
}

function formatLink(url: string): string {
  const prefix = /^https?:\/\/(?:www\.)?/.exec(url)?.[0] ?? '';
  const shown = url.slice(prefix.length, prefix.length + 30);
  const rest = url.slice(prefix.length + 30);
  return `<a href="${escapeHtml(url)}" target="_blank" rel="nofollow noopener" translate="no"><span class="invisible">${prefix}</span><span class="${rest === '' ? '' : 'ellipsis'}">${escapeHtml(shown)}</span><span class="invisible">${escapeHtml(rest)}</span></a>`;
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

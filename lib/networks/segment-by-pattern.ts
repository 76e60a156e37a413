import type { TextSegment } from './network';

/**
 * Cuts a text into runs by an expression. They joined give the text.
 * @param pattern global; each find is in one of the groups `url`, `handle` (without its sign) and `tag` (likewise).
 */
export function segmentByPattern(text: string, pattern: RegExp): readonly TextSegment[] {
  const segments: TextSegment[] = [];
  let reached = 0;
  for (const { 0: found, index, groups = {} } of text.matchAll(pattern)) {
    const { url, handle, tag = '' } = groups;
    if (index > reached) segments.push({ kind: 'text', text: text.slice(reached, index) });
    if (url !== undefined) segments.push({ kind: 'link', text: found, url });
    else if (handle !== undefined) segments.push({ kind: 'mention', text: found, handle });
    else segments.push({ kind: 'tag', text: found, tag });
    reached = index + found.length;
  }
  if (reached < text.length) segments.push({ kind: 'text', text: text.slice(reached) });
  return segments;
}

/** A stretch of a text that is more than text (https://core.telegram.org/bots/api#messageentity, 2026-11). */
export interface Entity {
  readonly type: 'bold' | 'italic' | 'code' | 'text_link';
  /** Both in UTF-16 units, which is how Telegram counts. */
  readonly offset: number;
  readonly length: number;
  /** Of a `text_link` alone. */
  readonly url?: string;
}

export interface FormattedText {
  readonly text: string;
  readonly entities: readonly Entity[];
}

/** Longer texts are never published, and what a text is searched for is bounded by what one may have. */
const LONGEST_PARSED = 30_000;

/*
 * A mark holds where it hugs what it marks, within one line: `**bold**`, `_italic_`, `` `code` ``,
 * `[words](https://…)`. In an address, in code and after a backslash a mark is a character, and so is an underscore
 * inside a word.
 */
const MARK = new RegExp(
  [
    /\\(?<escaped>[\\*_`[\]])/u,
    /(?<address>https?:\/\/[^\s*`[\]()]+)/u,
    /`(?<code>(?=\S)[^`\n]{0,4096}?[^\s`])`/u,
    /\*\*(?<bold>(?=\S)[^\n]{0,4096}?[^\s\\])\*\*/u,
    /(?<![\p{L}\p{N}_])_(?<italic>(?=[^\s_])[^\n]{0,4096}?[^\s\\_])_(?![\p{L}\p{N}_])/u,
    /\[(?<words>(?=\S)[^\n[\]]{0,4096}?[^\s[\]\\])\]\((?<url>https?:\/\/[^\s()]{1,2000})\)/u,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gu',
);

/** Reads the marks of a text. @returns the text without them, and what they marked. */
export function parseFormatting(source: string): FormattedText {
  if (source.length > LONGEST_PARSED) return { text: source, entities: [] };
  let text = '';
  const entities: Entity[] = [];

  function read(part: string): void {
    let reached = 0;
    for (const { 0: found, index, groups = {} } of part.matchAll(MARK)) {
      text += part.slice(reached, index);
      reached = index + found.length;
      const { escaped, address, code, bold, italic, words, url } = groups;
      const plain = escaped ?? address;
      if (plain !== undefined) {
        text += plain;
        continue;
      }
      const offset = text.length;
      const place = entities.length;
      if (code !== undefined) text += code;
      else read(bold ?? italic ?? words ?? '');
      const extent = { offset, length: text.length - offset };
      // What holds others comes before them, as Telegram itself lists them.
      if (url !== undefined) entities.splice(place, 0, { type: 'text_link', ...extent, url });
      else {
        const type = code !== undefined ? 'code' : bold !== undefined ? 'bold' : 'italic';
        entities.splice(place, 0, { type, ...extent });
      }
    }
    text += part.slice(reached);
  }

  read(source);
  return { text, entities };
}

/**
 * ICU messages, as far as the product speaks them: places, `plural`, `selectordinal`, `select`, `#`, tags, and quoting
 * by apostrophes (https://unicode-org.github.io/icu/userguide/format_parse/messages/).
 *
 * Written here because every page of a social site and the background carry it: the package that does all of ICU takes
 * 15 kB of the 25 kB that a page is given (intl-messageformat 12.1, 2026-11). `message-format.test.ts` compares the two.
 */

/** A part of a parsed message. `#` is the number that the choice around it was made by. */
export type Piece =
  | string
  | { readonly kind: 'place'; readonly name: string }
  | { readonly kind: '#' }
  | { readonly kind: 'tag'; readonly name: string; readonly inner: readonly Piece[] }
  | {
      readonly kind: 'choice';
      readonly by: 'plural' | 'selectordinal' | 'select';
      readonly name: string;
      readonly options: ReadonlyMap<string, readonly Piece[]>;
    };

const CHOICE = /^(plural|selectordinal|select)$/;
const SPACE = /\s*/y;
const NAME = /[\w-]+/y;
/** What a choice goes by: a form's name, or a number as `=0`. */
const SELECTOR = /=\d+|[\w-]+/y;

/**
 * Parses a message.
 * @param message an ICU message
 * @param hasTags whether `<link>…</link>` is a tag, and not text
 * @throws Error that names the message and the position when it is none
 */
export function parseMessage(message: string, hasTags: boolean): readonly Piece[] {
  let at = 0;

  function fail(what: string): never {
    throw new Error(`${what} at ${at} in the message "${message}"`);
  }
  function take(pattern: RegExp): string {
    pattern.lastIndex = at;
    const [found = ''] = pattern.exec(message) ?? [];
    at += found.length;
    return found;
  }
  function expect(text: string): void {
    take(SPACE);
    if (!message.startsWith(text, at)) fail(`"${text}" is missing`);
    at += text.length;
  }

  function quoted(isInPlural: boolean): string {
    at += 1;
    if (message[at] === "'") {
      at += 1;
      return "'";
    }
    if (!/[{}<>]/.test(message[at] ?? ' ') && !(isInPlural && message[at] === '#')) return "'";
    let text = '';
    while (at < message.length) {
      if (message[at] === "'") {
        if (message[at + 1] !== "'") break;
        at += 1;
      }
      text += message[at];
      at += 1;
    }
    at += 1;
    return text;
  }

  function choice(name: string, by: string): Piece {
    const options = new Map<string, readonly Piece[]>();
    if (!CHOICE.test(by)) fail(`"${by}" is not spoken here`);
    expect(',');
    for (;;) {
      take(SPACE);
      const selector = take(SELECTOR);
      if (selector === '') break;
      expect('{');
      options.set(selector, pieces('}', by !== 'select'));
      expect('}');
    }
    expect('}');
    if (!options.has('other')) fail('"other" is missing');
    return { kind: 'choice', by: by as 'plural', name, options };
  }

  function place(): Piece {
    at += 1;
    take(SPACE);
    const name = take(NAME) || fail('a name is missing');
    take(SPACE);
    if (message[at] === ',') {
      at += 1;
      take(SPACE);
      return choice(name, take(NAME));
    }
    expect('}');
    return { kind: 'place', name };
  }

  function tag(isInPlural: boolean): Piece {
    at += 1;
    const name = take(NAME) || fail('a tag has no name');
    expect('>');
    const inner = pieces('</', isInPlural);
    expect(`</${name}>`);
    return { kind: 'tag', name, inner };
  }

  function pieces(end: '' | '}' | '</', isInPlural: boolean): readonly Piece[] {
    const found: Piece[] = [];
    let text = '';
    const add = (piece: Piece): void => {
      if (text !== '') found.push(text);
      text = '';
      found.push(piece);
    };
    while (at < message.length && !(end !== '' && message.startsWith(end, at))) {
      const character = message[at];
      if (character === "'") text += quoted(isInPlural);
      else if (character === '{') add(place());
      else if (character === '}') fail('a brace closes nothing');
      else if (character === '#' && isInPlural) {
        at += 1;
        add({ kind: '#' });
      } else if (character === '<' && hasTags) add(tag(isInPlural));
      else {
        text += character;
        at += 1;
      }
    }
    if (text !== '') found.push(text);
    return found;
  }

  return pieces('', false);
}

/** How a language writes what stands in places, and which form of a word goes with a number. */
export interface Writing {
  /** Somebody else's text, so that it does not rearrange what stands around it. */
  writeText(text: string): string;
  writeNumber(number: number): string;
  formFor(number: number, by: 'plural' | 'selectordinal'): string;
}

/**
 * Fills a parsed message.
 *
 * @param values what stands in its places; functions, by the name of their tag, make something of what stands between
 * @param hash what `#` stands for outside of every choice: what a tag inside of one hands on
 * @returns the parts in their order; text that stands together is one part
 * @throws Error when a place or a tag has no value
 */
export function fillMessage<Rich>(
  pieces: readonly Piece[],
  values: Readonly<Record<string, unknown>>,
  writing: Writing,
  hash = 0,
): (string | Rich)[] {
  const parts: (string | Rich)[] = [];
  const add = (part: string | Rich): void => {
    const last = parts.at(-1);
    if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
    else parts.push(part);
  };
  const given = (name: string): unknown => {
    const value = values[name];
    if (value === undefined) throw new Error(`nothing was given for {${name}}`);
    return value;
  };
  const fill = (each: readonly Piece[], count: number): void => {
    for (const piece of each) {
      if (typeof piece === 'string') add(piece);
      else if (piece.kind === '#') add(writing.writeNumber(count));
      else if (piece.kind === 'place') {
        const value = given(piece.name);
        if (typeof value === 'number') add(writing.writeNumber(value));
        else add(typeof value === 'string' ? writing.writeText(value) : (value as Rich));
      } else if (piece.kind === 'tag') {
        const make = given(piece.name) as (inner: (string | Rich)[]) => Rich;
        add(make(fillMessage<Rich>(piece.inner, values, writing, count)));
      } else {
        const value = given(piece.name);
        const { by, options } = piece;
        const number = Number(value);
        const chosen =
          by === 'select'
            ? options.get(String(value))
            : (options.get(`=${number}`) ?? options.get(writing.formFor(number, by)));
        fill(chosen ?? options.get('other') ?? [], by === 'select' ? count : number);
      }
    }
  };
  fill(pieces, hash);
  return parts;
}

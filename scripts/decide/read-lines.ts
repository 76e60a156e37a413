import type { Readable } from 'node:stream';

/** A query is a few hundred characters; what is longer than this is not one, and is not kept in memory. */
export const MAX_LINE_LENGTH = 100_000;

/** A line of the input, numbered from 1; without a text when it was too long to be kept. */
export interface InputLine {
  readonly number: number;
  readonly text: string | undefined;
}

/**
 * Splits a stream into lines, as they come.
 *
 * @param input a stream of text in UTF-8, with line ends of Unix or of Windows
 * @returns the lines that each piece of the input completed, so that a partner that waits for an answer gets it;
 *   nothing more is read before they were taken
 */
export async function* readLines(input: Readable): AsyncGenerator<readonly InputLine[]> {
  input.setEncoding('utf8');
  let number = 0;
  let rest = '';
  let isTooLong = false;
  let isStart = true;
  const lineOf = (text: string): InputLine => {
    number += 1;
    const isKept = !isTooLong && text.length <= MAX_LINE_LENGTH;
    isTooLong = false;
    return { number, text: isKept ? text : undefined };
  };
  for await (const chunk of input as AsyncIterable<string>) {
    const [first = '', ...others] = (isStart ? chunk.replace(/^\ufeff/, '') : chunk).split('\n');
    isStart = false;
    rest += first;
    const lines: InputLine[] = [];
    for (const next of others) {
      lines.push(lineOf(rest));
      rest = next;
    }
    if (rest.length > MAX_LINE_LENGTH) {
      isTooLong = true;
      rest = '';
    }
    if (lines.length > 0) yield lines;
  }
  if (rest !== '' || isTooLong) yield [lineOf(rest)];
}

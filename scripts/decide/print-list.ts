import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** A write of about this many characters at a time: neither one for each item nor all at once. */
const CHUNK_LENGTH = 65_536;

/**
 * Prints one JSON document with a list in it, an item a line, without ever holding the whole text.
 *
 * @param output where it goes
 * @param head the fields before the list
 * @param name the field that is the list
 * @param items its items, taken one after the other
 */
export async function printList(
  output: Writable,
  head: Readonly<Record<string, string>>,
  name: string,
  items: Iterable<object>,
): Promise<void> {
  const fields = Object.entries(head).map(
    ([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)},`,
  );
  let text = `{${fields.join('')}${JSON.stringify(name)}:[`;
  let separator = '\n';
  for (const item of items) {
    text += `${separator}${JSON.stringify(item)}`;
    separator = ',\n';
    if (text.length < CHUNK_LENGTH) continue;
    if (!output.write(text)) await once(output, 'drain');
    text = '';
  }
  if (!output.write(`${text}\n]}\n`)) await once(output, 'drain');
}

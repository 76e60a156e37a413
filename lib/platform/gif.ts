import { ImageUnreadable } from './image';

export interface ReadGif {
  /** The file without comments and what editors add (XMP): the very same bytes where there are none. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly frameCount: number;
}

const EXTENSION = 0x21;
const IMAGE = 0x2c;
const TRAILER = 0x3b;
const COMMENT = 0xfe;
const APPLICATION = 0xff;
/** How often the frames are repeated. Every other application's block is metadata, XMP with locations among it. */
const LOOPS = ['NETSCAPE2.0', 'ANIMEXTS1.0'];

export function isGif(bytes: Uint8Array): boolean {
  return /^GIF8[79]a/.test(latin1(bytes, 0, 6));
}

/**
 * Reads a GIF block by block, without decoding its pictures (CompuServe, GIF89a, 1990).
 * @throws ImageUnreadable when it is cut off or is none.
 */
export function readGif(bytes: Uint8Array<ArrayBuffer>): ReadGif {
  const at = (position: number): number => {
    const byte = bytes[position];
    if (byte === undefined) throw new ImageUnreadable('The GIF is not complete.');
    return byte;
  };
  const size = (position: number) => at(position) + 256 * at(position + 1);
  /** @returns where a chain of blocks ends that begins there. */
  const skipBlocks = (position: number): number => {
    let end = position;
    while (at(end) !== 0) end += 1 + at(end);
    return end + 1;
  };
  const colours = (packed: number) => (packed & 0x80 ? 3 * 2 ** ((packed & 7) + 1) : 0);

  if (!isGif(bytes)) throw new ImageUnreadable('This is no GIF.');
  const [widthPx, heightPx] = [size(6), size(8)];
  if (widthPx === 0 || heightPx === 0) throw new ImageUnreadable('The GIF has no size.');
  const kept: Uint8Array<ArrayBuffer>[] = [];
  let keptUntil = 0;
  let frameCount = 0;
  let position = 13 + colours(at(10));
  while (at(position) !== TRAILER) {
    const start = position;
    if (at(start) === IMAGE) {
      frameCount += 1;
      position = skipBlocks(start + 11 + colours(at(start + 9)));
    } else if (at(start) === EXTENSION) {
      const label = at(start + 1);
      position = skipBlocks(start + 2);
      const isLoop = LOOPS.includes(latin1(bytes, start + 3, 11));
      if (label === COMMENT || (label === APPLICATION && !isLoop)) {
        kept.push(bytes.subarray(keptUntil, start));
        keptUntil = position;
      }
    } else throw new ImageUnreadable('The GIF cannot be read.');
  }
  if (frameCount === 0) throw new ImageUnreadable('The GIF has no picture.');
  kept.push(bytes.subarray(keptUntil, position + 1));
  return { bytes: joined(kept), widthPx, heightPx, frameCount };
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let position = 0;
  for (const part of parts) {
    whole.set(part, position);
    position += part.length;
  }
  return whole;
}

function latin1(bytes: Uint8Array, start: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(start, start + length));
}

import { crc32, deflateSync } from 'node:zlib';

/** Stands in the picture's metadata, where a camera writes down where it was. */
export const LOCATION_CANARY = 'GPS-53.5461N-9.9661E';

/**
 * A picture that weighs more than networks take (noise does not compress), with EXIF data and a text note that
 * both say where it was taken.
 */
export function pngWithLocation(widthPx: number, heightPx: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(widthPx, 0);
  header.writeUInt32BE(heightPx, 4);
  // Eight bits a channel, red, green and blue.
  header.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.alloc(heightPx * (1 + widthPx * 3));
  let noise = 1;
  for (let position = 0; position < rows.length; position += 1) {
    noise = (noise * 1_103_515_245 + 12_345) & 0x7fffffff;
    rows[position] = position % (1 + widthPx * 3) === 0 ? 0 : (noise >> 16) & 0xff;
  }
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('eXIf', Buffer.from(`II*\0\x08\0\0\0${LOCATION_CANARY}`, 'latin1')),
    chunk('tEXt', Buffer.from(`Comment\0${LOCATION_CANARY}`, 'latin1')),
    chunk('IDAT', deflateSync(rows, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

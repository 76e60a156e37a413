import { crc32, deflateSync } from 'node:zlib';

/** A PNG of one colour, padded by a private chunk to the size wanted. */
export function createPng(widthPx: number, heightPx: number, paddingBytes = 0): Blob {
  const chunk = (type: string, data: Buffer) => {
    const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(named), 4);
    return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(widthPx, 0);
  header.writeUInt32BE(heightPx, 4);
  header.set([8, 2], 8);
  // Each row begins with how it is filtered: not at all.
  const row = Buffer.concat([Buffer.alloc(1), Buffer.alloc(widthPx * 3, 0x66)]);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: heightPx }, () => row)));
  const padding = paddingBytes === 0 ? [] : [chunk('paDd', Buffer.alloc(paddingBytes))];
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  const parts = [
    signature,
    chunk('IHDR', header),
    ...padding,
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ];
  return new Blob([Buffer.concat(parts)], { type: 'image/png' });
}

import { expect, test } from 'vitest';
import { createGif } from '../../test/fixtures/media/create-gif';
import { createMp4 } from '../../test/fixtures/media/create-mp4';
import { createWebm } from '../../test/fixtures/media/create-webm';
import { MAX_MOVING_BYTES, prepareMedia } from './prepare-media';

/** What images are held to: what moves is not. */
const LIMITS = { maxBytes: 10, maxSidePx: 10 };

const prepare = (bytes: Buffer, type = '') =>
  prepareMedia(new Blob([new Uint8Array(bytes)], { type }), LIMITS);

test.each([
  ['image/gif', createGif({ widthPx: 30, heightPx: 20 }), { widthPx: 30, heightPx: 20 }],
  ['video/mp4', createMp4(), { widthPx: 640, heightPx: 360, durationMs: 2500 }],
  ['video/quicktime', createMp4({ brand: 'qt  ' }), { widthPx: 640, heightPx: 360, durationMs: 2500 }],
  ['video/webm', createWebm(), { widthPx: 640, heightPx: 360, durationMs: 2500 }],
])('%s is known by its bytes, whatever it is called, and stays as it is', async (type, bytes, size) => {
  const { blob, ...rest } = await prepare(bytes, 'image/png');
  expect(blob.type).toBe(type);
  expect(blob.size).toBe(bytes.length);
  expect(rest).toEqual(size);
});

test('what is too large to go out in one request is refused before it is read', async () => {
  const padded = (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc(MAX_MOVING_BYTES)]);
  await expect(prepare(padded(createGif()))).rejects.toThrow('A GIF may have 20 MB here: shorten it.');
  await expect(prepare(padded(createMp4()))).rejects.toThrow('A video may have 20 MB here: shorten it.');
});

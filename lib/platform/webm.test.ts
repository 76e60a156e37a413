import { expect, test } from 'vitest';
import { createWebm } from '../../test/fixtures/media/create-webm';
import { cleanWebm, isWebm } from './webm';

const LOCATION = '+53.5461+009.9661/';

function clean(file: Buffer) {
  const bytes = new Uint8Array(file);
  return { ...cleanWebm(bytes), bytes: Buffer.from(bytes) };
}

test.each([
  ['short', LOCATION],
  ['long', LOCATION.repeat(20)],
  ['very short', '+'],
])('the location is gone, nothing has moved, and the pictures are the same: %s', (_what, location) => {
  const file = createWebm({ location });
  const { bytes, ...size } = clean(file);
  expect(size).toEqual({ widthPx: 640, heightPx: 360, durationMs: 2500 });
  expect(bytes).toHaveLength(file.length);
  expect(bytes.includes(location)).toBe(false);
  const pictures = Buffer.alloc(32, 0x5a);
  expect(bytes.indexOf(pictures)).toBe(file.indexOf(pictures));
  expect(clean(bytes).bytes.equals(bytes)).toBe(true);
});

test('as a browser records it: without lengths, and without a duration', () => {
  const { bytes, ...size } = clean(createWebm({ isLive: true, location: LOCATION }));
  expect(size).toEqual({ widthPx: 640, heightPx: 360 });
  expect(bytes.includes(LOCATION)).toBe(false);
});

test('other Matroska files are refused, and so is one that is cut off', () => {
  expect(() => clean(createWebm({ docType: 'matroska' }))).toThrow('The video is Matroska, and not WebM');
  const file = createWebm({ location: LOCATION });
  for (let length = 4; length < file.length; length++) {
    expect(() => clean(file.subarray(0, length)), `${length}`).toThrow(/video/);
  }
  expect(isWebm(file)).toBe(true);
  expect(isWebm(Buffer.from('RIFF....WEBP'))).toBe(false);
});

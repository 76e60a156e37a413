import { expect, test } from 'vitest';
import { box, createMp4, RECORDED_AT } from '../../test/fixtures/media/create-mp4';
import { cleanMp4, isMp4, isQuickTime } from './mp4';

const LOCATION = '+53.5461+009.9661/';

function clean(file: Buffer) {
  const bytes = new Uint8Array(file);
  return { ...cleanMp4(bytes), bytes: Buffer.from(bytes) };
}

test('size and duration are read; a quarter turn changes sides', () => {
  expect(clean(createMp4())).toMatchObject({ widthPx: 640, heightPx: 360, durationMs: 2500 });
  expect(clean(createMp4({ isTurned: true }))).toMatchObject({ widthPx: 360, heightPx: 640 });
});

test('the location is gone, nothing has moved, and the pictures are the same', () => {
  const file = createMp4({ location: LOCATION, hasDataTrack: true });
  expect(file.toString('latin1').split(LOCATION)).toHaveLength(6);
  const { bytes } = clean(file);
  expect(bytes).toHaveLength(file.length);
  expect(bytes.includes(LOCATION)).toBe(false);
  const pictures = Buffer.alloc(64, 0x5a);
  expect(bytes.indexOf(pictures)).toBe(file.indexOf(pictures));
  for (const type of ['udta', 'meta', 'uuid', 'gpmd']) expect(bytes.includes(type)).toBe(false);
  for (const type of ['ftyp', 'moov', 'mvhd', 'tkhd', 'stco']) {
    expect(bytes.indexOf(type)).toBe(file.indexOf(type));
  }
});

test('the time of recording is gone', () => {
  const time = Buffer.alloc(4);
  time.writeUInt32BE(RECORDED_AT);
  expect(createMp4().includes(time)).toBe(true);
  expect(clean(createMp4()).bytes.includes(time)).toBe(false);
});

test('a file that has nothing of it but times stays the same but for these, and cleaned twice is cleaned once', () => {
  const once = clean(createMp4({ location: LOCATION })).bytes;
  expect(clean(once).bytes.equals(once)).toBe(true);
});

test('only H.264 is taken', () => {
  expect(() => clean(createMp4({ codec: 'hvc1' }))).toThrow(
    'The video is encoded as HEVC (H.265). Networks show H.264: export it as that.',
  );
  expect(() => clean(createMp4({ codec: 'av01' }))).toThrow('av01');
});

test('a fragmented file with a track of data is refused, because its samples are not where the track says', () => {
  const file = createMp4({ location: LOCATION, hasDataTrack: true });
  expect(() => clean(Buffer.concat([file, box('moof', box('mfhd', Buffer.alloc(8)))]))).toThrow(
    'track of data',
  );
});

test('a file that is cut off anywhere, or points past its end, is refused', () => {
  const file = createMp4({ location: LOCATION, hasDataTrack: true });
  // The last box may be missing whole.
  const withoutLast = file.length - box('uuid', Buffer.alloc(16), Buffer.from(LOCATION)).length;
  for (let length = 0; length < file.length; length++) {
    if (length !== withoutLast) expect(() => clean(file.subarray(0, length)), `${length}`).toThrow(/video/);
  }
  const pointing = Buffer.from(file);
  pointing.writeUInt32BE(0x7fffffff, pointing.lastIndexOf('stco') + 12);
  expect(() => clean(pointing)).toThrow('The video cannot be read');
});

test('videos are told from pictures that are stored the same way', () => {
  expect(isMp4(createMp4())).toBe(true);
  expect(isMp4(createMp4({ brand: 'qt  ' })) && isQuickTime(createMp4({ brand: 'qt  ' }))).toBe(true);
  for (const brand of ['heic', 'mif1', 'avif']) expect(isMp4(createMp4({ brand }))).toBe(false);
});

import { expect, test } from 'vitest';
import { createGif } from '../../test/fixtures/media/create-gif';
import { readGif } from './gif';

const read = (gif: Buffer) => readGif(new Uint8Array(gif));

test('a GIF without metadata stays as it is, byte for byte', () => {
  const gif = createGif({ frames: 3, widthPx: 20, heightPx: 10 });
  const { bytes, ...rest } = read(gif);
  expect(Buffer.from(bytes).equals(gif)).toBe(true);
  expect(rest).toEqual({ widthPx: 20, heightPx: 10, frameCount: 3 });
});

test('comments and the blocks of editors are taken out; nothing else is', () => {
  const long = 'GPS 53.5461N '.repeat(60);
  for (const notes of [{ comment: long }, { xmp: long }, { comment: 'GPS', xmp: long }]) {
    expect(Buffer.from(read(createGif(notes)).bytes).equals(createGif())).toBe(true);
  }
});

test('what stands behind the end is dropped', () => {
  expect(Buffer.from(read(Buffer.concat([createGif(), Buffer.from('GPS')])).bytes).equals(createGif())).toBe(
    true,
  );
});

test('a GIF that does not move has one frame', () => {
  expect(read(createGif({ frames: 1 })).frameCount).toBe(1);
});

test('a GIF that is cut off anywhere is refused, and so is what is none', () => {
  const gif = createGif({ comment: 'A comment' });
  for (let length = 0; length < gif.length; length++) {
    expect(() => read(gif.subarray(0, length))).toThrow(/GIF/);
  }
  expect(() => read(Buffer.from('GIF89a, a text that begins like one'))).toThrow('The GIF');
});

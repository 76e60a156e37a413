import { expect, it } from 'vitest';
import { type ArchiveLimits, ArchiveUnreadable, createArchive, openArchive } from './archive';

const limits: ArchiveLimits = {
  entryBytes: 1_000_000,
  totalBytes: 2_000_000,
  isKnownName: (name) => /^(?:[a-z]+\/)?[a-z]+\.txt$/.test(name),
};
const bytesOf = (text: string) => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

function archiveOf(files: Readonly<Record<string, Uint8Array<ArrayBuffer>>>): Blob {
  const archive = createArchive();
  for (const [name, bytes] of Object.entries(files)) archive.add(name, bytes, name.startsWith('packed'));
  return archive.finish();
}

const faultOf = (file: Blob, name?: string) =>
  openArchive(file, limits)
    .then((archive) => (name === undefined ? undefined : archive.read(name)))
    .then(
      () => 'none',
      (error: unknown) => (error instanceof ArchiveUnreadable ? error.fault : String(error)),
    );

/** The archive with some of its bytes as they should not be. */
async function withBytes(file: Blob, at: number, ...bytes: number[]): Promise<Blob> {
  const all = new Uint8Array(await file.arrayBuffer());
  all.set(bytes, at < 0 ? all.length + at : at);
  return new Blob([all]);
}

/** Where the central directory begins. */
async function directoryAt(file: Blob): Promise<number> {
  const all = new DataView(await file.arrayBuffer());
  return all.getUint32(all.byteLength - 22 + 16, true);
}

it('gives back what was put in, packed or not', async () => {
  const long = 'We are open. '.repeat(20_000);
  const file = archiveOf({
    'a.txt': bytesOf(long),
    'packed/b.txt': bytesOf('as it is'),
    'c.txt': bytesOf(''),
  });
  expect(file.size).toBeLessThan(long.length / 10);
  const archive = await openArchive(file, limits);
  expect(archive.entries).toEqual([
    { name: 'a.txt', sizeBytes: long.length },
    { name: 'packed/b.txt', sizeBytes: 8 },
    { name: 'c.txt', sizeBytes: 0 },
  ]);
  expect(textOf(await archive.read('a.txt'))).toBe(long);
  expect(textOf(await archive.read('packed/b.txt'))).toBe('as it is');
  expect(await archive.read('c.txt')).toHaveLength(0);
});

it('refuses what is no archive, or only the beginning of one', async () => {
  const file = archiveOf({ 'a.txt': bytesOf('hello') });
  expect(await faultOf(new Blob(['{"format":"x"}']))).toBe('notAnArchive');
  expect(await faultOf(new Blob([]))).toBe('notAnArchive');
  expect(await faultOf(file.slice(0, file.size - 30))).toBe('truncated');
});

it('refuses names that nobody asked for', async () => {
  for (const name of ['../a.txt', '/etc/a.txt', 'a.exe', 'A.txt'])
    expect(await faultOf(archiveOf({ [name]: bytesOf('x') }))).toBe('foreignName');
});

it('refuses what would become too large, before it inflates any of it', async () => {
  const bomb = archiveOf({ 'a.txt': new Uint8Array(1_500_000) });
  expect(bomb.size).toBeLessThan(10_000);
  expect(await faultOf(bomb)).toBe('tooLarge');
  const many = archiveOf(
    Object.fromEntries(['a', 'b', 'c'].map((name) => [`${name}.txt`, new Uint8Array(900_000)])),
  );
  expect(await faultOf(many)).toBe('tooLarge');
});

it('inflates no more than was announced', async () => {
  const file = archiveOf({ 'a.txt': new Uint8Array(900_000).fill(65) });
  const at = await directoryAt(file);
  // The size in the central directory: a hundred bytes.
  const liar = await withBytes(file, at + 24, 100, 0, 0, 0);
  const read = await openArchive(liar, limits).then((archive) => archive.read('a.txt'));
  expect(read.length).toBe(100);
});

it('refuses what was damaged', async () => {
  const file = archiveOf({ 'a.txt': bytesOf('hello '.repeat(100)) });
  const at = await directoryAt(file);
  expect(await faultOf(await withBytes(file, at, 0))).toBe('damaged');
  // A size that the data does not reach.
  expect(await faultOf(await withBytes(file, at + 24, 0xff, 0xff, 0, 0), 'a.txt')).toBe('damaged');
  // The header before the data.
  expect(await faultOf(await withBytes(file, 0, 0), 'a.txt')).toBe('damaged');
  // Encrypted, or compressed in a way that we do not know.
  expect(await faultOf(await withBytes(file, at + 8, 1))).toBe('foreignName');
  expect(await faultOf(await withBytes(file, at + 10, 14))).toBe('foreignName');
});

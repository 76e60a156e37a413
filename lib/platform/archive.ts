/**
 * Zip archives, written and read (APPNOTE.TXT 6.3.10, PKWARE). Threat: an archive that somebody hands over, made to fill
 * the memory or the disk, with names that lead elsewhere, or damaged on its way.
 *
 * The rule: an archive is read by its central directory, entry by entry, and an entry is inflated into as many bytes as
 * it announces and no more. Whoever opens one says how much that may be, and which names it knows; all of it is
 * checked before anything is inflated. Proof: `archive.test.ts`.
 */
import { inflateSync, Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/** What this writes is read by every unpacker: archives of 4 GB, or of more files, would need another format. */
const MAX_ARCHIVE_BYTES = 0xffff_fffe;
const MAX_ENTRIES = 0xffff - 1;
/** So much of what was written stays in memory; the rest is the browser's, which puts it on the disk. */
const HELD_BYTES = 8 * 1024 * 1024;

/** Why an archive cannot be read or written. */
export type ArchiveFault =
  /** It is no zip archive at all. */
  | 'notAnArchive'
  /** It begins as one, and its end is missing. */
  | 'truncated'
  | 'damaged'
  /** It holds a name that whoever opened it does not know. */
  | 'foreignName'
  /** It says that it would become larger than whoever opened it takes. */
  | 'tooLarge';

export class ArchiveUnreadable extends Error {
  override readonly name = 'ArchiveUnreadable';
  constructor(
    readonly fault: ArchiveFault,
    /** The entry that is to blame, where one is. */
    readonly entry = '',
  ) {
    super(`${fault} ${entry}`.trim());
  }
}

export interface ArchiveWriter {
  /**
   * Adds a file.
   * @param isPacked what is compressed already, as images are, is stored as it is
   * @throws ArchiveUnreadable `tooLarge` when the archive would be more than its format can hold
   */
  add(name: string, bytes: Uint8Array<ArrayBuffer>, isPacked: boolean): void;
  /** Ends the archive. */
  finish(): Blob;
}

/** A new archive. What is added is handed to the browser in pieces, so that it is not in memory as a whole. */
export function createArchive(): ArchiveWriter {
  let parts: BlobPart[] = [];
  let heldBytes = 0;
  let totalBytes = 0;
  let entries = 0;
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    parts.push(chunk as Uint8Array<ArrayBuffer>);
    heldBytes += chunk.length;
    totalBytes += chunk.length;
    if (heldBytes < HELD_BYTES) return;
    parts = [new Blob(parts)];
    heldBytes = 0;
  });
  return {
    add(name, bytes, isPacked) {
      entries += 1;
      if (entries > MAX_ENTRIES || totalBytes + bytes.length > MAX_ARCHIVE_BYTES)
        throw new ArchiveUnreadable('tooLarge', name);
      const entry = isPacked ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 6 });
      zip.add(entry);
      entry.push(bytes, true);
    },
    finish() {
      zip.end();
      return new Blob(parts, { type: 'application/zip' });
    },
  };
}

export interface ArchiveLimits {
  readonly entryBytes: number;
  readonly totalBytes: number;
  readonly isKnownName: (name: string) => boolean;
}

export interface ArchiveEntry {
  readonly name: string;
  /** What it is when it is inflated. */
  readonly sizeBytes: number;
}

export interface Archive {
  readonly entries: readonly ArchiveEntry[];
  /** The bytes of an entry. @throws ArchiveUnreadable `damaged` */
  read(name: string): Promise<Uint8Array<ArrayBuffer>>;
}

interface Located extends ArchiveEntry {
  readonly packedBytes: number;
  readonly isDeflated: boolean;
  readonly headerAt: number;
}

const END_SIGNATURE = 0x0605_4b50;
const ENTRY_SIGNATURE = 0x0201_4b50;
const HEADER_SIGNATURE = 0x0403_4b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const HEADER_BYTES = 30;
/** A comment behind the end may be so long. */
const MAX_COMMENT_BYTES = 0xffff;
const DEFLATED = 8;
const STORED = 0;
/** Bit 0 of the flags. */
const ENCRYPTED = 1;

/**
 * Opens an archive without inflating any of it.
 * @throws ArchiveUnreadable
 */
export async function openArchive(file: Blob, limits: ArchiveLimits): Promise<Archive> {
  const entries = await readDirectory(file);
  const seen = new Set<string>();
  let totalBytes = 0;
  for (const { name, sizeBytes, packedBytes, isDeflated } of entries) {
    if (!limits.isKnownName(name)) throw new ArchiveUnreadable('foreignName', name);
    if (seen.has(name) || (!isDeflated && sizeBytes !== packedBytes))
      throw new ArchiveUnreadable('damaged', name);
    seen.add(name);
    totalBytes += sizeBytes;
    if (sizeBytes > limits.entryBytes || packedBytes > limits.entryBytes || totalBytes > limits.totalBytes)
      throw new ArchiveUnreadable('tooLarge', name);
  }
  const entryByName = new Map(entries.map((entry) => [entry.name, entry]));
  return {
    entries: entries.map(({ name, sizeBytes }) => ({ name, sizeBytes })),
    async read(name) {
      const entry = entryByName.get(name);
      if (!entry) throw new ArchiveUnreadable('damaged', name);
      return inflate(entry, await readPacked(file, entry));
    },
  };
}

async function viewOf(file: Blob, start: number, end: number): Promise<DataView<ArrayBuffer>> {
  return new DataView(await file.slice(start, end).arrayBuffer());
}

async function readDirectory(file: Blob): Promise<Located[]> {
  const end = await findEnd(file);
  const count = end.getUint16(10, true);
  const directoryBytes = end.getUint32(12, true);
  const directoryAt = end.getUint32(16, true);
  const directory = await viewOf(file, directoryAt, directoryAt + directoryBytes);
  const entries: Located[] = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    const isWhole =
      at + ENTRY_BYTES <= directory.byteLength && directory.getUint32(at, true) === ENTRY_SIGNATURE;
    if (!isWhole) throw new ArchiveUnreadable('damaged');
    const nameBytes = directory.getUint16(at + 28, true);
    const nameAt = at + ENTRY_BYTES;
    if (nameAt + nameBytes > directory.byteLength) throw new ArchiveUnreadable('damaged');
    const name = new TextDecoder().decode(new Uint8Array(directory.buffer, nameAt, nameBytes));
    const method = directory.getUint16(at + 10, true);
    const isEncrypted = (directory.getUint16(at + 8, true) & ENCRYPTED) !== 0;
    if (isEncrypted || (method !== DEFLATED && method !== STORED))
      throw new ArchiveUnreadable('foreignName', name);
    entries.push({
      name,
      isDeflated: method === DEFLATED,
      packedBytes: directory.getUint32(at + 20, true),
      sizeBytes: directory.getUint32(at + 24, true),
      headerAt: directory.getUint32(at + 42, true),
    });
    at = nameAt + nameBytes + directory.getUint16(at + 30, true) + directory.getUint16(at + 32, true);
  }
  return entries;
}

/** The record at the end of an archive, searched from behind, because a comment may stand after it. */
async function findEnd(file: Blob): Promise<DataView<ArrayBuffer>> {
  const tailAt = Math.max(0, file.size - END_BYTES - MAX_COMMENT_BYTES);
  const tail = await viewOf(file, tailAt, file.size);
  for (let at = tail.byteLength - END_BYTES; at >= 0; at -= 1)
    if (tail.getUint32(at, true) === END_SIGNATURE) return new DataView(tail.buffer, at, END_BYTES);
  const head = await viewOf(file, 0, 4);
  const beginsAsOne = head.byteLength === 4 && head.getUint32(0, true) === HEADER_SIGNATURE;
  throw new ArchiveUnreadable(beginsAsOne ? 'truncated' : 'notAnArchive');
}

async function readPacked(
  file: Blob,
  { headerAt, packedBytes, name }: Located,
): Promise<Uint8Array<ArrayBuffer>> {
  const header = await viewOf(file, headerAt, headerAt + HEADER_BYTES);
  if (header.byteLength < HEADER_BYTES || header.getUint32(0, true) !== HEADER_SIGNATURE)
    throw new ArchiveUnreadable('damaged', name);
  const start = headerAt + HEADER_BYTES + header.getUint16(26, true) + header.getUint16(28, true);
  const packed = new Uint8Array(await file.slice(start, start + packedBytes).arrayBuffer());
  if (packed.length !== packedBytes) throw new ArchiveUnreadable('damaged', name);
  return packed;
}

function inflate(
  { name, sizeBytes, isDeflated }: Located,
  packed: Uint8Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer> {
  if (!isDeflated) return packed;
  // What would become more than it announced is cut there: the array does not grow.
  const out = new Uint8Array(sizeBytes);
  try {
    const inflated = inflateSync(packed, { out }) as Uint8Array<ArrayBuffer>;
    if (inflated.length === sizeBytes) return inflated;
  } catch {
    // Said below, in our words.
  }
  throw new ArchiveUnreadable('damaged', name);
}

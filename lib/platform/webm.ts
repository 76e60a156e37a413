import { ImageUnreadable } from './image';
import type { CleanVideo } from './mp4';

/*
 * Threat: a WebM file can say in its tags and attachments where and when it was made. Rule: what playing does not need
 * becomes empty (the element Void), in place, so that no offset moves. Proof: lib/platform/webm.test.ts.
 */

/** An element of the file, by its number (RFC 9559). */
interface Element {
  readonly id: number;
  readonly start: number;
  readonly body: number;
  /** Undefined where the file does not say: the element goes on until another one of its level begins. */
  readonly end: number | undefined;
}

const HEAD = 0x1a45dfa3;
const DOC_TYPE = 0x4282;
const SEGMENT = 0x18538067;
const SEEK_HEAD = 0x114d9b74;
const INFO = 0x1549a966;
const TRACKS = 0x1654ae6b;
const CLUSTER = 0x1f43b675;
const CUES = 0x1c53bb6b;
const VOID = 0xec;
const TIMESTAMP_SCALE = 0x2ad7b1;
const DURATION = 0x4489;
const MUXER = 0x4d80;
const WRITER = 0x5741;
const TRACK_ENTRY = 0xae;
const VIDEO = 0xe0;
const WIDTH = 0xb0;
const HEIGHT = 0xba;

/** What stands directly in a segment and is needed; below 0x10000000 it is of a cluster whose end is not said. */
const NEEDED = [SEEK_HEAD, INFO, TRACKS, CLUSTER, CUES];
const NEEDED_INFO = [TIMESTAMP_SCALE, DURATION, MUXER, WRITER];

export function isWebm(bytes: Uint8Array): boolean {
  return bytes.length > 4 && new DataView(bytes.buffer, bytes.byteOffset).getUint32(0) === HEAD;
}

/**
 * Takes the metadata out of a WebM file, in place. Nothing is encoded again.
 * @throws ImageUnreadable where it cannot be read.
 */
export function cleanWebm(bytes: Uint8Array): CleanVideo {
  try {
    return cleanFile(bytes);
  } catch (error) {
    if (error instanceof RangeError) throw unreadable();
    throw error;
  }
}

function cleanFile(bytes: Uint8Array): CleanVideo {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = readElement(view, 0, bytes.length);
  if (head.end === undefined) throw unreadable();
  const kind = childrenOf(view, head).find(({ id }) => id === DOC_TYPE);
  if (!kind || String.fromCharCode(...bytes.subarray(kind.body, kind.end)).replace(/\0+$/, '') !== 'webm')
    throw new ImageUnreadable('The video is Matroska, and not WebM: export it as MP4.');
  const segment = readElement(view, head.end, bytes.length);
  if (segment.id !== SEGMENT) throw unreadable();
  const end = segment.end ?? bytes.length;
  bytes.fill(0, end);
  let size: { widthPx: number; heightPx: number } | undefined;
  let durationMs: number | undefined;
  let position = segment.body;
  while (position < end) {
    const element = readElement(view, position, end);
    if (element.end === undefined) {
      if (element.id !== CLUSTER) throw unreadable();
      // Its parts follow, and are passed one by one.
      position = element.body;
      continue;
    }
    position = element.end;
    if (element.id === INFO) durationMs = cleanInfo(bytes, view, element);
    else if (element.id === TRACKS) size = readSize(view, element);
    else if (element.id > 0x0fffffff && !NEEDED.includes(element.id)) blank(bytes, element);
  }
  if (!size) throw new ImageUnreadable('There is no picture in the video.');
  return { ...size, ...(durationMs !== undefined && { durationMs }) };
}

/** @returns the duration in milliseconds, where it is said. */
function cleanInfo(bytes: Uint8Array, view: DataView, info: Element): number | undefined {
  let nanoseconds = 1_000_000;
  let duration: number | undefined;
  for (const element of childrenOf(view, info)) {
    if (element.id === TIMESTAMP_SCALE) nanoseconds = readNumber(view, element);
    if (element.id === DURATION) {
      const isShort = (element.end ?? 0) - element.body === 4;
      duration = isShort ? view.getFloat32(element.body) : view.getFloat64(element.body);
    }
    // The title, the date, and the checksum, which would be another one now.
    if (!NEEDED_INFO.includes(element.id)) blank(bytes, element);
  }
  const durationMs = Math.round(((duration ?? 0) * nanoseconds) / 1_000_000);
  return durationMs > 0 && durationMs < 86_400_000 ? durationMs : undefined;
}

function readSize(view: DataView, tracks: Element): { widthPx: number; heightPx: number } | undefined {
  for (const track of childrenOf(view, tracks)) {
    const video =
      track.id === TRACK_ENTRY ? childrenOf(view, track).find(({ id }) => id === VIDEO) : undefined;
    if (!video) continue;
    const parts = childrenOf(view, video);
    const numberOf = (wanted: number) => {
      const part = parts.find(({ id }) => id === wanted);
      return part ? readNumber(view, part) : 0;
    };
    const [widthPx, heightPx] = [numberOf(WIDTH), numberOf(HEIGHT)];
    if (widthPx > 0 && heightPx > 0) return { widthPx, heightPx };
  }
  return undefined;
}

function childrenOf(view: DataView, { body, end }: Element): readonly Element[] {
  const children: Element[] = [];
  let position = body;
  while (end !== undefined && position < end) {
    const child = readElement(view, position, end);
    if (child.end === undefined) throw unreadable();
    children.push(child);
    position = child.end;
  }
  return children;
}

/** Number and size have their own length in their first bits. */
function readElement(view: DataView, start: number, limit: number): Element {
  const idLength = Math.clz32(view.getUint8(start)) - 23;
  if (idLength > 4) throw unreadable();
  let id = 0;
  for (let index = 0; index < idLength; index++) id = id * 256 + view.getUint8(start + index);
  const sizeStart = start + idLength;
  const sizeLength = Math.clz32(view.getUint8(sizeStart)) - 23;
  if (sizeLength > 8) throw unreadable();
  let size = view.getUint8(sizeStart) & (0xff >> sizeLength);
  let isAllOnes = size === 0xff >> sizeLength;
  for (let index = 1; index < sizeLength; index++) {
    const byte = view.getUint8(sizeStart + index);
    isAllOnes &&= byte === 0xff;
    size = size * 256 + byte;
  }
  const body = sizeStart + sizeLength;
  if (isAllOnes) return { id, start, body, end: undefined };
  if (body + size > limit) throw unreadable();
  return { id, start, body, end: body + size };
}

function readNumber(view: DataView, { body, end = body }: Element): number {
  let value = 0;
  for (let position = body; position < end; position++) value = value * 256 + view.getUint8(position);
  return value;
}

/** An element that stays as long as it is, and says nothing. */
function blank(bytes: Uint8Array, { start, end = start }: Element): void {
  const length = end - start;
  bytes.fill(0, start, end);
  bytes[start] = VOID;
  if (length < 9) bytes[start + 1] = 0x80 | (length - 2);
  else {
    // A size of eight bytes, of which 32 bits are far more than a file here has.
    bytes[start + 1] = 0x01;
    new DataView(bytes.buffer, bytes.byteOffset).setUint32(start + 5, length - 9);
  }
}

function unreadable(): ImageUnreadable {
  return new ImageUnreadable('The video cannot be read, or is not complete.');
}

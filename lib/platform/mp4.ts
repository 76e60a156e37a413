import { ImageUnreadable } from './image';

/*
 * Threat: phones and action cameras write where they were into a video: in `udta` (©xyz), in `meta`, in XMP, and every
 * second in tracks of data. Rule: boxes that playing does not need become empty, in place, so that no offset moves; so
 * do tracks of data with all their samples; and the times of recording become zero. Proof: lib/platform/mp4.test.ts.
 * What an encoder hides within the pictures themselves is not looked for.
 */

export interface CleanVideo {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Absent where the file does not say. */
  readonly durationMs?: number;
}

interface Box {
  readonly type: string;
  readonly start: number;
  readonly body: number;
  readonly end: number;
}

/** What playing needs, by the box it stands in (ISO/IEC 14496-12; QuickTime File Format, 2026-11). */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  file: ['ftyp', 'styp', 'moov', 'mdat', 'moof', 'sidx', 'mfra'],
  moov: ['mvhd', 'trak', 'mvex'],
  trak: ['tkhd', 'tref', 'edts', 'mdia', 'tapt'],
  mdia: ['mdhd', 'hdlr', 'minf', 'elng'],
  minf: ['vmhd', 'smhd', 'nmhd', 'gmhd', 'sthd', 'hdlr', 'dinf', 'stbl'],
  moof: ['mfhd', 'traf'],
  traf: ['tfhd', 'tfdt', 'trun', 'sdtp', 'subs', 'sbgp', 'sgpd', 'saiz', 'saio', 'senc'],
};
/** Pictures, sound, subtitles and time code. All other tracks hold data. */
const NEEDED_TRACKS = ['vide', 'soun', 'text', 'sbtl', 'subt', 'clcp', 'tmcd'];

/** Whether it is a video of this family, and not a picture that is stored the same way (HEIC, AVIF). */
export function isMp4(bytes: Uint8Array): boolean {
  return latin1(bytes, 4) === 'ftyp' && !/^(?:he[iv]|mi[af]|msf|avi)/.test(latin1(bytes, 8));
}

export function isQuickTime(bytes: Uint8Array): boolean {
  return latin1(bytes, 4) === 'ftyp' && latin1(bytes, 8) === 'qt  ';
}

/**
 * Takes the metadata out of an MP4 or MOV file, in place. Nothing is encoded again.
 * @throws ImageUnreadable where it cannot be read, or is not H.264.
 */
export function cleanMp4(bytes: Uint8Array): CleanVideo {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return cleanFile(bytes, view);
  } catch (error) {
    // What a file says of itself may point anywhere.
    if (error instanceof RangeError) throw unreadable();
    throw error;
  }
}

function cleanFile(bytes: Uint8Array, view: DataView): CleanVideo {
  const top = keepNeeded(bytes, { type: 'file', start: 0, body: 0, end: bytes.length });
  const [movie, ...others] = top.filter(({ type }) => type === 'moov');
  if (!movie || others.length > 0) throw unreadable();
  const isFragmented = top.some(({ type }) => type === 'moof');
  for (const fragment of top.filter(({ type }) => type === 'moof')) {
    for (const box of keepNeeded(bytes, fragment)) if (box.type === 'traf') keepNeeded(bytes, box);
  }
  let size: { widthPx: number; heightPx: number } | undefined;
  let durationMs: number | undefined;
  for (const box of keepNeeded(bytes, movie)) {
    if (box.type === 'mvhd') {
      const isLong = view.getUint8(box.body) === 1;
      const perSecond = view.getUint32(box.body + (isLong ? 20 : 12));
      const duration = isLong ? Number(view.getBigUint64(box.body + 24)) : view.getUint32(box.body + 16);
      if (perSecond > 0) durationMs = Math.round((duration / perSecond) * 1000);
      forgetTimes(bytes, box);
    }
    if (box.type !== 'trak') continue;
    const track = readTrack(bytes, box);
    if (track.handler === 'vide') {
      refuseOtherCodec(view, track.descriptions);
      size ??= readSize(view, track.header);
    } else if (!NEEDED_TRACKS.includes(track.handler)) {
      if (isFragmented) throw new ImageUnreadable('The video has a track of data that cannot be removed.');
      forgetSamples(bytes, view, track.samples);
      blank(bytes, box);
    }
  }
  if (!size) throw new ImageUnreadable('There is no picture in the video.');
  // An hour of 20 MB is no video; a fragmented file says 0, and some say all ones.
  const isKnown = durationMs !== undefined && durationMs > 0 && durationMs < 86_400_000;
  return { ...size, ...(isKnown && durationMs !== undefined && { durationMs }) };
}

interface Track {
  readonly handler: string;
  readonly header: Box;
  readonly descriptions: Box;
  readonly samples: readonly Box[];
}

function readTrack(bytes: Uint8Array, track: Box): Track {
  const inTrack = keepNeeded(bytes, track);
  const header = getBox(inTrack, 'tkhd');
  forgetTimes(bytes, header);
  const inMedia = keepNeeded(bytes, getBox(inTrack, 'mdia'));
  forgetTimes(bytes, getBox(inMedia, 'mdhd'));
  const inInformation = keepNeeded(bytes, getBox(inMedia, 'minf'));
  const samples = boxesIn(bytes, getBox(inInformation, 'stbl'));
  const handler = latin1(bytes, getBox(inMedia, 'hdlr').body + 8);
  return { handler, header, descriptions: getBox(samples, 'stsd'), samples };
}

function refuseOtherCodec(view: DataView, { body }: Box): void {
  const codec = String.fromCharCode(...[12, 13, 14, 15].map((offset) => view.getUint8(body + offset)));
  if (codec === 'avc1' || codec === 'avc3') return;
  const name = /^h[ev][cv]1$/.test(codec) ? 'HEVC (H.265)' : codec.replace(/[^\w]/g, '');
  throw new ImageUnreadable(`The video is encoded as ${name}. Networks show H.264: export it as that.`);
}

/** The size as it is shown: a phone that is held upright writes a quarter turn down. */
function readSize(view: DataView, { body }: Box): { widthPx: number; heightPx: number } {
  const matrix = body + (view.getUint8(body) === 1 ? 52 : 40);
  const [width, height] = [view.getUint32(matrix + 36) >>> 16, view.getUint32(matrix + 40) >>> 16];
  if (width === 0 || height === 0) throw unreadable();
  const isTurned = view.getInt32(matrix) === 0;
  return isTurned ? { widthPx: height, heightPx: width } : { widthPx: width, heightPx: height };
}

/** Zeroes the bytes of a track's samples, which lie anywhere in the file in chunks. */
function forgetSamples(bytes: Uint8Array, view: DataView, boxes: readonly Box[]): void {
  const sizes = getBox(boxes, 'stsz').body;
  const sameSize = view.getUint32(sizes + 4);
  const count = view.getUint32(sizes + 8);
  const groups = getBox(boxes, 'stsc').body;
  const groupCount = view.getUint32(groups + 4);
  const long = boxes.find(({ type }) => type === 'co64')?.body;
  const chunks = long ?? getBox(boxes, 'stco').body;
  const chunkCount = view.getUint32(chunks + 4);
  let sample = 0;
  let group = 0;
  for (let chunk = 0; chunk < chunkCount; chunk++) {
    const isNext = (next: number) => view.getUint32(groups + 8 + next * 12) <= chunk + 1;
    while (group + 1 < groupCount && isNext(group + 1)) group += 1;
    const samplesHere = view.getUint32(groups + 8 + group * 12 + 4);
    let position =
      long === undefined
        ? view.getUint32(chunks + 8 + chunk * 4)
        : Number(view.getBigUint64(chunks + 8 + chunk * 8));
    for (let here = 0; here < samplesHere && sample < count; here++, sample++) {
      const size = sameSize || view.getUint32(sizes + 12 + sample * 4);
      if (position + size > bytes.length) throw unreadable();
      bytes.fill(0, position, position + size);
      position += size;
    }
  }
  if (sample < count) throw unreadable();
}

/** The boxes of a container that playing needs; all others become empty. */
function keepNeeded(bytes: Uint8Array, container: Box): readonly Box[] {
  const needed = NEEDED[container.type] ?? [];
  return boxesIn(bytes, container).filter((box) => {
    if (needed.includes(box.type)) return true;
    blank(bytes, box);
    return false;
  });
}

function boxesIn(bytes: Uint8Array, { type: inside, body, end }: Box): readonly Box[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const boxes: Box[] = [];
  let start = body;
  while (start + 8 <= end) {
    const short = view.getUint32(start);
    const isLong = short === 1;
    const size = isLong ? Number(view.getBigUint64(start + 8)) : short === 0 ? end - start : short;
    if (size < (isLong ? 16 : 8) || start + size > end) throw unreadable();
    boxes.push({
      type: latin1(bytes, start + 4),
      start,
      body: start + (isLong ? 16 : 8),
      end: start + size,
    });
    start += size;
  }
  // QuickTime ends some lists with four zeros; what else stands there is not for playing.
  bytes.fill(0, start, end);
  if (inside === 'file' && start < end) throw unreadable();
  return boxes;
}

/** A box that stays as long as it is, and says nothing. */
function blank(bytes: Uint8Array, { start, body, end }: Box): void {
  bytes.set([0x66, 0x72, 0x65, 0x65], start + 4);
  bytes.fill(0, body, end);
}

/** When it was made and changed, which `mvhd`, `tkhd` and `mdhd` say in the same place. */
function forgetTimes(bytes: Uint8Array, { body }: Box): void {
  bytes.fill(0, body + 4, body + (bytes[body] === 1 ? 20 : 12));
}

function getBox(boxes: readonly Box[], type: string): Box {
  const found = boxes.find((box) => box.type === type);
  if (!found) throw unreadable();
  return found;
}

function unreadable(): ImageUnreadable {
  return new ImageUnreadable('The video cannot be read, or is not complete.');
}

/** Four bytes as letters. */
function latin1(bytes: Uint8Array, start: number): string {
  return String.fromCharCode(...bytes.subarray(start, start + 4));
}

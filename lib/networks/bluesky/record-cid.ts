import { sha256Hex } from '../../platform/crypto';
import { say } from '../../words/say';
import { isJsonObject, type JsonObject } from '../json-object';
import { NetworkError } from '../network';

/*
 * Every part of a thread names the part before it by its address and by the hash of its content (CID). To
 * write all parts at once we must know the hashes before the server does. They are CIDs of version 1 over the
 * record in DRISL, a form of CBOR with one way to write each value (https://atproto.com/specs/data-model,
 * 2026-11).
 */

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
/** Version 1, the codec dag-cbor, a hash by SHA-256 of 32 bytes. */
const CID_HEAD: readonly number[] = [0x01, 0x71, 0x12, 0x20];
/** The tag of CBOR that stands for a link to other content. */
const LINK_TAG = 42;

/**
 * The CID that a server gives to a record.
 * @param record strings, whole numbers from 0, booleans, lists, objects, and `{ $link: CID }`.
 * @throws TypeError for anything else, NetworkError when a link is no CID: only a server hands those out.
 */
export async function getRecordCid(record: JsonObject): Promise<string> {
  const bytes: number[] = [];
  writeValue(record, bytes);
  const digest = await sha256Hex(new Uint8Array(bytes).buffer);
  const digestBytes = (digest.match(/../g) ?? []).map((byte) => parseInt(byte, 16));
  return `b${toBase32([...CID_HEAD, ...digestBytes])}`;
}

function writeValue(value: unknown, out: number[]): void {
  if (typeof value === 'string') {
    writeText(value, out);
  } else if (typeof value === 'boolean') {
    out.push(value ? 0xf5 : 0xf4);
  } else if (typeof value === 'number') {
    writeHead(0, value, out);
  } else if (Array.isArray(value)) {
    writeHead(4, value.length, out);
    for (const entry of value) writeValue(entry, out);
  } else if (isJsonObject(value)) {
    writeObject(value, out);
  } else {
    throw new TypeError(`no CBOR for a ${typeof value}`);
  }
}

function writeObject(object: JsonObject, out: number[]): void {
  if (typeof object.$link === 'string') {
    const link = [0, ...fromBase32(object.$link)];
    writeHead(6, LINK_TAG, out);
    writeHead(2, link.length, out);
    out.push(...link);
    return;
  }
  // The shorter key first; ours are of ASCII alone.
  const entries = Object.entries(object).sort(
    ([one], [other]) => one.length - other.length || (one < other ? -1 : 1),
  );
  writeHead(5, entries.length, out);
  for (const [key, value] of entries) {
    writeText(key, out);
    writeValue(value, out);
  }
}

function writeText(text: string, out: number[]): void {
  const bytes = new TextEncoder().encode(text);
  writeHead(3, bytes.length, out);
  out.push(...bytes);
}

/** What a value is, and its number or length in as few bytes as it takes. */
function writeHead(major: number, value: number, out: number[]): void {
  if (!Number.isInteger(value) || value < 0 || value >= 2 ** 32) {
    throw new TypeError(`no CBOR for the number ${value}`);
  }
  const kind = major << 5;
  if (value < 24) out.push(kind | value);
  else if (value < 2 ** 8) out.push(kind | 24, value);
  else if (value < 2 ** 16) out.push(kind | 25, value >>> 8, value & 255);
  else out.push(kind | 26, value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
}

function toBase32(bytes: readonly number[]): string {
  let bits = bytes.map((byte) => byte.toString(2).padStart(8, '0')).join('');
  bits = bits.padEnd(Math.ceil(bits.length / 5) * 5, '0');
  return (bits.match(/.{5}/g) ?? []).map((five) => BASE32.charAt(parseInt(five, 2))).join('');
}

function fromBase32(cid: string): readonly number[] {
  if (!/^b[a-z2-7]+$/.test(cid)) {
    throw new NetworkError('serverFault', say('The server answered an upload with a hash that is none.'));
  }
  const bits = [...cid.slice(1)].map((digit) => BASE32.indexOf(digit).toString(2).padStart(5, '0')).join('');
  return (bits.match(/.{8}/g) ?? []).map((eight) => parseInt(eight, 2));
}

/** A phone's authenticator app, written from RFC 6238 without the library that the product uses. */
import { createHmac } from 'node:crypto';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function decodeBase32(text: string): Buffer {
  let bits = '';
  for (const sign of text.toUpperCase().replaceAll(/[\s=]/g, ''))
    bits += BASE32.indexOf(sign).toString(2).padStart(5, '0');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** The six digits that an app shows at a time, for a secret in base32. */
export function codeAt(secret: string, nowMs: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(nowMs / 30_000)));
  const hash = createHmac('sha1', decodeBase32(secret)).update(counter).digest();
  const offset = (hash.at(-1) ?? 0) & 15;
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** A code that is none of those that count around a time. */
export function wrongCodeAt(secret: string, nowMs: number): string {
  const right = new Set([-1, 0, 1].map((step) => codeAt(secret, nowMs + step * 30_000)));
  return ['000000', '111111', '222222', '333333'].find((code) => !right.has(code)) ?? '';
}

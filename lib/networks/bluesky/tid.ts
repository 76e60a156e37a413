const ALPHABET = '234567abcdefghijklmnopqrstuvwxyz';
/** 53 bits of microseconds: the year 2255. */
const MAX_MS = Math.floor(Number.MAX_SAFE_INTEGER / 1000) - 1;

/**
 * A record key for a post: a TID (https://atproto.com/specs/tid), 13 characters that sort by time. Bluesky
 * refuses any other form of key for a post.
 *
 * Two posts under one key are one post, the later having overwritten the earlier, so that the ten bits that
 * the format gives to chance are too few for posts armed in the same millisecond: the microsecond is drawn
 * too.
 *
 * @param nowMs milliseconds since 1970, up to the year 2255.
 * @param randomBits a random integer from 0 to 2^53 - 1; 32 random bits are enough.
 * @throws RangeError when either is out of range.
 */
export function choosePostKey(nowMs: number, randomBits: number): string {
  if (!(nowMs >= 0 && nowMs <= MAX_MS)) throw new RangeError(`no TID for the time ${nowMs}`);
  if (!(Number.isSafeInteger(randomBits) && randomBits >= 0)) {
    throw new RangeError('randomBits must be an integer from 0 to 2^53 - 1');
  }
  const clockId = randomBits % 1024;
  const microsecond = Math.floor(randomBits / 1024) % 1000;
  return writeKey((BigInt(Math.floor(nowMs)) * 1000n + BigInt(microsecond)) * 1024n + BigInt(clockId));
}

/**
 * The key of a part of a thread: as many microseconds after the key of its first post. So whoever has the
 * first key has them all, and nothing need be stored.
 * @param key a key of `choosePostKey`.
 * @param part 0 for the first post, whose key stays as it is.
 */
export function partKey(key: string, part: number): string {
  let value = 0n;
  for (const digit of key) value = value * 32n + BigInt(ALPHABET.indexOf(digit));
  return writeKey(value + BigInt(part) * 1024n);
}

function writeKey(value: bigint): string {
  let rest = value;
  let key = '';
  while (key.length < 13) {
    key = ALPHABET.charAt(Number(rest % 32n)) + key;
    rest /= 32n;
  }
  return key;
}

/** Whether a string is a TID; the first character keeps the highest bit of 64 clear. */
export function isPostKey(text: string): boolean {
  return /^[2-7a-j][2-7a-z]{12}$/.test(text);
}

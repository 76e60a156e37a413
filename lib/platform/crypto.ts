/** SHA-256 of bytes, in hexadecimal. */
export async function sha256Hex(bytes: ArrayBuffer): Promise<string> {
  return hexOf(await sha256(new Uint8Array(bytes)));
}

/** SHA-256 of bytes. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

/** Bytes that nobody can guess. */
export function randomBytes(count: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(count));
}

/** As many as keep a set of backup codes, which nobody can guess anyway, under a second on a slow machine. */
const HASH_ROUNDS = 100_000;

/** A slow, salted hash of a text (PBKDF2 with SHA-256), in hexadecimal. */
export async function slowHashHex(text: string, salt: Uint8Array<ArrayBuffer>): Promise<string> {
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(text), 'PBKDF2', false, [
    'deriveBits',
  ]);
  const parameters = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: HASH_ROUNDS };
  return hexOf(new Uint8Array(await crypto.subtle.deriveBits(parameters, key, 256)));
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

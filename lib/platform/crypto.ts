/** SHA-256 of bytes, in hexadecimal. */
export async function sha256Hex(bytes: ArrayBuffer): Promise<string> {
  return hexOf(await sha256(new Uint8Array(bytes)));
}

/** SHA-256 of bytes. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

/** A key that encrypts and decrypts but that no script can take out of the browser. */
export function createSecretKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/** Encrypts a text under a fresh initialization vector; `context` must be the same when it is decrypted. */
export async function encryptText(
  key: CryptoKey,
  text: string,
  context: string,
): Promise<{ iv: Uint8Array<ArrayBuffer>; ciphertext: ArrayBuffer }> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const encoder = new TextEncoder();
  const additionalData = encoder.encode(context);
  const ciphertext = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData },
    key,
    encoder.encode(text),
  );
  return { iv, ciphertext };
}

/** @throws DOMException OperationError when the key, the context or the ciphertext is not the one it was made with. */
export async function decryptText(
  key: CryptoKey,
  encrypted: { readonly iv: Uint8Array<ArrayBuffer>; readonly ciphertext: ArrayBuffer },
  context: string,
): Promise<string> {
  const additionalData = new TextEncoder().encode(context);
  const plain = await crypto.subtle.decrypt(
    { name: 'AES-GCM', iv: encrypted.iv, additionalData },
    key,
    encrypted.ciphertext,
  );
  return new TextDecoder().decode(plain);
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

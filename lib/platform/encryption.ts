/** How secrets are kept. A file of its own: pages hash, and a page that held this too could read what is stored. */

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

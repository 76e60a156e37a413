/** Bytes as base64: extension messages carry no binary data in Chromium (156, 2026-11). */
export function encodeBase64(bytes: Uint8Array): string {
  let binary = '';
  // In pieces: a function call takes only so many arguments.
  for (let start = 0; start < bytes.length; start += 32_768) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 32_768));
  }
  return btoa(binary);
}

/**
 * A file as an address that holds all of it (`data:`): the browser itself writes it, because our own loop would
 * hold up everything else for seconds where the file is a video.
 * @throws DOMException when the file cannot be read.
 */
export function readAsDataUrl(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error('the file cannot be read'));
    reader.readAsDataURL(file);
  });
}

/** @throws DOMException InvalidCharacterError when the text is not base64. */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  // A plain loop: with a function for each byte, a video takes seconds.
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index);
  return bytes;
}

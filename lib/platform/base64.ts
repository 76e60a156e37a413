/** Bytes as base64: extension messages carry no binary data in Chromium (156, 2026-11). */
export function encodeBase64(bytes: Uint8Array): string {
  let binary = '';
  // In pieces: a function call takes only so many arguments.
  for (let start = 0; start < bytes.length; start += 32_768) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 32_768));
  }
  return btoa(binary);
}

/** @throws DOMException InvalidCharacterError when the text is not base64. */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

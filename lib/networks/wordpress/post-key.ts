/**
 * A name for a post in the address of its page, and for its images in the media library: lower case letters
 * and digits alone, because WordPress rewrites anything else. Readers see it where a site puts the names of
 * posts into their addresses.
 * @param nowMs milliseconds since 1970.
 * @param randomBits a random whole number of 32 bits.
 */
export function choosePostKey(nowMs: number, randomBits: number): string {
  return `post-${Math.floor(nowMs).toString(36)}${randomBits.toString(36).padStart(7, '0')}`;
}

/** Whether a string is one of these names. */
export function isPostKey(text: string): boolean {
  return /^post-[a-z0-9]{8,24}$/.test(text);
}

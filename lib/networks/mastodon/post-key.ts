/**
 * A name for a post, sent as `Idempotency-Key`: two posts with one name are one.
 * @param nowMs milliseconds since 1970.
 * @param randomBits a random whole number of 32 bits.
 */
export function choosePostKey(nowMs: number, randomBits: number): string {
  return `${Math.floor(nowMs).toString(36)}-${randomBits.toString(36).padStart(7, '0')}`;
}

/** Whether a string is one of these names. */
export function isPostKey(text: string): boolean {
  return /^[a-z0-9]{1,9}-[a-z0-9]{7}$/.test(text);
}

/**
 * A new id: 32 hexadecimal digits that sort by time (the layout of UUID version 7), so that a store read by
 * id is read in the order in which its records were made.
 * @param nowMs milliseconds since 1970.
 */
export function newId(nowMs: number): string {
  const random = crypto.getRandomValues(new Uint8Array(10));
  const randomHex = Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${Math.trunc(nowMs).toString(16).padStart(12, '0')}7${randomHex.slice(0, 3)}8${randomHex.slice(3, 18)}`;
}

/** A whole number from 0 up to, not including, `below`. */
export function randomBelow(below: number): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % below;
}

/**
 * A new id: 32 hexadecimal digits that sort by time (the layout of UUID version 7), so that a store read by
 * id is read in the order in which its records were made.
 * @param nowMs milliseconds since 1970.
 * @param sequence orders the ids of one millisecond, up to 4,095; by chance when absent.
 */
export function newId(nowMs: number, sequence = randomBelow(4_096)): string {
  const random = crypto.getRandomValues(new Uint8Array(10));
  const randomHex = Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const time = Math.trunc(nowMs).toString(16).padStart(12, '0');
  return `${time}7${Math.min(sequence, 4_095).toString(16).padStart(3, '0')}8${randomHex.slice(0, 15)}`;
}

/** A whole number from 0 up to, not including, `below`. */
export function randomBelow(below: number): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % below;
}

/** The time of this machine in milliseconds since 1970. The background adds what a test moved it by. */
export function systemTimeMs(): number {
  return Date.now();
}

/** Calls back once after a while; for waits so short that an alarm would come too late. */
export function callAfter(delayMs: number, callback: () => void): void {
  setTimeout(callback, delayMs);
}

/** After this many tries without an answer a post is shown as failed, and a person decides. */
export const MAX_ATTEMPTS = 8;

const FIRST_DELAY_MS = 15_000;
const LONGEST_DELAY_MS = 30 * 60_000;
/** No network may hold a post back for longer than this without a person being told. */
const LONGEST_WAIT_MS = 6 * 60 * 60_000;

/**
 * How long to wait before the next try: doubling from 15 seconds to 30 minutes, or what the network asked for.
 * @param attempts how many tries there were.
 */
export function retryDelayMs(attempts: number, retryAfterMs?: number): number {
  const own = Math.min(FIRST_DELAY_MS * 2 ** attempts, LONGEST_DELAY_MS);
  return retryAfterMs === undefined ? own : Math.min(Math.max(retryAfterMs, 1_000), LONGEST_WAIT_MS);
}

/** No server's word makes a post wait for longer than this. */
const MAX_RETRY_AFTER_MS = 24 * 60 * 60 * 1000;

/**
 * `Retry-After` (seconds or a date, RFC 9110) or `RateLimit-Reset` (@atproto/xrpc-server sends the second
 * since 1970), or `X-RateLimit-Reset` (Mastodon sends a date, ISO 8601).
 * @returns milliseconds from now, from 0 to a day; undefined when the server does not say.
 */
export function readRetryAfterMs(headers: Headers, nowMs: number): number | undefined {
  const retryAfter = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+$/.test(retryAfter)) return clampWait(Number(retryAfter) * 1000);
  // Both other forms name a moment by the server's clock, which `Date` lets us compare with ours.
  const serverNowMs = Date.parse(headers.get('date') ?? '');
  const clockMs = Number.isNaN(serverNowMs) ? nowMs : serverNowMs;
  const retryAtMs = Date.parse(retryAfter);
  if (!Number.isNaN(retryAtMs)) return clampWait(retryAtMs - clockMs);
  const reset = headers.get('ratelimit-reset')?.trim() ?? '';
  if (/^\d+$/.test(reset)) return clampWait(Number(reset) * 1000 - clockMs);
  const resetDate = headers.get('x-ratelimit-reset')?.trim() ?? '';
  const resetAtMs = /^\d{4}-\d\d-\d\dT/.test(resetDate) ? Date.parse(resetDate) : Number.NaN;
  return Number.isNaN(resetAtMs) ? undefined : clampWait(resetAtMs - clockMs);
}

function clampWait(waitMs: number): number {
  return Math.min(Math.max(waitMs, 0), MAX_RETRY_AFTER_MS);
}

/**
 * Who really sent a message. Threat: a page, or a content script that a hostile page has taken over, claims to
 * be the popup. Rule: only what the browser stamps on a message counts. Measured with Chromium 156 and Firefox
 * ESR 153 in 2026-11: a content script's `url` is its page's, with our `id`; an extension page's `url` begins
 * with our own base address, and has a `tab` too when it is open in one. Proof: `classify-sender.test.ts`.
 */
import type { SenderClass } from './protocol';

/** The part of a sender that the browser itself writes. */
export interface StampedSender {
  readonly id?: string | undefined;
  readonly url?: string | undefined;
  /** The tab that a content script runs in; an extension page that is open in one has it too. */
  readonly tab?: { readonly id?: number | undefined; readonly url?: string | undefined } | undefined;
  /** The frame in that tab: 0 for the page itself. */
  readonly frameId?: number | undefined;
  /** The document itself, which outlives no navigation. Firefox ESR 153 does not write it (2026-11). */
  readonly documentId?: string | undefined;
}

/**
 * @param self our own id, and our base address with its trailing slash.
 * @returns undefined for a sender that may say nothing at all.
 */
export function classifySender(
  sender: StampedSender,
  self: { readonly id: string; readonly baseUrl: string },
): SenderClass | undefined {
  if (sender.id !== self.id || !sender.url) return undefined;
  if (sender.url.startsWith(self.baseUrl)) return 'extensionPage';
  return URL.parse(sender.url)?.protocol.startsWith('http') ? 'contentScript' : undefined;
}

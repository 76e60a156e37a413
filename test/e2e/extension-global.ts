import type { Browser } from 'wxt/browser';

/** What an extension's page has in its global scope: `chrome` in both browsers, `browser` in Firefox. */
export interface ExtensionGlobal {
  readonly browser?: typeof Browser;
  readonly chrome: typeof Browser;
}

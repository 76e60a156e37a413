/**
 * The browser, for the extension's own pages and the background. Nothing outside this folder imports the
 * browser's API, so that one file says whether the polyfill stands behind it.
 */

export type { Browser } from 'wxt/browser';
export { browser } from 'wxt/browser';

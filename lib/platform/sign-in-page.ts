import { browser } from './browser';

/** Where a server's page sends the browser when somebody has signed in there: an address that only we are told of. */
export function signInRedirectUrl(): string {
  return browser.identity.getRedirectURL();
}

/**
 * Opens a server's page in a window of the browser, and waits until that page sends the browser back to us.
 * @returns where it was sent, parameters and all; undefined when the window was closed before.
 * @throws Error when the page could not be opened.
 */
export async function openSignInPage(url: string): Promise<string | undefined> {
  try {
    return await browser.identity.launchWebAuthFlow({ url, interactive: true });
  } catch (error) {
    // Chromium: "The user did not approve access." Firefox: "User cancelled or denied access." (2026-11)
    if (error instanceof Error && /did not approve|cancelled/i.test(error.message)) return undefined;
    throw error;
  }
}

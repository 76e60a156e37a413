import { browser } from './browser';

/**
 * The JSON in a file of the extension's own.
 * @param path from the root of the extension, as `/_locales/en/messages.json`
 * @throws when there is no such file
 */
export async function readOwnFile(path: string): Promise<unknown> {
  const response = await fetch(new URL(path, browser.runtime.getURL('/')));
  return response.json();
}

/** What pages of the extension remember in this browser and read without waiting. No secrets, nothing of a workspace. */

/** What was remembered; undefined when nothing was, or the browser keeps nothing. */
export function recall(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // A browser that is told to keep nothing of a site throws: the choice then holds for this page.
  }
}

/** Calls back when another window of the extension remembers something else under a key. */
export function onRemembered(key: string, listener: () => void): void {
  addEventListener('storage', (event) => {
    if (event.key === key || event.key === null) listener();
  });
}

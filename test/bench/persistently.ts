const ATTEMPTS = 4;

/**
 * Starts a browser, again when it failed. Chromium takes an unpacked extension for newly installed at every start, and
 * the options page that Countersign then opens may take the very tab that the harness is about to use.
 */
export async function persistently<Result>(start: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await start();
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
    }
  }
}

import type { TestContext } from 'vitest';
import { type BrowserKind, type Page, saveEvidence } from './browser';
import { ROOT } from './stage';

/**
 * Closes the pages that a test opened, and forgets them. What the pages of a test that failed show is kept before,
 * in `.output/evidence`, for a person who looks into it.
 */
export async function closePages(
  pages: Page[],
  kind: BrowserKind,
  task: Readonly<TestContext['task']>,
): Promise<void> {
  for (const page of new Set(pages.splice(0))) {
    if (task.result?.state === 'fail')
      await saveEvidence(page, `${ROOT}/.output/evidence`, `${kind} ${task.name}`).catch(() => undefined);
    await page.close().catch(() => undefined);
  }
}

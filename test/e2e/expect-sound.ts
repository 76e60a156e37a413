import { expect } from 'vitest';
import { accessibilityViolations, type Page } from './browser';

/** Axe finds nothing on a page as it is now, nothing is wider than its window, and nothing was said in its console. */
export async function expectSound(page: Page, screen: string): Promise<void> {
  expect(await accessibilityViolations(page), screen).toEqual([]);
  const overflowPx = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflowPx, `${screen} is no wider than its window`).toBeLessThanOrEqual(0);
  expect(page.errors(), screen).toEqual([]);
}

import { expect } from 'vitest';
import { accessibilityViolations, type Page } from './browser';

/** Axe finds nothing on a page as it is now, nothing is wider than its window, and nothing was said in its console. */
export async function expectSound(page: Page, screen: string): Promise<void> {
  // A colour on its way to another is nobody's choice.
  await page.waitUntil('no colour changes any more', () =>
    document.getAnimations().every((each) => !(each instanceof CSSTransition)),
  );
  expect(await accessibilityViolations(page), screen).toEqual([]);
  const overflowPx = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflowPx, `${screen} is no wider than its window`).toBeLessThanOrEqual(0);
  expect(page.errors(), screen).toEqual([]);
}

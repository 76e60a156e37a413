import type { Page } from './browser';

/** Presses Tab until what is called so has the focus, and it can be pressed; fails when it is not reached in a round. */
export async function tabTo(page: Page, name: string | RegExp, inside = 'main'): Promise<void> {
  const source = typeof name === 'string' ? `^${name}$` : name.source;
  const flags = typeof name === 'string' ? '' : name.flags;
  const passed: string[] = [];
  for (let presses = 0; presses < 80; presses += 1) {
    const { words, isInside } = await page.evaluate((container) => {
      const element = document.activeElement;
      const labels = element && 'labels' in element ? (element as HTMLInputElement).labels : null;
      const label = labels?.[0]?.textContent;
      const said = element?.getAttribute('aria-label') ?? label ?? element?.textContent ?? '';
      return { words: said.trim().slice(0, 60), isInside: element?.closest(container) !== null };
    }, inside);
    if (isInside && new RegExp(source, flags).test(words)) {
      await page.waitUntil(
        `${name} to be allowed`,
        () => document.activeElement?.getAttribute('aria-disabled') !== 'true',
      );
      return;
    }
    passed.push(words);
    await page.press('Tab');
  }
  throw new Error(`Tab does not lead to ${name}, but past ${[...new Set(passed)].join(', ')}`);
}

/** Our buttons in a simulated feed, in real browsers, without the extension around them. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchSimulator, type SimulatorPage } from '../simulator/simulator-page';
import { eventually } from './page';

describe.each(['chromium', 'firefox'] as const)('buttons in a feed, %s', (browserName) => {
  let simulators: SimulatorPage;
  const pages: Page[] = [];
  const open = async (head?: string): Promise<Page> => {
    const page = await simulators.open(head);
    pages.push(page);
    return page;
  };
  beforeAll(async () => {
    simulators = await launchSimulator(browserName);
  });
  afterAll(() => simulators.close());

  /** Waits until each post of the open feed has its buttons, once and right. */
  async function expectNoFaults(page: Page): Promise<void> {
    let faults: string[] = ['it was never looked at'];
    await eventually('every post to have its buttons', async () => {
      faults = await page.evaluate(() => simulator.faultsOf((globalThis as never as { feed: never }).feed));
      return faults.length === 0;
    }).catch(() => undefined);
    expect(faults).toEqual([]);
  }

  // What differs between the two is our own code: in the slower browser one of them is enough.
  const elements = browserName === 'chromium' ? (['recycled', 'fresh'] as const) : (['recycled'] as const);
  it.each(elements)(
    'stand on each post once and right while 2,000 scroll by and the site changes 200 times a second, elements %s',
    async (elements) => {
      const page = await open();
      const seen = await page.evaluate(async (kind) => {
        // Two older copies are in the page: one still runs, one left its hosts behind.
        const feed = simulator.openFeed({ elements: kind });
        const older = [simulator.begin(), simulator.begin()];
        await new Promise((resolve) => setTimeout(resolve, 100));
        for (const { article } of feed.shown.slice(0, 5)) {
          const left = document.createElement('span');
          left.setAttribute('data-countersign', '1');
          article.querySelector('.row')?.append(left);
        }
        const copy = simulator.begin();
        simulator.tick(feed, copy.life.signal);
        Object.assign(globalThis, { feed, copy, older });
        let hostsAtOnce = 0;
        for (let index = 0; index < 2_000; index += 4) {
          feed.scrollToPost(index);
          await new Promise((resolve) => requestAnimationFrame(resolve));
          hostsAtOnce = Math.max(hostsAtOnce, simulator.hosts().length);
        }
        feed.scrollToPost(997);
        return { hostsAtOnce, shown: feed.shown.length };
      }, elements);
      await expectNoFaults(page);
      expect(seen.shown).toBeGreaterThan(10);
      expect(seen.hostsAtOnce).toBeLessThan(60);
      const asked = await page.evaluate(() => {
        const { copy } = globalThis as never as { copy: import('../simulator/in-page').Copy };
        return copy.conversation.asked.map((posts) => posts.length);
      });
      expect(Math.max(...asked)).toBeLessThanOrEqual(50);
      expect(asked.length).toBeGreaterThan(10);
    },
  );

  it('follow through a single-page site that keeps its old screens, hidden', async () => {
    const page = await open();
    await page.evaluate(async () => {
      const feed = simulator.openFeed();
      const copy = simulator.begin();
      Object.assign(globalThis, { feed, copy, first: feed });
      await new Promise((resolve) => setTimeout(resolve, 100));
      feed.screen.hidden = true;
      history.pushState(null, '', '/@acme');
      Object.assign(globalThis, { feed: simulator.openFeed({ posts: 20 }) });
    });
    await eventually('the new screen to have buttons', () =>
      page.evaluate(() => {
        const { feed } = globalThis as never as { feed: InstanceType<typeof simulator.Feed> };
        const own = simulator.faultsOf(feed).filter((fault) => !fault.includes('outside of posts'));
        return own.length === 0;
      }),
    );
    await page.evaluate(() => {
      const { feed, first } = globalThis as never as Record<string, InstanceType<typeof simulator.Feed>>;
      feed?.close();
      history.back();
      if (first) first.screen.hidden = false;
      Object.assign(globalThis, { feed: first });
    });
    await expectNoFaults(page);
  });

  it('leave no trace when the signal says so, not even in what the site keeps for later', async () => {
    const page = await open();
    const left = await page.evaluate(async () => {
      const feed = simulator.openFeed();
      const copy = simulator.begin();
      simulator.tick(feed, AbortSignal.timeout(3_000));
      await new Promise((resolve) => setTimeout(resolve, 200));
      const before = simulator.hosts().length;
      const kept = feed.shown.map(({ article }) => article);
      copy.life.abort();
      feed.scrollToPost(500);
      await new Promise((resolve) => setTimeout(resolve, 200));
      const inKept = kept.flatMap((article) => [...article.querySelectorAll('[data-countersign]')]).length;
      return { before, after: simulator.hosts().length, inKept };
    });
    expect(left.before).toBeGreaterThan(5);
    expect(left).toMatchObject({ after: 0, inKept: 0 });
  });

  it('go when the extension was updated under the page', async () => {
    const page = await open();
    await page.evaluate(async () => {
      const feed = simulator.openFeed();
      const copy = simulator.begin();
      await new Promise((resolve) => setTimeout(resolve, 200));
      feed.scrollToPost(0);
      copy.conversation.alive = false;
      Object.assign(globalThis, { copy });
    });
    await clickButton(page, 0, 'share');
    await eventually('our buttons to go', () => page.evaluate(() => simulator.hosts().length === 0));
    const shared = await page.evaluate(() => {
      const { copy } = globalThis as never as { copy: import('../simulator/in-page').Copy };
      return copy.conversation.shared.length;
    });
    expect(shared).toBe(0);
  });

  it('share what stands there at that moment, for a person alone, and keep the click from the site', async () => {
    const page = await open();
    await page.evaluate(async () => {
      const feed = simulator.openFeed();
      const copy = simulator.begin();
      const heard: string[] = [];
      for (const type of ['pointerdown', 'mousedown', 'click', 'keydown']) {
        document.body.addEventListener(type, (event) =>
          heard.push(`${type} ${event.target === document.body}`),
        );
      }
      Object.assign(globalThis, { feed, copy, heard });
      await new Promise((resolve) => setTimeout(resolve, 200));
      for (const host of simulator.hosts()) {
        (host as HTMLElement).click();
        const button = simulator.rootOf(host)?.querySelector('button');
        // Even what reaches the inside is nothing, when no person did it.
        button?.click();
        button?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
      }
      heard.length = 0;
    });
    const state = () =>
      page.evaluate(() => {
        const { copy, heard } = globalThis as never as {
          copy: import('../simulator/in-page').Copy;
          heard: string[];
        };
        return { shared: copy.conversation.shared, heard };
      });
    expect(await state()).toEqual({ shared: [], heard: [] });
    await clickButton(page, 0, 'share');
    await eventually('the post to be shared', async () => (await state()).shared.length === 1);
    const { shared, heard } = await state();
    expect(shared[0]).toMatchObject({ author: 'person0', text: 'What person0 says, number 0' });
    expect(shared[0]?.permalink).toMatch(/\/@person0\/0$/);
    expect(heard).toEqual([]);
    // The site's own buttons are as they were.
    await page.click('article .like');
    expect((await state()).heard).toEqual(['pointerdown false', 'mousedown false', 'click false']);
  });

  it('show an own post’s state, its history and its actions by keyboard', async () => {
    const page = await open();
    await page.evaluate(async () => {
      const feed = simulator.openFeed();
      const copy = simulator.begin();
      Object.assign(globalThis, { feed, copy });
      feed.scrollToPost(13);
    });
    await expectNoFaults(page);
    // Number 13 is by acme, and awaits the member.
    await focusButton(page, 13, 'state');
    await page.keyboard.press('Enter');
    const sheet = () =>
      page.evaluate(() => {
        const host = document.querySelector('article[data-id="13"] [data-countersign]');
        return (host && simulator.rootOf(host)?.querySelector('.sheet')?.textContent) ?? '';
      });
    expect(await sheet()).toContain('Olu approved it.');
    await page.keyboard.press('Escape');
    expect(await sheet()).toBe('');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const opened = await page.evaluate(
      () => (globalThis as never as { copy: import('../simulator/in-page').Copy }).copy.conversation.opened,
    );
    expect(opened).toHaveLength(1);
    expect(opened[0]).toMatch(/^review .*\/@acme\/13$/);
  });

  it('say why they are greyed, where the pointer or the keyboard rests', async () => {
    const page = await open();
    await page.evaluate(async () => {
      simulator.openFeed();
      Object.assign(globalThis, { copy: simulator.begin({ mayShare: false }) });
      await new Promise((resolve) => setTimeout(resolve, 200));
    });
    await focusButton(page, 0, 'share');
    const words = await page.evaluate(() => {
      const host = document.querySelector('article[data-id="0"] [data-countersign]');
      const root = host && simulator.rootOf(host);
      return [root?.querySelector('button')?.ariaDisabled, root?.querySelector('.sheet')?.textContent];
    });
    expect(words).toEqual(['true', 'Cleo is a client. Ask Olu (owner).']);
    await page.keyboard.press('Enter');
    const shared = await page.evaluate(
      () => (globalThis as never as { copy: import('../simulator/in-page').Copy }).copy.conversation.shared,
    );
    expect(shared).toEqual([]);
  });

  it('give up where the site takes them out again and again', async () => {
    const page = await open();
    const counts = await page.evaluate(async () => {
      simulator.openFeed();
      let taken = 0;
      new MutationObserver((records) => {
        for (const { addedNodes } of records) {
          for (const node of addedNodes) {
            if (!(node instanceof Element) || !node.hasAttribute('data-countersign')) continue;
            taken++;
            node.remove();
          }
        }
      }).observe(document, { subtree: true, childList: true });
      simulator.begin();
      await new Promise((resolve) => setTimeout(resolve, 500));
      const soon = taken;
      await new Promise((resolve) => setTimeout(resolve, 500));
      return { soon, later: taken, hosts: simulator.hosts().length };
    });
    expect(counts.soon).toBeGreaterThan(0);
    expect(counts).toMatchObject({ later: counts.soon, hosts: 0 });
    expect(counts.soon).toBeLessThan(200);
  });

  it('move nothing, and are asked anew when something changed', async () => {
    const page = await open();
    const result = await page.evaluate(async () => {
      const shifted: string[] = [];
      if (PerformanceObserver.supportedEntryTypes.includes('layout-shift')) {
        interface Shift extends PerformanceEntry {
          readonly sources: readonly {
            readonly node: Node | null;
            readonly previousRect: DOMRect;
            readonly currentRect: DOMRect;
          }[];
        }
        const wordsOf = ({ x, y, width, height }: DOMRect) => `${x},${y} ${width}x${height}`;
        new PerformanceObserver((list) => {
          for (const { sources } of list.getEntries() as Shift[])
            for (const { node, previousRect, currentRect } of sources)
              if (!isLate(node))
                shifted.push(
                  `${node?.nodeName} ${node?.textContent?.slice(0, 40)}: ${wordsOf(previousRect)} to ${wordsOf(currentRect)}`,
                );
        }).observe({ type: 'layout-shift', buffered: true });
      }
      // As a content script has it that runs from the start: it is there before the posts are.
      const { conversation } = simulator.begin();
      const feed = simulator.openFeed();
      // On a slow machine a post is painted before its header has come: until then nobody knows whose it is.
      const isLate = (node: Node | null) =>
        feed.shown.some(({ post, article }) => post.late !== undefined && article.contains(node));
      feed.scrollToPost(40);
      await new Promise((resolve) => setTimeout(resolve, 400));
      const before = conversation.asked.flat().length;
      conversation.change();
      await new Promise((resolve) => setTimeout(resolve, 400));
      Object.assign(globalThis, { feed });
      return { shifted, before, after: conversation.asked.flat().length };
    });
    expect(result.shifted).toEqual([]);
    expect(result.before).toBeGreaterThan(0);
    expect(result.after).toBeGreaterThan(result.before);
    await expectNoFaults(page);
  });

  /** Where a button of a post is on the screen, inside its closed root. */
  async function placeOf(page: Page, id: number, name: string): Promise<{ x: number; y: number }> {
    return page.evaluate(
      (postId, buttonName) => {
        const host = document.querySelector(`article[data-id="${postId}"] [data-countersign]`);
        const button = host && simulator.rootOf(host)?.querySelector(`button[data-name="${buttonName}"]`);
        if (!button) throw new Error(`Post ${postId} has no button ${buttonName}`);
        const { left, top, width, height } = button.getBoundingClientRect();
        return { x: left + width / 2, y: top + height / 2 };
      },
      id,
      name,
    );
  }

  async function clickButton(page: Page, id: number, name: string): Promise<void> {
    const { x, y } = await placeOf(page, id, name);
    await page.mouse.click(x, y);
  }

  /** As a person comes to it: from the site's button before it, with the Tab key. */
  async function focusButton(page: Page, id: number, name: string): Promise<void> {
    await page.evaluate((postId) => {
      document.querySelector<HTMLElement>(`article[data-id="${postId}"] > .row > .like`)?.focus();
    }, id);
    await page.keyboard.press('Tab');
    const isThere = () =>
      page.evaluate((postId) => {
        const host = document.querySelector(`article[data-id="${postId}"] [data-countersign]`);
        const active = host && simulator.rootOf(host)?.activeElement;
        return active instanceof HTMLElement ? active.dataset.name : undefined;
      }, id);
    if (name === 'state' && (await isThere()) === 'share') await page.keyboard.press('Tab');
    expect(await isThere()).toBe(name);
  }
});

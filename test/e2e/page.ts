import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import {
  answerInPage,
  type ClickPoint,
  type Description,
  type PageRequest,
  type TypingTarget,
} from './in-page';
import { describeSelector, encodeSelector, type Selector } from './selector';

export type Modifier = 'Alt' | 'Control' | 'Meta' | 'Shift';

export interface PageOptions {
  readonly widthPx?: number;
  readonly heightPx?: number;
  readonly colorScheme?: 'light' | 'dark';
  /**
   * The page has replaced what every object inherits: it is looked at from a world beside its own, where it neither
   * breaks nor sees what the harness does.
   */
  readonly isHostile?: boolean;
}

export interface WaitOptions {
  /** Defaults to true: the element must be seen, not only be there. */
  readonly visible?: boolean;
  /** The element's visible text must contain this. */
  readonly text?: string | RegExp;
  /** Waits until nothing (visible) matches any more. */
  readonly gone?: boolean;
  readonly timeoutMs?: number;
}

/** One tab. Every action waits, up to a time limit, until it can be done as a person would do it. */
export interface Page {
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  url(): Promise<string>;
  /** Runs a function in the page; it and its arguments travel as text, so it may close over nothing. */
  evaluate<Result, Args extends readonly unknown[]>(
    run: (...args: Args) => Result | Promise<Result>,
    ...args: Args
  ): Promise<Result>;
  click(selector: Selector): Promise<void>;
  hover(selector: Selector): Promise<void>;
  /** Replaces a field's content by real typing; picks an option of a select by value or label. */
  fill(selector: Selector, text: string): Promise<void>;
  /** Types into whatever has the focus. */
  type(text: string): Promise<void>;
  /** Presses one key, named as in `KeyboardEvent.key`: 'j', 'Enter', 'Tab', 'Escape', 'ArrowDown'. */
  press(key: string, modifiers?: readonly Modifier[]): Promise<void>;
  waitFor(selector: Selector, options?: WaitOptions): Promise<void>;
  /** Waits until a function run in the page answers true. */
  waitUntil<Args extends readonly unknown[]>(
    description: string,
    run: (...args: Args) => boolean | Promise<boolean>,
    ...args: Args
  ): Promise<void>;
  /** The visible text of the first match, white space collapsed; waits for it to be there. */
  text(selector: Selector): Promise<string>;
  /** The value of the first matching form control. */
  value(selector: Selector): Promise<string>;
  count(selector: Selector): Promise<number>;
  /** Marks an element's text, or the given part of it, as a person does with the mouse; returns what is marked. */
  selectText(selector: Selector, text?: string): Promise<string>;
  attachFile(selector: Selector, ...filePaths: string[]): Promise<void>;
  screenshot(filePath: string, options?: { fullPage?: boolean }): Promise<void>;
  setViewport(widthPx: number, heightPx: number): Promise<void>;
  bringToFront(): Promise<void>;
  close(): Promise<void>;
  /** Uncaught errors and console errors since the page was opened. */
  errors(): string[];
  html(): Promise<string>;
  /** The page's headings, controls and text, for a person who reads a failure. */
  outline(): Promise<string>;
}

/** What one browser's protocol has to offer for a tab; `DrivenPage` builds the rest on it. */
export interface PageDriver {
  navigate(url: string): Promise<void>;
  reload(): Promise<void>;
  url(): Promise<string>;
  /** Calls a function given as source text with the page's closed shadow roots; it answers JSON text or nothing. */
  call(functionSource: string, world?: 'page' | 'beside'): Promise<string | undefined>;
  clickAt(x: number, y: number): Promise<void>;
  moveTo(x: number, y: number): Promise<void>;
  typeText(text: string): Promise<void>;
  pressKey(key: string, modifiers: readonly Modifier[]): Promise<void>;
  /** Sets the files of the element that the function given as source text returns. */
  setFiles(functionSource: string, filePaths: readonly string[]): Promise<void>;
  capture(fullPage: boolean): Promise<Buffer>;
  setViewport(widthPx: number, heightPx: number): Promise<void>;
  bringToFront(): Promise<void>;
  close(): Promise<void>;
  errors(): string[];
}

const DEFAULT_TIMEOUT_MS = 10_000;
const POLL_MS = 30;

// esbuild (under tsx) wraps named functions in __name(); in a page that name is unknown.
const SOURCE_PRELUDE = 'const __name = (value) => value;';

/** Waits for a moment; only polling may use it. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/**
 * Asks again and again until the probe answers something other than undefined or false.
 * @throws when the time is up, saying what was waited for and what the probe last threw.
 */
export async function eventually<Result>(
  description: string,
  probe: () => Promise<Result | undefined | false> | Result | undefined | false,
  timeoutMs: number = DEFAULT_TIMEOUT_MS,
): Promise<Result> {
  const deadline = Date.now() + timeoutMs;
  let lastError: unknown;
  for (;;) {
    try {
      const result = await probe();
      if (result !== undefined && result !== false) return result;
      lastError = undefined;
    } catch (error) {
      // A page that is navigating answers with an error; only the last one, at the time limit, is worth telling.
      lastError = error;
    }
    if (Date.now() > deadline) {
      const because = lastError instanceof Error ? `; at last: ${lastError.message}` : '';
      throw new Error(`Waited ${timeoutMs} ms in vain: ${description}${because}`, { cause: lastError });
    }
    await pause(POLL_MS);
  }
}

function requestSource(request: PageRequest, answersJson: boolean): string {
  const call = `(${answerInPage.toString()})(closedRoots, ${JSON.stringify(request)})`;
  return answersJson
    ? `function (...closedRoots) { ${SOURCE_PRELUDE} return JSON.stringify(${call}); }`
    : `function (...closedRoots) { ${SOURCE_PRELUDE} return ${call}; }`;
}

/** The page that tests hold; all that the two browsers have in common. */
export class DrivenPage implements Page {
  constructor(
    readonly driver: PageDriver,
    private readonly isHostile = false,
  ) {}

  goto(url: string): Promise<void> {
    return this.driver.navigate(url);
  }

  reload(): Promise<void> {
    return this.driver.reload();
  }

  url(): Promise<string> {
    return this.driver.url();
  }

  async evaluate<Result, Args extends readonly unknown[]>(
    run: (...args: Args) => Result | Promise<Result>,
    ...args: Args
  ): Promise<Result> {
    return (await this.evaluateSource(run.toString(), args)) as Result;
  }

  /** As `evaluate`, for a function that is source text already. */
  async evaluateSource(functionSource: string, args: readonly unknown[]): Promise<unknown> {
    const values = args.map((arg) => (arg === undefined ? 'undefined' : JSON.stringify(arg))).join(', ');
    const json = await this.driver.call(
      `async function () { ${SOURCE_PRELUDE} return JSON.stringify(await (${functionSource})(${values})); }`,
    );
    return json === undefined ? undefined : JSON.parse(json);
  }

  async click(selector: Selector): Promise<void> {
    const { x, y } = await this.steadyPoint(selector, 'click');
    await this.driver.clickAt(x, y);
  }

  async hover(selector: Selector): Promise<void> {
    const { x, y } = await this.steadyPoint(selector, 'hover over');
    await this.driver.moveTo(x, y);
  }

  async fill(selector: Selector, text: string): Promise<void> {
    await this.driver.bringToFront();
    const query = encodeSelector(selector);
    const target = await this.untilNoProblem<TypingTarget>(selector, 'fill', {
      operation: 'prepareTyping',
      query,
    });
    if (target.means === 'value') {
      await this.untilNoProblem<TypingTarget>(selector, 'fill', {
        operation: 'setValue',
        query,
        value: text,
      });
      return;
    }
    if (text === '') await this.driver.pressKey('Backspace', []);
    else await this.driver.typeText(text);
  }

  async type(text: string): Promise<void> {
    await this.driver.bringToFront();
    await this.driver.typeText(text);
  }

  async press(key: string, modifiers: readonly Modifier[] = []): Promise<void> {
    await this.driver.bringToFront();
    await this.driver.pressKey(key, modifiers);
  }

  async waitFor(selector: Selector, options: WaitOptions = {}): Promise<void> {
    const { visible = true, text, gone = false, timeoutMs } = options;
    const query = encodeSelector(selector);
    const wanted = [visible ? 'visible' : 'there', text === undefined ? '' : ` with the text ${text}`].join(
      '',
    );
    await this.waitFully(
      gone ? `${describeSelector(selector)} to be gone` : `${describeSelector(selector)} to be ${wanted}`,
      async () => {
        const found = await this.ask<Description>({ operation: 'describe', query });
        if (gone) return visible ? !found.visible : found.count === 0;
        if (found.count === 0 || (visible && !found.visible)) return false;
        if (text === undefined) return true;
        return typeof text === 'string' ? found.text.includes(text) : text.test(found.text);
      },
      timeoutMs,
    );
  }

  async waitUntil<Args extends readonly unknown[]>(
    description: string,
    run: (...args: Args) => boolean | Promise<boolean>,
    ...args: Args
  ): Promise<void> {
    await this.waitFully(description, () => this.evaluate(run, ...args));
  }

  async text(selector: Selector): Promise<string> {
    return (await this.described(selector)).text;
  }

  async value(selector: Selector): Promise<string> {
    const { value } = await this.described(selector);
    if (value === undefined) throw new Error(`${describeSelector(selector)} has no value`);
    return value;
  }

  async count(selector: Selector): Promise<number> {
    return (await this.ask<Description>({ operation: 'describe', query: encodeSelector(selector) })).count;
  }

  async selectText(selector: Selector, text?: string): Promise<string> {
    const query = encodeSelector(selector);
    const answer = await this.untilNoProblem<{ selected: string; problem?: string }>(selector, 'mark', {
      operation: 'selectText',
      query,
      text,
    });
    return answer.selected;
  }

  async attachFile(selector: Selector, ...filePaths: string[]): Promise<void> {
    await this.waitFor(selector, { visible: false });
    const request: PageRequest = { operation: 'element', query: encodeSelector(selector) };
    await this.driver.setFiles(
      requestSource(request, false),
      filePaths.map((filePath) => path.resolve(filePath)),
    );
  }

  async screenshot(filePath: string, options: { fullPage?: boolean } = {}): Promise<void> {
    await this.driver.bringToFront();
    const image = await this.driver.capture(options.fullPage ?? false);
    mkdirSync(path.dirname(filePath), { recursive: true });
    writeFileSync(filePath, image);
  }

  setViewport(widthPx: number, heightPx: number): Promise<void> {
    return this.driver.setViewport(widthPx, heightPx);
  }

  bringToFront(): Promise<void> {
    return this.driver.bringToFront();
  }

  close(): Promise<void> {
    return this.driver.close();
  }

  errors(): string[] {
    return this.driver.errors();
  }

  html(): Promise<string> {
    return this.ask<string>({ operation: 'html' });
  }

  outline(): Promise<string> {
    return this.ask<string>({ operation: 'outline' });
  }

  private async ask<Answer>(request: PageRequest): Promise<Answer> {
    const json = await this.driver.call(requestSource(request, true), this.isHostile ? 'beside' : 'page');
    if (json === undefined) throw new Error(`The page did not answer to ${request.operation}`);
    return JSON.parse(json) as Answer;
  }

  private async described(selector: Selector): Promise<Description> {
    await this.waitFor(selector, { visible: false });
    return this.ask<Description>({ operation: 'describe', query: encodeSelector(selector) });
  }

  private untilNoProblem<Answer extends { problem?: string }>(
    selector: Selector,
    verb: string,
    request: PageRequest,
  ): Promise<Answer> {
    return this.waitFully(`to ${verb} ${describeSelector(selector)}`, async () => {
      const answer = await this.ask<Answer>(request);
      if (answer.problem !== undefined) throw new Error(answer.problem);
      return answer;
    });
  }

  /** An element that moves is not clicked: its middle must be at the same place twice. */
  private async steadyPoint(selector: Selector, verb: string): Promise<ClickPoint> {
    await this.driver.bringToFront();
    const query = encodeSelector(selector);
    let previous: ClickPoint | undefined;
    return this.waitFully(`to ${verb} ${describeSelector(selector)}`, async () => {
      const point = await this.ask<ClickPoint>({ operation: 'point', query });
      if (point.problem !== undefined) throw new Error(point.problem);
      const steady = previous?.x === point.x && previous.y === point.y;
      previous = point;
      return steady ? point : undefined;
    });
  }

  private async waitFully<Result>(
    description: string,
    probe: () => Promise<Result | undefined | false>,
    timeoutMs?: number,
  ): Promise<Result> {
    try {
      return await eventually(description, probe, timeoutMs);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const seen = await this.outline().catch(() => '(the page does not answer)');
      const errors = this.errors().slice(-5);
      const heard = errors.length > 0 ? `\nIts errors:\n  ${errors.join('\n  ')}` : '';
      throw new Error(`${message}\nOn the page:\n${seen}${heard}`, { cause: error });
    }
  }
}

/** One thing that axe-core found wrong with a page. */
export interface AccessibilityViolation {
  readonly id: string;
  readonly impact: string | null;
  readonly help: string;
  readonly nodes: readonly string[];
}

interface AxeResults {
  violations: {
    id: string;
    impact: string | null;
    help: string;
    nodes: { target: unknown[]; html: string; failureSummary?: string }[];
  }[];
}

/**
 * Runs axe-core on a page as it is now, once no colour changes any more. Its source goes in through the browser's protocol: an extension page's
 * own policy (`script-src 'self'`) would refuse a script element. What stands in closed shadow roots counts too.
 *
 * @param within CSS of the parts of the page to look at; all of it when absent
 */
export async function accessibilityViolations(
  page: Page,
  within?: string,
): Promise<AccessibilityViolation[]> {
  if (!(page instanceof DrivenPage)) throw new TypeError('Not a page of this harness');
  // Half a megabyte is sent once for each document.
  const isThere = await page.evaluate(() => 'axe' in globalThis);
  const axeSource = isThere
    ? ''
    : readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const results = (await page.evaluateSource(
    `async () => {
      // A colour on its way to another is nobody's choice.
      const changing = document.getAnimations().filter((each) => each instanceof CSSTransition);
      await Promise.allSettled(changing.map((each) => each.finished));
      ${axeSource}
      // The harness hands in the closed roots; to axe they are like open ones for the time of its run.
      const rootOf = new Map([...arguments].map((root) => [root.host, root]));
      const own = Object.getOwnPropertyDescriptor(Element.prototype, 'shadowRoot');
      const get = function () { return own.get.call(this) ?? rootOf.get(this) ?? null; };
      Object.defineProperty(Element.prototype, 'shadowRoot', { ...own, get });
      const { violations } = await globalThis.axe
        .run(${JSON.stringify(within) ?? 'document'}, { resultTypes: ['violations'] })
        .finally(() => Object.defineProperty(Element.prototype, 'shadowRoot', own));
      return { violations: violations.map(({ id, impact, help, nodes }) => ({ id, impact, help, nodes })) };
    }`,
    [],
  )) as AxeResults;
  return results.violations.map(({ id, impact, help, nodes }) => ({
    id,
    impact,
    help,
    nodes: nodes.map((node) => `${node.target.join(' ')}: ${node.failureSummary ?? node.html}`),
  }));
}

/** Saves a page's picture, HTML and errors under `dir`, for a person who looks into a failure; never throws. */
export async function saveEvidence(page: Page, dir: string, name: string): Promise<void> {
  const file = path.join(
    dir,
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 80),
  );
  mkdirSync(dir, { recursive: true });
  const html = await page.html().catch((error: unknown) => `<!-- ${String(error)} -->`);
  writeFileSync(`${file}.html`, html);
  const outline = await page.outline().catch((error: unknown) => String(error));
  writeFileSync(`${file}.txt`, [outline, ...page.errors()].join('\n'));
  await page
    .screenshot(`${file}.png`)
    .catch((error: unknown) => writeFileSync(`${file}.png.txt`, String(error)));
}

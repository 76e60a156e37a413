/**
 * Vitest's words for tests, without its runner: the mutation check collects the same test files thousands of
 * times, and asks for a verdict in milliseconds. What these files do not use is not here, and a file that begins to
 * use it fails the run before the first mutant.
 */
import { expect } from 'vitest';

/** One test as it was collected. */
export interface CollectedTest {
  /** The same in every run: the file, the descriptions around it, its own, and its number among its likes. */
  readonly key: string;
  readonly file: string;
  run(): unknown;
}

/** What stands in for the module `vitest`, and the tests that were declared through it. */
export interface Collection {
  readonly module: object;
  readonly tests: readonly CollectedTest[];
  /** Says which file the tests that follow are in. */
  beginFile(file: string): void;
}

type Body = (...args: readonly unknown[]) => unknown;

/** `it(name, body)`, `it(name, options, body)`, `it(name, body, timeout)`. */
function bodyOf(args: readonly unknown[]): Body {
  const body = args.find((arg) => typeof arg === 'function');
  if (body === undefined) throw new Error('A test without a body');
  return body as Body;
}

/** The words of a case, so that a test can be found by what it is about. */
function wordsOf(args: readonly unknown[]): string {
  return args
    .flatMap((arg) => (typeof arg === 'object' && arg !== null ? Object.values(arg) : [arg]))
    .filter((value) => typeof value === 'string')
    .join(' ');
}

/**
 * A fresh set of vitest's words, and an empty list for the tests that are declared with them.
 *
 * @returns the words, and the list
 */
export function createCollection(): Collection {
  const tests: CollectedTest[] = [];
  const seen = new Map<string, number>();
  let file = '';
  let around: readonly string[] = [];

  function describe(name: string, ...args: readonly unknown[]): void {
    const outer = around;
    around = [...around, name];
    try {
      bodyOf(args)();
    } finally {
      around = outer;
    }
  }

  function it(name: string, ...args: readonly unknown[]): void {
    const body = bodyOf(args);
    const path = [file, ...around, name].join(' > ');
    const count = (seen.get(path) ?? 0) + 1;
    seen.set(path, count);
    tests.push({ key: `${path} #${count}`, file, run: () => body() });
  }

  const each =
    (declare: (name: string, body: Body) => void) =>
    (cases: readonly unknown[]) =>
    (name: string, ...args: readonly unknown[]): void => {
      const body = bodyOf(args);
      for (const one of cases) {
        const given: readonly unknown[] = Array.isArray(one) ? one : [one];
        declare(`${name} ${wordsOf(given)}`, () => body(...given));
      }
    };

  const test = Object.assign(it, { each: each(it) });
  return {
    module: {
      __esModule: true,
      describe: Object.assign(describe, { each: each(describe) }),
      it: test,
      test,
      expect,
    },
    tests,
    beginFile(name) {
      file = name;
      around = [];
    },
  };
}

/** The walls of the house: who may import whom, as ARCHITECTURE.md draws it. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

type Room =
  | 'words'
  | 'roles'
  | 'workspace'
  | 'store'
  | 'networks'
  | 'sites'
  | 'page'
  | 'messages'
  | 'publishing'
  | 'platform'
  | 'components'
  | 'entrypoints';

interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

/** The rooms that a room may import values from, and those that it may import only types from. */
const ALLOWED: Record<Room, { values: readonly Room[]; types: readonly Room[] }> = {
  words: { values: [], types: [] },
  roles: { values: [], types: [] },
  workspace: { values: ['roles', 'words'], types: [] },
  store: { values: ['workspace', 'platform', 'words'], types: ['roles'] },
  networks: { values: ['platform', 'words'], types: ['workspace'] },
  publishing: { values: ['store', 'networks', 'workspace', 'roles', 'platform', 'words'], types: [] },
  sites: { values: [], types: [] },
  page: { values: ['sites', 'components', 'words'], types: ['messages'] },
  messages: { values: ['workspace', 'platform', 'words'], types: ['roles'] },
  platform: { values: [], types: [] },
  components: { values: ['messages', 'sites', 'words'], types: ['workspace', 'roles', 'networks'] },
  entrypoints: {
    values: [
      'words',
      'roles',
      'workspace',
      'store',
      'networks',
      'sites',
      'page',
      'messages',
      'publishing',
      'platform',
      'components',
    ],
    types: [],
  },
};

/** Packages that only one room may import, because it stands between them and the rest. */
const KEPT_PACKAGES: Readonly<Record<string, readonly Room[]>> = {
  'wxt/browser': ['platform'],
  'webextension-polyfill': ['platform'],
  idb: ['store'],
  preact: ['components', 'entrypoints'],
  '@noble/hashes': ['workspace'],
  diff: ['components'],
  '@tanstack/virtual-core': ['components'],
  otpauth: ['platform'],
  uqr: ['components'],
  fflate: ['platform'],
  papaparse: ['components'],
};

const files = ['lib', 'components', 'entrypoints'].flatMap((room) => sourceFiles(join(ROOT, room)));
const sources = new Map(
  files.map((file) => [
    file,
    ts.createSourceFile(file, readFileSync(join(ROOT, file), 'utf8'), ts.ScriptTarget.Latest, true),
  ]),
);
const arrows = [...sources].flatMap(([file, source]) => importsOf(file, source));

describe('the rooms', () => {
  it('are found by this test', () => {
    expect(files.length).toBeGreaterThan(40);
    expect(arrows.length).toBeGreaterThan(100);
  });

  it('import only what the drawing allows', () => {
    const wrong = arrows.filter(({ from, to, typeOnly }) => {
      const [fromRoom, toRoom] = [roomOf(from), roomOf(to)];
      if (!fromRoom || !toRoom || fromRoom === toRoom) return false;
      const { values, types } = ALLOWED[fromRoom];
      return !values.includes(toRoom) && !(typeOnly && types.includes(toRoom));
    });
    expect(wrong.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  it('let no page of ours reach into the background', () => {
    const wrong = arrows.filter(
      ({ from, to }) =>
        to.startsWith('entrypoints/background/') && !from.startsWith('entrypoints/background/'),
    );
    expect(wrong).toEqual([]);
  });

  it('hand credentials to the background and to publishing alone', () => {
    const readers = arrows.filter(({ to }) => to === 'lib/store/credential-store').map(({ from }) => from);
    expect(readers.length).toBeGreaterThan(0);
    expect(readers.filter((from) => !/^(entrypoints\/background|lib\/publishing)\//.test(from))).toEqual([]);
  });

  it('hand second factors to the background alone', () => {
    const readers = arrows.filter(({ to }) => to === 'lib/store/second-factor-store').map(({ from }) => from);
    expect(readers.length).toBeGreaterThan(0);
    expect(readers.filter((from) => !from.startsWith('entrypoints/background/'))).toEqual([]);
  });

  it('go in no circle', () => {
    expect(findCycle(arrows.filter(({ typeOnly }) => !typeOnly))).toEqual([]);
  });

  it('keep packages behind the room that stands for them', () => {
    const wrong = [...sources].flatMap(([file, source]) =>
      specifiersOf(source)
        .filter(({ specifier, typeOnly }) => {
          const kept = Object.keys(KEPT_PACKAGES).find(
            (name) => specifier === name || specifier.startsWith(`${name}/`),
          );
          const room = roomOf(file);
          return (
            kept !== undefined && room !== undefined && !typeOnly && !KEPT_PACKAGES[kept]?.includes(room)
          );
        })
        .map(({ specifier }) => `${file} imports ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });
});

describe('the world outside', () => {
  const OUTSIDE: readonly [pattern: RegExp, what: string][] = [
    [/^(browser|chrome)\./, 'the browser API'],
    [/^Date\.now$|^new Date\(\)$/, 'the clock'],
    [/^Math\.random$|^crypto\.(randomUUID|getRandomValues|subtle)/, 'chance and keys'],
    [/^console\./, 'the console'],
  ];

  it.each(OUTSIDE)('%s is reached through lib/platform', (pattern) => {
    const wrong = [...sources]
      .filter(
        ([file]) => roomOf(file) !== 'platform' && !file.endsWith('.test.ts') && !file.endsWith('.test.tsx'),
      )
      .flatMap(([file, source]) =>
        usesOf(source, pattern)
          .filter((use) => !isImported(source, use))
          .map((use) => `${file}: ${use}`),
      );
    expect(wrong).toEqual([]);
  });
});

describe('what no file of ours does', () => {
  it('puts data into a page as markup', () => {
    const wrong = [...sources].filter(([, source]) =>
      /\.(innerHTML|outerHTML)\s*=|dangerouslySetInnerHTML|insertAdjacentHTML|document\.write/.test(
        source.text,
      ),
    );
    expect(wrong.map(([file]) => file)).toEqual([]);
  });

  it('runs code that is text', () => {
    const wrong = [...sources].filter(([, source]) => /\bnew Function\b|\beval\(/.test(source.text));
    expect(wrong.map(([file]) => file)).toEqual([]);
  });

  it('lets a promise to do it later outlive its date', () => {
    const today = new Date().toISOString().slice(0, 10);
    const todos = [...sources].flatMap(([file, source]) =>
      [...source.text.matchAll(/(TODO|FIXME|XXX)(?: \[(\d{4}-\d{2}-\d{2})\])?/g)].map(([, , date]) => ({
        file,
        date,
      })),
    );
    expect(todos.filter(({ date }) => date === undefined || date < today)).toEqual([]);
  });

  it('has a name that says nothing', () => {
    expect(
      files.filter((file) => /(^|[/-])(utils?|helpers?|common|managers?|misc)([.-/]|$)/.test(file)),
    ).toEqual([]);
  });
});

describe('migrations', () => {
  it('import nothing from the rest of the code', () => {
    const wrong = arrows.filter(
      ({ from, to, typeOnly }) =>
        from.startsWith('lib/store/migrations/v') && !(typeOnly && to === 'lib/store/migrations/migration'),
    );
    expect(wrong).toEqual([]);
  });
});

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
}

function roomOf(file: string): Room | undefined {
  const [top, second] = file.split('/');
  if (top === 'components' || top === 'entrypoints') return top;
  return top === 'lib' && second !== undefined && Object.hasOwn(ALLOWED, second)
    ? (second as Room)
    : undefined;
}

function specifiersOf(source: ts.SourceFile): { specifier: string; typeOnly: boolean }[] {
  const found: { specifier: string; typeOnly: boolean }[] = [];
  const visit = (node: ts.Node): void => {
    if (
      (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
      node.moduleSpecifier &&
      ts.isStringLiteral(node.moduleSpecifier)
    ) {
      found.push({ specifier: node.moduleSpecifier.text, typeOnly: isTypeOnly(node) });
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [argument] = node.arguments;
      if (argument && ts.isStringLiteral(argument)) found.push({ specifier: argument.text, typeOnly: false });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isTypeOnly(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(node)) {
    if (node.isTypeOnly) return true;
    return (
      node.exportClause !== undefined &&
      ts.isNamedExports(node.exportClause) &&
      node.exportClause.elements.every((element) => element.isTypeOnly)
    );
  }
  const clause = node.importClause;
  if (!clause) return false;
  if (clause.isTypeOnly) return true;
  const named = clause.namedBindings;
  return (
    clause.name === undefined &&
    named !== undefined &&
    ts.isNamedImports(named) &&
    named.elements.every((element) => element.isTypeOnly)
  );
}

function importsOf(file: string, source: ts.SourceFile): Arrow[] {
  return specifiersOf(source)
    .filter(({ specifier }) => specifier.startsWith('.') && !specifier.endsWith('.css'))
    .map(({ specifier, typeOnly }) => {
      const target = normalize(join(dirname(file), specifier)).replace(/\.tsx?$/, '');
      const isFolder = files.some((other) => other.startsWith(`${target}/index.`));
      return { from: file, to: isFolder ? `${target}/index` : target, typeOnly };
    });
}

function usesOf(source: ts.SourceFile, pattern: RegExp): string[] {
  const uses: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) || (ts.isNewExpression(node) && node.arguments?.length === 0)) {
      const text = node.getText(source).replace(/^globalThis\./, '');
      if (pattern.test(text)) uses.push(text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return uses;
}

/** `browser.` is allowed where it is the one that lib/platform hands out, and only outside the pure rooms. */
function isImported(source: ts.SourceFile, use: string): boolean {
  return (
    (use.startsWith('browser.') && source.text.includes('lib/platform/browser')) ||
    (use.startsWith('browser.') && source.text.includes('../platform/browser'))
  );
}

function findCycle(edges: readonly Arrow[]): string[] {
  const targets = Map.groupBy(edges, ({ from }) => from.replace(/\.tsx?$/, ''));
  const done = new Set<string>();
  const path: string[] = [];
  function visit(file: string): string[] {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return [];
    path.push(file);
    for (const { to } of targets.get(file) ?? []) {
      const cycle = visit(to);
      if (cycle.length > 0) return cycle;
    }
    path.pop();
    done.add(file);
    return [];
  }
  for (const file of targets.keys()) {
    const cycle = visit(file);
    if (cycle.length > 0) return cycle;
  }
  return [];
}

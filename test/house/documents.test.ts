/** Keeps the documents true: what they name is there, what they have to explain is explained. */
import 'fake-indexeddb/auto';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROTOCOL } from '../../lib/messages/protocol';
import { ACTIONS } from '../../lib/roles';
import { openDatabase } from '../../lib/store/database';
import { COMMANDS } from '../../lib/workspace/commands/commands';
import config from '../../wxt.config';

const ROOT = join(import.meta.dirname, '../..');
/** Folders that commands write; they are named in documents before they are there. */
const GENERATED = ['.output', '.wxt', 'demo', 'node_modules'];
const SOURCE_FOLDERS = ['components', 'docs', 'entrypoints', 'lib', 'public', 'scripts', 'test'];
const MAX_SCREENSHOT_BYTES = 200_000;
const MIN_REASON_LENGTH = 20;

interface Document {
  readonly path: string;
  readonly text: string;
  /** What stands between backticks in a line. */
  readonly spans: readonly string[];
}

const topLevel = readdirSync(ROOT);
const files = [
  ...topLevel.filter((name) => statSync(join(ROOT, name)).isFile()),
  ...SOURCE_FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(ROOT, join(entry.parentPath, entry.name))),
  ),
];
const documents = files
  .filter((path) => path.endsWith('.md'))
  .map((path): Document => {
    const text = readFileSync(join(ROOT, path), 'utf8');
    const prose = text.replaceAll(/^```[\s\S]*?^```/gm, '');
    return { path, text, spans: [...prose.matchAll(/`([^`\n]+)`/g)].map(([, span]) => span ?? '') };
  });
const scripts = (
  JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
).scripts;

function documentAt(path: string): Document {
  const found = documents.find((document) => document.path === path);
  if (!found) throw new Error(`${path} is missing`);
  return found;
}

/** What is wrong in any document, as `document: what it says`. */
function wrongIn(findWrong: (document: Document) => readonly string[]): string[] {
  return documents.flatMap((document) => findWrong(document).map((wrong) => `${document.path}: ${wrong}`));
}

describe('the documents', () => {
  it('are all there', () => {
    const paths = documents.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining([
        'README.md',
        'ARCHITECTURE.md',
        'CONTRIBUTING.md',
        'SECURITY.md',
        'PRIVACY.md',
        ...['lib/roles', 'lib/store/migrations', 'lib/messages', 'lib/networks'].map(
          (at) => `${at}/README.md`,
        ),
        'entrypoints/background/README.md',
        'test/e2e/README.md',
      ]),
    );
  });

  it('name only npm scripts that there are', () => {
    expect(
      wrongIn(({ text }) =>
        [...text.matchAll(/npm (?:run (?:-s )?([\w:-]+)|(start|test)\b)/g)]
          .filter(([, run, short]) => !Object.hasOwn(scripts, run ?? short ?? ''))
          .map(([words]) => words),
      ),
    ).toEqual([]);
  });

  it('name only files and folders that there are', () => {
    expect(
      wrongIn(({ path, spans }) =>
        spans.flatMap((span) => span.split(/[\s,]+/)).filter((word) => isWrongPath(word, dirname(path))),
      ),
    ).toEqual([]);
  });

  it('name no path outside the repository', () => {
    expect(
      wrongIn(({ path, text }) => [
        ...[...text.matchAll(/(?<=^|[\s`("'=])(?:\/[a-z][\w.-]*|~\/|file:|[A-Z]:\\)\S*/gm)].map(
          ([word]) => word,
        ),
        ...[...text.matchAll(/(?:\.\.\/)+[\w./-]*/g)]
          .map(([word]) => word)
          .filter((word) => relative(ROOT, resolve(ROOT, dirname(path), word)).startsWith('..')),
      ]),
    ).toEqual([]);
  });

  it('link only to what there is', () => {
    expect(wrongIn(({ path, text }) => linksIn(text).filter((link) => isBrokenLink(link, path)))).toEqual([]);
  });

  it('name only commands, messages and actions that there are', () => {
    const known = new Set<string>([...Object.keys(COMMANDS), ...Object.keys(PROTOCOL), ...ACTIONS]);
    expect(
      wrongIn(({ spans }) =>
        spans.filter(
          (span) => /^[a-z]+\.[a-z][A-Za-z]*$/.test(span) && !known.has(span) && !isFileName(span),
        ),
      ),
    ).toEqual([]);
  });

  it('name only things in the code that there are', () => {
    const code = files
      .filter((path) => /\.tsx?$/.test(path) && path !== 'test/house/documents.test.ts')
      .map((path) => readFileSync(join(ROOT, path), 'utf8'))
      .join('\n');
    expect(
      wrongIn(({ spans }) =>
        spans.filter(
          (span) =>
            /^(?:[a-z]+[A-Z]\w*|[A-Z][a-z]+[A-Z]\w*|[A-Z]+_[A-Z_]+)$/.test(span) && !code.includes(span),
        ),
      ),
    ).toEqual([]);
  });
});

describe('what has to be explained', () => {
  const manifests = (['production', 'e2e'] as const).map((mode) => manifestOf(mode));
  const permissions = [
    ...new Set(
      manifests.flatMap(({ permissions = [], host_permissions = [], optional_host_permissions = [] }) => [
        ...permissions,
        ...host_permissions,
        ...optional_host_permissions,
      ]),
    ),
  ];

  it('is found by this test', () => {
    expect(permissions).toEqual(expect.arrayContaining(['activeTab', 'https://*/*']));
  });

  it.each(permissions)(
    'is the permission %s: its reason, and what it means to those who install',
    (permission) => {
      const row = documentAt('ARCHITECTURE.md')
        .text.split('\n')
        .find((line) => line.startsWith('| `') && line.split('|')[1]?.includes(`\`${permission}\``));
      expect(row?.split('|')[2]?.trim().length, 'its row in ARCHITECTURE.md').toBeGreaterThan(
        MIN_REASON_LENGTH,
      );
      const told = [documentAt('SECURITY.md'), documentAt('PRIVACY.md')].some(({ spans }) =>
        spans.includes(permission),
      );
      expect(told, 'in SECURITY.md or PRIVACY.md').toBe(true);
    },
  );

  it('is every room, and no other', () => {
    const drawing = /^lib\/\n((?: {2}\w+\/.*\n)+)/m.exec(documentAt('ARCHITECTURE.md').text)?.[1] ?? '';
    const drawn = [...drawing.matchAll(/^ {2}(\w+)\//gm)].map(([, room]) => room);
    // Of files, not of folders: git does not keep an empty one.
    const rooms = new Set(files.filter((path) => path.startsWith('lib/')).map((path) => path.split('/')[1]));
    expect(drawn.toSorted()).toEqual([...rooms].toSorted());
  });

  it('is every store of the database and every index', async () => {
    const database = await openDatabase('documents');
    const stores = [...database.objectStoreNames];
    const indexes = stores.flatMap((store) => [...database.transaction(store).store.indexNames]);
    database.close();
    const { spans } = documentAt('ARCHITECTURE.md');
    expect([...stores, ...indexes].filter((name) => !spans.includes(name))).toEqual([]);
  });

  it('is every npm script', () => {
    const { text } = documentAt('CONTRIBUTING.md');
    expect(
      Object.keys(scripts).filter((name) => !new RegExp(`npm (?:run )?(?:-s )?${name}\\b`).test(text)),
    ).toEqual([]);
  });
});

describe('the screenshots', () => {
  const folder = join(ROOT, 'docs/screenshots');
  const pictures = readdirSync(folder);

  it('are small enough to be kept in a repository', () => {
    const large = pictures.filter((name) => statSync(join(folder, name)).size > MAX_SCREENSHOT_BYTES);
    expect(large).toEqual([]);
  });

  it('are each there in light and in dark', () => {
    const names = [...new Set(pictures.map((name) => name.replace(/-(light|dark)\.png$/, '')))];
    expect(pictures.toSorted()).toEqual(
      names.flatMap((name) => [`${name}-dark.png`, `${name}-light.png`]).toSorted(),
    );
  });

  it('are described to those who do not see them', () => {
    const undescribed = wrongIn(({ text }) =>
      [...text.matchAll(/<img [^>]*>|!\[[^\]]*\]/g)]
        .map(([image]) => image)
        .filter((image) => !/alt="[^"]{20,}"|!\[[^\]]{20,}\]/.test(image)),
    );
    expect(undescribed).toEqual([]);
  });
});

describe('the example of the command line', () => {
  it('answers as the README says', () => {
    const { text } = documentAt('README.md');
    const workspace = /<<'END'\n([\s\S]*?)\nEND\n/.exec(text)?.[1] ?? '';
    const query = /^echo '(\{.*\})' \|$/m.exec(text)?.[1] ?? '';
    const answer = /^```json\n([\s\S]*?)```/m.exec(text)?.[1] ?? '';
    const directory = mkdtempSync(join(tmpdir(), 'countersign-documents-'));
    try {
      writeFileSync(join(directory, 'workspace.json'), workspace);
      const { stdout, stderr } = spawnSync('tsx', ['scripts/decide.ts', join(directory, 'workspace.json')], {
        cwd: ROOT,
        input: query,
        encoding: 'utf8',
      });
      expect(stderr).toBe('');
      expect(stdout).toBe(answer);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});

function isFileName(word: string): boolean {
  return /^[\w.-]+\.(?:ts|tsx|md|json|csv|css|html|png)$/.test(word);
}

/** A word is a path when it begins with a folder of ours, or when it is a file's name. */
function isWrongPath(word: string, folder: string): boolean {
  const path = word.replace(/[.:;)]+$/, '').replace(/\/$/, '');
  // A pattern, or a name that is yet to be chosen, is no path.
  if (!/^[\w./-]+$/.test(path)) return false;
  const [first = ''] = path.split('/');
  if (GENERATED.includes(first)) return false;
  if (path.includes('/') || existsSync(join(ROOT, first))) {
    return topLevel.includes(first) && !existsSync(join(ROOT, path));
  }
  if (!isFileName(path)) return false;
  return !existsSync(join(ROOT, folder, path)) && !files.some((file) => basename(file) === path);
}

function linksIn(text: string): string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset|href)="([^"\s]+)"/g)].map(
    ([, link, address]) => link ?? address ?? '',
  );
}

function isBrokenLink(link: string, from: string): boolean {
  if (link.startsWith('https://')) return !URL.canParse(link);
  if (/^[a-z]+:/.test(link)) return true;
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? from : relative(ROOT, join(ROOT, dirname(from), path));
  if (!existsSync(join(ROOT, target))) return true;
  if (anchor === undefined) return false;
  const headings = [...documentAt(target).text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    (heading ?? '')
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
  return !headings.includes(anchor);
}

interface Manifest {
  readonly permissions?: readonly string[];
  readonly host_permissions?: readonly string[];
  readonly optional_host_permissions?: readonly string[];
}

function manifestOf(mode: 'production' | 'e2e'): Manifest {
  const { manifest } = config;
  if (typeof manifest !== 'function') throw new Error('wxt.config.ts makes its manifest by a function');
  return manifest({ browser: 'chrome', mode, command: 'build', manifestVersion: 3 }) as Manifest;
}

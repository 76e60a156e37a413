/** Compiles the role engine with all its mutants, and the tests that can catch them, to functions of one process. */
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { type Mutant, mutateSources } from './find-mutants';

/** Everything that a worker needs to run the tests against any of the mutants. */
export interface MutatedBuild {
  readonly mutants: readonly Mutant[];
  /** The compiled modules, each after those that it imports. */
  readonly modules: readonly CompiledModule[];
  /** What the modules import from packages and from Node. */
  readonly packages: readonly string[];
}

export interface CompiledModule {
  /** From the root of the repository. */
  readonly path: string;
  readonly isTest: boolean;
  /** CommonJS, in terms of `require`, `exports`, `__mutant`, `__moduleUrl` and `__moduleFolder`. */
  readonly code: string;
  /** What an import in it is: the path of another module, or the name of a package. */
  readonly imports: ReadonlyMap<string, string>;
}

/** Not the engine: its public face, and the workspaces of its tests. */
const NOT_MUTATED: ReadonlySet<string> = new Set(['index.ts', 'example-workspace.ts']);
const ENGINE_PATTERN = 'lib/roles/**/*.ts';
const TEST_PATTERNS = [
  'lib/roles/**/*.test.ts',
  'test/conformance/*.test.ts',
  'test/referee/*.test.ts',
  'test/unit/lint*.test.ts',
];
/** A million questions take a minute; the referee's other tests ask the same in seconds. */
const TOO_SLOW: ReadonlySet<string> = new Set(['random-questions.test.ts']);
const ENDINGS = ['', '.ts', '.tsx', '.js', '.mjs', '/index.ts'];

/** A test that asks another process asks the engine on the disk, which has no mutants. */
function asksAnotherProcess(path: string): boolean {
  return readFileSync(path, 'utf8').includes("'node:child_process'");
}

function resolveImport(from: string, specifier: string): string | undefined {
  const base = resolve(dirname(from), specifier);
  return ENDINGS.map((ending) => `${base}${ending}`).find(
    (path) => existsSync(path) && statSync(path).isFile(),
  );
}

function isPackage(specifier: string): boolean {
  return !specifier.startsWith('.') || builtinModules.includes(specifier);
}

function readOptions(root: string): ts.CompilerOptions {
  const configPath = join(root, 'tsconfig.json');
  const { config } = ts.readConfigFile(configPath, ts.sys.readFile);
  return ts.parseJsonConfigFileContent(config, { ...ts.sys, readDirectory: () => [] }, root).options;
}

function compile(text: string, path: string): string {
  const { outputText } = ts.transpileModule(text, {
    fileName: path,
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2023,
      esModuleInterop: true,
      allowJs: true,
    },
  });
  return outputText
    .replaceAll('import.meta.url', '__moduleUrl')
    .replaceAll('import.meta.dirname', '__moduleFolder')
    .replace(
      /^/,
      `const __moduleUrl = ${JSON.stringify(pathToFileURL(path))}, __moduleFolder = ${JSON.stringify(dirname(path))};`,
    );
}

/**
 * Compiles what the check runs.
 *
 * @param root the folder of the repository
 * @returns the mutants of lib/roles and the modules, tests last
 */
export function buildMutated(root: string): MutatedBuild {
  const enginePaths = globSync(ENGINE_PATTERN, { cwd: root })
    .filter((path) => !path.endsWith('.test.ts') && !NOT_MUTATED.has(basename(path)))
    .toSorted()
    .map((path) => join(root, path));
  const testPaths = TEST_PATTERNS.flatMap((pattern) => globSync(pattern, { cwd: root }).toSorted())
    .map((path) => join(root, path))
    .filter((path) => !TOO_SLOW.has(basename(path)) && !asksAnotherProcess(path));
  const { mutants, texts } = mutateSources(
    ts.createProgram(enginePaths, readOptions(root)),
    enginePaths,
    root,
  );

  const modules = new Map<string, CompiledModule>();
  const packages = new Set<string>();
  const begun = new Set<string>();
  function addModule(path: string): void {
    if (begun.has(path)) return;
    begun.add(path);
    const text = texts.get(path) ?? readFileSync(path, 'utf8');
    const code = compile(text, path);
    const imports = new Map<string, string>();
    for (const [, specifier = ''] of code.matchAll(/\brequire\("([^"]+)"\)/g)) {
      if (isPackage(specifier)) {
        packages.add(specifier);
        imports.set(specifier, specifier);
        continue;
      }
      const imported = resolveImport(path, specifier);
      if (imported === undefined) throw new Error(`${path} imports ${specifier}, which is not there`);
      addModule(imported);
      imports.set(specifier, relative(root, imported));
    }
    modules.set(path, { path: relative(root, path), isTest: testPaths.includes(path), code, imports });
  }
  for (const path of [...enginePaths, ...testPaths]) addModule(path);
  return { mutants, modules: [...modules.values()], packages: [...packages] };
}

/** What the code says: every message that stands in a call of `say`, `sayWith` or `words`, and the role engine's own. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import ts from 'typescript';
import { ENGLISH_LINT } from '../../lib/roles/lint/lint-sentences';
import { ENGLISH } from '../../lib/roles/sentences';

export const ROOT = join(import.meta.dirname, '../..');

/** What runs in pages of social sites begins here. */
const PAGE_DOORS = ['entrypoints/social.content/index.ts', 'entrypoints/social-panels.ts'];
const SAYING = new Set(['say', 'sayWith', 'words']);

export interface SaidMessage {
  readonly english: string;
  /** The first file that says it. */
  readonly file: string;
  readonly isInPages: boolean;
  /** True for the role engine's templates, whose places are filled as they are: no plurals, no tags, no quoting. */
  readonly isTemplate: boolean;
}

export interface SaidInCode {
  readonly messages: readonly SaidMessage[];
  /** Calls whose message cannot be read in the code, each with its place. */
  readonly problems: readonly string[];
}

/** Reads all that the product says. */
export function readSaidInCode(): SaidInCode {
  const sources = new Map(sourceFiles().map((file) => [file, parse(file)]));
  const inPages = reachableFrom(PAGE_DOORS, sources);
  const messages = new Map<string, SaidMessage>();
  const problems: string[] = [];
  const add = (message: SaidMessage): void => {
    const known = messages.get(message.english);
    messages.set(message.english, {
      ...(known ?? message),
      isInPages: message.isInPages || known?.isInPages === true,
    });
  };
  for (const [file, source] of sources) {
    const said = readCalls(source, (problem) => problems.push(problem));
    for (const english of said) add({ english, file, isInPages: inPages.has(file), isTemplate: false });
  }
  for (const [file, catalogue] of [
    ['lib/roles/sentences.ts', ENGLISH],
    ['lib/roles/lint/lint-sentences.ts', ENGLISH_LINT],
  ] as const) {
    for (const english of stringsIn(catalogue))
      if (isSentence(english) && !messages.has(english))
        add({ english, file, isInPages: false, isTemplate: true });
  }
  return { messages: [...messages.values()], problems };
}

/** Places alone are a sentence too, where there are several: other languages join them in other ways. */
function isSentence(template: string): boolean {
  return /\p{L}{2}/u.test(template.replace(/\{\w+\}/g, '')) || /\{\w+\}.*\{\w+\}/.test(template);
}

/** The source files of the product, by their path from the root; tests are none. */
export function sourceFiles(): readonly string[] {
  return ['components', 'entrypoints', 'lib']
    .flatMap((room) => readdirSync(join(ROOT, room), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .toSorted();
}

export function parse(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(join(ROOT, file), 'utf8'), ts.ScriptTarget.Latest, true);
}

function readCalls(source: ts.SourceFile, report: (problem: string) => void): readonly string[] {
  const said: string[] = [];
  if (!importsSaying(source)) return said;
  const read = (argument: ts.Expression | undefined, isMark: boolean): void => {
    if (!argument) return;
    if (ts.isStringLiteralLike(argument)) said.push(argument.text);
    else if (ts.isParenthesizedExpression(argument)) read(argument.expression, isMark);
    else if (ts.isConditionalExpression(argument)) {
      read(argument.whenTrue, isMark);
      read(argument.whenFalse, isMark);
    } else if (isMark || ts.isTemplateExpression(argument) || isSum(argument)) {
      const { line } = source.getLineAndCharacterOfPosition(argument.getStart());
      report(`${source.fileName}:${line + 1}: ${argument.getText().slice(0, 80)}`);
    }
  };
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && SAYING.has(node.expression.text))
      read(node.arguments[0], node.expression.text === 'words');
    ts.forEachChild(node, visit);
  };
  visit(source);
  return said;
}

function isSum(node: ts.Expression): boolean {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken;
}

function importsSaying(source: ts.SourceFile): boolean {
  return specifiersOf(source).some((specifier) => /(^|\/)say$/.test(specifier));
}

function specifiersOf(source: ts.SourceFile): readonly string[] {
  return source.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const isTypeOnly = ts.isImportDeclaration(statement)
      ? statement.importClause?.isTypeOnly === true
      : statement.isTypeOnly;
    const { moduleSpecifier } = statement;
    return !isTypeOnly && moduleSpecifier && ts.isStringLiteral(moduleSpecifier)
      ? [moduleSpecifier.text]
      : [];
  });
}

function reachableFrom(
  doors: readonly string[],
  sources: ReadonlyMap<string, ts.SourceFile>,
): ReadonlySet<string> {
  const reached = new Set<string>();
  const queue = [...doors];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    const source = sources.get(file);
    if (source === undefined || reached.has(file)) continue;
    reached.add(file);
    for (const specifier of specifiersOf(source)) {
      if (!specifier.startsWith('.')) continue;
      const target = normalize(join(dirname(file), specifier));
      const found = [`${target}.ts`, `${target}.tsx`, `${target}/index.ts`].find((each) =>
        existsSync(join(ROOT, each)),
      );
      if (found !== undefined) queue.push(found);
    }
  }
  return reached;
}

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

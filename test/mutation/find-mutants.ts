/**
 * Finds everything in the role engine that decides (conditions, comparisons, memberships, table cells) and builds
 * each change that a slip of the hand could make into the same source, behind a switch: one text holds all
 * mutants, and a run turns one of them on.
 */
import { basename, relative } from 'node:path';
import ts from 'typescript';

/** One change to one place of the engine. */
export interface Mutant {
  readonly id: number;
  readonly file: string;
  readonly line: number;
  /** The function or constant that the place is in. */
  readonly inside: string;
  readonly original: string;
  readonly change: string;
  /** What a test that asks about this place would be called by: the row and the column of a cell. */
  readonly hints: readonly string[];
}

/** The engine with every mutant in it, and what they are. */
export interface MutatedSources {
  readonly mutants: readonly Mutant[];
  /** By absolute path: TypeScript in which `__mutant(id)` turns a change on. */
  readonly texts: ReadonlyMap<string, string>;
}

interface Change {
  readonly change: string;
  readonly expression: ts.Expression;
  readonly hints?: readonly string[];
}

/** What is said to people, not decided: here, only conditions are changed, never the words and their lists. */
const FILES_OF_WORDS: ReadonlySet<string> = new Set(['sentences.ts', 'voice.ts', 'lint-sentences.ts']);
/** Schemas: the defaults that they give are decisions, the lengths that they allow are not. */
const FILES_OF_SCHEMAS: ReadonlySet<string> = new Set(['facts.ts']);

const SCOPE_CHANGES: ReadonlyMap<string, string> = new Map([
  ['account', 'anywhere'],
  ['anywhere', 'account'],
  ['team', 'workspace'],
  ['workspace', 'account'],
  ['member', 'anywhere'],
  ['media', 'anywhere'],
  ['adAccount', 'workspace'],
]);

const { factory, SyntaxKind } = ts;

const COMPARISON_CHANGES: ReadonlyMap<ts.SyntaxKind, readonly ts.BinaryOperator[]> = new Map([
  [SyntaxKind.EqualsEqualsEqualsToken, [SyntaxKind.ExclamationEqualsEqualsToken]],
  [SyntaxKind.ExclamationEqualsEqualsToken, [SyntaxKind.EqualsEqualsEqualsToken]],
  [SyntaxKind.LessThanToken, [SyntaxKind.LessThanEqualsToken, SyntaxKind.GreaterThanEqualsToken]],
  [SyntaxKind.LessThanEqualsToken, [SyntaxKind.LessThanToken, SyntaxKind.GreaterThanToken]],
  [SyntaxKind.GreaterThanToken, [SyntaxKind.GreaterThanEqualsToken, SyntaxKind.LessThanEqualsToken]],
  [SyntaxKind.GreaterThanEqualsToken, [SyntaxKind.GreaterThanToken, SyntaxKind.LessThanToken]],
  [SyntaxKind.AmpersandToken, [SyntaxKind.BarToken]],
  [SyntaxKind.BarToken, [SyntaxKind.AmpersandToken]],
  [SyntaxKind.CaretToken, [SyntaxKind.AmpersandToken]],
  [SyntaxKind.LessThanLessThanToken, [SyntaxKind.GreaterThanGreaterThanToken]],
  [SyntaxKind.GreaterThanGreaterThanToken, [SyntaxKind.LessThanLessThanToken]],
  [SyntaxKind.GreaterThanGreaterThanGreaterThanToken, [SyntaxKind.LessThanLessThanToken]],
  [SyntaxKind.AsteriskToken, [SyntaxKind.PlusToken]],
  [SyntaxKind.MinusToken, [SyntaxKind.PlusToken]],
  // An assignment that depends on what was there before, or adds to it, becomes a plain one.
  [SyntaxKind.QuestionQuestionEqualsToken, [SyntaxKind.EqualsToken]],
  [SyntaxKind.BarEqualsToken, [SyntaxKind.EqualsToken, SyntaxKind.AmpersandEqualsToken]],
  [SyntaxKind.AmpersandEqualsToken, [SyntaxKind.EqualsToken, SyntaxKind.BarEqualsToken]],
]);

const MEMBERSHIP_CALLS: ReadonlySet<string> = new Set([
  'has',
  'includes',
  'startsWith',
  'endsWith',
  'test',
  'isArray',
]);

/**
 * Finds the mutants of some files of one program.
 *
 * @param program has the files and their types
 * @param paths the files to change, absolute
 * @param root what paths are told from
 * @returns the mutants in the order of the sources, and the sources with all of them in
 */
export function mutateSources(program: ts.Program, paths: readonly string[], root: string): MutatedSources {
  const checker = program.getTypeChecker();
  const mutants: Mutant[] = [];
  const texts = new Map<string, string>();
  for (const path of paths) {
    const source = program.getSourceFile(path);
    if (source === undefined) throw new Error(`${path} is not in the program`);
    const { transformed, dispose } = ts.transform(source, [
      mutator(source, relative(root, path), checker, mutants),
    ]);
    const [changed] = transformed;
    if (changed !== undefined) texts.set(path, ts.createPrinter().printFile(changed));
    dispose();
  }
  return { mutants, texts };
}

function mutator(
  source: ts.SourceFile,
  file: string,
  checker: ts.TypeChecker,
  mutants: Mutant[],
): ts.TransformerFactory<ts.SourceFile> {
  const said = new Set<string>();
  const printer = ts.createPrinter({ removeComments: true });

  /** Notes a mutant; undefined when the same place was changed in the same way before. */
  function add(node: ts.Node, change: string, hints: readonly string[] = []): number | undefined {
    const place = `${node.getStart(source)}:${node.end}:${change}`;
    if (said.has(place)) return undefined;
    said.add(place);
    mutants.push({
      id: mutants.length,
      file,
      line: source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1,
      inside: nameAround(node),
      original: oneLine(node.getText(source)),
      change,
      hints,
    });
    return mutants.length - 1;
  }

  const shown = (node: ts.Node): string => oneLine(printer.printNode(ts.EmitHint.Unspecified, node, source));

  return (context) => {
    const visit = (node: ts.Node): ts.Node => {
      if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node))
        return node;
      if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node;
      if (ts.isBreakStatement(node)) return visitBreak(node);
      const visited = ts.visitEachChild(node, visit, context);
      if (!ts.isExpression(visited)) return visited;
      let result: ts.Expression = visited;
      let isChanged = false;
      for (const { change, expression, hints } of changesOf(node, file, checker, shown)) {
        const id = add(node, change, hints);
        if (id === undefined) continue;
        isChanged = true;
        result = factory.createConditionalExpression(
          isOn(id),
          undefined,
          inParentheses(expression),
          undefined,
          result,
        );
      }
      return isChanged ? inParentheses(result) : result;
    };
    /** A loop's break that stands on its own; one behind an `if` is that condition's mutant. */
    const visitBreak = (node: ts.BreakStatement): ts.Node => {
      const owner =
        ts.isBlock(node.parent) && node.parent.statements.length === 1 ? node.parent.parent : node.parent;
      const id = ts.isIfStatement(owner) || ts.isCaseClause(owner) ? undefined : add(node, 'goes on');
      return id === undefined ? node : factory.createIfStatement(factory.createLogicalNot(isOn(id)), node);
    };
    return (node) => ts.visitEachChild(node, visit, context);
  };
}

function isOn(id: number): ts.Expression {
  return factory.createCallExpression(factory.createIdentifier('__mutant'), undefined, [
    factory.createNumericLiteral(id),
  ]);
}

function inParentheses(expression: ts.Expression): ts.Expression {
  return factory.createParenthesizedExpression(expression);
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** The nearest function or constant with a name, or the property that a function is the value of. */
function nameAround(node: ts.Node): string {
  for (let at: ts.Node | undefined = node; at !== undefined; at = at.parent) {
    if (
      (ts.isFunctionDeclaration(at) || ts.isVariableDeclaration(at) || ts.isMethodDeclaration(at)) &&
      at.name !== undefined &&
      ts.isIdentifier(at.name) &&
      (!ts.isVariableDeclaration(at) || isOutermostOrFunction(at))
    ) {
      return at.name.text;
    }
    if (
      ts.isPropertyAssignment(at) &&
      ts.isArrowFunction(at.initializer) &&
      (ts.isIdentifier(at.name) || ts.isStringLiteral(at.name))
    ) {
      return at.name.text;
    }
  }
  return 'module';
}

function isOutermostOrFunction(declaration: ts.VariableDeclaration): boolean {
  const { initializer } = declaration;
  if (
    initializer !== undefined &&
    (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer))
  ) {
    return true;
  }
  return ts.isSourceFile(declaration.parent.parent.parent);
}

function truth(value: boolean): Change {
  return { change: String(value), expression: value ? factory.createTrue() : factory.createFalse() };
}

const BOTH = [truth(true), truth(false)] as const;

/** Every way to change one expression, by itself and by the place that it stands in. */
function changesOf(
  node: ts.Node,
  file: string,
  checker: ts.TypeChecker,
  shown: (node: ts.Node) => string,
): readonly Change[] {
  // The rest of an optional chain must stay in the chain: it ends where its beginning is missing.
  if (!ts.isExpression(node) || isInsideOptionalChain(node)) return [];
  const replacedBy = (expression: ts.Expression): Change => ({ change: shown(expression), expression });
  const changes: Change[] = [];
  const inSchemas = FILES_OF_SCHEMAS.has(basename(file));
  const inWords = FILES_OF_WORDS.has(basename(file));

  if (node.kind === SyntaxKind.TrueKeyword) changes.push(truth(false));
  else if (node.kind === SyntaxKind.FalseKeyword) changes.push(truth(true));
  else if (isCondition(node) || isBooleanAnswer(node, checker)) changes.push(...BOTH);
  if (inSchemas) return [...changes, ...defaultChanges(node)];

  if (ts.isBinaryExpression(node)) changes.push(...binaryChanges(node, replacedBy));
  if (ts.isPrefixUnaryExpression(node) && isNegation(node.operator)) changes.push(replacedBy(node.operand));
  if (ts.isCallExpression(node)) changes.push(...callChanges(node, replacedBy));
  if (ts.isCaseClause(node.parent) && node.parent.expression === node) {
    changes.push({ change: 'no case', expression: factory.createIdentifier('Symbol()') });
  }
  if (ts.isStringLiteral(node)) changes.push(...cellChanges(node));
  if (inWords) return changes;

  if (ts.isArrayLiteralExpression(node)) changes.push(...elementChanges(node, shown));
  if (ts.isNumericLiteral(node))
    changes.push(replacedBy(factory.createNumericLiteral(Number(node.text) === 0 ? 1 : 0)));
  return changes;
}

function isInsideOptionalChain(node: ts.Node): boolean {
  return ts.isOptionalChain(node) && ts.isOptionalChain(node.parent) && node.parent.expression === node;
}

/** What an `if`, a `?:` or a loop hangs on. */
function isCondition(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isIfStatement(parent)) return parent.expression === node;
  return ts.isConditionalExpression(parent) && parent.condition === node;
}

/** What a function answers with, where the answer is yes or no. */
function isBooleanAnswer(node: ts.Expression, checker: ts.TypeChecker): boolean {
  const { parent } = node;
  const isAnswer =
    (ts.isReturnStatement(parent) && parent.expression === node) ||
    (ts.isArrowFunction(parent) && parent.body === node);
  if (!isAnswer) return false;
  const type = checker.getTypeAtLocation(node);
  const types = type.isUnion() ? type.types : [type];
  return types.every(({ flags }) => (flags & ts.TypeFlags.BooleanLike) !== 0);
}

function isNegation(operator: ts.PrefixUnaryOperator): boolean {
  return operator === SyntaxKind.ExclamationToken || operator === SyntaxKind.TildeToken;
}

function binaryChanges(
  node: ts.BinaryExpression,
  replacedBy: (expression: ts.Expression) => Change,
): readonly Change[] {
  const { left, right, operatorToken } = node;
  const kind = operatorToken.kind;
  const sides = [replacedBy(left), replacedBy(right)];
  if (kind === SyntaxKind.AmpersandAmpersandToken) {
    return [...sides, replacedBy(factory.createLogicalOr(inParentheses(left), inParentheses(right)))];
  }
  if (kind === SyntaxKind.BarBarToken) {
    return [...sides, replacedBy(factory.createLogicalAnd(inParentheses(left), inParentheses(right)))];
  }
  if (kind === SyntaxKind.QuestionQuestionToken) return sides;
  return (COMPARISON_CHANGES.get(kind) ?? []).map((operator) =>
    replacedBy(factory.createBinaryExpression(left, operator, right)),
  );
}

function callChanges(
  node: ts.CallExpression,
  replacedBy: (expression: ts.Expression) => Change,
): readonly Change[] {
  if (!ts.isPropertyAccessExpression(node.expression)) return [];
  const { expression: receiver, name, questionDotToken } = node.expression;
  const called = name.text;
  const callOther = (other: string): Change =>
    replacedBy(
      factory.createCallExpression(
        questionDotToken === undefined
          ? factory.createPropertyAccessExpression(receiver, other)
          : factory.createPropertyAccessChain(receiver, questionDotToken, other),
        undefined,
        node.arguments,
      ),
    );
  if (called === 'some') return [callOther('every')];
  if (called === 'every') return [callOther('some')];
  if (called === 'filter') return [replacedBy(receiver)];
  if (MEMBERSHIP_CALLS.has(called)) return [replacedBy(factory.createLogicalNot(node))];
  if (called === 'get' || called.startsWith('find'))
    return [replacedBy(factory.createIdentifier('undefined'))];
  return [];
}

/** Lists of words, sets and maps: each element left out. */
function elementChanges(
  node: ts.ArrayLiteralExpression,
  shown: (node: ts.Node) => string,
): readonly Change[] {
  const { parent, elements } = node;
  const isMembers =
    ts.isNewExpression(parent) &&
    ts.isIdentifier(parent.expression) &&
    /^(Set|Map)$/.test(parent.expression.text);
  const isWords = elements.length > 0 && elements.every((element) => ts.isStringLiteral(element));
  if (!isMembers && !(isWords && tableAround(node) === undefined)) return [];
  return elements.map((element, index) => ({
    change: `without ${shown(element)}`,
    expression: factory.createArrayLiteralExpression(elements.toSpliced(index, 1)),
  }));
}

/** The default of a schema: another one of the words that it may have. */
function defaultChanges(node: ts.Expression): readonly Change[] {
  if (!ts.isStringLiteral(node) || !ts.isCallExpression(node.parent)) return [];
  const [schema] = node.parent.arguments;
  if (!node.parent.expression.getText().endsWith('_default') || schema === undefined) return [];
  const declared = new RegExp(`${schema.getText()} = z\\.enum\\(\\[([^\\]]*)\\]`).exec(
    node.getSourceFile().text,
  );
  const words = [...(declared?.[1] ?? '').matchAll(/'(\w+)'/g)].flatMap(([, word]) => word ?? []);
  const other = words.find((word) => word !== node.text);
  return other === undefined
    ? []
    : [{ change: `'${other}'`, expression: factory.createStringLiteral(other, true) }];
}

interface Table {
  readonly declaration: ts.VariableDeclaration;
  readonly row: ts.ArrayLiteralExpression;
}

/** The table that a literal stands in: a constant called `…_TABLE`, made of one array a row. */
function tableAround(node: ts.Node): Table | undefined {
  let row: ts.ArrayLiteralExpression | undefined;
  for (let at: ts.Node | undefined = node; at !== undefined; at = at.parent) {
    if (ts.isArrayLiteralExpression(at)) row ??= at;
    if (ts.isVariableDeclaration(at)) {
      return row !== undefined && ts.isIdentifier(at.name) && at.name.text.endsWith('_TABLE')
        ? { declaration: at, row }
        : undefined;
    }
  }
  return undefined;
}

/** The columns of a table stand in the same file, in a constant called after it: `AGENCY_COLUMNS`. */
function columnsOf(declaration: ts.VariableDeclaration): readonly string[] {
  const prefix = declaration.name.getText().split('_')[0];
  const columns = new RegExp(`${prefix}_COLUMNS = \\[([^\\]]*)\\]`).exec(
    declaration.getSourceFile().text,
  )?.[1];
  return columns === undefined
    ? ['everyone']
    : [...columns.matchAll(/'(\w+)'/g)].flatMap(([, name]) => name ?? []);
}

/** A cell is turned into a plain yes and a plain no; where a row is asked, into somewhere else. */
function cellChanges(node: ts.StringLiteral): readonly Change[] {
  const table = tableAround(node);
  if (table === undefined || table.row !== node.parent) return [];
  const columns = columnsOf(table.declaration);
  const { elements } = table.row;
  const index = elements.indexOf(node);
  const firstCell = elements.length - columns.length;
  const [action = '', target = ''] = elements.map((element) =>
    ts.isStringLiteral(element) ? element.text : '',
  );
  const wordChange = (word: string, hints: readonly string[]): Change => ({
    change: `'${word}'`,
    expression: factory.createStringLiteral(word, true),
    hints,
  });
  if (index < firstCell) {
    const scope = index === 2 ? SCOPE_CHANGES.get(node.text) : undefined;
    return scope === undefined ? [] : [wordChange(scope, [action])];
  }
  const usesDigits = /'[01]'/.test(table.declaration.getText());
  const hints = [
    action,
    ...(firstCell > 1 && target !== '' ? [target] : []),
    columns[index - firstCell] ?? '',
  ];
  return (usesDigits ? ['1', '0'] : ['yes', 'no'])
    .filter((word) => word !== node.text)
    .map((word) => wordChange(word, hints));
}

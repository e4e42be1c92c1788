import type { Line1 } from '../model/units.js';
import { isScriptName, parseScript } from './parse-script.js';
import { walk, type SyntaxNode } from './syntax-walk.js';

/** Something in a source file that can be run and recorded. */
export type Runnable =
  /** A function a workload module exports, besides `setup`, `check` and `teardown`. */
  | { readonly kind: 'workload'; readonly name: string; readonly line: Line1 }
  /** A `describe`, `it` or `test` block; `path` are the names of the blocks around it and its own. */
  | {
      readonly kind: 'test';
      readonly block: 'suite' | 'test';
      readonly path: readonly string[];
      readonly line: Line1;
    };

/** What a source file offers to run. */
export interface Runnables {
  /** In the order of the text. */
  readonly runnables: readonly Runnable[];
  /** Packages and files it imports, as written, in order: tells which test runner it is for. */
  readonly imports: readonly string[];
}

/** What a workload module exports for other reasons than to be measured. */
const HELPERS: ReadonlySet<string> = new Set(['setup', 'check', 'teardown', 'sizes']);

const BLOCKS: ReadonlyMap<string, 'suite' | 'test'> = new Map([
  ['describe', 'suite'],
  ['suite', 'suite'],
  ['context', 'suite'],
  ['it', 'test'],
  ['test', 'test'],
  ['specify', 'test'],
]);

/** What can be run in this source? Nothing in a text that does not parse. */
export function runnablesOf(text: string, fileName: string): Runnables {
  const program = isScriptName(fileName) ? parseScript(text, fileName)?.program : undefined;
  if (program === undefined) return { runnables: [], imports: [] };
  const exported = exportedFunctionNodes(program)
    .map(({ name, node }) => ({ name, line: lineOf(node) }))
    .filter(({ name }) => !HELPERS.has(name));
  const { tests, imports } = testsAndImports(program);
  const workloads = exported.map(({ name, line }): Runnable => ({ kind: 'workload', name, line }));
  return { runnables: [...workloads, ...tests].sort((a, b) => a.line - b.line), imports };
}

/** A function that a module exports, by the name it is imported by. */
interface ExportedNode {
  readonly name: string;
  readonly node: SyntaxNode;
}

/** The functions that a module exports and that stand in it, ESM or CommonJS. */
export function exportedFunctionNodes(program: SyntaxNode): ExportedNode[] {
  const statements = nodes(program, 'body');
  const functions = topLevelFunctions(statements);
  const found = new Map<string, SyntaxNode>();
  /** Exports what a node is, or what it names. */
  const add = (name: string, value: SyntaxNode | undefined) => {
    const node = withoutTypes(value);
    const named = node?.type === 'Identifier' ? functions.get(nameOf(node)) : undefined;
    const made = isFunction(node) ? node : named;
    if (name !== '' && made !== undefined && !found.has(name)) found.set(name, made);
  };
  for (const statement of statements) {
    if (statement.type === 'ExportDefaultDeclaration') {
      add('default', child(statement, 'declaration'));
    }
    if (statement.type === 'ExportNamedDeclaration' && statement['source'] == null) {
      for (const [name, node] of declared(child(statement, 'declaration'))) add(name, node);
      for (const specifier of nodes(statement, 'specifiers')) {
        add(nameOf(child(specifier, 'exported')), child(specifier, 'local'));
      }
    }
    const assignment = child(statement, 'expression');
    if (assignment?.type === 'AssignmentExpression') {
      for (const [name, node] of assignedExports(assignment)) add(name, node);
    }
  }
  return [...found].map(([name, node]) => ({ name, node }));
}

/** Functions at the top level by name. */
function topLevelFunctions(statements: readonly SyntaxNode[]): Map<string, SyntaxNode> {
  const functions = new Map<string, SyntaxNode>();
  for (const statement of statements) {
    const declaration = child(statement, 'declaration') ?? statement;
    for (const [name, value] of declared(declaration)) {
      const node = withoutTypes(value);
      if (isFunction(node)) functions.set(name, node);
    }
  }
  return functions;
}

/** What a declaration gives a name to. */
function declared(node: SyntaxNode | undefined): [name: string, value: SyntaxNode | undefined][] {
  if (node?.type === 'FunctionDeclaration') return [[nameOf(child(node, 'id')), node]];
  if (node?.type !== 'VariableDeclaration') return [];
  return nodes(node, 'declarations').map((each) => [
    nameOf(child(each, 'id')),
    child(each, 'init'),
  ]);
}

/** What `exports.f = …`, `module.exports.f = …` and `module.exports = { f }` export. */
function assignedExports(assignment: SyntaxNode): [name: string, value: SyntaxNode | undefined][] {
  const left = child(assignment, 'left');
  const right = child(assignment, 'right');
  if (isExports(left)) {
    if (right?.type !== 'ObjectExpression') return [];
    return nodes(right, 'properties').map((property) => [
      nameOf(child(property, 'key')),
      property.type === 'ObjectMethod' ? property : child(property, 'value'),
    ]);
  }
  if (left?.type !== 'MemberExpression' || !isExportsObject(child(left, 'object'))) return [];
  return [[nameOf(child(left, 'property')), right]];
}

/** Is this `module.exports`? */
function isExports(node: SyntaxNode | undefined): boolean {
  return (
    node?.type === 'MemberExpression' &&
    nameOf(child(node, 'object')) === 'module' &&
    nameOf(child(node, 'property')) === 'exports'
  );
}

function isExportsObject(node: SyntaxNode | undefined): boolean {
  return isExports(node) || (node?.type === 'Identifier' && nameOf(node) === 'exports');
}

function testsAndImports(program: SyntaxNode): { tests: Runnable[]; imports: string[] } {
  const tests: Runnable[] = [];
  const imports: string[] = [];
  const open: { readonly node: SyntaxNode; readonly title: string }[] = [];
  walk(program, {
    enter: (node) => {
      const imported = importedBy(node);
      if (imported !== undefined) imports.push(imported);
      const block = blockOf(node);
      const title = block === undefined ? undefined : textOf(nodes(node, 'arguments')[0]);
      if (block === undefined || title === undefined) return;
      open.push({ node, title });
      const path = open.map((each) => each.title);
      tests.push({ kind: 'test', block, path, line: lineOf(node) });
    },
    leave: (node) => {
      if (open.at(-1)?.node === node) open.pop();
    },
  });
  return { tests, imports };
}

/** What an import or a `require` with a plain text asks for. */
function importedBy(node: SyntaxNode): string | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return textOf(child(node, 'source'));
    case 'TSExternalModuleReference':
      return textOf(child(node, 'expression'));
    case 'CallExpression': {
      const isRequire = nameOf(child(node, 'callee')) === 'require';
      return isRequire ? textOf(nodes(node, 'arguments')[0]) : undefined;
    }
    default:
      return undefined;
  }
}

/** Which block does this call make, as `it(…)`, `it.only(…)` or `test.describe(…)`? */
function blockOf(node: SyntaxNode): 'suite' | 'test' | undefined {
  if (node.type !== 'CallExpression') return undefined;
  let callee = child(node, 'callee');
  let block: 'suite' | 'test' | undefined;
  for (; callee?.type === 'MemberExpression'; callee = child(callee, 'object')) {
    block ??= BLOCKS.get(nameOf(child(callee, 'property')));
  }
  if (callee?.type !== 'Identifier') return undefined;
  const first = BLOCKS.get(nameOf(callee));
  return first === undefined ? undefined : (block ?? first);
}

const FUNCTIONS: ReadonlySet<string> = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ObjectMethod',
]);

function isFunction(node: SyntaxNode | undefined): node is SyntaxNode {
  return node !== undefined && FUNCTIONS.has(node.type);
}

/** The value in `value as T` and `value satisfies T`. */
function withoutTypes(node: SyntaxNode | undefined): SyntaxNode | undefined {
  const isTyped = node?.type === 'TSAsExpression' || node?.type === 'TSSatisfiesExpression';
  return isTyped ? withoutTypes(child(node, 'expression')) : node;
}

/** The text of a string or of a template with nothing to fill in. */
function textOf(node: SyntaxNode | undefined): string | undefined {
  if (node?.type === 'StringLiteral') return String(node['value']);
  if (node?.type !== 'TemplateLiteral' || nodes(node, 'expressions').length > 0) return undefined;
  const { cooked } = nodes(node, 'quasis')[0]?.['value'] as { cooked?: string };
  return cooked;
}

function nameOf(node: SyntaxNode | undefined): string {
  if (node?.type === 'Identifier') return String(node['name']);
  return node?.type === 'StringLiteral' ? String(node['value']) : '';
}

function lineOf(node: SyntaxNode): Line1 {
  return node.loc?.start.line ?? 1;
}

function child(node: SyntaxNode, field: string): SyntaxNode | undefined {
  const value = node[field] as SyntaxNode | null | undefined;
  return value ?? undefined;
}

function nodes(node: SyntaxNode, field: string): readonly SyntaxNode[] {
  const value = (node[field] ?? []) as readonly (SyntaxNode | null)[];
  return value.filter((each) => each !== null);
}

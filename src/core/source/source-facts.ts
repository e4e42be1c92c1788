import { parse, type ParserPlugin } from '@babel/parser';
import type { Column1, Line1 } from '../model/units.js';
import { walk, type SyntaxNode } from './syntax-walk.js';

/** One function of a source file, from its first to its last character. */
export interface FunctionRange {
  /** Its own name or the one it is assigned to; empty where there is none. */
  readonly name: string;
  readonly startLine: Line1;
  readonly startColumn: Column1;
  readonly endLine: Line1;
  readonly endColumn: Column1;
  /** Index of the function around it; -1 at the top level. */
  readonly parent: number;
  /** Names of what it calls by itself, without what functions inside it call. */
  readonly calls: ReadonlySet<string>;
}

/** What the text of a source file tells about the places in it. */
export interface SourceFacts {
  readonly lineCount: number;
  /** In the order of their starts, so a function comes before those inside it. */
  readonly functions: readonly FunctionRange[];
  /** Names of what the file calls outside of all its functions. */
  readonly topLevelCalls: ReadonlySet<string>;
  /** Can a cost stand on this line? False for blank lines, comments and lines past the end. */
  isCodeLine(line: Line1): boolean;
}

/**
 * What does the text of this file say about its functions and lines? A file that does not parse
 * (not JavaScript, or broken) still has its line count, its blank lines and no functions.
 */
export function sourceFacts(text: string, fileName: string): SourceFacts {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/);
  const parsed = isScript(fileName) ? parseScript(text, fileName) : undefined;
  if (parsed === undefined) {
    return {
      lineCount: lines.length,
      functions: [],
      topLevelCalls: new Set(),
      isCodeLine: (line) => (lines[line - 1] ?? '').trim() !== '',
    };
  }
  return {
    lineCount: lines.length,
    functions: parsed.functions,
    topLevelCalls: parsed.topLevelCalls,
    isCodeLine: (line) => parsed.codeLines.has(line),
  };
}

/** Index of the innermost function that holds this place (any column when it is 0); -1 for none. */
export function innermostFunction(facts: SourceFacts, line: Line1, column: Column1 = 0): number {
  let found = -1;
  for (const [index, range] of facts.functions.entries()) {
    if (range.startLine > line) break;
    if (holds(range, line, column)) found = index;
  }
  return found;
}

/**
 * Index of the function that V8 describes as `name` at this place; -1 when the file has none there.
 * V8 names the parenthesis of the parameters, or the start of an arrow function.
 */
export function functionAt(facts: SourceFacts, name: string, line: Line1, column: Column1): number {
  if (column > 0) return innermostFunction(facts, line, column);
  const starting = facts.functions.findIndex(
    (range) => range.startLine === line && (range.name === name || name === ''),
  );
  return starting === -1 ? innermostFunction(facts, line) : starting;
}

function holds(range: FunctionRange, line: Line1, column: Column1): boolean {
  if (line < range.startLine || line > range.endLine) return false;
  if (column === 0) return true;
  if (line === range.startLine && column < range.startColumn) return false;
  return !(line === range.endLine && column > range.endColumn);
}

function isScript(fileName: string): boolean {
  return /\.[cm]?[jt]sx?$/i.test(fileName) || !/\.\w+$/.test(fileName);
}

interface ParsedScript {
  readonly functions: readonly FunctionRange[];
  readonly topLevelCalls: ReadonlySet<string>;
  readonly codeLines: ReadonlySet<Line1>;
}

function parseScript(text: string, fileName: string): ParsedScript | undefined {
  let file;
  try {
    file = parse(text, {
      sourceType: 'unambiguous',
      allowReturnOutsideFunction: true,
      allowUndeclaredExports: true,
      errorRecovery: true,
      tokens: true,
      attachComment: false,
      plugins: pluginsFor(fileName),
    });
  } catch {
    // Broken or no script after all: then its lines are all there is to say about it.
    return undefined;
  }
  const codeLines = new Set<Line1>();
  for (const token of (file.tokens ?? []) as Token[]) {
    // The end of the file is a token, too, of no length and on a line of its own.
    const isCode = token.end > token.start && !/^Comment/.test(String(token.type));
    if (!isCode) continue;
    for (let line = token.loc.start.line; line <= token.loc.end.line; line++) codeLines.add(line);
  }
  return { ...collectFunctions(file.program), codeLines };
}

interface Token {
  readonly type: unknown;
  readonly start: number;
  readonly end: number;
  readonly loc: {
    readonly start: { readonly line: number };
    readonly end: { readonly line: number };
  };
}

function pluginsFor(fileName: string): ParserPlugin[] {
  const common: ParserPlugin[] = ['decorators-legacy', 'explicitResourceManagement'];
  if (/\.[cm]?ts$/i.test(fileName)) return [...common, 'typescript'];
  if (/\.tsx$/i.test(fileName)) return [...common, 'typescript', 'jsx'];
  return [...common, 'jsx'];
}

const FUNCTION_TYPES: ReadonlySet<string> = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ObjectMethod',
  'ClassMethod',
  'ClassPrivateMethod',
  'StaticBlock',
]);

const CALL_TYPES: ReadonlySet<string> = new Set([
  'CallExpression',
  'OptionalCallExpression',
  'NewExpression',
]);

function collectFunctions(program: unknown): Omit<ParsedScript, 'codeLines'> {
  const functions: (FunctionRange & { readonly calls: Set<string> })[] = [];
  const topLevelCalls = new Set<string>();
  const open: number[] = [];
  walk(program as SyntaxNode, {
    enter: (node, parent) => {
      const called = CALL_TYPES.has(node.type) ? identifierName(node['callee']) : '';
      if (called !== '') (functions[open.at(-1) ?? -1]?.calls ?? topLevelCalls).add(called);
      if (!FUNCTION_TYPES.has(node.type) || node.loc == null) return;
      const { start, end } = node.loc;
      const index = functions.push({
        name: functionName(node, parent),
        startLine: start.line,
        startColumn: start.column + 1,
        endLine: end.line,
        endColumn: end.column,
        parent: open.at(-1) ?? -1,
        calls: new Set(),
      });
      open.push(index - 1);
    },
    leave: (node) => {
      if (FUNCTION_TYPES.has(node.type) && node.loc != null) open.pop();
    },
  });
  return { functions, topLevelCalls };
}

/** The name as V8 would infer it, in its simplest form. */
function functionName(node: SyntaxNode, parent: SyntaxNode | undefined): string {
  return (
    identifierName(node['id']) ||
    identifierName(node['key']) ||
    identifierName(parent?.['id']) ||
    identifierName(parent?.['key']) ||
    identifierName(parent?.['left'])
  );
}

function identifierName(value: unknown): string {
  if (typeof value !== 'object' || value === null) return '';
  const node = value as SyntaxNode;
  if (node.type === 'Identifier') return String(node['name']);
  if (node.type === 'StringLiteral') return String(node['value']);
  if (node.type === 'PrivateName') return `#${identifierName(node['id'])}`;
  if (node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression') {
    return identifierName(node['property']);
  }
  return '';
}

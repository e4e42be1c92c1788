import type { Column1, Line1 } from '../model/units.js';
import { importOf, type Import } from './imports.js';
import { hasPlainHead, isPerItem, OwnCodeCollector, type OwnCode } from './own-code.js';
import { isScriptName, parseScript, rangeOf, type TextRange } from './parse-script.js';
import { identifierName } from './syntax-names.js';
import { walk, type SyntaxNode } from './syntax-walk.js';
import { linesOf, withoutComments } from './text-lines.js';

/** One function of a source file, from its first to its last character. */
export interface FunctionRange extends TextRange {
  /** Its own name or the one it is assigned to; empty where there is none. */
  readonly name: string;
  /** Index of the function around it; -1 at the top level. */
  readonly parent: number;
  /** Is it a statement, so that nothing of the function around it runs on its lines? */
  readonly isDeclaration: boolean;
  /** Is it called once an item, by the method it is handed to? */
  readonly isPerItem: boolean;
  /** Does nothing run on the line of its name and parameters? */
  readonly hasPlainHead: boolean;
  /** What it does by itself, without the functions inside it. */
  readonly own: OwnCode;
}

/** What the text of a source file tells about the places in it. */
export interface SourceFacts {
  /** Was it understood? Without that there are only lines. */
  readonly isParsed: boolean;
  readonly lineCount: number;
  /** In the order of their starts, so a function comes before those inside it. */
  readonly functions: readonly FunctionRange[];
  /** What the file does outside of all its functions. */
  readonly topLevel: OwnCode;
  /** What it takes from other files. */
  readonly imports: readonly Import[];
  /** What stands at the top level, in the order of the text. */
  readonly statements: readonly TextRange[];
  /** The text with spaces in place of its comments. */
  readonly code: string;
  /** Can a cost stand on this line? False for blank lines, comments and lines past the end. */
  isCodeLine(line: Line1): boolean;
}

/**
 * What does the text of this file say about its functions and lines? A file that does not parse
 * (not JavaScript, or broken) still has its line count, its blank lines and no functions.
 */
export function sourceFacts(text: string, fileName: string): SourceFacts {
  const parsed = isScriptName(fileName) ? parseScript(text, fileName) : undefined;
  if (parsed === undefined) return unparsedFacts(text);
  return {
    isParsed: true,
    statements: statementsOf(parsed.program),
    ...collectFunctions(parsed.program),
    ...lineFacts(withoutComments(text, parsed.comments)),
  };
}

/** What can be said of a text without reading it. */
export function unparsedFacts(text: string): SourceFacts {
  return {
    isParsed: false,
    statements: [],
    functions: [],
    topLevel: new OwnCodeCollector(),
    imports: [],
    ...lineFacts(text),
  };
}

function lineFacts(code: string): Pick<SourceFacts, 'code' | 'lineCount' | 'isCodeLine'> {
  const lines = linesOf(code);
  const hasCode = Uint8Array.from(lines, (line) => (line.trim() === '' ? 0 : 1));
  return { code, lineCount: lines.length, isCodeLine: (line) => hasCode[line - 1] === 1 };
}

/** What it takes to find a function by its place; those around others come first. */
export interface FunctionRanges {
  readonly functions: readonly (TextRange & { readonly name: string })[];
}

/** Index of the innermost function that holds this place (any column when it is 0); -1 for none. */
export function innermostFunction(facts: FunctionRanges, line: Line1, column: Column1 = 0): number {
  let found = -1;
  for (const [index, range] of facts.functions.entries()) {
    if (range.startLine > line) break;
    if (holds(range, line, column)) found = index;
  }
  return found;
}

/**
 * Index of the function that V8 describes as `name` at this place; -1 when the file has none there.
 * V8 names the parenthesis of the parameters, or the start of an arrow function, on a line where the
 * function starts. Its column is that of the code it was given, from which types may be gone.
 */
export function functionAt(
  facts: FunctionRanges,
  name: string,
  line: Line1,
  column: Column1,
): number {
  const around = innermostFunction(facts, line, column);
  if (column > 0 && facts.functions[around]?.startLine === line) return around;
  const starting = facts.functions.findIndex(
    (range) => range.startLine === line && (range.name === name || name === ''),
  );
  return starting === -1 ? around : starting;
}

function holds(range: TextRange, line: Line1, column: Column1): boolean {
  if (line < range.startLine || line > range.endLine) return false;
  if (column === 0) return true;
  if (line === range.startLine && column < range.startColumn) return false;
  return !(line === range.endLine && column > range.endColumn);
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

function statementsOf(program: SyntaxNode): TextRange[] {
  const body = program['body'] as readonly SyntaxNode[];
  return body.map(rangeOf).filter((range) => range !== undefined);
}

function collectFunctions(
  program: SyntaxNode,
): Pick<SourceFacts, 'functions' | 'topLevel' | 'imports'> {
  const functions: (FunctionRange & { readonly own: OwnCodeCollector })[] = [];
  const topLevel = new OwnCodeCollector();
  const imports: Import[] = [];
  const open: number[] = [];
  walk(program, {
    enter: (node, parent) => {
      const around = functions[open.at(-1) ?? -1]?.own ?? topLevel;
      around.add(node, parent);
      const taken = importOf(node, parent);
      if (taken !== undefined) imports.push(taken);
      const range = FUNCTION_TYPES.has(node.type) ? rangeOf(node) : undefined;
      if (range === undefined) return;
      const name = functionName(node, parent);
      const own = new OwnCodeCollector();
      const place = { name, ...range, parent: open.at(-1) ?? -1 };
      const index =
        functions.push({
          ...place,
          isDeclaration: node.type === 'FunctionDeclaration',
          isPerItem: isPerItem(node, parent),
          hasPlainHead: hasPlainHead(node),
          own,
        }) - 1;
      around.addCallback(parent, index, node);
      open.push(index);
    },
    leave: (node) => {
      if (FUNCTION_TYPES.has(node.type) && node.loc != null) open.pop();
    },
  });
  return { functions, topLevel, imports };
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

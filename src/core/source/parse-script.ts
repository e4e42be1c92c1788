import { parse, type ParserPlugin } from '@babel/parser';
import type { Column1, Line1 } from '../model/units.js';
import type { SyntaxNode } from './syntax-walk.js';

/** A stretch of a text; both ends belong to it. */
export interface TextRange {
  readonly startLine: Line1;
  readonly startColumn: Column1;
  readonly endLine: Line1;
  readonly endColumn: Column1;
}

/** What the parser says of a text. */
export interface ParsedScript {
  /** The node that holds all statements. */
  readonly program: SyntaxNode;
  /** In the order of the text. */
  readonly comments: readonly TextRange[];
}

/** Is this, by its name, JavaScript or TypeScript? */
export function isScriptName(fileName: string): boolean {
  return /\.[cm]?[jt]sx?$/i.test(fileName) || !/\.\w+$/.test(fileName);
}

/** The syntax tree of a JavaScript or TypeScript text; nothing when it does not parse. */
export function parseScript(text: string, fileName: string): ParsedScript | undefined {
  let file;
  try {
    file = parse(text, {
      sourceType: 'unambiguous',
      allowReturnOutsideFunction: true,
      allowUndeclaredExports: true,
      errorRecovery: true,
      attachComment: false,
      plugins: pluginsFor(fileName),
    });
  } catch {
    // Broken or no script after all: whoever asked goes on with its lines.
    return undefined;
  }
  const program = file.program as unknown as SyntaxNode;
  const comments = (file.comments ?? []).map((comment) =>
    rangeOf(comment as unknown as SyntaxNode),
  );
  return { program, comments: comments.filter((range) => range !== undefined) };
}

/** Where a node stands; nothing for those the parser has made up. */
export function rangeOf(node: SyntaxNode): TextRange | undefined {
  if (node.loc == null) return undefined;
  const { start, end } = node.loc;
  return {
    startLine: start.line,
    startColumn: start.column + 1,
    endLine: end.line,
    endColumn: end.column,
  };
}

/** What the syntax of a file may hold beside plain JavaScript. */
export function pluginsFor(fileName: string): ParserPlugin[] {
  const common: ParserPlugin[] = ['decorators-legacy', 'explicitResourceManagement'];
  if (/\.[cm]?ts$/i.test(fileName)) return [...common, 'typescript'];
  if (/\.tsx$/i.test(fileName)) return [...common, 'typescript', 'jsx'];
  return [...common, 'jsx'];
}

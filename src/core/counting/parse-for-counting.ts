import { parse } from '@babel/parser';
import { pluginsFor } from '../source/parse-script.js';
import type { SyntaxNode } from '../source/syntax-walk.js';

/** The syntax tree of a text, with parentheses as nodes; nothing when it does not parse. */
export function parseForCounting(text: string, fileName: string): SyntaxNode | undefined {
  try {
    const { program } = parse(text, {
      sourceType: 'unambiguous',
      allowReturnOutsideFunction: true,
      allowNewTargetOutsideFunction: true,
      allowAwaitOutsideFunction: true,
      allowUndeclaredExports: true,
      createParenthesizedExpressions: true,
      attachComment: false,
      plugins: pluginsFor(fileName),
    });
    return program as unknown as SyntaxNode;
  } catch {
    // Whoever asked leaves the text as it is; whether it is wrong is for the one who runs it to say.
    return undefined;
  }
}

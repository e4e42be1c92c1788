import { parse, type ParserOptions } from '@babel/parser';
import { pluginsFor } from '../source/parse-script.js';
import type { SyntaxNode } from '../source/syntax-walk.js';

/** What a text can be: nearly always the first, and else a script with a variable called `await`. */
const KINDS: readonly ParserOptions[] = [
  { sourceType: 'unambiguous', allowAwaitOutsideFunction: true },
  { sourceType: 'script' },
];

/** The syntax tree of a text, with parentheses as nodes; nothing when it does not parse. */
export function parseForCounting(text: string, fileName: string): SyntaxNode | undefined {
  for (const kind of KINDS) {
    try {
      const { program } = parse(text, {
        ...kind,
        allowReturnOutsideFunction: true,
        allowNewTargetOutsideFunction: true,
        allowUndeclaredExports: true,
        createParenthesizedExpressions: true,
        attachComment: false,
        plugins: pluginsFor(fileName),
      });
      return program as unknown as SyntaxNode;
    } catch {
      // Whoever asked leaves the text as it is; whether it is wrong is for its runner to say.
    }
  }
  return undefined;
}

import { linesOf } from '../source/text-lines.js';
import type { TextRange } from '../source/parse-script.js';

/** A line of which nothing is to be told, or not by these rules. */
export interface Ignored {
  readonly line: TextRange['startLine'];
  /** Names of rules; all of them when it is empty. */
  readonly rules: readonly string[];
}

const COMMENT = /(?:\/\/|\/\*|<!--)\s*rankscope-ignore(-next-line)?\b([\w\s,-]*)/;

/**
 * The lines that a comment speaks for: `// rankscope-ignore-next-line [rule…]` for the line below,
 * `// rankscope-ignore [rule…]` for its own.
 */
export function ignoredLines(script: string): readonly Ignored[] {
  if (!script.includes('rankscope-ignore')) return [];
  return linesOf(script).flatMap((text, index): Ignored[] => {
    if (!text.includes('rankscope-ignore')) return [];
    const match = COMMENT.exec(text);
    if (match === null) return [];
    const [, next, names] = match;
    // What stands behind two dashes is a reason.
    const rules = (names ?? '')
      .split('--')[0]!
      .split(/[\s,]+/)
      .filter((name) => /^[a-z]/.test(name));
    return [{ line: index + (next === undefined ? 1 : 2), rules }];
  });
}

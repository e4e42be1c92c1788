import { walk, type SyntaxNode } from '../source/syntax-walk.js';
import type { CountSite } from './count-site.js';
import { nameOfFunction } from './functions.js';
import { parseForCounting } from './parse-for-counting.js';
import { child, children, FUNCTIONS, LOOPS, startOf } from './syntax.js';

/** The loops of a file, and where to ask how often each has gone round. */
export interface LoopBodies {
  readonly sites: readonly CountSite[];
  /** Offset of something that runs once in every round, one for each site. */
  readonly offsets: readonly number[];
}

/** Where are the bodies of the loops of this text? Nothing when it does not parse. */
export function loopBodies(text: string, fileName: string): LoopBodies | undefined {
  const program = parseForCounting(text, fileName);
  if (program === undefined) return undefined;
  const sites: CountSite[] = [];
  const offsets: number[] = [];
  const functions = [''];
  const around = [-1];
  walk(program, {
    enter: (node, parent) => {
      if (FUNCTIONS.has(node.type)) {
        functions.push(nameOfFunction(node, parent) || (functions.at(-1) ?? ''));
        // How often a function was called, coverage does not tell reliably.
        around.push(-1);
      }
      const label = LOOPS.get(node.type);
      const body = child(node, 'body');
      if (label === undefined || body === undefined || node.loc == null) return;
      const { start, end } = node.loc;
      const place = { line: start.line, column: start.column + 1, endLine: end.line };
      const parentSite = around.at(-1) ?? -1;
      const name = functions.at(-1) ?? '';
      sites.push({ kind: 'loop', label, ...place, function: name, parent: parentSite });
      offsets.push(offsetOf(body));
      around.push(sites.length - 1);
    },
    leave: (node) => {
      if (FUNCTIONS.has(node.type)) functions.pop();
      const isCounted = LOOPS.has(node.type) && child(node, 'body') !== undefined;
      if (FUNCTIONS.has(node.type) || (isCounted && node.loc != null)) around.pop();
    },
  });
  return { sites, offsets };
}

function offsetOf(body: SyntaxNode): number {
  const [first] = body.type === 'BlockStatement' ? children(body, 'body') : [body];
  return first === undefined ? startOf(body) + 1 : startOf(first);
}

import type { Region } from '../../source/bindings.js';
import type { Repeat } from '../../source/repeats.js';
import {
  child,
  children,
  holds,
  methodCall,
  parentOf,
  type MethodCall,
} from '../../source/tree-node.js';
import type { Look } from '../look.js';
import type { Fix } from '../rule.js';
import { anchorBefore, insertAfter, textOf } from './places.js';

/** `out.push(x); out.sort(f);` in a loop: one sort behind it gives the same, because it is stable. */
export function sortOnceFix(
  call: MethodCall,
  region: Region,
  loops: readonly Repeat[],
  look: Look,
): Fix | undefined {
  const anchor = anchorBefore(loops);
  const list = look.binding(call.object);
  const [loop] = loops;
  const statement = parentOf(call.node);
  if (anchor === undefined || list === undefined || loop === undefined || loops.length !== 1) {
    return undefined;
  }
  if (call.name !== 'sort' || statement?.type !== 'ExpressionStatement' || anchor.isArrowBody) {
    return undefined;
  }
  if (parentOf(statement)?.type !== 'BlockStatement' || loop.kind === 'callback') return undefined;
  const init = look.facts.initOf(list);
  if (init?.type !== 'ArrayExpression' || children(init, 'elements').length > 0) return undefined;
  if (/\b(?:return|yield|await|continue|break)\b/.test(textOf(loop.node, look))) return undefined;
  const compare = call.args[0];
  if (compare !== undefined && (look.changes(compare, loop) || !isComparator(compare.type))) {
    return undefined;
  }
  const isOther = list.references.some(({ node, region: place }) => {
    if (look.repeats.ownerOf(place) !== look.repeats.ownerOf(region)) return true;
    if (node.start > anchor.node.end || node === call.object) return false;
    const use = methodCall(parentOf(parentOf(node) ?? node));
    return use?.name !== 'push' || use.object !== node || !holds(loop.node, node);
  });
  if (isOther || child(statement, 'expression') !== call.node) return undefined;
  return {
    title: 'Sort once after the loop',
    edits: [withLine(statement, look), insertAfter(anchor, textOf(statement, look), look)],
  };
}

function isComparator(type: string): boolean {
  return (
    type === 'ArrowFunctionExpression' || type === 'FunctionExpression' || type === 'Identifier'
  );
}

/** Takes a statement away together with its line where it has one of its own. */
function withLine(
  statement: { start: number; end: number },
  look: Look,
): { start: number; end: number; text: string } {
  const { text } = look.facts;
  const before = /\n[ \t]*$/.exec(text.slice(0, statement.start))?.[0] ?? '';
  const isAlone = before !== '' && /^[ \t]*(?:\r?\n|$)/.test(text.slice(statement.end));
  return { start: statement.start - (isAlone ? before.length : 0), end: statement.end, text: '' };
}

import type { Region } from '../../source/bindings.js';
import type { Repeat } from '../../source/repeats.js';
import {
  child,
  children,
  holds,
  isMember,
  parentOf,
  type MethodCall,
} from '../../source/tree-node.js';
import type { Look } from '../look.js';
import type { Fix } from '../rule.js';
import { anchorBefore, insertAfter, replace, textOf } from './places.js';

/** `out.unshift(x)` becomes `push`, and one `reverse` behind the loop. */
export function pushAndReverseFix(
  call: MethodCall,
  region: Region,
  loops: readonly Repeat[],
  look: Look,
): Fix | undefined {
  const anchor = anchorBefore(loops);
  const list = look.binding(call.object);
  if (anchor === undefined || list === undefined || anchor.isArrowBody || call.args.length !== 1) {
    return undefined;
  }
  if (call.args[0]?.type === 'SpreadElement' || call.node.type !== 'CallExpression') {
    return undefined;
  }
  if (parentOf(call.node)?.type !== 'ExpressionStatement') return undefined;
  const init = look.facts.initOf(list);
  if (init?.type !== 'ArrayExpression' || children(init, 'elements').length > 0) return undefined;
  const owner = look.repeats.ownerOf(region);
  if (look.repeats.ownerOf(list.region) !== owner) return undefined;
  // Between its declaration and the end of the loop nothing else may see it.
  const isSeen = list.references.some(
    ({ node }) => node !== call.object && node.start < anchor.node.end,
  );
  // All loops around have to be inside of those around the list, or it would be reversed each time.
  const around = look.repeats.around(region).filter(({ node }) => !holds(node, list.id));
  const isWhole = around.every(({ node }) => holds(anchor.node, node));
  if (isSeen || !isWhole || leaves(loops, look)) return undefined;
  const callee = child(call.node, 'callee');
  const name = callee !== undefined && isMember(callee) ? child(callee, 'property') : undefined;
  if (name === undefined) return undefined;
  return {
    title: 'Push, and reverse once',
    edits: [
      replace(name, 'push'),
      insertAfter(anchor, `${textOf(call.object, look)}.reverse();`, look),
    ],
  };
}

/** Might a loop be left together with its function, past what stands behind it? */
function leaves(loops: readonly Repeat[], look: Look): boolean {
  return loops.some(
    ({ kind, node }) =>
      kind !== 'callback' && /\b(?:return|yield|await)\b/.test(textOf(node, look)),
  );
}

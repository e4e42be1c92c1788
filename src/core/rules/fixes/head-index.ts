import type { Binding, Region } from '../../source/bindings.js';
import type { Repeat } from '../../source/repeats.js';
import {
  child,
  holds,
  isMember,
  memberName,
  methodCall,
  numberOf,
  outerOf,
  parentOf,
  part,
  type MethodCall,
  type TreeNode,
} from '../../source/tree-node.js';
import { conjuncts, type Look } from '../look.js';
import { isLoopedWithout, isOwnCollection } from '../ownership.js';
import type { Fix, TextEdit } from '../rule.js';
import { anchorBefore, freshName, insertBefore, replace, textOf } from './places.js';

/** `while (queue.length > 0) { const x = queue.shift(); … }` reads by an index that goes on. */
export function headIndexFix(
  call: MethodCall,
  region: Region,
  loops: readonly Repeat[],
  look: Look,
): Fix | undefined {
  const anchor = anchorBefore(loops);
  const queue = look.binding(call.object);
  const loop = loops.at(-1)?.node;
  if (anchor === undefined || queue === undefined || loops.length !== 1 || loop === undefined) {
    return undefined;
  }
  // Afterwards the list is as long as it was: nobody else may know it, and nobody ask it later.
  const init = look.facts.initOf(queue);
  const isOwn = init !== undefined && look.kind(call.object) === 'array';
  const owner = look.repeats.ownerOf(region);
  if (!isOwn || queue.path.length > 0 || loop.type !== 'WhileStatement' || anchor.isArrowBody) {
    return undefined;
  }
  if (look.repeats.ownerOf(queue.region) !== owner || !isOwnCollection(look.facts, queue)) {
    return undefined;
  }
  // Once a turn, with something to take; and the next time the loop begins, the list is a new one.
  if (loops[0]?.region !== region || !isGuarded(loop, queue, look)) return undefined;
  if (isLoopedWithout(loop, queue)) return undefined;
  const name = freshName('head', look);
  const edits: TextEdit[] = [];
  for (const { node, region: place } of queue.references) {
    if (look.repeats.ownerOf(place) !== owner) return undefined;
    if (!holds(loop, node)) {
      if (node.start > loop.end || methodCall(parentOf(parentOf(node) ?? node))?.name !== 'push') {
        return undefined;
      }
      continue;
    }
    const edit = editOf(node, call, name, look);
    if (edit === undefined) return undefined;
    if (edit !== 'none') edits.push(edit);
  }
  return {
    title: 'Read by the index of the head',
    edits: [...insertBefore(anchor, [`let ${name} = 0;`], look), ...edits],
  };
}

/** Does the loop go on only as long as there is something in the list? */
function isGuarded(loop: TreeNode, queue: Binding, look: Look): boolean {
  return conjuncts(child(loop, 'test')).some((test) => {
    const left = test.type === 'BinaryExpression' ? part(test, 'left') : test;
    const isLength = memberName(left) === 'length' && look.binding(child(left, 'object')) === queue;
    return isLength && lengthEdit(left, '', '') !== undefined;
  });
}

function editOf(
  node: TreeNode,
  call: MethodCall,
  head: string,
  look: Look,
): TextEdit | 'none' | undefined {
  const member = parentOf(node);
  if (member === undefined || !isMember(member) || child(member, 'object') !== node) {
    return undefined;
  }
  const list = textOf(node, look);
  const name = memberName(member);
  if (name === 'length') return lengthEdit(member, list, head);
  const called = methodCall(parentOf(member));
  if (called?.object !== node) return undefined;
  if (called.name === 'push') return 'none';
  if (called.name !== 'shift' || called.node !== call.node) return undefined;
  // `shift` of an empty list is `undefined`, and so is what stands behind its end.
  return replace(call.node, `${list}[${head}++]`);
}

/** `queue.length`, `queue.length > 0`, `queue.length !== 0` as a condition. */
function lengthEdit(member: TreeNode, list: string, head: string): TextEdit | undefined {
  const above = outerOf(member);
  const isLeft = above?.type === 'BinaryExpression' && child(above, 'left') === member;
  if (
    isLeft &&
    numberOf(child(above, 'right')) === 0 &&
    /^(?:>|!==?)$/.test(String(above['operator']))
  ) {
    return replace(above, `${head} < ${list}.length`);
  }
  const isTest =
    (above?.type === 'WhileStatement' && child(above, 'test') === member) ||
    (above?.type === 'LogicalExpression' &&
      above['operator'] === '&&' &&
      parentOf(above)?.type === 'WhileStatement');
  return isTest ? replace(member, `${head} < ${list}.length`) : undefined;
}

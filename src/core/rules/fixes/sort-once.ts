import type { Binding, Region } from '../../source/bindings.js';
import type { Repeat } from '../../source/repeats.js';
import {
  child,
  children,
  holds,
  methodCall,
  parentOf,
  part,
  type MethodCall,
  type TreeNode,
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
  if (compare !== undefined && (look.changes(compare, loop) || !isConsistent(compare, look))) {
    return undefined;
  }
  if (compare !== undefined && mayChangeOrder(compare, list, loop, look)) return undefined;
  const isOther = list.references.some(({ node, region: place }) => {
    if (look.repeats.ownerOf(place) !== look.repeats.ownerOf(region)) return true;
    if (node.start > anchor.node.end || node === call.object) return false;
    const use = methodCall(parentOf(parentOf(node) ?? node));
    return use?.name !== 'push' || use.object !== node || !holds(loop.node, node);
  });
  if (isOther || child(statement, 'expression') !== call.node) return undefined;
  return {
    title: 'Sort once after the loop',
    edits: [withLine(statement, look), insertAfter(anchor, `${textOf(call.node, look)};`, look)],
  };
}

/**
 * Does a comparator put any two elements in the same order whenever it is asked: a difference, a
 * comparison of texts, or one after the other? `a < b ? 1 : -1` does not, for elements that are alike.
 */
function isConsistent(compare: TreeNode, look: Look): boolean {
  const func = look.callback(compare);
  if (func === undefined || !look.isPure(func)) return false;
  const body = child(func, 'body');
  const value = body?.type === 'BlockStatement' ? onlyReturn(body) : body;
  return value !== undefined && isOrder(value);
}

function onlyReturn(body: TreeNode): TreeNode | undefined {
  const [statement, ...more] = children(body, 'body');
  const isReturn = statement?.type === 'ReturnStatement' && more.length === 0;
  return isReturn ? child(statement, 'argument') : undefined;
}

function isOrder(value: TreeNode): boolean {
  if (value.type === 'LogicalExpression' && value['operator'] === '||') {
    return ['left', 'right'].every((side) => isOrder(part(value, side)));
  }
  if (value.type === 'BinaryExpression') return value['operator'] === '-';
  return methodCall(value)?.name === 'localeCompare';
}

/** Might something in the loop change what the comparator sees of elements that are there already? */
function mayChangeOrder(compare: TreeNode, list: Binding, loop: Repeat, look: Look): boolean {
  const func = look.callback(compare) ?? compare;
  const { fields, names } = look.doings(func);
  return look.doings(loop.node).effects.some(({ kind, root, field }) => {
    if (kind === 'varies' || kind === 'output') return false;
    if (kind === 'unknown') return true;
    if (kind === 'field') return fields.has(field) || field === '';
    return root === undefined || (root !== list && names.has(root));
  });
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

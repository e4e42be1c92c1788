import {
  part,
  child,
  children,
  identifierName,
  isMember,
  memberName,
  methodCall,
  numberOf,
  outerOf,
  parentOf,
  type TreeNode,
} from '../../source/tree-node.js';
import type { Look } from '../look.js';
import type { Fix, TextEdit } from '../rule.js';
import { freshName, replace, textOf } from './places.js';

/** `f(xs.slice(1))` becomes `f(xs, from + 1)`, with all reads of `xs` counted from there. */
export function indexParameterFix(
  call: TreeNode,
  func: TreeNode,
  argument: TreeNode,
  look: Look,
): Fix | undefined {
  const slice = methodCall(argument);
  const list = look.binding(slice?.object);
  const parameters = children(func, 'params');
  if (list === undefined || numberOf(slice?.args[0]) !== 1 || slice?.args.length !== 1) {
    return undefined;
  }
  // One more parameter at the end: every call has to give exactly those before it.
  const name = look.facts.tree.bindings.find(
    ({ holder, kind }) => holder === func && kind === 'function',
  );
  const last = parameters.at(-1);
  if (name === undefined || last === undefined || last.type === 'RestElement') return undefined;
  if (
    !parameters.every(({ type }) => type === 'Identifier') ||
    parentOf(func)?.type.startsWith('Export') === true
  ) {
    return undefined;
  }
  const own = name.references.filter(({ node }) => !isCallWith(node, parameters.length));
  if (own.length > 0) return undefined;
  const from = freshName('from', look);
  const edits: TextEdit[] = [];
  for (const { node, isWrite } of list.references) {
    const edit = isWrite ? undefined : readEdit(node, from, look);
    if (edit === undefined) return undefined;
    edits.push(...edit);
  }
  const inner = children(call, 'arguments').at(-1) ?? argument;
  if (inner !== argument) edits.push({ start: inner.end, end: inner.end, text: `, ${from} + 1` });
  edits.push({ start: last.end, end: last.end, text: `, ${from} = 0` });
  return calledOnce(name.references, func) ? { title: 'Pass an index', edits } : undefined;
}

/** Does the function call itself in one place only? */
function calledOnce(references: readonly { readonly node: TreeNode }[], func: TreeNode): boolean {
  return (
    references.filter(({ node }) => node.start > func.start && node.end < func.end).length === 1
  );
}

function isCallWith(use: TreeNode, count: number): boolean {
  const call = parentOf(use);
  if (call?.type !== 'CallExpression' || child(call, 'callee') !== use) return false;
  const args = children(call, 'arguments');
  return args.length === count && args.every(({ type }) => type !== 'SpreadElement');
}

/** `xs.length === 0`, `!xs.length`, `xs[0]` and the slice itself; nothing for other uses. */
function readEdit(use: TreeNode, from: string, look: Look): readonly TextEdit[] | undefined {
  const member = parentOf(use);
  if (member === undefined || !isMember(member) || child(member, 'object') !== use) {
    return undefined;
  }
  const list = identifierName(use);
  if (member['computed'] === true) {
    const index = part(member, 'property');
    const number = numberOf(index);
    if (number === undefined || number < 0) return undefined;
    // The copy that was written to is no copy any more.
    if (isTarget(member, outerOf(member))) return undefined;
    return [replace(index, number === 0 ? from : `${from} + ${number}`)];
  }
  const above = outerOf(member);
  if (isTarget(member, above)) return undefined;
  if (memberName(member) === 'length') return lengthEdit(member, above, list, from);
  const call = methodCall(parentOf(member));
  if (call?.name !== 'slice' || call.args.length !== 1 || numberOf(call.args[0]) !== 1) {
    return undefined;
  }
  const args = children(parentOf(call.node), 'arguments');
  const isLast = args.at(-1) === call.node;
  return [replace(call.node, isLast ? `${textOf(use, look)}, ${from} + 1` : textOf(use, look))];
}

function isTarget(member: TreeNode, above: TreeNode | undefined): boolean {
  const isAssigned = above?.type === 'AssignmentExpression' && child(above, 'left') === member;
  return isAssigned || /^(?:Update|Unary)Expression$/.test(isNot(above) ? '' : (above?.type ?? ''));
}

function isNot(node: TreeNode | undefined): boolean {
  return node?.type === 'UnaryExpression' && node['operator'] !== 'delete';
}

function lengthEdit(
  member: TreeNode,
  above: TreeNode | undefined,
  list: string,
  from: string,
): readonly TextEdit[] | undefined {
  if (above?.type === 'UnaryExpression' && above['operator'] === '!') {
    return [replace(above, `${from} >= ${list}.length`)];
  }
  if (above?.type !== 'BinaryExpression' || child(above, 'left') !== member) return undefined;
  const number = numberOf(child(above, 'right'));
  if (number === undefined) return undefined;
  // Behind the end there are none left, not fewer than none.
  if (number === 0 && /^===?$/.test(String(above['operator']))) {
    return [replace(above, `${list}.length <= ${from}`)];
  }
  return [replace(member, `Math.max(${list}.length - ${from}, 0)`)];
}

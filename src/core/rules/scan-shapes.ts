import type { Region } from '../source/bindings.js';
import { isSameOrigin } from '../source/origins.js';
import type { Repeat } from '../source/repeats.js';
import {
  child,
  children,
  methodCall,
  numberOf,
  outerOf,
  parentOf,
  unwrapped,
  type MethodCall,
  type TreeNode,
} from '../source/tree-node.js';
import { callbackEquality } from './key-equality.js';
import type { Look } from './look.js';

/** The repeat over `xs` whose element `xs.indexOf(element)` looks for; nothing for other scans. */
export function ownPosition(node: TreeNode, region: Region, look: Look): Repeat | undefined {
  const call = methodCall(node);
  if (call === undefined) return undefined;
  const origin = look.origin(call.object);
  return look.repeats.around(region).find((repeat) => {
    if (repeat.origin === undefined || !isSameOrigin(repeat.origin, origin)) return false;
    return repeat.collection !== undefined && looksForElement(call, repeat, look);
  });
}

function looksForElement(call: MethodCall, repeat: Repeat, look: Look): boolean {
  const [sought] = call.args;
  if (sought === undefined) return false;
  if (call.name === 'indexOf' || call.name === 'lastIndexOf') {
    return isElement(sought, repeat, look);
  }
  if (call.name !== 'findIndex') return false;
  const equality = callbackEquality(look.callback(sought), look);
  return equality !== undefined && look.uses(equality.other, repeat.elements);
}

/** Is it the element of a repeat, whole? */
function isElement(node: TreeNode, repeat: Repeat, look: Look): boolean {
  const value = unwrapped(node);
  const binding = look.binding(value);
  if (binding !== undefined) return repeat.elements.includes(binding) && binding.path.length === 0;
  const index = look.binding(child(value, 'property'));
  return index !== undefined && index === repeat.index && value['computed'] === true;
}

/** A scan of a list that decides whether to add to it. */
export interface DedupeGuard {
  readonly list: TreeNode;
  /** The statement or expression that adds. */
  readonly adds: MethodCall | undefined;
  /** The `if` around both; nothing for other ways to write it. */
  readonly statement: TreeNode | undefined;
}

/** Methods that look for something in a list. */
export const SCANS: ReadonlySet<string> = new Set([
  'includes',
  'indexOf',
  'some',
  'find',
  'findIndex',
  'every',
]);

/** `if (!out.includes(x)) out.push(x)` and its like: the scan of a list before adding to it. */
export function dedupeGuard(node: TreeNode, look: Look): DedupeGuard | undefined {
  const call = methodCall(node);
  if (call === undefined || !SCANS.has(call.name)) return undefined;
  const list = call.object;
  let test = node;
  for (let above = outerOf(node); above !== undefined; above = outerOf(above)) {
    if (/^(?:If|Conditional)/.test(above.type) && child(above, 'test') === test) {
      return guardedBy(above, call, look);
    }
    if (above.type === 'LogicalExpression' && child(above, 'left') === test) {
      const adds = addition(child(above, 'right'), look, list);
      if (adds !== undefined) return { list: call.object, adds, statement: undefined };
    }
    if (!/^(?:Unary|Binary|Logical)Expression$/.test(above.type)) break;
    test = above;
  }
  return guardedByName(node, call, look);
}

function guardedBy(guard: TreeNode, call: MethodCall, look: Look): DedupeGuard | undefined {
  const list = call.object;
  const branches = [child(guard, 'consequent'), child(guard, 'alternate')];
  for (const branch of branches) {
    const adds = addition(branch, look, list);
    if (adds !== undefined) return { list: call.object, adds, statement: guard };
  }
  // `if (out.includes(x)) continue; … out.push(x);`
  const leaves = branches[0];
  const isSkip = leaves !== undefined && /^\{?\s*(?:continue|return)\b/.test(textOf(leaves, look));
  const rest = isSkip ? statementsAfter(guard) : [];
  for (const statement of rest) {
    const adds = addition(statement, look, list);
    if (adds !== undefined) return { list: call.object, adds, statement: undefined };
  }
  return undefined;
}

/** `const known = out.find(…); if (!known) out.push(x);` */
function guardedByName(node: TreeNode, call: MethodCall, look: Look): DedupeGuard | undefined {
  const declarator = outerOf(node);
  if (declarator?.type !== 'VariableDeclarator') return undefined;
  const binding = look.binding(child(declarator, 'id')) ?? look.facts.declaredIn(declarator)[0];
  const list = call.object;
  for (const { node: use } of binding?.references ?? []) {
    let at: TreeNode | undefined = use;
    while (at !== undefined && /^(?:Identifier|Unary|Binary|Logical)/.test(at.type)) {
      at = outerOf(at);
    }
    if (at?.type !== 'IfStatement') continue;
    const branches = [child(at, 'consequent'), child(at, 'alternate')];
    const adds = branches.map((branch) => addition(branch, look, list)).find((each) => each);
    if (adds !== undefined) return { list: call.object, adds, statement: undefined };
  }
  return undefined;
}

/** The `push` onto a list that a statement or expression is, or holds. */
function addition(node: TreeNode | undefined, look: Look, list: TreeNode): MethodCall | undefined {
  if (node === undefined) return undefined;
  const statements = node.type === 'BlockStatement' ? children(node, 'body') : [node];
  for (const statement of statements) {
    const call = methodCall(child(statement, 'expression') ?? statement);
    const isAdding = call?.name === 'push' || call?.name === 'unshift';
    if (call !== undefined && isAdding && isSameList(call.object, list, look)) return call;
  }
  return undefined;
}

/** Are these two the same list, by their name, their text or where they come from? */
function isSameList(a: TreeNode, b: TreeNode, look: Look): boolean {
  if (look.shown(a, 200) === look.shown(b, 200)) return true;
  return isSameOrigin(look.origin(a), look.origin(b));
}

function textOf(node: TreeNode, look: Look): string {
  return look.facts.text.slice(node.start, node.end);
}

/** The statements that follow one in its block. */
export function statementsAfter(node: TreeNode): readonly TreeNode[] {
  const siblings = children(parentOf(node), 'body');
  return siblings.slice(siblings.indexOf(node) + 1);
}

/** `xs.filter((x, i) => xs.indexOf(x) === i)`: gives the `filter`. */
export function positionFilter(node: TreeNode, region: Region, look: Look): Repeat | undefined {
  const repeat = ownPosition(node, region, look);
  if (repeat?.method !== 'filter' || repeat.index === undefined) return undefined;
  const comparison = outerOf(node);
  if (comparison?.type !== 'BinaryExpression') return undefined;
  const other = child(comparison, child(comparison, 'left') === node ? 'right' : 'left');
  return look.binding(other) === repeat.index ? repeat : undefined;
}

/** Is the splice or slice at the end of its list, where nothing is left to move? */
export function isAtEnd(call: MethodCall, look: Look): boolean {
  const [from] = call.args;
  if (from === undefined) return true;
  const number = numberOf(from);
  if (number !== undefined) return number < 0;
  const list = look.shown(call.object, 200);
  return look.shown(from, 200).startsWith(`${list}.length`);
}

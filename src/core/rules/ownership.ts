import type { Binding } from '../source/bindings.js';
import type { ScriptFacts } from '../source/script-facts.js';
import {
  calleeName,
  child,
  children,
  holds,
  identifierName,
  isCall,
  isMember,
  memberName,
  methodCall,
  outerOf,
  parentOf,
  unwrapped,
  type TreeNode,
} from '../source/tree-node.js';

/** Methods that give a list of its own, whatever they are called on. */
const COPYING =
  /^(?:map|filter|flatMap|flat|slice|concat|split|toSorted|toReversed|toSpliced|splice)$/;

/** Is it a collection that is made on the spot, so that nobody else can have it? */
export function isFreshValue(node: TreeNode): boolean {
  const value = unwrapped(node);
  if (value.type === 'ArrayExpression' || value.type === 'ObjectExpression') return true;
  if (value.type === 'NewExpression') {
    return /^(?:Set|Map|WeakSet|WeakMap|Array|\w+Array)$/.test(calleeName(value));
  }
  const call = methodCall(value);
  if (call === undefined) return false;
  const owner = identifierName(call.object);
  if (owner === 'Object') return /^(?:keys|values|entries|fromEntries)$/.test(call.name);
  if (owner === 'Array') return /^(?:from|of)$/.test(call.name);
  if (/^(?:sort|reverse|fill)$/.test(call.name)) return isFreshValue(call.object);
  return COPYING.test(call.name);
}

/** Does a name hold nothing but collections that were made for it? */
export function isOwnCollection(facts: ScriptFacts, binding: Binding): boolean {
  const { holder, path, references } = binding;
  const init = holder.type === 'VariableDeclarator' ? child(holder, 'init') : undefined;
  if (init === undefined || path.length > 0 || !isFreshValue(init)) return false;
  return references.every(({ node, isWrite }) => {
    if (!isWrite) return true;
    const assignment = facts.assignmentOf(node);
    const value = child(assignment, 'right');
    return assignment?.['operator'] === '=' && value !== undefined && isFreshValue(value);
  });
}

/**
 * Is what a name holds known to nobody else until this stretch of code ends: made for it, and not
 * given away before? `until` begins behind everything that may give it away.
 */
export function isPrivate(facts: ScriptFacts, binding: Binding, until: TreeNode): boolean {
  if (!isOwnCollection(facts, binding)) return false;
  const isRepeated = isLoopedWithout(until, binding);
  return binding.references.every(({ node, isWrite }) => {
    if (isWrite || isLookedAt(node)) return true;
    return !isRepeated && node.start > until.end;
  });
}

/** Is there a loop or function around some code that does not hold the declaration of a name? */
export function isLoopedWithout(code: TreeNode, binding: Binding): boolean {
  for (let at = parentOf(code); at !== undefined; at = parentOf(at)) {
    if (holds(at, binding.id)) return false;
    if (/^(?:For|While|DoWhile)|Function|Method/.test(at.type)) return true;
  }
  return false;
}

/** Methods that give the list itself, or something that goes on looking at it. */
export const LEAKING = /^(?:sort|reverse|fill|copyWithin|values|entries|keys|valueOf|with)$/;

/** Is it used without anybody keeping it: `xs.length`, `xs[i]`, `xs.push(x)`, `…of xs`, `[...xs]`? */
function isLookedAt(node: TreeNode): boolean {
  const above = outerOf(node);
  if (above === undefined) return false;
  if (isMember(above)) {
    if (child(above, 'object') === undefined) return false;
    if (unwrapped(child(above, 'object') ?? above) !== node) return true;
    const holder = outerOf(above);
    const isCalled = isCall(holder) && child(holder, 'callee') === above;
    if (!isCalled || !LEAKING.test(memberName(above))) return true;
    return outerOf(holder ?? above)?.type === 'ExpressionStatement';
  }
  if (above.type === 'ForOfStatement') return child(above, 'right') === node;
  if (above.type === 'SpreadElement') return true;
  if (/^(?:Unary|Binary|If|While)/.test(above.type)) return true;
  return isCopied(above, node);
}

/** `new Set(xs)`, `Array.from(xs)`, `Math.max(…)`: the callee keeps nothing of it. */
function isCopied(above: TreeNode, node: TreeNode): boolean {
  if (!children(above, 'arguments').includes(node)) return false;
  if (above.type === 'NewExpression') return /^(?:Set|Map|Array|\w+Array)$/.test(calleeName(above));
  const owner = identifierName(methodCall(above)?.object);
  return /^(?:Math|JSON|Array|Object)$/.test(owner) && methodCall(above)?.name !== 'assign';
}

/** The name that an expression hangs on, through aliases that are never given another value. */
export function rootOf(facts: ScriptFacts, node: TreeNode, depth = 0): Binding | undefined {
  const value = unwrapped(node);
  if (value.type === 'Identifier') {
    const binding = facts.bindingOf(value) ?? writtenBinding(facts, value);
    const init = facts.initOf(binding);
    const isAlias = init !== undefined && depth < 6 && isChain(init);
    return isAlias ? rootOf(facts, init, depth + 1) : binding;
  }
  const object = isMember(value) ? child(value, 'object') : undefined;
  return object === undefined ? undefined : rootOf(facts, object, depth + 1);
}

function writtenBinding(facts: ScriptFacts, node: TreeNode): Binding | undefined {
  return facts.referencesIn(node).find((each) => each.node === node)?.binding;
}

function isChain(node: TreeNode): boolean {
  const value = unwrapped(node);
  if (value.type === 'Identifier') return true;
  // An element is something else than the list.
  const object = memberName(value) === '' ? undefined : child(value, 'object');
  return object !== undefined && isChain(object);
}

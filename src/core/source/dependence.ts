import type { Binding, Reference } from './bindings.js';
import { originOf } from './origins.js';
import type { Repeat } from './repeats.js';
import { isInside, type ScriptFacts } from './script-facts.js';
import {
  part,
  child,
  holds,
  identifierName,
  isCall,
  isFunction,
  isMember,
  memberName,
  outerOf,
  unwrapped,
  type TreeNode,
} from './tree-node.js';

/** Longer chains of names that are made of one another are taken to change. */
const DEEPEST = 8;

/**
 * Does the value of an expression differ from turn to turn of a repeat: because it is made of the
 * element, the counter, or of something that is made anew in the body? What merely grows along
 * (a list that the loop fills) is the same list each time.
 */
export function changesIn(facts: ScriptFacts, node: TreeNode, repeat: Repeat, depth = 0): boolean {
  if (depth > DEEPEST) return true;
  return facts.referencesIn(node).some(({ binding }) => {
    if (binding === undefined || holds(node, binding.id)) return false;
    return bindingChangesIn(facts, binding, repeat, depth);
  });
}

/** The same for a name. */
export function bindingChangesIn(
  facts: ScriptFacts,
  binding: Binding,
  repeat: Repeat,
  depth = 0,
): boolean {
  if (binding === repeat.accumulator) return false;
  if (binding === repeat.index) return true;
  let known = facts.changes.get(repeat.region);
  if (known === undefined) facts.changes.set(repeat.region, (known = new Map<Binding, boolean>()));
  return facts.remembered(known, binding, false, () => isMadeAnew(facts, binding, repeat, depth));
}

function isMadeAnew(facts: ScriptFacts, binding: Binding, repeat: Repeat, depth: number): boolean {
  if (binding.kind === 'import' || binding.kind === 'class') return false;
  // A function made in the body is told by what it uses, not by being made.
  if (binding.kind === 'function') return false;
  if (!isInside(binding.region, repeat.region)) return isReplacedIn(facts, binding, repeat, depth);
  if (binding.region === repeat.region && binding.holder === repeat.region.node) return true;
  const init = facts.initOf(binding);
  if (init === undefined) return true;
  const value = unwrapped(init);
  if (isFunction(value)) return changesIn(facts, value, repeat, depth + 1);
  // An element of the loop: `for (const x of xs)` declares it without a value.
  if (repeat.elements.includes(binding)) return true;
  return isMadeThere(facts, value) || changesIn(facts, value, repeat, depth + 1);
}

/** Is it an empty collection to begin with, so that what is in it belongs to this turn? */
function isMadeThere(facts: ScriptFacts, value: TreeNode): boolean {
  if (value.type === 'NewExpression') return true;
  const isLiteral = value.type === 'ArrayExpression' || value.type === 'ObjectExpression';
  return isLiteral && originOf(facts, value).isConstant;
}

/** Is a name from outside given another value in the body that has nothing to do with its old one? */
function isReplacedIn(
  facts: ScriptFacts,
  binding: Binding,
  repeat: Repeat,
  depth: number,
): boolean {
  if (binding.kind === 'const') return false;
  return binding.references.some(({ node, isWrite, region }) => {
    if (!isWrite || !isInside(region, repeat.region)) return false;
    const above = outerOf(node);
    // Counters, and names that a pattern or the loop itself writes.
    if (above?.type !== 'AssignmentExpression' || child(above, 'left') !== node) return true;
    const value = child(above, 'right');
    if (value === undefined || above['operator'] !== '=') return true;
    const own = facts.referencesIn(value).some((each) => each.binding === binding);
    return own ? !isSameCollection(facts, value, binding) : !isConstantValue(value) || depth < 0;
  });
}

/** Is it what the name held before, with some elements more or less? */
function isSameCollection(facts: ScriptFacts, value: TreeNode, binding: Binding): boolean {
  return originOf(facts, value).binding === binding || madeOf(facts, value, binding);
}

/** `[...acc, x]`, `acc.concat(x)`, `append(acc, x)`, `{ ...acc }`. */
function madeOf(facts: ScriptFacts, node: TreeNode, binding: Binding): boolean {
  const value = unwrapped(node);
  const isCopy = /^(?:Array|Object|New)Expression$/.test(value.type) || isCall(value);
  return isCopy && facts.referencesIn(value).some((each) => each.binding === binding);
}

/** A flag or a number, set to something that is written there: nothing a collection would hold. */
function isConstantValue(value: TreeNode): boolean {
  return /^(?:Boolean|Null)Literal$/.test(value.type);
}

/** The repeats out of these in which an expression stays the same. */
export function repeatsWithout(
  facts: ScriptFacts,
  node: TreeNode,
  repeats: readonly Repeat[],
): readonly Repeat[] {
  return repeats.filter(
    (repeat) => holds(repeat.node, node) && !changesIn(facts, node, repeat) && !isFed(repeat, node),
  );
}

/** Does the expression stand in what the repeat walks, which is evaluated once? */
function isFed(repeat: Repeat, node: TreeNode): boolean {
  // What the condition of a `for` or `while` asks is asked in each turn.
  const isAsked = repeat.kind === 'for' || repeat.kind === 'while';
  return !isAsked && repeat.collection !== undefined && holds(repeat.collection, node);
}

/** Methods that change what they are called on. */
const CHANGING: ReadonlySet<string> = new Set([
  ...['push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill', 'copyWithin'],
  ...['set', 'add', 'delete', 'clear', 'append'],
]);

/** How a collection is changed somewhere, or may be. */
export interface Change {
  readonly reference: Reference;
  /** The method that changes it, `=` for assignments, `()` for being handed to a function. */
  readonly by: string;
  /** The node that does it. */
  readonly node: TreeNode;
}

/** The changes of what a name holds, within a node; being handed to a function may be one. */
export function changesOf(
  binding: Binding,
  within: { readonly start: number; readonly end: number },
): readonly Change[] {
  return binding.references.flatMap((reference): Change[] => {
    const { node, isWrite } = reference;
    if (node.start < within.start || node.end > within.end) return [];
    if (isWrite) return [{ reference, by: '=', node: outerOf(node) ?? node }];
    const by = changeAt(node);
    return by === undefined ? [] : [{ reference, ...by }];
  });
}

function changeAt(node: TreeNode): { by: string; node: TreeNode } | undefined {
  let at = node;
  let above = outerOf(at);
  let name = '';
  while (above !== undefined && isMember(above) && unwrapped(part(above, 'object')) === at) {
    name = memberName(above);
    at = above;
    above = outerOf(at);
  }
  if (above === undefined) return undefined;
  if (isCall(above) && child(above, 'callee') === at) {
    return CHANGING.has(name) ? { by: name, node: above } : undefined;
  }
  const isTarget =
    (above.type === 'AssignmentExpression' && child(above, 'left') === at) ||
    above.type === 'UpdateExpression' ||
    (above.type === 'UnaryExpression' && above['operator'] === 'delete');
  if (isTarget && at !== node) return { by: '=', node: above };
  const isHanded =
    (isCall(above) || above.type === 'NewExpression') && !isReader(above) && at === node;
  return isHanded ? { by: '()', node: above } : undefined;
}

/** Calls that are known to leave alone what they are given. */
function isReader(call: TreeNode): boolean {
  const callee = child(call, 'callee');
  const owner = identifierName(child(callee, 'object'));
  const name = identifierName(callee);
  if (/^(?:Math|JSON|console|Number|String|Array)$/.test(owner)) return true;
  if (owner === 'Object') return memberName(callee) !== 'assign';
  return /^(?:Set|Map|WeakSet|Array|String|Number|Boolean|structuredClone|parseInt)$/.test(name);
}

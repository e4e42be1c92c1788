import type { Binding } from '../source/bindings.js';
import { child, children, methodCall, unwrapped, type TreeNode } from '../source/tree-node.js';
import { conjuncts, returnedValue, type Look } from './look.js';

/** A comparison of something of the element with something from outside. */
export interface KeyEquality {
  readonly node: TreeNode;
  /** The side that is made of the element: `e.userId`. */
  readonly own: TreeNode;
  /** The side that is not: `user.id`. */
  readonly other: TreeNode;
  readonly operator: string;
  /** Does nothing else decide? */
  readonly isAlone: boolean;
}

/** The comparison in a condition by which an element is picked for its key; nothing without one. */
export function keyEquality(
  test: TreeNode | undefined,
  elements: readonly Binding[],
  look: Look,
): KeyEquality | undefined {
  const parts = conjuncts(test === undefined ? undefined : unwrapped(test));
  for (const node of parts) {
    const held = heldBy(node, elements, look);
    if (held !== undefined) return { ...held, isAlone: false };
    if (node.type !== 'BinaryExpression') continue;
    const operator = String(node['operator']);
    if (!/^[!=]==?$/.test(operator)) continue;
    const [left, right] = [child(node, 'left'), child(node, 'right')];
    if (left === undefined || right === undefined) continue;
    const isLeft = look.uses(left, elements);
    if (isLeft === look.uses(right, elements)) continue;
    const [own, other] = isLeft ? [left, right] : [right, left];
    // `e.kind === 'click'` picks some elements, it does not look one up.
    if (isFixed(other)) continue;
    return { node, own, other, operator, isAlone: parts.length === 1 };
  }
  return undefined;
}

/** `doc.terms.has(term)`: the element holds what is looked for, instead of being it. */
function heldBy(
  node: TreeNode,
  elements: readonly Binding[],
  look: Look,
): Omit<KeyEquality, 'isAlone'> | undefined {
  const call = methodCall(node);
  const [other] = call?.args ?? [];
  if (call === undefined || other === undefined || !/^(?:has|includes)$/.test(call.name)) {
    return undefined;
  }
  if (isFixed(other) || look.uses(other, elements) || !look.uses(call.object, elements)) {
    return undefined;
  }
  if (look.kind(call.object) === 'string' || !look.isArrayOrSet(call.object)) return undefined;
  return { node, own: call.object, other, operator: '===' };
}

/** The same for what a callback such as `(e) => e.id === id` says of its first parameter. */
export function callbackEquality(
  callback: TreeNode | undefined,
  look: Look,
): (KeyEquality & { readonly parameter: Binding }) | undefined {
  const [first] = children(callback, 'params');
  if (callback === undefined || first === undefined) return undefined;
  const elements = look.facts.declaredIn(first);
  const test = returnedValue(callback);
  const equality = keyEquality(test, elements, look);
  const parameter = elements[0];
  return equality === undefined || parameter === undefined ? undefined : { ...equality, parameter };
}

function isFixed(node: TreeNode): boolean {
  const value = unwrapped(node);
  if (/Literal$/.test(value.type) && value.type !== 'TemplateLiteral') return true;
  if (value.type === 'UnaryExpression') return true;
  return (
    value.type === 'Identifier' && /^(?:undefined|NaN|[A-Z][A-Z0-9_]+)$/.test(String(value['name']))
  );
}

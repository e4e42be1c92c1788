import type { Binding } from './bindings.js';
import { isConstantNumber } from './origins.js';
import type { ScriptFacts } from './script-facts.js';
import {
  child,
  children,
  identifierName,
  memberName,
  methodCall,
  numberOf,
  unwrapped,
  type TreeNode,
} from './tree-node.js';

/** The counter of a comparison, also where it counts there: `++i < n`. */
export function counterIn(left: TreeNode | undefined): TreeNode | undefined {
  const value = left === undefined ? undefined : unwrapped(left);
  return value?.type === 'UpdateExpression' ? child(value, 'argument') : value;
}

/** Does it end at the first element, so that its start says how long it takes? */
export function isDownTo(compared: TreeNode): boolean {
  const end = numberOf(child(compared, 'right'));
  return String(compared['operator']).startsWith('>') && (end === 0 || end === 1 || end === -1);
}

/** Is one of the conditions that all have to hold a small number of turns: `picked.length < 10`? */
export function hasLimit(facts: ScriptFacts, test: TreeNode): boolean {
  if (test.type === 'LogicalExpression') {
    const sides = [child(test, 'left'), child(test, 'right')];
    const isBoth = test['operator'] === '&&';
    return isBoth && sides.some((side) => side !== undefined && hasLimit(facts, side));
  }
  if (test.type !== 'BinaryExpression' || !/^<=?$/.test(String(test['operator']))) return false;
  const left = child(test, 'left');
  const isCount = /^(?:length|size)$/.test(memberName(left));
  return isCount && isConstantNumber(facts, child(test, 'right'));
}

/** The counter that another one starts from or ends at: `i` of `i`, `i - 1` and `i + 1`. */
export function countedFrom(facts: ScriptFacts, bound: TreeNode | undefined): Binding | undefined {
  if (bound === undefined) return undefined;
  const value = unwrapped(bound);
  const isOff = value.type === 'BinaryExpression' && numberOf(child(value, 'right')) !== undefined;
  return facts.bindingOf(isOff ? child(value, 'left') : value);
}

/** The comparison in a condition: the first of those that are all to hold. */
export function comparisonOf(test: TreeNode | undefined): TreeNode | undefined {
  if (test?.type === 'LogicalExpression') {
    return comparisonOf(child(test, 'left')) ?? comparisonOf(child(test, 'right'));
  }
  const isComparison =
    test?.type === 'BinaryExpression' && /^[<>!=]/.test(String(test['operator']));
  return isComparison ? test : undefined;
}

/** What the counter of a loop is compared with. */
export function boundOf(
  facts: ScriptFacts,
  test: TreeNode | undefined,
  index: Binding | undefined,
): TreeNode | undefined {
  if (test?.type === 'LogicalExpression') {
    const sides = [child(test, 'left'), child(test, 'right')].map((side) =>
      boundOf(facts, side, index),
    );
    return sides.find((side) => isConstantNumber(facts, side)) ?? sides[0] ?? sides[1];
  }
  const compared = comparisonOf(test);
  const left = child(compared, 'left');
  const right = child(compared, 'right');
  if (left === undefined || right === undefined || index === undefined) return undefined;
  // `i >= 0` says where it ends, not how long it takes; the start does.
  if (numberOf(right) === 0 || numberOf(right) === -1 || numberOf(right) === 1) return undefined;
  if (facts.bindingOf(unwrapped(left)) === index) return right;
  return facts.bindingOf(unwrapped(right)) === index ? left : undefined;
}

/** Where a loop that counts down begins. */
export function startOf(
  init: TreeNode | undefined,
  test: TreeNode | undefined,
): TreeNode | undefined {
  const compared = comparisonOf(test);
  const end = numberOf(child(compared, 'right'));
  const goesDown = compared !== undefined && String(compared['operator']).startsWith('>');
  if (!goesDown && end !== 0) return undefined;
  const declarator = children(init, 'declarations')[0];
  return child(declarator, 'init') ?? child(init, 'right');
}

const ROUNDING = /^(?:floor|ceil|round|trunc|min)$/;

/** The collection whose length an expression is, give or take a constant: `xs.length - 1`, `n`. */
export function lengthOf(
  facts: ScriptFacts,
  node: TreeNode | undefined,
  depth = 0,
): TreeNode | undefined {
  if (node === undefined || depth > 4) return undefined;
  const value = unwrapped(node);
  const name = memberName(value);
  if (name === 'length' || name === 'size') return child(value, 'object');
  if (value.type === 'BinaryExpression') {
    // `n - i` is as large as `n`, but for a part of it.
    const operator = String(value['operator']);
    const isOff = operator === '-' || isConstantNumber(facts, child(value, 'right'));
    if (/^[+*]$/.test(operator) && isConstantNumber(facts, child(value, 'left'))) {
      return lengthOf(facts, child(value, 'right'), depth + 1);
    }
    return isOff && /^(?:[-+*/]|>>>?)$/.test(operator)
      ? lengthOf(facts, child(value, 'left'), depth + 1)
      : undefined;
  }
  if (value.type === 'LogicalExpression') return lengthOf(facts, child(value, 'left'), depth + 1);
  if (value.type === 'ConditionalExpression') {
    // `list == null ? 0 : list.length`
    const sides = [child(value, 'consequent'), child(value, 'alternate')];
    return sides.map((side) => lengthOf(facts, side, depth + 1)).find((each) => each !== undefined);
  }
  const call = methodCall(value);
  if (call !== undefined && identifierName(call.object) === 'Math') {
    const isKept = ROUNDING.test(call.name) && !isConstantNumber(facts, value);
    return isKept ? lengthOf(facts, call.args[0], depth + 1) : undefined;
  }
  const binding = facts.bindingOf(value);
  if (binding === undefined) return undefined;
  if (binding.path.at(-1) === 'length') {
    return child(binding.holder, 'init');
  }
  return lengthOf(facts, facts.initOf(binding), depth + 1);
}

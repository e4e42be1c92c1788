import type { ScriptFacts } from './script-facts.js';
import { isConstantNumber } from './origins.js';
import {
  child,
  isMember,
  memberName,
  numberOf,
  outerOf,
  parentOf,
  type TreeNode,
} from './tree-node.js';

const SHRINKS = String.raw`\.(?:shift|pop|splice)\(|\.length\s*=[^=]`;
const SHRINKING = new RegExp(SHRINKS);
const LEAVING = /\b(?:break|return|continue|throw)\b/;

/**
 * Is a list kept short by what is done where it gets long: `if (recent.length > 50)
 * recent.shift()`, `if (out.length === 10) break`?
 */
export function isCapped(facts: ScriptFacts, node: TreeNode): boolean {
  if (isMember(node)) return isFieldCapped(facts, node);
  const binding = facts.bindingOf(node);
  if (binding === undefined) return false;
  return facts.remembered(facts.caps, binding, false, () =>
    binding.references.some(({ node: use }) => isCap(facts, use)),
  );
}

function isCap(facts: ScriptFacts, use: TreeNode): boolean {
  const member = parentOf(use);
  if (member === undefined || !isMember(member) || memberName(member) !== 'length') return false;
  const test = outerOf(member);
  if (test?.type !== 'BinaryExpression') return false;
  const isLeft = child(test, 'left') === member;
  const other = child(test, isLeft ? 'right' : 'left');
  const number = numberOf(other);
  if (number !== undefined && number <= 1) return false;
  return isKeptBy(facts, test, String(test['operator']), other, isLeft);
}

/** Does this comparison of a length keep it below something? */
function isKeptBy(
  facts: ScriptFacts,
  test: TreeNode,
  operator: string,
  bound: TreeNode | undefined,
  isLeft: boolean,
): boolean {
  const isAbove = operator === (isLeft ? '>' : '<') || operator === (isLeft ? '>=' : '<=');
  const isBelow = operator === (isLeft ? '<' : '>') || operator === (isLeft ? '<=' : '>=');
  let above = parentOf(test);
  while (above?.type === 'LogicalExpression') above = parentOf(above);
  const isConstant = isConstantNumber(facts, bound);
  if (above?.type === 'IfStatement' && (isAbove || operator.startsWith('=='))) {
    const consequent = child(above, 'consequent');
    const code = consequent === undefined ? '' : facts.text.slice(consequent.start, consequent.end);
    return SHRINKING.test(code) || (isConstant && LEAVING.test(code));
  }
  const isLoop = above?.type === 'WhileStatement' || above?.type === 'ForStatement';
  // `while (recent.length > size) recent.shift()`
  if (above?.type === 'WhileStatement' && isAbove && isLimit(facts, bound)) return true;
  const isGuard = isLoop || above?.type === 'IfStatement';
  return isGuard && isBelow && isConstant;
}

/** Is it a number that nobody counts with: a constant, or a name that is never written? */
function isLimit(facts: ScriptFacts, bound: TreeNode | undefined): boolean {
  const binding = facts.bindingOf(bound);
  if (binding === undefined) return isConstantNumber(facts, bound);
  return binding.references.every(({ isWrite }) => !isWrite);
}

/** The same for `this.items` and `state.items`, by their text. */
function isFieldCapped(facts: ScriptFacts, node: TreeNode): boolean {
  const code = facts.text.slice(node.start, node.end);
  if (code.length > 60 || !/^[\w.$#]+$/.test(code)) return false;
  const known = facts.fieldCaps.get(code);
  if (known !== undefined) return known;
  const isKept = facts.text.includes(`${code}.length >`) && isShortened(facts, code);
  facts.fieldCaps.set(code, isKept);
  return isKept;
}

function isShortened(facts: ScriptFacts, code: string): boolean {
  const name = code.replace(/[.$]/g, String.raw`\$&`);
  const long = String.raw`${name}\.length\s*>=?\s*[\w.]+`;
  return new RegExp(String.raw`${long}\)\s*\{?\s*${name}(?:${SHRINKS})`).test(facts.text);
}

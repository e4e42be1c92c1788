import type { Region } from '../source/bindings.js';
import {
  child,
  holds,
  isFunction,
  methodCall,
  parentOf,
  type TreeNode,
} from '../source/tree-node.js';
import type { Look } from './look.js';

const IMPURE =
  /\bMath\.random|\bDate\b|\bperformance\b|\bconsole\b|\bprocess\b|\.(?:push|pop|shift|unshift|splice|set|add|delete|clear|sort|reverse|fill|write|emit|next|send)\(|\]\s*(?:[-+*/|&]?=[^=]|\+\+|--)|\.\w+\s*(?:[-+*/|&]?=[^=]|\+\+|--)|\bdelete\b|(?:\?\?|\|\|)=/;

/** The functions that work through something that grows, and change nothing but their own names. */
export function costlyFunctions(look: Look): ReadonlySet<TreeNode> {
  const costly = new Set<TreeNode>();
  for (const region of look.facts.tree.regions.values()) {
    const repeat = look.repeats.of(region);
    if (repeat?.growth !== 'linear' || repeat.origin === undefined) continue;
    const { binding, isThis } = repeat.origin;
    if (binding !== undefined || isThis) addAround(region.parent, costly);
  }
  const effects = new Set<TreeNode>();
  for (const { node, region } of look.facts.sites('CallExpression')) {
    const isForItself = parentOf(node)?.type === 'ExpressionStatement';
    if (isForItself && methodCall(node)?.name !== 'forEach') addAround(region, effects);
  }
  return new Set([...costly].filter((func) => !effects.has(func) && isPure(func, look)));
}

function addAround(region: Region | undefined, functions: Set<TreeNode>): void {
  for (let at = region; at !== undefined; at = at.parent) {
    if (at.kind !== 'function' || !isFunction(at.node)) continue;
    if (functions.has(at.node)) return;
    functions.add(at.node);
  }
}

function isPure(func: TreeNode, look: Look): boolean {
  if (func['async'] === true || func['generator'] === true) return false;
  if (child(func, 'body') === undefined) return false;
  if (IMPURE.test(look.facts.text.slice(func.start, func.end))) return false;
  return !look.facts.referencesIn(func).some(({ isWrite, binding }) => {
    return isWrite && (binding === undefined || !holds(func, binding.id));
  });
}

import {
  calleeName,
  child,
  children,
  identifierName,
  methodCall,
  type TreeNode,
} from '../source/tree-node.js';
import { hoistFix } from './fixes/hoist.js';
import { isChangedLater } from './invariant-call.js';
import type { Look } from './look.js';
import type { Rule } from './rule.js';

/** Keys, copies and clones of something that is the same in each turn of a loop. */
export const copyInLoop: Rule = {
  id: 'copy-in-loop',
  on: ['CallExpression', 'NewExpression', 'ArrayExpression'],
  check({ node, region }, look) {
    const copied = copiedBy(node, look);
    if (copied === undefined || look.isSmall(copied) || look.isString(copied)) return undefined;
    const loops = look.loopsOver(node, region);
    const isLocal = loops.length > 0;
    if (isLocal && isChangedLater(node, look)) return undefined;
    return {
      node,
      subject: copied,
      what: `\`${look.shown(node)}\` copies \`${look.shown(copied)}\``,
      advice: 'Make it once before the loop.',
      ...(isLocal && { loops }),
      isComplete: true,
      fix: () => hoistFix(node, region, loops, look),
    };
  },
};

/** What a node makes a copy of that takes as long as it is large. */
function copiedBy(node: TreeNode, look: Look): TreeNode | undefined {
  const [first] = children(node, 'arguments');
  if (node.type === 'NewExpression') {
    const isCopy = /^(?:Set|Map|Float\w+Array|U?[iI]nt\w+Array)$/.test(calleeName(node));
    return isCopy && first !== undefined && look.kind(first) !== 'number' ? first : undefined;
  }
  if (node.type === 'ArrayExpression') {
    const elements = children(node, 'elements');
    const [only] = elements;
    return elements.length === 1 && only?.type === 'SpreadElement'
      ? child(only, 'argument')
      : undefined;
  }
  if (calleeName(node) === 'structuredClone') return first;
  const call = methodCall(node);
  if (call === undefined) return undefined;
  const owner = identifierName(call.object);
  if (owner === 'Object')
    return /^(?:keys|values|entries|fromEntries)$/.test(call.name) ? first : undefined;
  if (owner === 'JSON') return clonedBy(call.name, first);
  if (owner === 'Array') return call.name === 'from' && call.args.length === 1 ? first : undefined;
  const isWhole = call.name === 'slice' && call.args.length === 0;
  return isWhole && look.isArray(call.object) ? call.object : undefined;
}

/** The inner value of `JSON.parse(JSON.stringify(x))`, or that of `stringify` alone. */
function clonedBy(name: string, first: TreeNode | undefined): TreeNode | undefined {
  if (name === 'stringify') return first;
  const inner = methodCall(first);
  return inner?.name === 'stringify' ? inner.args[0] : first;
}

import type { Region } from '../source/bindings.js';
import {
  calleeName,
  child,
  children,
  identifierName,
  isFunction,
  memberName,
  methodCall,
  numberOf,
  parentOf,
  type TreeNode,
} from '../source/tree-node.js';
import { hoistFix } from './fixes/hoist.js';
import { isChangedLater } from './invariant-call.js';
import type { Look } from './look.js';
import type { Rule, Suspect } from './rule.js';

/** Keys, copies and clones of something that is the same in each turn of a loop. */
export const copyInLoop: Rule = {
  id: 'copy-in-loop',
  on: ['CallExpression', 'NewExpression', 'ArrayExpression'],
  check({ node, region }, look) {
    const part = growingPart(node, region, look);
    if (part !== undefined) return part;
    const copied = copiedBy(node, look);
    if (copied === undefined || look.isSmall(copied) || look.isString(copied)) return undefined;
    const loops = look.loopsOver(node, region);
    const isLocal = loops.length > 0;
    if (isLocal && isChangedLater(node, look)) return undefined;
    if (!isLocal && (isKeys(node) || isConditional(node))) return undefined;
    return {
      node,
      subject: copied,
      what: `\`${look.shown(node)}\` copies \`${look.shown(copied)}\``,
      advice: 'Make it once before the loop.',
      ...(isLocal ? { loops, isComplete: true as const } : {}),
      fix: () => hoistFix(node, region, loops, look),
    };
  },
};

/** `xs.slice(0, i + 1)` while walking `xs`: a copy of half of it on average. */
function growingPart(node: TreeNode, region: Region, look: Look): Suspect | undefined {
  const call = methodCall(node);
  if (call?.name !== 'slice' || look.isString(call.object) || look.isSmall(call.object)) {
    return undefined;
  }
  const [from, to] = call.args;
  const bound = to ?? from;
  if (bound === undefined || (to !== undefined && numberOf(from) !== 0)) return undefined;
  const loops = look.loopsOver(call.object, region).filter((loop) => {
    const index = loop.index;
    if (index === undefined || !look.uses(bound, [index])) return false;
    const update = child(loop.node, 'update');
    return update === undefined || update.type === 'UpdateExpression';
  });
  if (loops.length === 0 || (look.kind(call.object) === 'unknown' && !look.isArray(call.object))) {
    return undefined;
  }
  return {
    node,
    subject: call.object,
    what: `\`${look.shown(node)}\` copies a part of \`${look.shown(call.object)}\` that grows`,
    advice: 'Carry along what the part is needed for (a sum, a count), or walk it by index.',
    loops,
    isComplete: true,
  };
}

/** Keys of one object after another are few; what a helper clones may be anything. */
function isKeys(node: TreeNode): boolean {
  return identifierName(methodCall(node)?.object) === 'Object';
}

/** Does it run in some calls only, as what is kept and what an error says do? */
function isConditional(node: TreeNode): boolean {
  for (let at = parentOf(node); at !== undefined && !isFunction(at); at = parentOf(at)) {
    if (/^(?:If|Conditional|Logical|Switch|Try|Throw)/.test(at.type)) return true;
    if (at.type === 'AssignmentExpression' && at['operator'] !== '=') return true;
  }
  return false;
}

/** What a node makes a copy of that takes as long as it is large. */
function copiedBy(node: TreeNode, look: Look): TreeNode | undefined {
  const [first] = children(node, 'arguments');
  if (node.type === 'NewExpression') {
    const isCopy = /^(?:Set|Map|Float\w+Array|U?[iI]nt\w+Array)$/.test(calleeName(node));
    // `new Uint8Array(data.buffer)` looks at what is there.
    const isView = memberName(first) === 'buffer' || look.kind(first) === 'number';
    return isCopy && first !== undefined && !isView ? first : undefined;
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
  if (owner === 'Object') {
    return /^(?:keys|values|entries|fromEntries)$/.test(call.name) ? first : undefined;
  }
  if (owner === 'JSON') return clonedBy(call.name, first);
  if (owner === 'Array' || /^(?:Float|U?[iI]nt)\w+Array$/.test(owner)) {
    return call.name === 'from' && call.args.length === 1 ? first : undefined;
  }
  const isWhole = call.name === 'slice' && call.args.length === 0;
  return isWhole && look.isArray(call.object) ? call.object : undefined;
}

/** The inner value of `JSON.parse(JSON.stringify(x))`, or that of `stringify` alone. */
function clonedBy(name: string, first: TreeNode | undefined): TreeNode | undefined {
  if (name === 'stringify') return first;
  const inner = methodCall(first);
  return inner?.name === 'stringify' ? inner.args[0] : first;
}

import type { Region } from '../source/bindings.js';
import {
  calleeName,
  child,
  children,
  holds,
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
import { WHOLE_TEXT, loopsThatAppend, rewrittenRest } from './long-texts.js';
import type { Look } from './look.js';
import type { Rule, Suspect } from './rule.js';

/** Keys, copies and clones of something that is the same in each turn of a loop. */
export const copyInLoop: Rule = {
  id: 'copy-in-loop',
  on: ['CallExpression', 'NewExpression', 'ArrayExpression'],
  check({ node, region }, look) {
    const part = growingPart(node, region, look) ?? wholeText(node, region, look);
    if (part !== undefined) return part;
    const copied = copiedBy(node, look);
    const isText = copied !== undefined && look.isString(copied);
    if (copied === undefined || look.isSmall(copied)) return undefined;
    if (isText && methodCall(node)?.name !== 'split') return undefined;
    const loops = look.loopsOver(node, region);
    const isLocal = loops.length > 0;
    if (isLocal && isChangedLater(node, look)) return undefined;
    if (!isLocal && (isText || isKeys(node) || isConditional(node) || isReset(copied, look))) {
      return undefined;
    }
    return {
      node,
      subject: copied,
      what: `\`${look.shown(node)}\` copies \`${look.shown(copied)}\``,
      advice: 'Make it once before the loop.',
      ...(isLocal ? { loops, isComplete: true as const } : {}),
      fix: () =>
        methodCall(node)?.name === 'set' ? undefined : hoistFix(node, region, loops, look),
    };
  },
};

/** `text.split(' ')` of a text that gets longer, and `rest = rest.slice(k).trim().toLowerCase()`. */
function wholeText(node: TreeNode, region: Region, look: Look): Suspect | undefined {
  const call = methodCall(node);
  if (call === undefined || !WHOLE_TEXT.has(call.name)) return undefined;
  const around = look.growing(region);
  if (around.length === 0) return undefined;
  const rest = rewrittenRest(node, look);
  const loops =
    rest === undefined
      ? loopsThatAppend(call.object, around, look)
      : around.filter(({ node: loop }) => !holds(loop, rest.id));
  if (loops.length === 0) return undefined;
  return {
    node,
    subject: call.object,
    what: `\`${look.shown(node)}\` goes through all of the text`,
    advice:
      rest === undefined
        ? 'Do it with the part that is added, or once after the loop.'
        : 'Keep the text and the index of what comes next.',
    loops: loops.slice(0, 1),
    isComplete: true,
  };
}

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

/** Is it given another value somewhere, as what is flushed and begun again is? */
function isReset(node: TreeNode, look: Look): boolean {
  const { binding } = look.origin(node);
  return binding?.references.some(({ isWrite }) => isWrite) === true;
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
  if (call.name === 'set' && call.args.length === 1 && isNumbers(first, look)) return first;
  if (call.name === 'split' && look.isString(call.object)) return call.object;
  const isWhole = call.name === 'slice' && call.args.length === 0;
  return isWhole && look.isArray(call.object) ? call.object : undefined;
}

/** Is it a list that is written by index, as those are that `shadow.set(live)` copies? */
function isNumbers(node: TreeNode | undefined, look: Look): boolean {
  if (node === undefined) return false;
  if (/^(?:array|iterable)$/.test(look.kind(node))) return true;
  const uses = look.binding(node)?.references ?? [];
  return uses.some(({ node: use }) => {
    const member = parentOf(use);
    const above = member === undefined ? undefined : parentOf(member);
    const isTarget = above?.type === 'AssignmentExpression' && child(above, 'left') === member;
    return member?.['computed'] === true && isTarget;
  });
}

/** The inner value of `JSON.parse(JSON.stringify(x))`, or that of `stringify` alone. */
function clonedBy(name: string, first: TreeNode | undefined): TreeNode | undefined {
  if (name === 'stringify') return first;
  const inner = methodCall(first);
  return inner?.name === 'stringify' ? inner.args[0] : first;
}

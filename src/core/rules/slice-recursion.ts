import type { Binding } from '../source/bindings.js';
import type { Site } from '../source/script-tree.js';
import {
  child,
  children,
  isFunction,
  methodCall,
  numberOf,
  parentOf,
  part,
  unwrapped,
  type TreeNode,
} from '../source/tree-node.js';
import { indexParameterFix } from './fixes/index-parameter.js';
import type { Look } from './look.js';
import type { Rule, Suspect } from './rule.js';

/** `f(xs.slice(1))`, `f(rest)`: each call copies what is left. */
export const sliceRecursion: Rule = {
  id: 'slice-recursion',
  on: ['CallExpression', 'OptionalCallExpression', 'VariableDeclarator'],
  check(site, look) {
    const { node } = site;
    const shrunk = shrunkBy(node, look);
    if (shrunk !== undefined) return shrinkingLoop(site, shrunk, look);
    const func = functionAround(node, look);
    if (func === undefined) return undefined;
    const argument = children(node, 'arguments').find((each) => isRest(each, func, look));
    if (argument === undefined) return undefined;
    const copy = copyAt(argument, look);
    return {
      node: copy,
      subject: undefined,
      what: `\`${look.shown(copy)}\` copies what is left`,
      each: `call of \`${look.shown(part(node, 'callee'))}\` by itself`,
      advice: 'Pass the list and the index to go on from.',
      loops: [],
      degree: 2,
      isComplete: true,
      fix: () => indexParameterFix(node, func, argument, look),
    };
  },
};

/** The function around a call that the call is of; nothing when it calls something else. */
function functionAround(call: TreeNode, look: Look): TreeNode | undefined {
  const callee = child(call, 'callee');
  const called = look.callback(callee);
  const own = methodCall(call);
  if (called === undefined && own?.object.type !== 'ThisExpression') return undefined;
  for (let at: TreeNode | undefined = parentOf(call); at !== undefined; at = parentOf(at)) {
    if (!isFunction(at)) continue;
    if (at === called) return at;
    // `walk(xs) { … this.walk(xs.slice(1)) }`
    const name = child(at, 'key')?.['name'];
    if (own?.object.type === 'ThisExpression' && own.name === name && at.type === 'ClassMethod') {
      return at;
    }
  }
  return undefined;
}

/** The list that `rest = rest.slice(1)` and `const [first, ...others] = rest` copy but for its start. */
function shrunkBy(node: TreeNode, look: Look): Binding | undefined {
  const call = methodCall(node);
  if (call?.name === 'slice' && call.args.length === 1 && (numberOf(call.args[0]) ?? 0) > 0) {
    const assignment = parentOf(node);
    const list = look.binding(call.object);
    const isBack =
      assignment?.type === 'AssignmentExpression' && child(assignment, 'right') === node;
    return isBack && look.binding(child(assignment, 'left')) === list ? list : undefined;
  }
  const rest = look.facts.declaredIn(node).find(({ path }) => path.at(-1) === '...');
  const list = node.type === 'VariableDeclarator' ? look.binding(child(node, 'init')) : undefined;
  if (rest === undefined || list === undefined) return undefined;
  const isBack = list.references.some(({ node: use, isWrite }) => {
    const assignment = isWrite ? look.facts.assignmentOf(use) : undefined;
    return look.binding(child(assignment, 'right')) === rest;
  });
  return isBack ? list : undefined;
}

function shrinkingLoop({ node, region }: Site, list: Binding, look: Look): Suspect | undefined {
  const [loop] = look.growing(region);
  const isOuter = loop !== undefined && list.id.start < loop.node.start;
  if (!isOuter || look.kind(child(node, 'init')) === 'string') return undefined;
  const call = methodCall(node);
  if (call !== undefined && !look.isArray(call.object)) return undefined;
  return {
    node,
    subject: undefined,
    what: `\`${look.shown(node)}\` copies what is left`,
    advice: 'Walk the list by an index instead.',
    loops: [loop],
    isComplete: true,
  };
}

/** The place where the copy is made. */
function copyAt(argument: TreeNode, look: Look): TreeNode {
  const binding = look.binding(argument);
  if (binding === undefined) return argument;
  return binding.holder.type === 'VariableDeclarator'
    ? binding.holder
    : (parentOf(binding.id) ?? argument);
}

/** Is it all but a few of what the function was given? */
function isRest(argument: TreeNode, func: TreeNode, look: Look): boolean {
  const value = unwrapped(argument);
  const binding = look.binding(value);
  if (binding !== undefined) {
    const source = child(binding.holder, 'init');
    const isParameter = binding.holder === func || look.binding(source)?.holder === func;
    return (
      isParameter &&
      binding.path.at(-1) === '...' &&
      binding.path.length > 0 &&
      !isRestParameter(binding.id)
    );
  }
  const call = methodCall(value);
  if (call?.name !== 'slice' || look.isString(call.object)) return false;
  if (look.binding(call.object)?.holder !== func) return false;
  const [from, to] = call.args.map((each) => numberOf(each));
  if (call.args.length === 1) return from !== undefined && from > 0;
  return from === 0 && to !== undefined && to < 0;
}

/** `(...args)` is made of the arguments of the call, not of a list. */
function isRestParameter(id: TreeNode): boolean {
  const rest = parentOf(id);
  return rest?.type === 'RestElement' && isFunction(parentOf(rest));
}

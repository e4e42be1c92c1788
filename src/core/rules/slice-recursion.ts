import {
  part,
  child,
  children,
  isFunction,
  methodCall,
  numberOf,
  parentOf,
  unwrapped,
  type TreeNode,
} from '../source/tree-node.js';
import { indexParameterFix } from './fixes/index-parameter.js';
import type { Look } from './look.js';
import type { Rule } from './rule.js';

/** `f(xs.slice(1))`, `f(rest)`: each call copies what is left. */
export const sliceRecursion: Rule = {
  id: 'slice-recursion',
  on: ['CallExpression', 'OptionalCallExpression'],
  check({ node }, look) {
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
  for (let at: TreeNode | undefined = parentOf(call); at !== undefined; at = parentOf(at)) {
    if (!isFunction(at)) continue;
    if (at === called) return at;
    // `walk(xs) { … this.walk(xs.slice(1)) }`
    const name = child(at, 'key')?.['name'];
    const own = methodCall(call);
    if (own?.object.type === 'ThisExpression' && own.name === name && at.type === 'ClassMethod') {
      return at;
    }
  }
  return undefined;
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

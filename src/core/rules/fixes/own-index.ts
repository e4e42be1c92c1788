import type { Binding } from '../../source/bindings.js';
import { changesOf } from '../../source/dependence.js';
import type { Repeat } from '../../source/repeats.js';
import {
  child,
  children,
  identifierName,
  methodCall,
  unwrapped,
  type MethodCall,
  type TreeNode,
} from '../../source/tree-node.js';
import type { Look } from '../look.js';
import type { Fix, TextEdit } from '../rule.js';
import { freshName, isNeverNaN, replace, textOf } from './places.js';

/** `xs.indexOf(x)` becomes the index of the callback, where no value can occur twice. */
export function ownIndexFix(call: MethodCall, repeat: Repeat, look: Look): Fix | undefined {
  const { collection, region } = repeat;
  if (
    repeat.kind !== 'callback' ||
    /^reduce|[sS]ort/.test(repeat.method) ||
    collection === undefined
  ) {
    return undefined;
  }
  if (call.name !== 'indexOf' || call.args.length !== 1 || !isUnique(collection, look)) {
    return undefined;
  }
  const list = look.binding(call.object);
  if (list === undefined || list !== look.binding(collection)) return undefined;
  // A Set keeps one NaN, and `indexOf` does not find it.
  if (!isNeverNaN(call.args[0]!, look) && !isOfKeys(list, look)) return undefined;
  const parameters = children(region.node, 'params');
  const known = repeat.index;
  const name = known?.name ?? freshName('index', look);
  const isHidden = look.facts
    .declaredIn(region.node)
    .some((each) => each !== known && each.name === name);
  if (isHidden || known?.references.some(({ isWrite }) => isWrite) === true) return undefined;
  const edits: TextEdit[] = [replace(call.node, name)];
  if (known === undefined) {
    const [only] = parameters;
    if (only === undefined || parameters.length !== 1) return undefined;
    const isBare =
      region.node.type === 'ArrowFunctionExpression' && region.node.start === only.start;
    edits.push(
      replace(only, isBare ? `(${textOf(only, look)}, ${name})` : `${textOf(only, look)}, ${name}`),
    );
  }
  return { title: 'Use the index', edits };
}

/** Are the elements of a list sure to differ: keys of an object, values of a Set, fresh objects? */
function isUnique(list: TreeNode, look: Look): boolean {
  const binding = look.binding(list);
  const init = look.facts.initOf(binding);
  if (binding === undefined || init === undefined || binding.path.length > 0) return false;
  const changes = changesOf(binding, look.facts.tree.program);
  return changes.length === 0 && isUniqueValue(unwrapped(init));
}

/** Are they the keys of an object, which are texts? */
function isOfKeys(list: Binding, look: Look): boolean {
  const call = methodCall(look.facts.initOf(list));
  return call?.name === 'keys' && identifierName(call.object) === 'Object';
}

function isUniqueValue(value: TreeNode): boolean {
  const call = methodCall(value);
  if (call?.name === 'keys' && identifierName(call.object) === 'Object') return true;
  const [first] = children(value, value.type === 'ArrayExpression' ? 'elements' : 'arguments');
  const inner = first?.type === 'SpreadElement' ? child(first, 'argument') : first;
  const isSet = inner?.type === 'NewExpression' && identifierName(child(inner, 'callee')) === 'Set';
  const isCopy =
    value.type === 'ArrayExpression' || (call?.name === 'from' && call.args.length === 1);
  return isSet && isCopy;
}

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
import { freshName, replace, textOf } from './places.js';

/** `xs.indexOf(x)` becomes the index of the callback, where no value can occur twice. */
export function ownIndexFix(call: MethodCall, repeat: Repeat, look: Look): Fix | undefined {
  const { collection, region } = repeat;
  if (
    repeat.kind !== 'callback' ||
    repeat.method.startsWith('reduce') ||
    collection === undefined
  ) {
    return undefined;
  }
  if (call.name !== 'indexOf' || call.args.length !== 1 || !isUnique(collection, look)) {
    return undefined;
  }
  const parameters = children(region.node, 'params');
  const known = repeat.index;
  const name = known?.name ?? freshName('index', look);
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
  const isTouched = binding.references.some(({ node }) => {
    const call = methodCall(node);
    return call !== undefined;
  });
  return !isTouched && isUniqueValue(unwrapped(init));
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

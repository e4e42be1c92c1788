import type { Binding } from './bindings.js';
import type { ScriptFacts } from './script-facts.js';
import {
  calleeName,
  child,
  children,
  memberName,
  identifierName,
  isMember,
  methodCall,
  numberOf,
  outerOf,
  unwrapped,
  type TreeNode,
} from './tree-node.js';

/** Where the elements of a collection come from. */
export interface Origin {
  /** The name it hangs on; nothing for `this` and for what is made on the spot. */
  readonly binding: Binding | undefined;
  readonly isThis: boolean;
  /** The way from there: `.items`, `[]`; empty for the value itself. */
  readonly path: string;
  /** Does its size not grow with the input? */
  readonly isConstant: boolean;
}

const NOWHERE: Origin = { binding: undefined, isThis: false, path: '', isConstant: false };

/** Methods whose result is as large as what they are called on, or a part of it. */
const SAME_ELEMENTS: ReadonlySet<string> = new Set([
  ...['slice', 'filter', 'map', 'flatMap', 'sort', 'toSorted', 'reverse', 'toReversed', 'concat'],
  ...['flat', 'entries', 'values', 'keys', 'toArray', 'splice', 'with', 'toSpliced'],
]);

const COPIES: ReadonlySet<string> = new Set(['keys', 'values', 'entries', 'from', 'assign']);
const CONTAINERS: ReadonlySet<string> = new Set(['Set', 'Map', 'Array']);

/** Deeper chains of names and calls are not followed. */
const DEEPEST = 12;

/** Where do the elements of this collection come from? Follows names, copies and parts. */
export function originOf(facts: ScriptFacts, node: TreeNode | undefined, depth = 0): Origin {
  if (node === undefined || depth > DEEPEST) return NOWHERE;
  const value = unwrapped(node);
  switch (value.type) {
    case 'Identifier':
      return originOfName(facts, value, depth);
    case 'ThisExpression':
      return { ...NOWHERE, isThis: true };
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return originOfMember(facts, value, depth);
    case 'LogicalExpression':
      return originOf(facts, child(value, 'left'), depth + 1);
    case 'AssignmentExpression':
      // `index[term] ??= []` is what is there, not what it begins with.
      return originOf(facts, child(value, value['operator'] === '=' ? 'right' : 'left'), depth + 1);
    case 'ArrayExpression':
      return originOfArray(facts, value, depth);
    case 'ObjectExpression':
      return { ...NOWHERE, isConstant: !hasSpread(value, 'properties') };
    case 'StringLiteral':
    case 'TemplateLiteral':
    case 'NumericLiteral':
    case 'RegExpLiteral':
      return { ...NOWHERE, isConstant: true };
    case 'NewExpression':
      return CONTAINERS.has(calleeName(value)) ? originOfNew(facts, value, depth) : NOWHERE;
    default:
      return originOfCall(facts, value, depth);
  }
}

/** Do two collections have the same elements? */
export function isSameOrigin(a: Origin, b: Origin): boolean {
  if (a.isThis !== b.isThis || a.binding !== b.binding || a.path !== b.path) return false;
  return a.isThis ? a.path !== '' : a.binding !== undefined && !a.path.includes('[]');
}

function originOfName(facts: ScriptFacts, node: TreeNode, depth: number): Origin {
  const binding = facts.bindingOf(node);
  // A name in capitals that is not of this file is a table somebody wrote by hand.
  if (binding === undefined) return { ...NOWHERE, isConstant: isConstantName(node) };
  return facts.remembered(facts.origins, binding, NOWHERE, () =>
    originOfBinding(facts, binding, node, depth),
  );
}

function originOfBinding(
  facts: ScriptFacts,
  binding: Binding,
  node: TreeNode,
  depth: number,
): Origin {
  const init = facts.initOf(binding);
  const own: Origin = { binding, isThis: false, path: '', isConstant: false };
  if (binding.kind === 'import') return { ...own, isConstant: isConstantName(node) };
  if (init === undefined) {
    const walked = walkedList(binding);
    return walked === undefined ? own : originOf(facts, walked, depth + 1);
  }
  const origin = originOf(facts, init, depth + 1);
  if (origin.isConstant) return { ...own, isConstant: !grows(binding, isEmpty(init)) };
  const isKnown = origin.binding !== undefined || origin.isThis;
  if (!isKnown) return own;
  const path = binding.path.map((step) => (step.startsWith('[') ? '[]' : `.${step}`)).join('');
  return { ...origin, path: origin.path + path };
}

/** `self` of `xs.filter((x, i, self) => …)` is the list itself. */
function walkedList(binding: Binding): TreeNode | undefined {
  if (binding.kind !== 'param' || binding.parameter < 2 || binding.path.length > 0) {
    return undefined;
  }
  const call = methodCall(outerOf(binding.holder));
  if (call?.args[0] === undefined || unwrapped(call.args[0]) !== binding.holder) return undefined;
  const position = call.name.startsWith('reduce') ? 3 : 2;
  return binding.parameter === position ? call.object : undefined;
}

function originOfMember(facts: ScriptFacts, node: TreeNode, depth: number): Origin {
  const origin = originOf(facts, child(node, 'object'), depth + 1);
  const name = memberName(node);
  const isConstant = /^[A-Z][A-Z0-9_]+$/.test(name) || (origin.isConstant && name !== '');
  return { ...origin, isConstant, path: origin.path + (name === '' ? '[]' : `.${name}`) };
}

function originOfArray(facts: ScriptFacts, node: TreeNode, depth: number): Origin {
  const elements = children(node, 'elements');
  const spread = elements.filter((each) => each.type === 'SpreadElement');
  if (spread.length === 0) return { ...NOWHERE, isConstant: true };
  const origins = spread.map((each) => originOf(facts, child(each, 'argument'), depth + 1));
  return origins.find((each) => !each.isConstant) ?? { ...NOWHERE, isConstant: true };
}

function originOfNew(facts: ScriptFacts, node: TreeNode, depth: number): Origin {
  const [first] = children(node, 'arguments');
  if (first === undefined) return { ...NOWHERE, isConstant: true };
  if (calleeName(node) === 'Array') {
    return { ...NOWHERE, isConstant: isConstantNumber(facts, first) };
  }
  return originOf(facts, first, depth + 1);
}

function originOfCall(facts: ScriptFacts, node: TreeNode, depth: number): Origin {
  const call = methodCall(node);
  if (call === undefined) return NOWHERE;
  const { object, name, args } = call;
  const [first, second] = args;
  if (object.type === 'Identifier' && /^(?:Object|Array)$/.test(String(object['name']))) {
    if (!COPIES.has(name) || first === undefined) return NOWHERE;
    // `Object.values(Genre)` of an enumeration.
    const isTable = /^[A-Z]/.test(identifierName(first));
    const length = lengthOption(first);
    if (isTable || isConstantNumber(facts, length)) return { ...NOWHERE, isConstant: true };
    if (length !== undefined) {
      const counted = memberName(length) === 'length' ? child(length, 'object') : undefined;
      return originOf(facts, counted, depth + 1);
    }
    return originOf(facts, first, depth + 1);
  }
  if (name === 'split') {
    // Parts of a path or a key are few; lines of a file are not.
    const separator = first?.type === 'StringLiteral' ? String(first['value']) : undefined;
    return {
      ...NOWHERE,
      isConstant: separator !== undefined && /^[./:|,;=#@&?_-]$/.test(separator),
    };
  }
  if (name === 'get') {
    const origin = originOf(facts, object, depth + 1);
    return { ...origin, isConstant: false, path: `${origin.path}[]` };
  }
  if (!SAME_ELEMENTS.has(name)) return NOWHERE;
  const isCut = (name === 'slice' || name === 'splice') && isCapped(facts, first, second);
  const origin = originOf(facts, object, depth + 1);
  if (name === 'concat' && origin.isConstant) {
    // `['all'].concat(names)` is as large as what is added.
    const added = args.map((each) => originOf(facts, each, depth + 1));
    return added.find((each) => !each.isConstant) ?? origin;
  }
  return isCut ? { ...origin, isConstant: true } : origin;
}

/** Does `slice(from, to)` keep a number of elements that does not depend on how many there are? */
function isCapped(
  facts: ScriptFacts,
  from: TreeNode | undefined,
  to: TreeNode | undefined,
): boolean {
  const start = numberOf(from);
  if (to === undefined) return from !== undefined && isNegative(facts, from);
  return start !== undefined && start >= 0 && isConstantNumber(facts, to) && !isNegative(facts, to);
}

function isNegative(facts: ScriptFacts, node: TreeNode): boolean {
  const value = numberOf(node);
  if (value !== undefined) return value < 0;
  if (node.type !== 'UnaryExpression' || node['operator'] !== '-') return false;
  return isConstantNumber(facts, child(node, 'argument'));
}

/** Is this a number that does not grow with the input? */
export function isConstantNumber(
  facts: ScriptFacts,
  node: TreeNode | undefined,
  depth = 0,
): boolean {
  if (node === undefined || depth > DEEPEST) return false;
  const value = unwrapped(node);
  if (numberOf(value) !== undefined || isConstantName(value)) return true;
  if (value.type === 'Identifier') {
    const binding = facts.bindingOf(value);
    if (binding === undefined) return false;
    return facts.remembered(facts.constants, binding, false, () => {
      // `function top(items, k = 10)`: a default says what is usual.
      const fallback = numberOf(binding.fallback);
      if (binding.kind === 'param' && fallback !== undefined) return fallback <= LARGEST_DEFAULT;
      const init = binding.path.length > 0 ? undefined : facts.initOf(binding);
      return isConstantNumber(facts, init, depth + 1);
    });
  }
  if (isMember(value)) {
    if (/^[A-Z][A-Z0-9_]+$/.test(memberName(value))) return true;
    return memberName(value) === 'length' && originOf(facts, child(value, 'object')).isConstant;
  }
  if (value.type === 'BinaryExpression') {
    const sides = [child(value, 'left'), child(value, 'right')];
    return sides.every((side) => isConstantNumber(facts, side, depth + 1));
  }
  if (value.type === 'LogicalExpression') {
    return isConstantNumber(facts, child(value, 'right'), depth + 1);
  }
  const call = methodCall(value);
  if (call?.name !== 'min' && call?.name !== 'max') return false;
  const isConstant = (each: TreeNode): boolean => isConstantNumber(facts, each, depth + 1);
  return call.name === 'min' ? call.args.some(isConstant) : call.args.every(isConstant);
}

/** A parameter that is smaller than this unless somebody says otherwise is a small number. */
const LARGEST_DEFAULT = 32;

/** The `n` of `Array.from({ length: n })`. */
function lengthOption(node: TreeNode): TreeNode | undefined {
  if (node.type !== 'ObjectExpression') return undefined;
  const property = children(node, 'properties').find(
    (each) => each.type === 'ObjectProperty' && child(each, 'key')?.['name'] === 'length',
  );
  return child(property, 'value');
}

/** Is it written in capitals, as constants are? */
function isConstantName(node: TreeNode): boolean {
  return node.type === 'Identifier' && /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/.test(String(node['name']));
}

function hasSpread(node: TreeNode, field: string): boolean {
  return children(node, field).some((each) => each.type === 'SpreadElement');
}

function isEmpty(node: TreeNode): boolean {
  const value = unwrapped(node);
  const parts = [
    ...children(value, 'elements'),
    ...children(value, 'properties'),
    ...children(value, 'arguments'),
  ];
  return parts.length === 0;
}

const GROWING: ReadonlySet<string> = new Set(['push', 'unshift', 'splice', 'set', 'add', 'append']);

/** Is anything added to this collection after it was made, or may somebody else do that? */
function grows(binding: Binding, isEmptyAtFirst: boolean): boolean {
  return binding.references.some(({ node, isWrite }) => {
    if (isWrite) return true;
    const outer = outerOf(node);
    if (outer === undefined) return false;
    if (isMember(outer)) {
      const above = outerOf(outer);
      if (above?.type === 'AssignmentExpression') return child(above, 'left') === outer;
      return GROWING.has(memberName(outer));
    }
    // Handed to a function by name while it is empty: that is what fills it.
    return (
      isEmptyAtFirst &&
      /^(?:Optional)?CallExpression$/.test(outer.type) &&
      child(outer, 'callee') !== node
    );
  });
}

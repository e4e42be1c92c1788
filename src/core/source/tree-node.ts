import type { SyntaxNode } from './syntax-walk.js';

/** Not a string, so that whoever lists the fields of a node does not meet the node above it. */
const PARENT = Symbol('parent');
const BORROWED = Symbol('borrowed');

/** A node of a tree whose nodes know where they stand. */
export interface TreeNode extends SyntaxNode {
  /** Index of its first character in the text. */
  readonly start: number;
  /** Index of the first character behind it. */
  readonly end: number;
  [PARENT]?: TreeNode | undefined;
  [BORROWED]?: string;
}

/** Says where a node stands; whoever walks the tree does this once. */
export function setParent(node: TreeNode, parent: TreeNode | undefined): void {
  node[PARENT] = parent;
}

/** The node above this one; nothing for the program. */
export function parentOf(node: TreeNode): TreeNode | undefined {
  return node[PARENT];
}

/** The node in a field that holds one or nothing. */
export function child(node: TreeNode | undefined, field: string): TreeNode | undefined {
  const value = node?.[field];
  return typeof value === 'object' && value !== null ? (value as TreeNode) : undefined;
}

/** The node in a field that a node of its type always has; the node itself if it has not. */
export function part(node: TreeNode, field: string): TreeNode {
  return child(node, field) ?? node;
}

/** The nodes in a field that holds a list; holes of array patterns are left out. */
export function children(node: TreeNode | undefined, field: string): readonly TreeNode[] {
  const value = node?.[field];
  if (!Array.isArray(value)) return [];
  const nodes = value as readonly (TreeNode | null)[];
  const mayHaveHoles = field === 'elements';
  return mayHaveHoles ? nodes.filter((each) => each !== null) : (nodes as TreeNode[]);
}

/** The name of an identifier; empty for anything else. */
export function identifierName(node: TreeNode | undefined): string {
  return node?.type === 'Identifier' ? String(node['name']) : '';
}

/** Is it a function of any kind that has parameters and a body? */
export function isFunction(node: TreeNode | undefined): boolean {
  return node !== undefined && FUNCTIONS.has(node.type);
}

const FUNCTIONS: ReadonlySet<string> = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ObjectMethod',
  'ClassMethod',
  'ClassPrivateMethod',
]);

/** Is it a call, optional or not? */
export function isCall(node: TreeNode | undefined): boolean {
  return node?.type === 'CallExpression' || node?.type === 'OptionalCallExpression';
}

/** Is it `a.b` or `a[b]`, optional or not? */
export function isMember(node: TreeNode | undefined): boolean {
  return node?.type === 'MemberExpression' || node?.type === 'OptionalMemberExpression';
}

/** The name behind the dot of `a.b` or `a['b']`; empty for what is computed and for other nodes. */
export function memberName(node: TreeNode | undefined): string {
  if (node === undefined || !isMember(node)) return '';
  const property = child(node, 'property');
  if (property?.type === 'StringLiteral' && node['computed'] === true) {
    return String(property['value']);
  }
  if (node['computed'] === true) return '';
  return property?.type === 'PrivateName'
    ? `#${identifierName(child(property, 'id'))}`
    : identifierName(property);
}

/** A call of a method: `object.name(…args)`. */
export interface MethodCall {
  readonly node: TreeNode;
  readonly object: TreeNode;
  readonly name: string;
  readonly args: readonly TreeNode[];
  /** Is it borrowed from elsewhere, as in `Array.prototype.includes.call(xs, x)`? */
  readonly isBorrowed?: true;
}

/** The method that a node calls; nothing when it calls something else or is no call. */
export function methodCall(node: TreeNode | undefined): MethodCall | undefined {
  if (node === undefined || !isCall(node)) return undefined;
  const callee = child(node, 'callee');
  const name = memberName(callee);
  const object = child(callee, 'object');
  if (name === '' || object === undefined) return undefined;
  const args = children(node, 'arguments');
  const borrowed = name === 'call' ? (node[BORROWED] ?? borrowedName(object)) : '';
  // Every call comes by here: a list is copied for those only that need another one.
  if (borrowed === '' || args[0] === undefined) return { node, object, name, args };
  return { node, object: args[0], name: borrowed, args: args.slice(1), isBorrowed: true };
}

/** `includes` of `Array.prototype.includes` and of `[].includes`; empty for anything else. */
export function borrowedName(node: TreeNode | undefined): string {
  const owner = child(node, 'object');
  if (owner === undefined) return '';
  const isEmptyList = owner.type === 'ArrayExpression' && children(owner, 'elements').length === 0;
  return isEmptyList || isPrototype(owner) ? memberName(node) : '';
}

/** Is it `Array.prototype` or that of something else? */
export function isPrototype(node: TreeNode | undefined): boolean {
  return memberName(node) === 'prototype' && identifierName(child(node, 'object')) !== '';
}

/** Says which method a call through a name borrows: `has.call(xs, x)`. */
export function setBorrowed(call: TreeNode, name: string): void {
  call[BORROWED] = name;
}

/** A call of a method of lists: `xs.find(f)`, and `_.find(xs, f)` as well. */
export interface ListCall extends MethodCall {
  /** Is the method one of lodash's? */
  readonly isLibrary: boolean;
}

/** The method of a list that a node calls, be it the list's own or one of lodash's. */
export function listCall(node: TreeNode | undefined): ListCall | undefined {
  const call = methodCall(node);
  if (call === undefined) return undefined;
  const [list] = call.args;
  const owner = identifierName(call.object);
  const isLibrary = (owner === '_' || owner === 'lodash') && list !== undefined;
  if (!isLibrary) return { ...call, isLibrary: false };
  return { ...call, object: list, args: call.args.slice(1), isLibrary };
}

/** The name of what is called where it is no method: `f` of `f(…)` and of `new f(…)`. */
export function calleeName(node: TreeNode | undefined): string {
  if (!isCall(node) && node?.type !== 'NewExpression') return '';
  return identifierName(child(node, 'callee'));
}

/** A comparison of strings the parser has once only takes a fraction of a look-up in a set. */
function isWrapper(type: string): boolean {
  switch (type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
    case 'ParenthesizedExpression':
    case 'AwaitExpression':
    case 'ChainExpression':
      return true;
    default:
      return false;
  }
}

/** The expression without casts, `!` and `await` around it. */
export function unwrapped(node: TreeNode): TreeNode {
  let inner = node;
  while (isWrapper(inner.type)) {
    const next = child(inner, 'expression') ?? child(inner, 'argument');
    if (next === undefined) return inner;
    inner = next;
  }
  return inner;
}

/** The node above that is no cast, `!` or `await`. */
export function outerOf(node: TreeNode): TreeNode | undefined {
  let outer = parentOf(node);
  while (outer !== undefined && isWrapper(outer.type)) outer = parentOf(outer);
  return outer;
}

/** Does a stretch of text lie in a node? */
export function holds(node: TreeNode, inner: { start: number; end: number }): boolean {
  return node.start <= inner.start && inner.end <= node.end;
}

/** The value of a number written as such, with its sign; nothing for anything else. */
export function numberOf(node: TreeNode | undefined): number | undefined {
  if (node?.type === 'NumericLiteral') return Number(node['value']);
  if (node?.type !== 'UnaryExpression' || node['operator'] !== '-') return undefined;
  const value = numberOf(child(node, 'argument'));
  return value === undefined ? undefined : -value;
}

import type { SyntaxNode } from '../source/syntax-walk.js';
import { ITERATORS } from './builtins.js';
import type { Scope, Scribe } from './scribe.js';
import { child, endOf, propertyName, startOf } from './syntax.js';

/**
 * Counts the elements that an iterable gives to whoever takes all of them. Nothing is taken from it
 * to do so: what only tells its elements by giving them counts nothing here.
 */
export function countElements(scribe: Scribe, value: SyntaxNode, scope: Scope, site: number): void {
  const callee = value.type === 'CallExpression' ? child(value, 'callee') : undefined;
  const receiver = callee?.type === 'MemberExpression' ? child(callee, 'object') : undefined;
  const isIterator = callee !== undefined && ITERATORS.has(propertyName(callee));
  if (isIterator && receiver !== undefined && receiver.type !== 'Super') {
    wrapReceiver(scribe, { call: value, callee, receiver, name: 'all', site }, scope);
    return;
  }
  wrapValue(scribe, 'argument', value, scope, site);
}

/** Counts the fields of an object that all of them are copied from. */
export function countFields(scribe: Scribe, value: SyntaxNode, scope: Scope, site: number): void {
  wrapValue(scribe, 'fields', value, scope, site);
}

/** Hands a value to the hook, which gives it back. */
export function wrapValue(
  scribe: Scribe,
  name: string,
  value: SyntaxNode,
  scope: Scope,
  site: number,
): void {
  scribe.edits.before(startOf(value), scribe.call(name, site));
  scribe.visit(value, scope);
  scribe.edits.after(endOf(value), ')');
}

/** A call of a method that stays where it is and hands receiver and result to the hook. */
export interface WrappedCall {
  readonly call: SyntaxNode;
  readonly callee: SyntaxNode;
  readonly receiver: SyntaxNode;
  /** Function of the hook. */
  readonly name: string;
  readonly site: number;
  /** What else the hook is told, as text behind the name of the method. */
  readonly extra?: string;
  /** Visits the arguments; by default as what they are. */
  readonly visitArguments?: (scope: Scope) => void;
}

/**
 * `xs.map(f)` becomes `hook(counters, site, xs, xs.map(f), "map")`. What is no plain name is kept
 * in a variable, which nothing can change before it is read again.
 */
export function wrapReceiver(scribe: Scribe, wrapped: WrappedCall, scope: Scope): void {
  const { call, callee, receiver, name, site, extra = '' } = wrapped;
  const { edits } = scribe;
  if (isPlainValue(receiver)) {
    const text = scribe.textOf(receiver);
    edits.before(startOf(call), `${scribe.call(name, site)}${text},${placeOf(scribe, name, text)}`);
  } else {
    edits.before(startOf(call), `${scribe.call(name, site)}${scribe.receiver}=`);
    scribe.visit(receiver, scope);
    const { receiver: kept } = scribe;
    edits.after(endOf(receiver), `,${placeOf(scribe, name, kept)}${kept}`);
  }
  visitArguments(scribe, wrapped, scope);
  edits.after(endOf(call), endOfWrap(callee, extra));
}

/** A regular expression is asked for its place before the call, as the call moves it. */
export function placeOf(scribe: Scribe, name: string, receiver: string): string {
  return name === 'matched' ? `${scribe.hook}.place(${receiver}),` : '';
}

/** What closes a wrapped call. */
export function endOfWrap(callee: SyntaxNode, extra = ''): string {
  return `,${JSON.stringify(propertyName(callee))}${extra})`;
}

/** Visits what a wrapped call is given, which belongs to its site. */
export function visitArguments(scribe: Scribe, wrapped: WrappedCall, scope: Scope): void {
  const inside = { ...scope, parent: wrapped.site };
  if (wrapped.visitArguments !== undefined) {
    wrapped.visitArguments(inside);
    return;
  }
  for (const each of wrapped.call['arguments'] as readonly SyntaxNode[]) scribe.visit(each, inside);
}

/** Can a value be read twice without anybody noticing? */
export function isPlainValue(node: SyntaxNode): boolean {
  return ['Identifier', 'ThisExpression', 'NumericLiteral', 'StringLiteral'].includes(node.type);
}

/** Would a function or a class be called by the name of the variable that it is kept in? */
export function takesName(node: SyntaxNode): boolean {
  const inner = child(node, 'expression');
  if (inner !== undefined && WRAPPERS.test(node.type)) return takesName(inner);
  return /^(Arrow)?FunctionExpression$|^ClassExpression$/.test(node.type);
}

const WRAPPERS = /^Parenthesized|^TS/;

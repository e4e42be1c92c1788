import type { SyntaxNode } from '../source/syntax-walk.js';
import { CLASSES, METHODS, STATICS, type MethodWork } from './builtins.js';
import {
  countElements,
  countFields,
  isPlainValue,
  wrapReceiver,
  wrapValue,
  type WrappedCall,
} from './copies.js';
import type { Scope, Scribe } from './scribe.js';
import { child, codeChildren, endOf, nameOf, propertyName, startOf } from './syntax.js';

/** Counts what a call of a builtin does; what else is called, counts for itself. */
export function countCall(scribe: Scribe, call: SyntaxNode, scope: Scope): void {
  const callee = child(call, 'callee');
  if (callee === undefined) return;
  if (countStatic(scribe, call, callee, scope)) return;
  const receiver = callee.type === 'MemberExpression' ? child(callee, 'object') : undefined;
  const name = callee.type === 'MemberExpression' ? propertyName(callee) : '';
  const work = METHODS.get(name);
  if (receiver !== undefined && receiver.type !== 'Super' && work !== undefined) {
    const site = scribe.site('builtin', name, call, scope, child(callee, 'property'));
    countMethod(scribe, { call, callee, receiver, site, work }, scope);
    return;
  }
  if (receiver !== undefined && name === 'call' && countBorrowed(scribe, call, receiver, scope)) {
    return;
  }
  if (receiver !== undefined && name === 'apply') {
    countApply(scribe, call, callee, scope);
    return;
  }
  for (const each of codeChildren(call)) scribe.visit(each, scope);
}

interface MethodCall extends Omit<WrappedCall, 'name'> {
  readonly work: MethodWork;
}

/** Counts a call of a method that builtins have. */
function countMethod(scribe: Scribe, method: MethodCall, scope: Scope): void {
  const { call, work } = method;
  if (work === 'until') {
    countUntil(scribe, method, scope);
    return;
  }
  wrapReceiver(scribe, { ...method, name: work, ...argumentsFor(scribe, call, work) }, scope);
}

/** What the hook has to know of the arguments, and how it gets to know it. */
export function argumentsFor(
  scribe: Scribe,
  call: SyntaxNode,
  work: MethodWork,
): Pick<WrappedCall, 'extra' | 'visitArguments'> {
  const wanted = WANTED_ARGUMENT.get(work);
  const given = call['arguments'] as readonly SyntaxNode[];
  if (wanted === undefined || given.some(({ type }) => type === 'SpreadElement')) return {};
  const position = given.length > 1 && work !== 'cut' ? 1 : 0;
  const argument = work === 'seek' || work === 'cut' ? given[position] : given[wanted];
  if (argument === undefined) return {};
  const isFrom = work === 'seek' && position === 1;
  const lead = isFrom ? `,${plainText(scribe, given[0])}` : '';
  if (isPlainValue(argument)) return { extra: `${lead},${scribe.textOf(argument)}` };
  return {
    extra: `${lead},${scribe.argument}`,
    visitArguments: (scope) => {
      for (const each of given) {
        if (each === argument) scribe.edits.before(startOf(each), `${scribe.argument}=`);
        scribe.visit(each, scope);
      }
    },
  };
}

/** Which argument tells the work? */
const WANTED_ARGUMENT: ReadonlyMap<MethodWork, number> = new Map([
  ['seek', 0],
  ['found', 1],
  ['foundLast', 1],
  ['cut', 0],
  ['matched', 0],
]);

function plainText(scribe: Scribe, node: SyntaxNode | undefined): string {
  return node !== undefined && isPlainValue(node) ? scribe.textOf(node) : 'void 0';
}

/** `find` and its kin end early, so their callback has to tell how far they got. */
function countUntil(scribe: Scribe, method: MethodCall, scope: Scope): void {
  const { call, callee, receiver, site } = method;
  const given = call['arguments'] as readonly SyntaxNode[];
  const [callback] = given;
  const inside = { ...scope, parent: site };
  const start = untilStart(scribe, call, inside);
  if (start !== undefined) {
    scribe.edits.before(startOf(call), start);
    scribe.visit(callee, scope);
    for (const each of given) scribe.visit(each, inside);
    scribe.edits.after(endOf(call), ')');
    return;
  }
  if (callback === undefined || callback.type === 'SpreadElement') {
    for (const each of codeChildren(call)) scribe.visit(each, scope);
    return;
  }
  const isPlain = isPlainValue(receiver);
  // A statement may begin here, and a parenthesis would continue the one before.
  if (!isPlain) scribe.edits.before(startOf(call), `${scribe.hook}.same(${scribe.receiver}=`);
  if (!isPlain) scribe.visit(receiver, scope);
  if (!isPlain) scribe.edits.after(endOf(receiver), ')');
  const kept = isPlain ? scribe.textOf(receiver) : scribe.receiver;
  const name = JSON.stringify(propertyName(callee));
  scribe.edits.before(startOf(callback), `${scribe.call('callback', site)}${kept},${name},`);
  scribe.visit(callback, inside);
  scribe.edits.after(endOf(callback), ')');
  for (const each of given.slice(1)) scribe.visit(each, inside);
}

/** What compares how often the callback that stands here was called before and after. */
export function untilStart(scribe: Scribe, call: SyntaxNode, scope: Scope): string | undefined {
  const given = call['arguments'] as readonly SyntaxNode[];
  const [callback] = given;
  if (callback === undefined || !isFunctionLiteral(callback) || waits(given)) return undefined;
  const calls = scribe.functionSite(callback, '', scope);
  return `${scribe.call('until', scope.parent)}${calls},${scribe.counters}[${calls}],`;
}

function isFunctionLiteral(node: SyntaxNode): boolean {
  return node.type === 'ArrowFunctionExpression' || node.type === 'FunctionExpression';
}

/** May other code run between the evaluation of these arguments? */
function waits(nodes: readonly SyntaxNode[]): boolean {
  return nodes.some((node) => node.type === 'AwaitExpression' || node.type === 'YieldExpression');
}

/** `Array.prototype.indexOf.call(xs, x)`, as code of older days has it. */
function countBorrowed(
  scribe: Scribe,
  call: SyntaxNode,
  borrowed: SyntaxNode,
  scope: Scope,
): boolean {
  const [receiver, ...given] = call['arguments'] as readonly SyntaxNode[];
  const method = borrowed.type === 'MemberExpression' ? propertyName(borrowed) : '';
  const work = METHODS.get(method);
  if (receiver === undefined || work === undefined || !isPlainValue(receiver)) return false;
  const site = scribe.site('builtin', method, call, scope, child(borrowed, 'property'));
  const inside = { ...scope, parent: site };
  const direct = { ...call, arguments: given };
  const start = work === 'until' ? untilStart(scribe, direct, inside) : undefined;
  if (work === 'until' && start === undefined) return false;
  const { extra = '', visitArguments } = work === 'until' ? {} : argumentsFor(scribe, direct, work);
  const before = `${scribe.call(work, site)}${scribe.textOf(receiver)},`;
  scribe.edits.before(startOf(call), start ?? before);
  scribe.visit(borrowed, scope);
  if (visitArguments !== undefined) visitArguments(inside);
  else for (const each of given) scribe.visit(each, inside);
  const end = start === undefined ? `,${JSON.stringify(method)}${extra})` : ')';
  scribe.edits.after(endOf(call), end);
  return true;
}

/** `f.apply(this, xs)` hands over a copy of `xs`. */
function countApply(scribe: Scribe, call: SyntaxNode, callee: SyntaxNode, scope: Scope): void {
  const given = call['arguments'] as readonly SyntaxNode[];
  scribe.visit(callee, scope);
  for (const [index, each] of given.entries()) {
    if (index === 1 && each.type !== 'SpreadElement') {
      const site = scribe.site('builtin', 'apply', call, scope, child(callee, 'property'));
      wrapValue(scribe, 'argument', each, scope, site);
    } else {
      scribe.visit(each, scope);
    }
  }
}

/** `Object.keys(x)`, `JSON.stringify(x)`, `structuredClone(x)` and their kin. */
function countStatic(scribe: Scribe, call: SyntaxNode, callee: SyntaxNode, scope: Scope): boolean {
  const object = callee.type === 'MemberExpression' ? nameOf(child(callee, 'object')) : '';
  const isMember = callee.type === 'MemberExpression';
  if (isMember && object === '') return false;
  const name = isMember ? `${object}.${propertyName(callee)}` : nameOf(callee);
  const work = STATICS.get(name);
  if (work === undefined || !scribe.isGlobal(isMember ? object : name)) return false;
  const place = isMember ? child(callee, 'property') : callee;
  const site = scribe.site('builtin', name, call, scope, place);
  const given = call['arguments'] as readonly SyntaxNode[];
  const inside = { ...scope, parent: site };
  if (work === 'size' || work === 'cloned') {
    scribe.edits.before(startOf(call), scribe.call(work, site));
    for (const each of given) scribe.visit(each, inside);
    scribe.edits.after(endOf(call), ')');
    return true;
  }
  for (const [index, each] of given.entries()) {
    const isCounted = work === 'fields' ? index > 0 : index === 0;
    if (!isCounted || each.type === 'SpreadElement') scribe.visit(each, inside);
    else if (work === 'fields') countFields(scribe, each, inside, site);
    else countElements(scribe, each, inside, site);
  }
  return true;
}

/** `new Set(xs)` and other classes that copy what they are given. */
export function countNew(scribe: Scribe, node: SyntaxNode, scope: Scope): void {
  const name = nameOf(child(node, 'callee'));
  const work = scribe.isGlobal(name) ? CLASSES.get(name) : undefined;
  const given = (node['arguments'] ?? []) as readonly SyntaxNode[];
  const [first] = given;
  if (work === undefined || first === undefined || first.type === 'SpreadElement') {
    for (const each of codeChildren(node)) scribe.visit(each, scope);
    return;
  }
  const site = scribe.site('builtin', `new ${name}`, node, scope);
  const inside = { ...scope, parent: site };
  if (work === 'argument') {
    countElements(scribe, first, inside, site);
    for (const each of given.slice(1)) scribe.visit(each, inside);
    return;
  }
  scribe.edits.before(startOf(node), scribe.call('size', site));
  for (const each of given) scribe.visit(each, inside);
  scribe.edits.after(endOf(node), ')');
}

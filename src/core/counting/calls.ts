import type { SyntaxNode } from '../source/syntax-walk.js';
import { CLASSES, METHODS, STATICS, type MethodWork } from './builtins.js';
import { countBorrowed } from './borrowed.js';
import {
  countElements,
  countFields,
  isPlainValue,
  takesName,
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
  const work = methodWork(call, callee);
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

/** The work of the method of the language that this seems to be a call of. */
export function methodWork(call: SyntaxNode, callee: SyntaxNode): MethodWork | undefined {
  if (!/^(Optional)?MemberExpression$/.test(callee.type)) return undefined;
  const receiver = child(callee, 'object');
  if (receiver !== undefined && takesName(receiver)) return undefined;
  const work = METHODS.get(propertyName(callee));
  const given = call['arguments'] as readonly SyntaxNode[];
  const [first, second] = given;
  // Most calls of `set` and `toString` are those of maps and of numbers.
  if (work === 'placed') {
    const isPlaced = first !== undefined && !NO_LIST.test(first.type) && given.length <= 2;
    return isPlaced && !NO_NUMBER.test(second?.type ?? '') ? work : undefined;
  }
  return work === 'printed' && first?.type === 'NumericLiteral' ? undefined : work;
}

const NO_LIST = /Literal$|^(Template|Object|Function|Arrow|Binary)/;
const NO_NUMBER = /^(String|Boolean|Null|Template|Object|Array|Function|Arrow|New|Class)/;

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
  const positions = WANTED_ARGUMENTS.get(work);
  const given = call['arguments'] as readonly SyntaxNode[];
  if (positions === undefined || given.some(({ type }) => type === 'SpreadElement')) return {};
  const wanted = positions.flatMap((position) => given[position] ?? []);
  const kept = wanted.filter((each) => !isPlainValue(each) && !takesName(each));
  const variable = (node: SyntaxNode): string | undefined => scribe.arguments[kept.indexOf(node)];
  const text = (node: SyntaxNode): string => (isPlainValue(node) ? scribe.textOf(node) : 'void 0');
  const extra = wanted.map((each) => `,${variable(each) ?? text(each)}`).join('');
  if (kept.length === 0) return { extra };
  return {
    extra,
    visitArguments: (scope) => {
      for (const each of given) {
        const name = variable(each);
        if (name !== undefined) scribe.edits.before(startOf(each), `${name}=`);
        scribe.visit(each, scope);
      }
    },
  };
}

/** Which arguments tell the work? */
const WANTED_ARGUMENTS: ReadonlyMap<MethodWork, readonly number[]> = new Map([
  ['seek', [0, 1]],
  ['found', [1]],
  ['foundLast', [1]],
  ['cut', [0]],
  ['matched', [0]],
  ['searched', [0]],
  ['replaced', [0]],
  ['divided', [1]],
  ['ranged', [1, 2]],
  ['sets', [0]],
  ['placed', [0]],
]);

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
    else if (work === 'room' || work === 'listed') wrapValue(scribe, work, each, inside, site);
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
  if (work !== 'size') {
    if (work === 'room') wrapValue(scribe, work, first, inside, site);
    else countElements(scribe, first, inside, site);
    for (const each of given.slice(1)) scribe.visit(each, inside);
    return;
  }
  scribe.edits.before(startOf(node), scribe.call('size', site));
  for (const each of given) scribe.visit(each, inside);
  scribe.edits.after(endOf(node), ')');
}

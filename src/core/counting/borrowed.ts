import type { SyntaxNode } from '../source/syntax-walk.js';
import { METHODS } from './builtins.js';
import { argumentsFor, untilStart } from './calls.js';
import { isPlainValue, placeOf, takesName } from './copies.js';
import type { Scope, Scribe } from './scribe.js';
import { child, endOf, nameOf, propertyName, startOf } from './syntax.js';

/**
 * Counts `Array.prototype.indexOf.call(xs, x)`, as code of older days has it, and `indexOf.call(xs,
 * x)` where the file has taken `indexOf` from there. False for what is no such call.
 */
export function countBorrowed(
  scribe: Scribe,
  call: SyntaxNode,
  borrowed: SyntaxNode,
  scope: Scope,
): boolean {
  const [receiver, ...given] = call['arguments'] as readonly SyntaxNode[];
  const isMember = borrowed.type === 'MemberExpression';
  const method = (isMember ? propertyName(borrowed) : scribe.methodNamed(nameOf(borrowed))) ?? '';
  const work = METHODS.get(method);
  if (receiver === undefined || receiver.type === 'SpreadElement' || work === undefined) {
    return false;
  }
  const isPlain = isPlainValue(receiver);
  if (!isPlain && (work === 'matched' || takesName(receiver))) return false;
  const site = scribe.site('builtin', method, call, scope, child(borrowed, 'property'));
  const inside = { ...scope, parent: site };
  const direct = { ...call, arguments: given };
  const until = work === 'until' ? untilStart(scribe, direct, inside) : undefined;
  const { extra = '', visitArguments } = work === 'until' ? {} : argumentsFor(scribe, direct, work);
  // How far a callback that is no literal gets, nobody tells.
  const isCounted = work !== 'until' || until !== undefined;
  if (isCounted) scribe.edits.before(startOf(call), until ?? start(scribe, work, site, receiver));
  scribe.visit(borrowed, scope);
  if (isCounted && until === undefined && !isPlain) {
    scribe.edits.before(startOf(receiver), `${scribe.borrower(site)}=`);
  }
  scribe.visit(receiver, scope);
  if (visitArguments !== undefined) visitArguments(inside);
  else for (const each of given) scribe.visit(each, inside);
  if (!isCounted) return true;
  const told = `${isPlain ? '' : `,${scribe.borrower(site)}`},${JSON.stringify(method)}${extra})`;
  scribe.edits.after(endOf(call), until === undefined ? told : ')');
  return true;
}

/** A receiver that is no plain value is known only when the call is done. */
function start(scribe: Scribe, work: string, site: number, receiver: SyntaxNode): string {
  if (isPlainValue(receiver)) {
    const text = scribe.textOf(receiver);
    return `${scribe.call(work, site)}${text},${placeOf(scribe, work, text)}`;
  }
  return `${scribe.call('lent', site)}${JSON.stringify(work)},`;
}

import { types } from 'node:util';
import { sizeOf } from './kinds.js';

/*
 * The work of methods that look through texts; see `work.ts`. How far a regular expression looks
 * depends on where it starts, on where it finds something, and on whether it may look further.
 */

type Counters = Float64Array;

const { prototype } = RegExp;
// As they are now, before a program can replace them.
const [isGlobal, isSticky, isMultiline] = ['global', 'sticky', 'multiline'].map(getter);
const sourceText = getter('source');

/** Every character of a text. */
export function text(c: Counters, i: number, receiver: unknown, result: unknown): unknown {
  if (typeof receiver === 'string') c[i]! += receiver.length;
  return result;
}

/** @param limit of the parts that `split` makes, behind which it does not look */
export function divided(
  c: Counters,
  i: number,
  receiver: unknown,
  result: unknown,
  _name: string,
  limit?: unknown,
): unknown {
  if (typeof receiver !== 'string') return result;
  let work = receiver.length;
  if (typeof limit === 'number' && isPlainList(result) && result.length >= limit) {
    work = 0;
    for (let at = 0; at < result.length; at++) work += sizeOf(result[at]) + 1;
  }
  c[i]! += Math.min(receiver.length, work);
  return result;
}

/** Every character of a text that was made by repeating another one. */
export function repeated(c: Counters, i: number, receiver: unknown, result: unknown): unknown {
  if (typeof receiver === 'string') c[i]! += sizeOf(result);
  return result;
}

/** Where a regular expression goes on that keeps its place; 0 for all others. */
export function place(receiver: unknown): number {
  return isExpression(receiver) && keepsPlace(receiver) ? placeIn(receiver) : 0;
}

/** @param from what `place` said before the call */
export function matched(
  c: Counters,
  i: number,
  receiver: unknown,
  from: unknown,
  result: unknown,
  _name: string,
  input?: unknown,
): unknown {
  if (!isExpression(receiver) || typeof input !== 'string') return result;
  const start = Math.min(Number(from), input.length);
  if (result === null || result === false) c[i]! += missed(receiver, input, start);
  else c[i]! += Math.max(0, endOfMatch(receiver, result, input) - start);
  return result;
}

/** @param pattern what `match` and `search` are given */
export function searched(
  c: Counters,
  i: number,
  receiver: unknown,
  result: unknown,
  name: string,
  pattern?: unknown,
): unknown {
  if (typeof receiver !== 'string') return result;
  if (!isExpression(pattern) || (name === 'match' && has(isGlobal, pattern))) {
    c[i]! += receiver.length;
  } else if (result === null || result === -1) {
    c[i]! += missed(pattern, receiver, 0);
  } else {
    c[i]! += typeof result === 'number' ? result + 1 : endOfMatch(pattern, result, receiver);
  }
  return result;
}

/** What `replace` cannot find at the only place it may look at, it need not look for elsewhere. */
export function replaced(
  c: Counters,
  i: number,
  receiver: unknown,
  result: unknown,
  _name: string,
  pattern?: unknown,
): unknown {
  if (typeof receiver !== 'string') return result;
  const isFixed = isExpression(pattern) && looksOnce(pattern);
  const change = Math.abs(receiver.length - sizeOf(result)) + 1;
  c[i]! += isFixed ? Math.min(change, receiver.length) : receiver.length;
  return result;
}

/** How far an expression looks that finds nothing from `start` on. */
function missed(pattern: RegExp, input: string, start: number): number {
  return looksOnce(pattern) ? 1 : input.length - start;
}

/** Where the match ends that an expression has just found. */
function endOfMatch(pattern: RegExp, result: unknown, input: string): number {
  if (isPlainList(result)) {
    const { index, [0]: found } = result as Partial<RegExpExecArray>;
    // A class of the program may give what it likes.
    return typeof index === 'number' && typeof found === 'string' ? index + found.length : 0;
  }
  if (keepsPlace(pattern)) return placeIn(pattern);
  // V8 keeps what the last match was; `test` tells it in no other way.
  const { leftContext, lastMatch, input: last } = RegExp as unknown as LastMatch;
  return last === input ? leftContext.length + lastMatch.length : input.length;
}

interface LastMatch {
  readonly leftContext: string;
  readonly lastMatch: string;
  readonly input: string;
}

function isExpression(value: unknown): value is RegExp {
  return types.isRegExp(value) && !types.isProxy(value);
}

/** The place is whatever a program has put there, and asking it for a number may run its code. */
function placeIn(value: RegExp): number {
  const { lastIndex } = value as { readonly lastIndex: unknown };
  return typeof lastIndex === 'number' ? lastIndex : 0;
}

function isPlainList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && !types.isProxy(value);
}

/** What an expression says of itself, which a subclass of it may hide. */
type Getter = (value: RegExp) => unknown;

function getter(name: string): Getter {
  const found = Object.getOwnPropertyDescriptor(prototype, name) ?? {};
  const get = Reflect.get(found, 'get') as () => unknown;
  return Function.prototype.call.bind(get) as Getter;
}

function has(flag: Getter | undefined, value: RegExp): boolean {
  return flag?.(value) === true;
}

function keepsPlace(value: RegExp): boolean {
  return has(isGlobal, value) || has(isSticky, value);
}

/** Can an expression match at one place only: where it is, or where the text begins? */
function looksOnce(value: RegExp): boolean {
  if (has(isSticky, value)) return true;
  const source = String(sourceText(value));
  return source.startsWith('^') && !has(isMultiline, value) && !hasAlternatives(source);
}

/** Has an expression a `|` that stands in no group? */
function hasAlternatives(source: string): boolean {
  let depth = 0;
  let isInClass = false;
  for (let at = 0; at < source.length; at++) {
    const letter = source[at]!;
    if (letter === '\\') at += 1;
    else if (isInClass) isInClass = letter !== ']';
    else if (letter === '[') isInClass = true;
    else if (letter === '(') depth += 1;
    else if (letter === ')') depth -= 1;
    else if (letter === '|' && depth === 0) return true;
  }
  return false;
}

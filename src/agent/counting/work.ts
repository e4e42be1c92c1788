import { types } from 'node:util';
import {
  fieldCount,
  isGenuineArray,
  isTypedArray,
  sizeOf,
  sizeOfReceiver,
  thingsIn,
} from './kinds.js';

/*
 * What rewritten code calls. Each function is told counters, number of the site, receiver, result
 * and name of the method, adds the work that was done, and gives the result back. None of them
 * calls code of the program or asks anything that it could notice.
 */

type Counters = Float64Array;

/** Elements of a receiver. */
function length(receiver: unknown, name: string): number {
  if (isGenuineArray(receiver, name)) return receiver.length;
  return sizeOfReceiver(receiver, name);
}

function all(c: Counters, i: number, receiver: unknown, result: unknown, name: string): unknown {
  c[i]! += length(receiver, name);
  return result;
}

function made(c: Counters, i: number, receiver: unknown, result: unknown, name: string): unknown {
  if (isGenuineArray(receiver, name)) c[i]! += sizeOf(result);
  // A slice of a buffer shares its bytes, as that of a string does its letters.
  else if (isTypedArray(receiver) && !Buffer.isBuffer(receiver)) c[i]! += sizeOf(result);
  return result;
}

function both(c: Counters, i: number, receiver: unknown, result: unknown, name: string): unknown {
  if (isGenuineArray(receiver, name)) c[i]! += receiver.length + sizeOf(result);
  return result;
}

function moved(c: Counters, i: number, receiver: unknown, result: unknown, name: string): unknown {
  if (isGenuineArray(receiver, name)) c[i]! += receiver.length;
  return result;
}

/** @param start first argument of `splice` */
function cut(
  c: Counters,
  i: number,
  receiver: unknown,
  result: unknown,
  name: string,
  start?: unknown,
): unknown {
  if (!isGenuineArray(receiver, name)) return result;
  const removed = sizeOf(result);
  const from = typeof start === 'number' ? Math.trunc(start) || 0 : 0;
  // What is behind the place has moved, unless as much went in as came out.
  const first = from < 0 ? Math.max(0, receiver.length + removed + from) : from;
  c[i]! += Math.max(0, receiver.length - first) + removed;
  return result;
}

function sorted(c: Counters, i: number, receiver: unknown, result: unknown, name: string): unknown {
  const n = length(receiver, name);
  c[i]! += n < 2 ? n : Math.round(n * Math.log2(n));
  return result;
}

function joined(c: Counters, i: number, receiver: unknown, result: unknown, name: string): unknown {
  if (isGenuineArray(receiver, name)) c[i]! += Math.max(receiver.length, sizeOf(result));
  return result;
}

function seek(
  c: Counters,
  i: number,
  receiver: unknown,
  result: unknown,
  name: string,
  wanted?: unknown,
  from?: unknown,
): unknown {
  const isText = typeof receiver === 'string';
  const size = isText ? receiver.length : length(receiver, name);
  if (size === 0) return result;
  const start = startAt(from, size);
  if (result !== true) {
    c[i]! += size - start;
    return result;
  }
  const list = receiver as readonly unknown[];
  // Not a number and holes are found by one of both methods only.
  const found = isText && typeof wanted !== 'string' ? size - 1 : list.indexOf(wanted, start);
  c[i]! += (found === -1 ? size : found + 1) - start;
  return result;
}

function found(
  c: Counters,
  i: number,
  receiver: unknown,
  result: unknown,
  name: string,
  from?: unknown,
): unknown {
  const size = typeof receiver === 'string' ? receiver.length : length(receiver, name);
  if (size === 0 || typeof result !== 'number') return result;
  const start = startAt(from, size);
  c[i]! += Math.max(0, (result < 0 ? size : result + 1) - start);
  return result;
}

function foundLast(
  c: Counters,
  i: number,
  receiver: unknown,
  result: unknown,
  name: string,
  from?: unknown,
): unknown {
  const size = typeof receiver === 'string' ? receiver.length : length(receiver, name);
  if (size === 0 || typeof result !== 'number') return result;
  const start = typeof from === 'number' ? Math.min(size - 1, startAt(from, size)) : size - 1;
  c[i]! += Math.max(0, start - Math.max(result, 0) + 1);
  return result;
}

function startAt(from: unknown, size: number): number {
  if (typeof from !== 'number') return 0;
  const start = Math.trunc(from) || 0;
  return start < 0 ? Math.max(0, size + start) : Math.min(start, size);
}

function text(c: Counters, i: number, receiver: unknown, result: unknown): unknown {
  if (typeof receiver === 'string') c[i]! += receiver.length;
  return result;
}

function repeated(c: Counters, i: number, receiver: unknown, result: unknown): unknown {
  if (typeof receiver === 'string') c[i]! += sizeOf(result);
  return result;
}

/** Where the last look of each regular expression that keeps its place has ended. */
const places = new WeakMap<RegExp, { readonly input: string; readonly end: number }>();

function matched(
  c: Counters,
  i: number,
  receiver: unknown,
  result: unknown,
  _name: string,
  input?: unknown,
): unknown {
  if (!types.isRegExp(receiver) || types.isProxy(receiver) || typeof input !== 'string') {
    return result;
  }
  if (!keepsPlace(receiver)) {
    c[i]! += Array.isArray(result) ? matchEnd(result as RegExpExecArray) : input.length;
    return result;
  }
  const before = places.get(receiver);
  const start = before?.input === input ? before.end : 0;
  const hasFound = result !== null && result !== false;
  const end = hasFound ? receiver.lastIndex : input.length;
  places.set(receiver, { input: hasFound ? input : '', end: hasFound ? end : 0 });
  c[i]! += Math.max(0, end - start);
  return result;
}

const globalFlag = Object.getOwnPropertyDescriptor(RegExp.prototype, 'global') ?? {};
const stickyFlag = Object.getOwnPropertyDescriptor(RegExp.prototype, 'sticky') ?? {};

/** Does a regular expression go on where it was? Its own flags may be hidden by a subclass. */
function keepsPlace(value: RegExp): boolean {
  return globalFlag.get?.call(value) === true || stickyFlag.get?.call(value) === true;
}

function matchEnd(match: RegExpExecArray): number {
  return match.index + match[0].length;
}

/** @param calls number of the callback's own site; `before` is what it was before the call */
function until(c: Counters, i: number, calls: number, before: number, result: unknown): unknown {
  c[i]! += c[calls]! - before;
  return result;
}

type Callback = (this: unknown, ...args: unknown[]) => unknown;

/** A callback that counts how often the language calls it, where the language is to call it. */
function callback(
  c: Counters,
  i: number,
  receiver: unknown,
  name: string,
  given: unknown,
): unknown {
  if (typeof given !== 'function' || length(receiver, name) === 0) return given;
  return function (this: unknown, value: unknown, index: unknown, list: unknown): unknown {
    c[i]! += 1;
    return Reflect.apply(given as Callback, this, [value, index, list]);
  };
}

function size(c: Counters, i: number, result: unknown): unknown {
  c[i]! += sizeOf(result);
  return result;
}

function cloned(c: Counters, i: number, result: unknown): unknown {
  c[i]! += thingsIn(result);
  return result;
}

function fields(c: Counters, i: number, value: unknown): unknown {
  c[i]! += fieldCount(value);
  return value;
}

function rest(c: Counters, i: number, value: unknown): void {
  c[i]! += Array.isArray(value) ? value.length : fieldCount(value);
}

/** Length of the text that each site has looked into last: one of the same length is the same. */
const flat = new WeakMap<Counters, Map<number, number>>();

/** V8 puts a text that was appended to into one piece when somebody looks into it. */
function flattened(c: Counters, i: number, value: unknown): unknown {
  if (typeof value !== 'string' || value.length < LEAST_ROPE) return value;
  let lengths = flat.get(c);
  if (lengths === undefined) flat.set(c, (lengths = new Map<number, number>()));
  if (lengths.get(i) === value.length) return value;
  lengths.set(i, value.length);
  c[i]! += value.length;
  return value;
}

/** Shorter ones are copied at once. */
const LEAST_ROPE = 13;

function same(value: unknown): unknown {
  return value;
}

/** The functions that rewritten code knows, by the names it knows them by. */
export const WORK = {
  ...{ all, made, both, moved, cut, sorted, joined, seek, found, foundLast, text, repeated },
  ...{ matched, until, callback, size, argument: size, cloned, fields, rest, flattened, same },
} as const;

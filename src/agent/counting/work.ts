import { types } from 'node:util';
import {
  fieldCount,
  isGenuineArray,
  isGenuineIterator,
  isTypedArray,
  sizeOf,
  sizeOfReceiver,
  thingsIn,
} from './kinds.js';
import { divided, matched, place, repeated, replaced, searched, text } from './texts.js';

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

/** @param from first element that is touched; `to` the one behind the last */
function ranged(
  c: Counters,
  i: number,
  receiver: unknown,
  result: unknown,
  name: string,
  from?: unknown,
  to?: unknown,
): unknown {
  const size = length(receiver, name);
  const end = typeof to === 'number' ? startAt(to, size) : size;
  c[i]! += Math.max(0, end - startAt(from, size));
  return result;
}

/** Those that only compare go through the smaller set, or through the one that may be a part. */
function sets(
  c: Counters,
  i: number,
  receiver: unknown,
  result: unknown,
  name: string,
  other?: unknown,
): unknown {
  const size = length(receiver, name);
  if (size === 0) return result;
  const others = sizeOf(other);
  if (name === 'union' || name === 'symmetricDifference') c[i]! += size + others;
  else if (name === 'isSubsetOf') c[i]! += size > others ? 1 : size;
  else if (name === 'isSupersetOf') c[i]! += others > size ? 1 : others;
  else c[i]! += Math.min(size, others);
  return result;
}

function placed(
  c: Counters,
  i: number,
  receiver: unknown,
  result: unknown,
  name: string,
  list?: unknown,
): unknown {
  // A map gives itself.
  if (result !== undefined || !isTypedArray(receiver)) return result;
  if (length(receiver, name) > 0) c[i]! += sizeOf(list);
  return result;
}

function printed(
  c: Counters,
  i: number,
  receiver: unknown,
  result: unknown,
  name: string,
): unknown {
  if (typeof receiver === 'object' && length(receiver, name) > 0) c[i]! += sizeOf(result);
  return result;
}

function poured(c: Counters, i: number, receiver: unknown, result: unknown, name: string): unknown {
  const isBytes = typeof result === 'number' && Buffer.isBuffer(receiver);
  if (isBytes && length(receiver, name) > 0) c[i]! += result;
  return result;
}

function drained(
  c: Counters,
  i: number,
  receiver: unknown,
  result: unknown,
  name: string,
): unknown {
  if (isGenuineIterator(receiver, name)) c[i]! += sizeOf(result);
  return result;
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

/** What is made of a number has room for so many; what shares its bytes with a buffer copies none. */
function room(c: Counters, i: number, value: unknown): unknown {
  if (typeof value === 'number') c[i]! += Math.max(0, value) || 0;
  else if (!types.isAnyArrayBuffer(value)) c[i]! += sizeOf(value);
  return value;
}

function listed(c: Counters, i: number, value: unknown): unknown {
  if (typeof value === 'object') c[i]! += sizeOf(value);
  return value;
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

type Work = (
  c: Counters,
  i: number,
  receiver: unknown,
  result: unknown,
  name: string,
  ...told: readonly unknown[]
) => unknown;

/** The work of a method that another object than the receiver has lent. */
function lent(
  c: Counters,
  i: number,
  work: string,
  result: unknown,
  receiver: unknown,
  name: string,
  ...told: readonly unknown[]
): unknown {
  return (Reflect.get(WORK, work) as Work)(c, i, receiver, result, name, ...told);
}

function same(value: unknown): unknown {
  return value;
}

/** The functions that rewritten code knows, by the names it knows them by. */
export const WORK = {
  ...{ all, made, both, moved, cut, sorted, joined, seek, found, foundLast, text, repeated },
  ...{
    divided,
    matched,
    place,
    searched,
    replaced,
    ranged,
    sets,
    placed,
    printed,
    poured,
    drained,
  },
  ...{ until, callback, size, argument: size, room, listed, cloned, fields, rest, flattened },
  ...{ lent, same },
} as const;

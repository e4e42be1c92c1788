import { types } from 'node:util';

/** The methods of the language, before a program can replace them. */
const GENUINE: readonly object[] = [
  Array.prototype,
  String.prototype,
  Map.prototype,
  Set.prototype,
  RegExp.prototype,
  Object.getPrototypeOf(Uint8Array.prototype) as object,
  Buffer.prototype,
];

const { isProxy } = types;
const { isArray } = Array;
// As they are now, before a program can replace them.
const isView: (value: unknown) => value is ArrayBufferView = ArrayBuffer.isView.bind(ArrayBuffer);
const { getPrototypeOf: prototypeOf, getOwnPropertyDescriptor: descriptorOf } = Object;

/** What the language itself says of an object, whose class may say something else. */
function getter(owner: object, name: string): (value: object) => number {
  const get = Reflect.get(descriptorOf(owner, name) ?? {}, 'get') as () => number;
  return Function.prototype.call.bind(get) as (value: object) => number;
}

const mapSize = getter(Map.prototype, 'size');
const setSize = getter(Set.prototype, 'size');
const viewLength = getter(prototypeOf(Uint8Array.prototype) as object, 'length');
const bufferLength = getter(ArrayBuffer.prototype, 'byteLength');
const sharedLength = getter(SharedArrayBuffer.prototype, 'byteLength');

/**
 * Is this an array of the language, and `name` the language's method of it? Nothing of the array is
 * asked that a program could notice.
 */
export function isGenuineArray(value: unknown, name: string): value is readonly unknown[] {
  if (!isArray(value) || isProxy(value)) return false;
  // Looking at the prototype itself takes V8 several times as long.
  return value.constructor === Array || isGenuine(value, name);
}

const iterators = prototypeOf(prototypeOf([].values())) as object;

/** Is this an iterator, and `name` the language's method of it? */
export function isGenuineIterator(value: unknown, name: string): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const own = descriptorOf(iterators, name)?.value as unknown;
  for (let each: object | null = value; each !== null; each = prototypeOf(each) as object | null) {
    if (isProxy(each)) return false;
    const descriptor = descriptorOf(each, name);
    if (descriptor !== undefined) return own !== undefined && descriptor.value === own;
  }
  return false;
}

/** A typed array and not a view of raw bytes. */
export function isTypedArray(value: unknown): value is Uint8Array {
  return isView(value) && !(value instanceof DataView);
}

/** Elements of an object that has the language's method of this name; 0 for all others. */
export function sizeOfReceiver(value: unknown, name: string): number {
  if (typeof value !== 'object' || value === null || isProxy(value)) return 0;
  if (!isTypedArray(value) && !types.isMap(value) && !types.isSet(value)) return 0;
  return isGenuine(value, name) ? sizeOf(value) : 0;
}

/** Is the method of this name, wherever the object's class has it from, one of the language? */
function isGenuine(value: object, name: string): boolean {
  const prototype = prototypeOf(value) as object | null;
  if (prototype === null) return false;
  let known = genuine.get(prototype);
  if (known === undefined) genuine.set(prototype, (known = new Map<string, boolean>()));
  let answer = known.get(name);
  if (answer === undefined) known.set(name, (answer = hasGenuine(prototype, name)));
  return answer;
}

/** What is known of prototypes: looking through them takes several times as long as most work. */
const genuine = new WeakMap<object, Map<string, boolean>>();

function hasGenuine(value: object, name: string): boolean {
  for (let each: object | null = value; each !== null; each = prototypeOf(each) as object | null) {
    if (isProxy(each)) return false;
    const descriptor = descriptorOf(each, name);
    if (descriptor === undefined) continue;
    return GENUINE.some((prototype) => descriptorOf(prototype, name)?.value === descriptor.value);
  }
  return false;
}

/** Elements of a value that all of them can be taken from; 0 where only taking them would tell. */
export function sizeOf(value: unknown): number {
  if (isArray(value)) return isProxy(value) ? 0 : value.length;
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  if (isTypedArray(value)) return viewLength(value);
  if (types.isMap(value)) return mapSize(value);
  if (types.isSet(value)) return setSize(value);
  if (types.isArrayBuffer(value)) return bufferLength(value);
  return types.isSharedArrayBuffer(value) ? sharedLength(value) : 0;
}

/** Fields that are copied from a value. */
export function fieldCount(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null || isProxy(value)) return 0;
  return Object.keys(value).length;
}

/** How many things are in a value without getters and proxies, which every clone is. */
export function thingsIn(value: unknown): number {
  const open: unknown[] = [value];
  const seen = new Set<unknown>();
  let count = 0;
  while (open.length > 0) {
    const each = open.pop();
    count += 1;
    if (typeof each === 'string') count += each.length >> 3;
    if (typeof each !== 'object' || each === null || seen.has(each)) continue;
    seen.add(each);
    if (isTypedArray(each)) count += each.length;
    else if (types.isMap(each)) for (const [key, item] of each) open.push(key, item);
    else if (types.isSet(each)) for (const item of each) open.push(item);
    else for (const key of Object.keys(each)) open.push((each as Record<string, unknown>)[key]);
  }
  return count;
}

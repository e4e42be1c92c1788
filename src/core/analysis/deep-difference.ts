import type { PortableItem, PortableObject, PortableValue } from '../model/portable-value.js';

/** Where two values differ first, and what stands there on either side. */
export interface Difference {
  /** As one would write it behind the value: `[3].scores.get("a")`; empty for the value itself. */
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** What a comparison came to. */
export interface Comparison {
  /** Nothing where the values are equal as far as they can be compared. */
  readonly difference: Difference | undefined;
  /** Paths of what cannot be compared on both sides (functions, promises), the first few. */
  readonly skipped: readonly string[];
}

/** What floats may differ by, relative to the larger one: the order of a sum changes its last digits. */
export const FLOAT_TOLERANCE = 1e-9;

/** Below this floats are taken for what rounding has left of zero. */
const ROUNDED_ZERO = 1e-12;

const MOST_SKIPPED = 3;

/** A pair of items that is yet to be compared, and how one gets there from the pair above. */
interface Pair {
  readonly before: PortableItem;
  readonly after: PortableItem;
  readonly step: string;
  readonly above: Pair | undefined;
}

/** What makes two objects different by themselves, or the pairs inside them. */
type Inside = readonly Pair[] | { readonly before: string; readonly after: string; step?: string };

/**
 * Are two outputs equal, and where do they differ first? Numbers with a fraction may differ by
 * `tolerance`, relative to the larger; whole numbers may not, as they may be ids. NaN equals NaN,
 * and -0 equals 0 unless the tolerance is 0. Classes have to have the same name, keys may come in
 * any order, and so may entries of maps and sets. Cycles are equal if going round them never shows a
 * difference.
 */
export function deepDifference(
  before: PortableValue,
  after: PortableValue,
  tolerance = FLOAT_TOLERANCE,
): Comparison {
  const skipped: string[] = [];
  const met = new Set<number>();
  const waiting: Pair[] = [{ before: before.root, after: after.root, step: '', above: undefined }];
  for (let pair = waiting.pop(); pair !== undefined; pair = waiting.pop()) {
    const [x, y] = [objectOf(pair.before, before), objectOf(pair.after, after)];
    if (x === undefined || y === undefined) {
      if (x === y && isSame(pair.before, pair.after, tolerance)) continue;
      const texts = [textOf(pair.before, before), textOf(pair.after, after)] as const;
      return { difference: differenceAt(pair, { before: texts[0], after: texts[1] }), skipped };
    }
    const [, id] = pair.before as ['object', number];
    const [, other] = pair.after as ['object', number];
    const both = id * after.objects.length + other;
    if (met.has(both)) continue;
    met.add(both);
    if (x.kind === 'opaque' && y.kind === 'opaque' && x.name === y.name) {
      if (skipped.length < MOST_SKIPPED) skipped.push(pathOf(pair));
      continue;
    }
    const inside = insideOf(pair, [x, y], [before, after]);
    if (!('length' in inside)) return { difference: differenceAt(pair, inside), skipped };
    for (let i = inside.length - 1; i >= 0; i--) waiting.push(inside[i]!);
  }
  return { difference: undefined, skipped };
}

function objectOf(item: PortableItem, { objects }: PortableValue): PortableObject | undefined {
  return isList(item) && item[0] === 'object' ? objects[item[1]] : undefined;
}

function isList(
  item: PortableItem,
): item is Exclude<PortableItem, string | number | boolean | null> {
  return Array.isArray(item);
}

/** Are two items without identity the same? */
function isSame(x: PortableItem, y: PortableItem, tolerance: number): boolean {
  if (x === y) return true;
  const [a, b] = [numberOf(x), numberOf(y)];
  if (a !== undefined && b !== undefined) return isClose(a, b, tolerance);
  return isList(x) && isList(y) && x[0] === y[0] && x[1] === y[1];
}

function numberOf(item: PortableItem): number | undefined {
  if (typeof item === 'number') return item;
  return isList(item) && item[0] === 'number' ? Number(item[1]) : undefined;
}

function isClose(a: number, b: number, tolerance: number): boolean {
  if (Object.is(a, b)) return true;
  if (tolerance === 0 || !Number.isFinite(a) || !Number.isFinite(b)) return false;
  if (a === b) return true;
  if (Number.isInteger(a) && Number.isInteger(b)) return false;
  const distance = Math.abs(a - b);
  return distance <= ROUNDED_ZERO || distance <= tolerance * Math.max(Math.abs(a), Math.abs(b));
}

/** What is to be compared inside two objects, in order. */
function insideOf(
  above: Pair,
  [x, y]: readonly [PortableObject, PortableObject],
  values: readonly [PortableValue, PortableValue],
): Inside {
  if (x.kind !== y.kind || x.name !== y.name) {
    return { before: summaryOf(x), after: summaryOf(y) };
  }
  if (x.kind === 'text' && y.kind === 'text') {
    return x.text === y.text ? [] : { before: x.text, after: y.text };
  }
  if (x.kind === 'list' && y.kind === 'list') return insideLists(above, x.items, y.items);
  if (x.kind === 'set' && y.kind === 'set') {
    const entries = (items: readonly PortableItem[]) => items.map((each) => [each, each] as const);
    return insideEntries(above, entries(x.items), entries(y.items), values, elementStep);
  }
  if (x.kind === 'fields' && y.kind === 'fields') {
    return insideEntries(above, x.entries, y.entries, values, fieldStep);
  }
  if (x.kind === 'map' && y.kind === 'map') {
    return insideEntries(above, x.entries, y.entries, values, (key) => `.get(${key})`);
  }
  return [];
}

function insideLists(
  above: Pair,
  x: readonly PortableItem[],
  y: readonly PortableItem[],
): readonly Pair[] {
  const pairs = x.slice(0, y.length).map((before, i) => {
    return { before, after: y[i]!, step: `[${i}]`, above };
  });
  // The first element that differs tells more than the lengths do; they come last.
  return [...pairs, { before: x.length, after: y.length, step: '.length', above }];
}

function elementStep(key: string): string {
  return `.has(${key})`;
}

function fieldStep(key: string): string {
  const name = key.slice(1, -1);
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) ? `.${name}` : `[${key}]`;
}

/**
 * Pairs entries by their keys. Keys that are objects have no name in the other process, so those are
 * paired in the order they come in.
 */
function insideEntries(
  above: Pair,
  x: readonly (readonly [PortableItem, PortableItem])[],
  y: readonly (readonly [PortableItem, PortableItem])[],
  [before, after]: readonly [PortableValue, PortableValue],
  stepOf: (key: string) => string,
): Inside {
  const others = new Map(keyed(y, after));
  const pairs: Pair[] = [];
  for (const [name, [key, value]] of keyed(x, before)) {
    const step = stepOf(shortened(name));
    const other = others.get(name);
    if (other === undefined) return { before: textOf(value, before), after: 'nothing', step };
    others.delete(name);
    if (isObject(key)) pairs.push({ before: key, after: other[0], step: ` key ${name}`, above });
    if (value !== key) pairs.push({ before: value, after: other[1], step, above });
  }
  for (const [name, [, value]] of others) {
    return { before: 'nothing', after: textOf(value, after), step: stepOf(shortened(name)) };
  }
  return pairs;
}

function isObject(item: PortableItem): boolean {
  return isList(item) && item[0] === 'object';
}

/** Entries by a text that names their key: what it is, or which of the objects among the keys. */
function keyed(
  entries: readonly (readonly [PortableItem, PortableItem])[],
  value: PortableValue,
): (readonly [string, readonly [PortableItem, PortableItem]])[] {
  let objects = 0;
  return entries.map((entry) => {
    const [key] = entry;
    return [isObject(key) ? `object ${++objects}` : fullText(key, value), entry] as const;
  });
}

function differenceAt(
  pair: Pair,
  { before, after, step = '' }: { before: string; after: string; step?: string },
): Difference {
  return { path: pathOf(pair) + step, before: shortened(before), after: shortened(after) };
}

function pathOf(pair: Pair): string {
  const steps: string[] = [];
  for (let at: Pair | undefined = pair; at !== undefined; at = at.above) steps.push(at.step);
  return steps.reverse().join('');
}

/** An item as one would write it, or as what it is. */
function textOf(item: PortableItem, value: PortableValue): string {
  return shortened(fullText(item, value));
}

function fullText(item: PortableItem, value: PortableValue): string {
  if (typeof item === 'string') return JSON.stringify(item);
  if (!isList(item)) return String(item);
  switch (item[0]) {
    case 'undefined':
      return 'undefined';
    case 'hole':
      return 'nothing';
    case 'bigint':
      return `${item[1]}n`;
    case 'object':
      return summaryOf(value.objects[item[1]]);
    default:
      return item[1];
  }
}

function summaryOf(object: PortableObject | undefined): string {
  if (object === undefined) return 'nothing';
  if (object.kind === 'text') return object.text;
  const name = object.name === '' ? 'object without a class' : object.name;
  if (object.kind === 'list' || object.kind === 'set') return `${name}(${object.items.length})`;
  if (object.kind === 'map') return `${name}(${object.entries.length})`;
  return name;
}

function shortened(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}

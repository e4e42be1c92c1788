/** How the work of a method is told from its receiver and its result; see `agent/counting/work.ts`. */
export type MethodWork =
  /** Every element of the receiver. */
  | 'all'
  /** Every element of the result. */
  | 'made'
  /** Both. */
  | 'both'
  /** What lies behind the place where an array was changed. */
  | 'moved'
  | 'cut'
  /** n · log n comparisons. */
  | 'sorted'
  | 'joined'
  /** As far as it had to look. */
  | 'seek'
  | 'found'
  | 'foundLast'
  /** Every character of the receiver. */
  | 'text'
  | 'repeated'
  /** As far as a regular expression had to look. */
  | 'matched'
  /** As often as the callback was called. */
  | 'until';

/** Methods whose work grows with their receiver, by name. */
export const METHODS: ReadonlyMap<string, MethodWork> = new Map<string, MethodWork>([
  ...named('all', ['map', 'filter', 'forEach', 'reduce', 'reduceRight', 'fill', 'reverse']),
  ...named('all', ['toReversed', 'with', 'copyWithin', 'union', 'difference']),
  ...named('all', ['symmetricDifference', 'intersection', 'isSubsetOf', 'isSupersetOf']),
  ...named('all', ['isDisjointFrom']),
  ...named('made', ['slice', 'concat', 'flat', 'toSpliced']),
  ...named('both', ['flatMap']),
  ...named('moved', ['shift', 'unshift']),
  ...named('cut', ['splice']),
  ...named('sorted', ['sort', 'toSorted']),
  ...named('joined', ['join']),
  ...named('seek', ['includes']),
  ...named('found', ['indexOf']),
  ...named('foundLast', ['lastIndexOf']),
  ...named('text', ['split', 'replace', 'replaceAll', 'match', 'matchAll', 'search']),
  ...named('text', ['toLowerCase', 'toUpperCase', 'normalize']),
  ...named('repeated', ['repeat']),
  ...named('matched', ['exec', 'test']),
  ...named('until', ['find', 'findIndex', 'findLast', 'findLastIndex', 'some', 'every']),
]);

/** How the work of a function of the language is told. */
export type StaticWork =
  /** Size of the result. */
  | 'size'
  /** Number of things in the result, however deep. */
  | 'cloned'
  /** Size of the first argument. */
  | 'argument'
  /** Number of fields of all arguments but the first. */
  | 'fields';

/** Functions of the language whose work grows with what they are given. */
export const STATICS: ReadonlyMap<string, StaticWork> = new Map<string, StaticWork>([
  ...named('size', ['Object.keys', 'Object.values', 'Object.entries']),
  ...named('size', ['Object.getOwnPropertyNames', 'Array.from', 'Buffer.concat', 'Buffer.from']),
  ...named('size', ['Buffer.alloc', 'JSON.stringify', 'Array', 'Reflect.ownKeys']),
  ...named('cloned', ['structuredClone']),
  ...named('argument', ['JSON.parse', 'Object.fromEntries']),
  ...named('fields', ['Object.assign']),
]);

/** Classes of the language whose instances take time to make. */
export const CLASSES: ReadonlyMap<string, 'size' | 'argument'> = new Map([
  ...named('argument', ['Set', 'Map', 'WeakSet', 'WeakMap']),
  ...named('size', ['Array', 'ArrayBuffer', 'Float64Array', 'Float32Array', 'Int32Array']),
  ...named('size', ['Uint32Array', 'Int16Array', 'Uint16Array', 'Int8Array', 'Uint8Array']),
  ...named('size', ['Uint8ClampedArray', 'BigInt64Array', 'BigUint64Array']),
]);

/** Methods that give an iterator over their receiver. */
export const ITERATORS: ReadonlySet<string> = new Set(['keys', 'values', 'entries']);

/** Methods that take about the same time however large their receiver is. */
export const CHEAP_METHODS: ReadonlySet<string> = new Set([
  ...['charCodeAt', 'codePointAt', 'charAt', 'at', 'push', 'pop', 'get', 'has', 'set', 'add'],
  'delete',
]);

function named<Work extends string>(work: Work, names: readonly string[]): [string, Work][] {
  return names.map((name) => [name, work]);
}

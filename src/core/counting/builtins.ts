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
  /** As much of the receiver as a limit allows. */
  | 'divided'
  | 'repeated'
  /** As far as a regular expression had to look: the receiver, or the argument. */
  | 'matched'
  | 'searched'
  | 'replaced'
  /** Every element from one place of the receiver to another. */
  | 'ranged'
  /** The smaller one of two sets, or the other one, or both. */
  | 'sets'
  /** Every element of the argument, where the receiver is a typed array. */
  | 'placed'
  /** Every character of the result, where the receiver is a list. */
  | 'printed'
  /** Every byte that was copied out of a buffer. */
  | 'poured'
  /** Every element that an iterator had left. */
  | 'drained'
  /** As often as the callback was called. */
  | 'until';

/** Methods whose work grows with their receiver, by name. */
export const METHODS: ReadonlyMap<string, MethodWork> = new Map<string, MethodWork>([
  ...named('all', ['map', 'filter', 'forEach', 'reduce', 'reduceRight', 'reverse']),
  ...named('all', ['toReversed', 'with', 'difference']),
  ...named('ranged', ['fill', 'copyWithin']),
  ...named('sets', ['union', 'symmetricDifference', 'intersection', 'isSubsetOf']),
  ...named('sets', ['isSupersetOf', 'isDisjointFrom']),
  ...named('made', ['slice', 'concat', 'flat', 'toSpliced']),
  ...named('both', ['flatMap']),
  ...named('moved', ['shift', 'unshift']),
  ...named('cut', ['splice']),
  ...named('sorted', ['sort', 'toSorted']),
  ...named('joined', ['join']),
  ...named('seek', ['includes']),
  ...named('found', ['indexOf']),
  ...named('foundLast', ['lastIndexOf']),
  ...named('text', ['replaceAll', 'matchAll']),
  ...named('divided', ['split']),
  ...named('searched', ['match', 'search']),
  ...named('replaced', ['replace']),
  ...named('text', ['toLowerCase', 'toUpperCase', 'normalize']),
  ...named('repeated', ['repeat']),
  ...named('matched', ['exec', 'test']),
  ...named('placed', ['set']),
  ...named('printed', ['toString']),
  ...named('poured', ['copy']),
  ...named('drained', ['toArray']),
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
  /** Room for as many as the first argument says, or a copy of what it is. */
  | 'room'
  /** Size of the first argument, if it is a list. */
  | 'listed'
  /** Number of fields of all arguments but the first. */
  | 'fields';

const TYPED_ARRAYS: readonly string[] = [
  ...['Float64Array', 'Float32Array', 'Int32Array', 'Uint32Array', 'Int16Array', 'Uint16Array'],
  ...['Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'BigInt64Array', 'BigUint64Array'],
];

/** Functions of the language whose work grows with what they are given. */
export const STATICS: ReadonlyMap<string, StaticWork> = new Map<string, StaticWork>([
  ...named('size', ['Object.keys', 'Object.values', 'Object.entries']),
  ...named('size', ['Object.getOwnPropertyNames', 'Array.from', 'Buffer.concat', 'Buffer.alloc']),
  ...named('size', ['JSON.stringify', 'Array', 'Reflect.ownKeys']),
  ...named(
    'size',
    TYPED_ARRAYS.map((name) => `${name}.from`),
  ),
  ...named('room', ['Buffer.from']),
  ...named('listed', ['String']),
  ...named('cloned', ['structuredClone']),
  ...named('argument', ['JSON.parse', 'Object.fromEntries', 'Object.groupBy', 'Map.groupBy']),
  ...named('argument', ['Promise.all', 'Promise.allSettled', 'Promise.race', 'Promise.any']),
  ...named('argument', ['encodeURIComponent', 'decodeURIComponent', 'atob', 'btoa']),
  ...named('fields', ['Object.assign']),
]);

/** Classes of the language whose instances take time to make. */
export const CLASSES: ReadonlyMap<string, 'size' | 'argument' | 'room'> = new Map([
  ...named('argument', ['Set', 'Map', 'WeakSet', 'WeakMap', 'RegExp']),
  ...named('size', ['Array']),
  ...named('room', ['ArrayBuffer', 'SharedArrayBuffer', ...TYPED_ARRAYS]),
]);

/** Methods that give an iterator over their receiver. */
export const ITERATORS: ReadonlySet<string> = new Set(['keys', 'values', 'entries']);

/** Methods that take about the same time however large their receiver is. */
export const CHEAP_METHODS: ReadonlySet<string> = new Set([
  ...['charCodeAt', 'codePointAt', 'charAt', 'at', 'push', 'pop', 'get', 'has', 'set', 'add'],
  'delete',
]);

/** Objects that lend their methods to others, as in `[].slice.call(arguments)`. */
export const LENDERS: ReadonlySet<string> = new Set([
  ...['Array', 'String', 'Map', 'Set', 'RegExp', 'Buffer'],
  ...TYPED_ARRAYS,
]);

function named<Work extends string>(work: Work, names: readonly string[]): [string, Work][] {
  return names.map((name) => [name, work]);
}

import type { Binding, Region } from './bindings.js';
import { isConstantNumber, originOf, type Origin } from './origins.js';
import {
  boundOf,
  comparisonOf,
  countedFrom,
  counterIn,
  hasLimit,
  isDownTo,
  lengthOf,
  startOf,
} from './loop-bounds.js';
import type { ScriptFacts } from './script-facts.js';
import {
  calleeName,
  child,
  children,
  identifierName,
  isFunction,
  isMember,
  memberName,
  methodCall,
  numberOf,
  outerOf,
  parentOf,
  unwrapped,
  type TreeNode,
} from './tree-node.js';

/** Something that runs its body again and again: a loop, or an array method with a callback. */
export interface Repeat {
  /** The loop, or the call of the method. */
  readonly node: TreeNode;
  readonly region: Region;
  readonly kind: 'for' | 'for-of' | 'for-in' | 'while' | 'callback';
  /** `map`, `filter`… of a callback; empty for loops. */
  readonly method: string;
  /** What it walks; nothing for loops that count or wait for something else. */
  readonly collection: TreeNode | undefined;
  readonly origin: Origin | undefined;
  /** What the counter of a `for` is compared with. */
  readonly bound?: TreeNode | undefined;
  /** The names that hold the element of the turn, and what was taken from it. */
  readonly elements: readonly Binding[];
  /** The name of the counter. */
  readonly index: Binding | undefined;
  /** What a reduce carries along. */
  readonly accumulator: Binding | undefined;
  /** How the number of turns grows with the input. */
  readonly growth: 'constant' | 'logarithmic' | 'linear';
}

/** Methods that call their first argument for each element, and its parameters. */
const METHODS: Readonly<Record<string, { element: number; index: number; carried?: number }>> = {
  map: { element: 0, index: 1 },
  filter: { element: 0, index: 1 },
  forEach: { element: 0, index: 1 },
  flatMap: { element: 0, index: 1 },
  some: { element: 0, index: 1 },
  every: { element: 0, index: 1 },
  find: { element: 0, index: 1 },
  findIndex: { element: 0, index: 1 },
  findLast: { element: 0, index: 1 },
  findLastIndex: { element: 0, index: 1 },
  reduce: { element: 1, index: 2, carried: 0 },
  reduceRight: { element: 1, index: 2, carried: 0 },
  sort: { element: 0, index: -1 },
  toSorted: { element: 0, index: -1 },
};

/** Knows the repeats of a script; each is looked at once. */
export class Repeats {
  readonly #facts: ScriptFacts;
  readonly #known = new Map<Region, Repeat | undefined>();

  constructor(facts: ScriptFacts) {
    this.#facts = facts;
  }

  /** The repeat that a region is the body of; nothing for functions that somebody calls by name. */
  of(region: Region): Repeat | undefined {
    if (this.#known.has(region)) return this.#known.get(region);
    // A loop that walks itself cannot be, but a broken text may say so.
    this.#known.set(region, undefined);
    const made =
      region.kind === 'loop'
        ? loopRepeat(this.#facts, region)
        : callbackRepeat(this.#facts, region);
    const repeat = made === undefined ? undefined : this.#withOuterCollection(made);
    this.#known.set(region, repeat);
    return repeat;
  }

  /** `for (j = 0; j < i; j++)` walks a part of what the loop that counts `i` walks. */
  #withOuterCollection(repeat: Repeat): Repeat {
    if (repeat.kind !== 'for' && repeat.kind !== 'while') return repeat;
    if (repeat.collection !== undefined || repeat.growth !== 'linear') return repeat;
    const binding = countedFrom(this.#facts, repeat.bound);
    if (binding === undefined || repeat.region.parent === undefined) return repeat;
    const outer = this.around(repeat.region.parent).find(({ index }) => index === binding);
    if (outer === undefined || outer.growth === 'logarithmic') return repeat;
    return {
      ...repeat,
      collection: outer.collection,
      origin: outer.origin,
      bound: outer.bound,
      growth: outer.growth,
    };
  }

  /** The repeats around a place within its function, innermost first; callbacks are part of it. */
  around(region: Region): readonly Repeat[] {
    const repeats: Repeat[] = [];
    for (let at: Region | undefined = region; at !== undefined; at = at.parent) {
      const repeat = this.of(at);
      if (repeat !== undefined) repeats.push(repeat);
      else if (at.kind === 'function' && !runsInPlace(at.node)) break;
    }
    return repeats;
  }

  /** The repeats around a place whose turns grow with the input. */
  growing(region: Region): readonly Repeat[] {
    return this.around(region).filter((repeat) => repeat.growth === 'linear');
  }

  /** The function that a place belongs to when callbacks are part of the function around them. */
  ownerOf(region: Region): Region {
    let at = region;
    while (at.parent !== undefined) {
      const isOwner = at.kind === 'function' && this.of(at) === undefined && !runsInPlace(at.node);
      if (isOwner) return at;
      at = at.parent;
    }
    return at;
  }
}

/** Functions that are called where they stand, or by what they are handed to while it runs. */
function runsInPlace(node: TreeNode): boolean {
  if (node.type === 'FunctionDeclaration' || node.type.endsWith('Method')) return false;
  const outer = outerOf(node);
  if (outer === undefined) return false;
  if (outer.type === 'NewExpression') return calleeName(outer) === 'Promise';
  if (!/^(?:Optional)?CallExpression$/.test(outer.type)) return false;
  if (child(outer, 'callee') === node) return true;
  return !LATER.test(memberName(child(outer, 'callee')) || calleeName(outer));
}

/** Names of functions that keep what they are given, and call it another time. */
const LATER =
  /^(?:on[A-Z]?\w*|once|add\w*|push|set\w*|define\w*|register\w*|subscribe|use\w*|describe|it|test|before\w*|after\w*|create\w*|make\w*|memo\w*|wrap\w*|debounce|throttle|get|post|put|delete|command|action|option|queueMicrotask|requestAnimationFrame|nextTick)$/;

function loopRepeat(facts: ScriptFacts, region: Region): Repeat {
  const { node } = region;
  switch (node.type) {
    case 'ForOfStatement':
    case 'ForInStatement':
      return forOf(facts, region);
    case 'ForStatement':
      return forLoop(facts, region);
    default:
      return whileLoop(facts, region);
  }
}

function forOf(facts: ScriptFacts, region: Region): Repeat {
  const { node } = region;
  const collection = child(node, 'right');
  const origin = originOf(facts, collection);
  const left = child(node, 'left');
  const names = left === undefined ? [] : facts.declaredIn(left);
  const call = methodCall(collection);
  const isNumbered = call?.name === 'entries' && names.some((each) => each.path[0] === '[0]');
  const index = isNumbered ? names.find((each) => each.path[0] === '[0]') : undefined;
  return {
    ...{ node, region, method: '', collection, origin, index },
    kind: node.type === 'ForInStatement' ? 'for-in' : 'for-of',
    elements: names.filter((each) => each !== index),
    accumulator: undefined,
    growth: origin.isConstant ? 'constant' : 'linear',
  };
}

function forLoop(facts: ScriptFacts, region: Region): Repeat {
  const { node } = region;
  const init = child(node, 'init');
  const test = child(node, 'test');
  const names = init === undefined ? [] : facts.declaredIn(init);
  const written = identifierName(child(init, 'left')) === '' ? undefined : child(init, 'left');
  const index = names[0] ?? facts.bindingOf(written);
  const bound = boundOf(facts, test, index) ?? startOf(init, test);
  const collection = lengthOf(facts, bound);
  const origin = collection === undefined ? undefined : originOf(facts, collection);
  const isConstant = origin?.isConstant === true || isConstantNumber(facts, bound);
  const update = sliceOf(facts, child(node, 'update'));
  const isHalving = HALVING.test(update) || CLIMBING.test(update);
  return {
    ...{ node, region, method: '', collection, origin, index },
    kind: 'for',
    bound,
    elements: elementsAt(facts, node, index),
    accumulator: undefined,
    growth: isConstant ? 'constant' : isHalving ? 'logarithmic' : 'linear',
  };
}

function whileLoop(facts: ScriptFacts, region: Region): Repeat {
  const { node } = region;
  const test = child(node, 'test');
  const compared = comparisonOf(test);
  // `while (i--)` counts by itself.
  const isOwnCount = test?.type === 'UpdateExpression';
  const left = isOwnCount ? test : child(compared, 'left');
  const index = facts.bindingOf(counterIn(left));
  const isDown = isOwnCount || (compared !== undefined && isDownTo(compared));
  const bound = isDown ? child(index?.holder, 'init') : child(compared, 'right');
  const lengthAt = [bound, left, test].map((each) => lengthOf(facts, each));
  const collection = lengthAt.find((each) => each !== undefined);
  const isCounted = index !== undefined && isConstantNumber(facts, bound) && numberOf(bound) !== 0;
  const isLimited = test !== undefined && hasLimit(facts, test);
  const text = node.end - node.start < 1500 ? sliceOf(facts, node) : '';
  const isHalving = HALVING.test(text) || CLIMBING.test(text);
  return {
    ...{ node, region, method: '', collection, index, bound },
    kind: 'while',
    origin: collection === undefined ? undefined : originOf(facts, collection),
    elements: elementsAt(facts, node, index),
    accumulator: undefined,
    growth: isCounted || isLimited ? 'constant' : isHalving ? 'logarithmic' : 'linear',
  };
}

/** Climbs: how deep things nest does not grow with how many there are. */
const CLIMBING = /\b(\w+)\s*=\s*(?:\1\??\.(?:parent\w*|outer|above|super\w*)|parentOf\(\1\))/;

/** Halves or doubles something in each turn, as searches in sorted lists and heaps do. */
const HALVING = />>>?=?\s*1\b|\/\s*2\s*\)|[*/]=\s*2\b|<<=\s*1\b/;

function callbackRepeat(facts: ScriptFacts, region: Region): Repeat | undefined {
  if (region.kind !== 'function') return undefined;
  const call = outerOf(region.node);
  const given = repeatedCallback(call);
  if (given === undefined || given.callback !== region.node) return undefined;
  const origin = given.collection === undefined ? undefined : originOf(facts, given.collection);
  const parameters = parametersOf(facts, region.node);
  const { element, index, carried } = METHODS[given.method] ?? { element: 0, index: 1 };
  const isOrder = given.method === 'sort' || given.method === 'toSorted';
  return {
    ...{ node: given.node, region, method: given.method, collection: given.collection, origin },
    kind: 'callback',
    elements: parameters.filter((each) => each.parameter === element || isOrder),
    index: parameters.find((each) => each.parameter === index),
    accumulator: parameters.find((each) => each.parameter === carried),
    growth: origin?.isConstant === true ? 'constant' : 'linear',
  };
}

/** A call that runs a function for each element of a collection. */
export interface RepeatedCallback {
  readonly node: TreeNode;
  readonly method: string;
  readonly collection: TreeNode | undefined;
  readonly callback: TreeNode;
}

/** Events that come once a piece of something long. */
const CHUNKS = /^(?:data|line|row|record)$/;

/** What `xs.map(f)`, `Array.from(xs, f)` and `_.map(xs, f)` repeat; nothing for other calls. */
function repeatedCallback(node: TreeNode | undefined): RepeatedCallback | undefined {
  const call = methodCall(node);
  if (call === undefined) return undefined;
  const { object, name, args } = call;
  const [first, second] = args;
  const owner = identifierName(object);
  const isFrom = owner === 'Array' && name === 'from';
  const isLibrary = /^(?:_|lodash|R)$/.test(owner) && Object.hasOwn(METHODS, name);
  if ((isFrom || isLibrary) && first !== undefined && second !== undefined) {
    const method = isFrom ? 'map' : name;
    return { node: call.node, method, collection: first, callback: unwrapped(second) };
  }
  if (
    name === 'on' &&
    first !== undefined &&
    second !== undefined &&
    CHUNKS.test(String(first['value']))
  ) {
    return { node: call.node, method: name, collection: undefined, callback: unwrapped(second) };
  }
  if (!Object.hasOwn(METHODS, name) || first === undefined) return undefined;
  return { node: call.node, method: name, collection: object, callback: unwrapped(first) };
}

function parametersOf(facts: ScriptFacts, node: TreeNode): readonly Binding[] {
  return children(node, 'params').flatMap((each) => facts.declaredIn(each));
}

/** The names that a loop gives to `xs[i]`. */
function elementsAt(
  facts: ScriptFacts,
  loop: TreeNode,
  index: Binding | undefined,
): readonly Binding[] {
  if (index === undefined) return [];
  return index.references.flatMap(({ node }) => {
    if (node.start < loop.start || node.end > loop.end) return [];
    const member = parentOf(node);
    if (member === undefined || !isMember(member) || child(member, 'property') !== node) return [];
    const holder = outerOf(member);
    const isNamed = holder?.type === 'VariableDeclarator';
    const id = isNamed ? child(holder, 'id') : undefined;
    return id === undefined ? [] : facts.declaredIn(id);
  });
}

function sliceOf(facts: ScriptFacts, node: TreeNode | undefined): string {
  return node === undefined ? '' : facts.text.slice(node.start, node.end);
}

/** Is it a function that a repeat calls by name, as in `xs.filter(isNew)`? */
export function namedCallback(node: TreeNode | undefined): RepeatedCallback | undefined {
  const given = repeatedCallback(node);
  return given === undefined || isFunction(given.callback) ? undefined : given;
}

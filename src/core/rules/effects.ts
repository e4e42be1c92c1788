import type { Binding } from '../source/bindings.js';
import type { ScriptFacts } from '../source/script-facts.js';
import { walk } from '../source/syntax-walk.js';
import {
  calleeName,
  child,
  children,
  holds,
  identifierName,
  isCall,
  isFunction,
  isMember,
  memberName,
  methodCall,
  parentOf,
  part,
  unwrapped,
  type MethodCall,
  type TreeNode,
} from '../source/tree-node.js';
import { isFreshValue, isOwnCollection, rootOf } from './ownership.js';

/** Something that code does besides giving a value. */
export interface Effect {
  /**
   * `name`: a name is given another value; `field`: a field of something is; `change`: a method that
   * changes its object is called; `varies`: the value comes from a clock or by chance; `output`:
   * somebody is told, nothing changes; `unknown`: whatever others do.
   */
  readonly kind: 'name' | 'field' | 'change' | 'varies' | 'output' | 'unknown';
  readonly node: TreeNode;
  /** The name it is done to hangs on; nothing for `this`, globals and values without a name. */
  readonly root: Binding | undefined;
  /** The last field on the way there, or the field that is written; empty where it is computed. */
  readonly field: string;
  /** Is it done to what the name holds itself, and not to something in it? */
  readonly isDirect: boolean;
}

/** What some code does, and what it looks at, with everything it calls in its file. */
export interface Doings {
  readonly effects: readonly Effect[];
  /** The names of the fields that are read; empty for a computed one, `*` for all of an object. */
  readonly fields: ReadonlySet<string>;
  /** The names from outside that are read. */
  readonly names: ReadonlySet<Binding>;
}

/** Methods that change nothing but what their callbacks do. */
const READING: ReadonlySet<string> = new Set([
  ...['at', 'concat', 'endsWith', 'entries', 'every', 'filter', 'find', 'findIndex', 'findLast'],
  ...[
    'findLastIndex',
    'flat',
    'flatMap',
    'forEach',
    'get',
    'getTime',
    'has',
    'includes',
    'indexOf',
  ],
  ...['join', 'keys', 'lastIndexOf', 'localeCompare', 'map', 'normalize', 'padEnd', 'padStart'],
  ...['reduce', 'reduceRight', 'repeat', 'slice', 'some', 'split', 'startsWith', 'substring'],
  ...['toFixed', 'toISOString', 'toLowerCase', 'toReversed', 'toSorted', 'toString', 'toUpperCase'],
  ...['trim', 'trimEnd', 'trimStart', 'values', 'valueOf', 'charAt', 'charCodeAt', 'codePointAt'],
  ...['subarray', 'hasOwnProperty', 'isSubsetOf', 'isDisjointFrom', 'intersection', 'union'],
  ...['getFullYear', 'getMonth', 'getDate', 'getDay', 'getHours', 'getUTCFullYear', 'getUTCMonth'],
  ...['replace', 'replaceAll', 'toSpliced', 'with', 'difference', 'match'],
]);

const CHANGING: ReadonlySet<string> = new Set([
  ...['push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill', 'copyWithin'],
  ...['set', 'add', 'delete', 'clear'],
]);

const GLOBALS: Readonly<Record<string, RegExp>> = {
  Math: /^(?!random$)/,
  JSON: /^(?:parse|stringify)$/,
  Object: /^(?:keys|values|entries|fromEntries|is|hasOwn|freeze)$/,
  Number: /^/,
  String: /^(?:fromCharCode|fromCodePoint)$/,
  Array: /^(?:from|of|isArray)$/,
  Date: /^(?:parse|UTC)$/,
};

const GLOBAL_FUNCTIONS =
  /^(?:Number|String|Boolean|BigInt|parseInt|parseFloat|isNaN|isFinite|structuredClone)$/;
const GLOBAL_CLASSES =
  /^(?:Set|Map|WeakSet|WeakMap|Array|Error|(?:Big)?(?:Uint|Int|Float)\w*Array)$/;

/** Functions that call one another more deeply are taken to do anything. */
const DEEPEST = 6;

const NOTHING: Doings = { effects: [], fields: new Set(), names: new Set() };

/** Finds out what code does; remembers functions. */
export class EffectFinder {
  readonly #facts: ScriptFacts;
  readonly #known = new Map<TreeNode, Doings>();
  readonly #open = new Set<TreeNode>();
  #isCut = false;
  #methods: ReadonlySet<string> | undefined;
  #accessors: ReadonlySet<string> | undefined;

  constructor(facts: ScriptFacts) {
    this.#facts = facts;
  }

  /** What happens when this code runs, functions that are written in it included. */
  of(node: TreeNode, depth = 0): Doings {
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    // A function that calls itself does what it does.
    if (this.#open.has(node)) {
      this.#isCut = true;
      return NOTHING;
    }
    this.#open.add(node);
    const effects: Effect[] = [];
    const fields = new Set<string>();
    const names = new Set<Binding>();
    walk(node, {
      enter: (each) => this.#enter(each as TreeNode, depth, { effects, fields, names }),
      leave: () => undefined,
    });
    for (const { binding, isWrite } of this.#facts.referencesIn(node)) {
      if (!isWrite && binding !== undefined && !holds(node, binding.id)) names.add(binding);
    }
    const isOwn = ({ kind, root, isDirect }: Effect): boolean => {
      if (root === undefined || !holds(node, root.id)) return false;
      if (kind === 'name') return true;
      return isDirect && isOwnCollection(this.#facts, root);
    };
    const doings = { effects: effects.filter((each) => !isOwn(each)), fields, names };
    this.#open.delete(node);
    if (this.#open.size === 0) this.#isCut = false;
    // What was cut short knows only half of it.
    if (!this.#isCut) this.#known.set(node, doings);
    return doings;
  }

  #enter(node: TreeNode, depth: number, found: Found): void {
    const effect = (kind: Effect['kind'], target?: TreeNode): void => {
      found.effects.push({ kind, node, ...placeOf(this.#facts, target, kind === 'field') });
    };
    if (isMember(node) || node.type === 'ObjectProperty') {
      const name = memberName(node) || identifierName(child(node, 'key'));
      found.fields.add(name);
      if (this.#isAccessor(name)) effect('unknown');
    }
    if (readsAll(node)) found.fields.add('*');
    for (const target of targetsOf(node)) {
      effect(isMember(target) ? 'field' : 'name', target);
    }
    if (isCall(node)) this.#call(node, depth, found, effect);
    if (node.type === 'NewExpression') this.#made(node, effect);
    const isLeft = /^(?:Await|Yield|TaggedTemplate|Import)Expression$|^(?:Throw|With)Statement$/;
    if (isLeft.test(node.type) || (node.type === 'ForOfStatement' && node['await'] === true)) {
      effect('unknown');
    }
  }

  #made(node: TreeNode, effect: (kind: Effect['kind']) => void): void {
    const name = calleeName(node);
    const isGlobal = this.#facts.bindingOf(child(node, 'callee')) === undefined;
    if (isGlobal && name === 'Date') {
      if (children(node, 'arguments').length === 0) effect('varies');
      return;
    }
    if (!isGlobal || !GLOBAL_CLASSES.test(name)) effect('unknown');
  }

  #call(
    node: TreeNode,
    depth: number,
    found: Found,
    effect: (kind: Effect['kind'], target?: TreeNode) => void,
  ): void {
    const callee = unwrapped(part(node, 'callee'));
    const func = this.#facts.functionOf(callee);
    if (func !== undefined) {
      this.#follow(func, node, depth, found);
      return;
    }
    if (callee.type === 'Identifier') {
      const isGlobal = this.#facts.bindingOf(callee) === undefined;
      if (!isGlobal || !GLOBAL_FUNCTIONS.test(identifierName(callee))) effect('unknown');
      return;
    }
    const call = methodCall(node);
    if (call === undefined) {
      effect('unknown');
      return;
    }
    this.#methodCall(call, depth, found, effect);
  }

  #methodCall(
    call: MethodCall,
    depth: number,
    found: Found,
    effect: (kind: Effect['kind'], target?: TreeNode) => void,
  ): void {
    const { object, name, args } = call;
    const owner = this.#facts.bindingOf(object) === undefined ? identifierName(object) : '';
    if (owner === 'console') {
      effect('output');
      return;
    }
    if (owner !== '' && /^(?:Math|Date|performance|crypto)$/.test(owner)) {
      if (GLOBALS[owner]?.test(name) !== true) effect('varies');
      return;
    }
    const [target] = args;
    if (owner === 'Object' && name === 'assign' && target !== undefined) {
      if (!isFreshValue(target)) effect('change', target);
      return;
    }
    const isGlobal = owner !== '' && GLOBALS[owner]?.test(name) === true;
    const isOfFile = !isGlobal && this.#isMethod(name);
    const isRegExp = name === 'test' && object.type === 'RegExpLiteral';
    const isRead = isGlobal || READING.has(name) || (isRegExp && !hasState(object));
    if (isOfFile || (!isRead && !CHANGING.has(name))) effect('unknown');
    else if (!isRead && !isFreshValue(object)) effect('change', object);
    this.#callbacks(args, depth, found, effect);
  }

  /** Functions that are given by name are called, too; those that are written there are walked. */
  #callbacks(
    args: readonly TreeNode[],
    depth: number,
    found: Found,
    effect: (kind: Effect['kind']) => void,
  ): void {
    for (const each of args) {
      const value = unwrapped(each);
      if (isFunction(value)) continue;
      const func = this.#facts.functionOf(value);
      if (func !== undefined) this.#follow(func, undefined, depth, found);
      else if (this.#isPassedOn(value)) effect('unknown');
    }
  }

  /** Might it be a function from elsewhere: `items.map(score)` where `score` was given or imported? */
  #isPassedOn(value: TreeNode): boolean {
    const call = parentOf(value);
    const name = methodCall(call)?.name ?? '';
    if (!TAKES_FUNCTION.test(name)) return false;
    if (children(call, 'arguments').indexOf(value) !== (name === 'from' ? 1 : 0)) return false;
    if (/Literal$/.test(value.type)) return false;
    const isGlobal = this.#facts.bindingOf(value) === undefined;
    return !(isGlobal && GLOBAL_FUNCTIONS.test(identifierName(value)));
  }

  /** Adds what a function of the file does, its parameters being what the call gives it. */
  #follow(func: TreeNode, call: TreeNode | undefined, depth: number, found: Found): void {
    if (depth >= DEEPEST || func['async'] === true || func['generator'] === true) {
      found.effects.push({ kind: 'unknown', node: call ?? func, ...NOWHERE });
      return;
    }
    const { effects, fields, names } = this.of(func, depth + 1);
    for (const field of fields) found.fields.add(field);
    for (const name of names) found.names.add(name);
    for (const each of effects) {
      const { root } = each;
      const isGiven = root?.kind === 'param' && root.holder === func;
      if (!isGiven) {
        // What is declared in a function hangs on who knows what.
        const isInner = root !== undefined && holds(func, root.id);
        found.effects.push(isInner ? { ...each, kind: 'unknown' } : each);
        continue;
      }
      const given = children(call, 'arguments')[root.parameter];
      const isPlain = given !== undefined && root.path.length === 0;
      if (isPlain && isFreshValue(given)) continue;
      const place = isPlain ? placeOf(this.#facts, given) : NOWHERE;
      const kind = place.root === undefined ? 'unknown' : each.kind;
      const isDirect = each.isDirect && place.isDirect;
      found.effects.push({ ...each, kind, root: place.root, isDirect });
    }
  }

  /** Does a class or object of the file have a method of this name? */
  #isMethod(name: string): boolean {
    this.#methods ??= new Set(this.#namesOf('method'));
    return this.#methods.has(name);
  }

  #isAccessor(name: string): boolean {
    this.#accessors ??= new Set([...this.#namesOf('get'), ...this.#namesOf('set')]);
    return this.#accessors.has(name);
  }

  #namesOf(kind: string): readonly string[] {
    return this.#facts.tree.functions.flatMap(({ node }) => {
      const key = child(node, 'key') ?? (kind === 'method' ? keyAround(node) : undefined);
      const isKind = child(node, 'key') === undefined || node['kind'] === kind;
      return key === undefined || !isKind ? [] : [identifierName(key)];
    });
  }
}

interface Found {
  readonly effects: Effect[];
  readonly fields: Set<string>;
  readonly names: Set<Binding>;
}

const TAKES_FUNCTION =
  /^(?:map|filter|forEach|flatMap|some|every|find|findIndex|findLast|findLastIndex|reduce|reduceRight|sort|toSorted|from)$/;

/** `has: (x) => …` and `has = (x) => …` are methods as well. */
function keyAround(func: TreeNode): TreeNode | undefined {
  const holder = parentOf(func);
  return /^(?:Object|Class)Property$/.test(holder?.type ?? '') ? child(holder, 'key') : undefined;
}

type Place = Pick<Effect, 'root' | 'field' | 'isDirect'>;

const NOWHERE: Place = { root: undefined, field: '', isDirect: false };

/** What is written, or changed by a method: a field of something, or something whole. */
function placeOf(facts: ScriptFacts, target: TreeNode | undefined, isWritten = false): Place {
  if (target === undefined) return NOWHERE;
  const value = unwrapped(target);
  const root = rootOf(facts, value);
  const holder = isWritten && isMember(value) ? unwrapped(part(value, 'object')) : value;
  const isDirect = root !== undefined && identifierName(holder) === root.name;
  return { root, field: memberName(value), isDirect };
}

/** What a node writes to. */
function targetsOf(node: TreeNode): readonly TreeNode[] {
  switch (node.type) {
    case 'AssignmentExpression':
      return written(part(node, 'left'));
    case 'UpdateExpression':
      return written(part(node, 'argument'));
    case 'UnaryExpression':
      return node['operator'] === 'delete' ? written(part(node, 'argument')) : [];
    case 'ForOfStatement':
    case 'ForInStatement': {
      const left = part(node, 'left');
      return left.type === 'VariableDeclaration' ? [] : written(left);
    }
    default:
      return [];
  }
}

/** The names and members of a pattern that is assigned to. */
function written(pattern: TreeNode): readonly TreeNode[] {
  const target = unwrapped(pattern);
  switch (target.type) {
    case 'ObjectPattern':
      return children(target, 'properties').flatMap((each) =>
        written(child(each, 'value') ?? part(each, 'argument')),
      );
    case 'ArrayPattern':
      return children(target, 'elements').flatMap((each) => written(each));
    case 'AssignmentPattern':
      return written(part(target, 'left'));
    case 'RestElement':
      return written(part(target, 'argument'));
    default:
      return [target];
  }
}

/** Does it look at all fields of an object, whatever they are called? */
function readsAll(node: TreeNode): boolean {
  const holder = parentOf(node)?.type;
  if (node.type === 'SpreadElement') return holder === 'ObjectExpression';
  if (node.type === 'RestElement') return holder === 'ObjectPattern';
  const call = methodCall(node);
  const owner = identifierName(call?.object);
  return owner === 'JSON' || (owner === 'Object' && /^(?:values|entries)$/.test(call?.name ?? ''));
}

/** Does a regular expression remember where it was? */
function hasState(literal: TreeNode): boolean {
  return /[gy]/.test(String(literal['flags']));
}

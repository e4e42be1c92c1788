import type { Region } from '../source/bindings.js';
import { isSameOrigin } from '../source/origins.js';
import type { Repeat } from '../source/repeats.js';
import {
  calleeName,
  part,
  child,
  children,
  holds,
  identifierName,
  isCall,
  isFunction,
  isMember,
  memberName,
  methodCall,
  numberOf,
  outerOf,
  unwrapped,
  type TreeNode,
} from '../source/tree-node.js';
import { accumulateFix } from './fixes/accumulate.js';
import { returnedValue, type Look } from './look.js';
import type { Rule, Suspect } from './rule.js';

const ADVICE =
  'Add to it in place (`push`, a keyed assignment, `set`), or collect parts and join once.';

/** `acc = [...acc, x]` and its like: each turn copies all that was collected before. */
export const accumulateByCopy: Rule = {
  id: 'accumulate-by-copy',
  on: ['SpreadElement', 'CallExpression', 'NewExpression'],
  methods: ['concat', 'assign', 'flat', 'fromEntries'],
  check({ node, region }, look) {
    if (node.type === 'NewExpression') return enlarged(node, region, look);
    const copy = copyOf(node, look);
    if (copy === undefined || look.isSmall(copy.source) || look.isString(copy.source)) {
      return undefined;
    }
    const what = `\`${look.shown(copy.whole)}\` copies \`${look.shown(copy.source)}\``;
    const suspect = { node, what, advice: ADVICE };
    return (
      reduced(copy, region, look, suspect) ??
      chunked(copy, region, look, suspect) ??
      assigned(copy, region, look, suspect) ??
      grouped(copy, region, look, suspect) ??
      updated(copy, region, look, suspect) ??
      returned(copy, region, look, suspect)
    );
  },
};

/** `const grown = new Float64Array(scores.length + 1); …; scores = grown`. */
function enlarged(node: TreeNode, region: Region, look: Look): Suspect | undefined {
  const length = children(node, 'arguments')[0];
  if (!/Array$/.test(calleeName(node)) || length?.type !== 'BinaryExpression') return undefined;
  const old = child(length, 'left');
  const added = child(length, 'right');
  const list = memberName(old) === 'length' ? look.binding(child(old, 'object')) : undefined;
  if (length['operator'] !== '+' || list === undefined || numberOf(added) === undefined) {
    return undefined;
  }
  const made = look.facts.declaredIn(outerOf(node) ?? node)[0];
  const [loop] = look.growing(region);
  const isBack = list.references.some(({ node: use, isWrite }) => {
    const value = isWrite ? child(look.facts.assignmentOf(use), 'right') : undefined;
    return value !== undefined && (value === node || look.binding(value) === made);
  });
  if (!isBack || made === undefined || loop === undefined || holds(loop.node, list.id)) {
    return undefined;
  }
  return {
    node,
    subject: undefined,
    what: `\`${look.shown(node)}\` is filled with all of \`${list.name}\``,
    advice: 'Make it twice as long whenever it is full, or collect in a list first.',
    loops: [loop],
    isComplete: true,
  };
}

/** A new collection that holds all of an old one, and more. */
export interface Copy {
  /** The expression that is copied. */
  readonly source: TreeNode;
  /** The new collection. */
  readonly whole: TreeNode;
}

function copyOf(node: TreeNode, look: Look): Copy | undefined {
  if (node.type === 'SpreadElement') return spreadCopy(node);
  const call = methodCall(node);
  if (call === undefined) return undefined;
  const [first, second] = call.args;
  if (call.name === 'flat') {
    // `[merged, group].flat()`
    const parts = children(call.object, 'elements');
    return parts.length > 1 ? { source: parts[0]!, whole: node } : undefined;
  }
  const front = children(call.object, 'elements');
  if (call.name === 'concat' && front.length > 0 && first !== undefined) {
    return { source: withoutDefault(first), whole: node };
  }
  if (call.name === 'concat' && identifierName(call.object) !== 'Buffer') {
    const isList = first !== undefined && !look.isString(call.object);
    return isList && !look.isString(first)
      ? { source: withoutDefault(call.object), whole: node }
      : undefined;
  }
  if (call.name === 'concat') {
    const source = children(first, 'elements')[0];
    return source === undefined ? undefined : { source, whole: node };
  }
  const isAssign = call.name === 'assign' && identifierName(call.object) === 'Object';
  if (!isAssign || first?.type !== 'ObjectExpression' || second === undefined) return undefined;
  return children(first, 'properties').length === 0 ? { source: second, whole: node } : undefined;
}

function spreadCopy(node: TreeNode): Copy | undefined {
  const list = outerOf(node);
  const source = child(node, 'argument');
  if (list === undefined || source === undefined) return undefined;
  if (list.type === 'ArrayExpression') {
    if (children(list, 'elements').length < 2) return undefined;
    const maker = outerOf(list);
    const isWrapped = maker?.type === 'NewExpression';
    return { source: withoutDefault(source), whole: isWrapped ? maker : list };
  }
  if (list.type !== 'ObjectExpression') return undefined;
  // Fixed names are replaced, not added: `{ ...state, page: 2 }` stays as large as it was.
  const grows = children(list, 'properties').some(
    (each) => each !== node && (each.type === 'SpreadElement' || each['computed'] === true),
  );
  return grows ? { source: withoutDefault(source), whole: list } : undefined;
}

/** `xs` of `xs ?? []`. */
function withoutDefault(node: TreeNode): TreeNode {
  const value = unwrapped(node);
  return value.type === 'LogicalExpression' ? unwrapped(child(value, 'left') ?? value) : value;
}

type Told = Pick<Suspect, 'node' | 'what' | 'advice'>;

/** `xs.reduce((acc, x) => [...acc, x], [])`, also where it is one of several fields. */
function reduced(copy: Copy, region: Region, look: Look, told: Told): Suspect | undefined {
  const repeat = look.repeats.around(region).find(({ accumulator }) => accumulator !== undefined);
  if (repeat?.growth !== 'linear') return undefined;
  const isCarried = look.origin(copy.source).binding === repeat.accumulator;
  if (!isCarried || !isGivenOn(copy.whole, repeat)) return undefined;
  return {
    ...told,
    subject: copy.source,
    loops: [repeat],
    isComplete: true,
    fix: () => accumulateFix(copy, repeat, look),
  };
}

/** Is it (in) what the callback returns? */
function isGivenOn(node: TreeNode, repeat: Repeat): boolean {
  for (let at: TreeNode | undefined = node; at !== undefined; at = outerOf(at)) {
    if (at.type === 'ReturnStatement' || at === repeat.region.node) return true;
    if (at.type.endsWith('Statement') || isFunction(at)) return false;
    const above = outerOf(at);
    if (above?.type === 'CallExpression' && above !== at && at !== node) return false;
  }
  return false;
}

/** `acc = [...acc, x]` in a loop, or in a function that is called in one. */
function assigned(copy: Copy, region: Region, look: Look, told: Told): Suspect | undefined {
  const assignment = assignmentAround(copy.whole);
  const target = child(assignment, 'left');
  if (target === undefined) return undefined;
  const [name, source] = [look.shown(target, 200), look.shown(copy.source, 200)];
  if (source !== name && !source.startsWith(`${name}.`)) return undefined;
  const base = isMember(target) && target['computed'] === true ? part(target, 'object') : target;
  const loops = look.loopsOver(base, region);
  if (loops[0] !== undefined && isKept(target, loops[0], look)) return undefined;
  return {
    ...told,
    subject: base,
    loops,
    fix: ([loop]) => (loop === undefined ? undefined : accumulateFix(copy, loop, look)),
  };
}

/** The assignment of a copy, also as a field: `state = { ...state, items: [...state.items, x] }`. */
function assignmentAround(whole: TreeNode): TreeNode | undefined {
  let at = outerOf(whole);
  while (at?.type === 'ObjectProperty' || at?.type === 'ObjectExpression') at = outerOf(at);
  return at?.type === 'AssignmentExpression' && at['operator'] === '=' ? at : undefined;
}

/** Is every step put somewhere, so that the copies are wanted? */
function isKept(target: TreeNode, loop: Repeat, look: Look): boolean {
  const binding = look.binding(target);
  const uses = binding?.references ?? [];
  return uses.some(({ node, isWrite }) => {
    if (isWrite || node.start < loop.node.start || node.end > loop.node.end) return false;
    const above = outerOf(node);
    if (above?.type === 'YieldExpression') return true;
    return methodCall(above)?.name === 'push' && child(above, 'callee') !== node;
  });
}

/** `map.set(key, [...(map.get(key) ?? []), x])`. */
function grouped(copy: Copy, region: Region, look: Look, told: Told): Suspect | undefined {
  const set = methodCall(outerOf(copy.whole));
  const get = methodCall(copy.source);
  if (set?.name !== 'set' || get?.name !== 'get') return undefined;
  if (!isSameOrigin(look.origin(set.object), look.origin(get.object))) return undefined;
  return { ...told, subject: set.object, loops: look.loopsOver(set.object, region) };
}

/** Is a copy what is returned, or one of the fields of it, perhaps by its name? */
function isPartOf(value: TreeNode | undefined, whole: TreeNode, look: Look): boolean {
  if (value === undefined) return false;
  const inner = unwrapped(value);
  if (inner === whole) return true;
  const holder = outerOf(whole);
  const isNamed = holder?.type === 'VariableDeclarator' && child(holder, 'init') === whole;
  if (isNamed && look.uses(inner, look.facts.declaredIn(holder))) return !isCall(inner);
  return children(inner, 'properties').some((each) => child(each, 'value') === whole);
}

/** `setLog((log) => [...log, line])` in a loop. */
function updated(copy: Copy, region: Region, look: Look, told: Told): Suspect | undefined {
  const { binding } = look.origin(copy.source);
  const update = binding?.kind === 'param' ? binding.holder : undefined;
  const call = update === undefined ? undefined : outerOf(update);
  if (update === undefined || !isCall(call) || child(call, 'callee') === update) return undefined;
  const name = calleeName(call) || (methodCall(call)?.name ?? '');
  if (!/^(?:set(?:[A-Z]|$)|update)/.test(name)) return undefined;
  if (!isPartOf(returnedValue(update), copy.whole, look)) return undefined;
  const around = look.facts.tree.regions.get(update)?.parent ?? region;
  const [loop] = look.growing(around);
  if (loop === undefined || look.changes(part(call ?? update, 'callee'), loop)) return undefined;
  return { ...told, subject: copy.source, loops: [loop], isComplete: true };
}

/** `this.rest = Buffer.concat([this.rest, chunk])` in the method that a stream calls for each chunk. */
function chunked(copy: Copy, region: Region, look: Look, told: Told): Suspect | undefined {
  const method = look.repeats.ownerOf(region).node;
  const target = child(assignmentAround(copy.whole), 'left');
  if (!/^_(?:transform|write)$/.test(identifierName(child(method, 'key')))) return undefined;
  if (target === undefined || look.shown(target, 200) !== look.shown(copy.source, 200)) {
    return undefined;
  }
  const each = 'chunk of the stream';
  return { ...told, subject: undefined, loops: [], degree: 2, each, isComplete: true };
}

/** Is it what some `return` gives, or a field of that: `return { ...state, byId: copy }`? */
function isReturned(whole: TreeNode): boolean {
  let at = outerOf(whole);
  while (at?.type === 'ObjectProperty' || at?.type === 'ObjectExpression') at = outerOf(at);
  return at?.type === 'ReturnStatement';
}

/** `return [...list, x]`: a copy each time somebody puts the result in the place of the list. */
function returned(copy: Copy, region: Region, look: Look, told: Told): Suspect | undefined {
  const owner = look.repeats.ownerOf(region);
  if (owner.kind !== 'function' || look.repeats.of(region) !== undefined) return undefined;
  const isLast = isPartOf(returnedValue(owner.node), copy.whole, look);
  if (!isLast && !isReturned(copy.whole)) return undefined;
  const binding = look.origin(copy.source).binding;
  if (binding?.kind !== 'param' || binding.holder !== owner.node) return undefined;
  return { ...told, subject: copy.source, loops: [], needs: 'replaced' };
}

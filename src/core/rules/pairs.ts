import { changesOf, type Change } from '../source/dependence.js';
import { isSameOrigin, type Origin } from '../source/origins.js';
import type { Repeat } from '../source/repeats.js';
import type { Site } from '../source/script-tree.js';
import {
  child,
  children,
  holds,
  identifierName,
  isCall,
  memberName,
  methodCall,
  numberOf,
  outerOf,
  parentOf,
  unwrapped,
  type TreeNode,
} from '../source/tree-node.js';
import { keyEquality } from './key-equality.js';
import { isOrdering } from './loop-join.js';
import { conjuncts, returnedValue, type Look } from './look.js';

/** Every type of node that may be the inner one of two loops. */
export const LOOPS = [
  'ForStatement',
  'ForOfStatement',
  'WhileStatement',
  'DoWhileStatement',
  'CallExpression',
  'OptionalCallExpression',
] as const;

/** A loop over a collection, perhaps in another loop over the same one. */
export interface Pair {
  readonly inner: Repeat;
  readonly collection: TreeNode;
  /** The loops around it over the same collection; none where only callers may have one. */
  readonly loops: readonly Repeat[];
  /** What those walk: the same collection, something that adds to it, or another input. */
  readonly of: 'itself' | 'what it adds to' | 'another';
}

/** Callbacks that may look at every element. */
export const LOOP_METHODS = [
  'map',
  'forEach',
  'reduce',
  'filter',
  'flatMap',
  'some',
  'every',
  'find',
  'findIndex',
  'from',
] as const;
const WALKING: ReadonlySet<string> = new Set(['', ...LOOP_METHODS]);

/** The loop at a place as the inner one of a pair; nothing when it is none or cannot be. */
export function pairOf(site: Site, look: Look): Pair | undefined {
  // Two rules ask for it, one right after the other has asked for all.
  const known = look.pairs.get(site.node);
  if (known !== undefined || look.pairs.has(site.node)) return known;
  const pair = findPair(site, look);
  look.pairs.set(site.node, pair);
  return pair;
}

function findPair({ node, region }: Site, look: Look): Pair | undefined {
  const body = isCall(node) ? callbackOf(node) : node;
  const own = body === undefined ? undefined : look.facts.tree.regions.get(body);
  const inner = own === undefined ? undefined : look.repeats.of(own);
  if (inner?.growth !== 'linear' || !WALKING.has(inner.method)) return undefined;
  const size = sizeOf(inner, look);
  if (size === undefined || look.isSmall(size.collection)) return undefined;
  const { collection, origin } = size;
  const around = look.growing(region);
  if (isWindow(inner, look) || breaksEarly(inner, around, look)) return undefined;
  if (isLookUp(inner, look) || isCarriedOn(inner, look) || isStriding(inner)) return undefined;
  const same = around.filter((loop) => {
    const outer = sizeOf(loop, look);
    if (outer === undefined || !isSameOrigin(outer.origin, origin)) return false;
    return !look.changes(collection, loop) && !isDependent(collection, around, look);
  });
  const grown = around.filter(
    (loop) => growsIn(collection, loop, inner, look) || isUntilSorted(loop, inner, look),
  );
  if (same.length > 0) return { inner, collection, loops: same, of: 'itself' };
  if (grown.length > 0) return { inner, collection, loops: grown, of: 'what it adds to' };
  const others = around.filter((loop) => isCross(loop, inner, look));
  return { inner, collection, loops: others, of: others.length > 0 ? 'another' : 'itself' };
}

/** What decides how many turns a loop takes. */
interface Size {
  readonly collection: TreeNode;
  readonly origin: Origin;
}

/** The collection that a loop walks, else the number that it counts to. */
function sizeOf({ collection, origin, bound }: Repeat, look: Look): Size | undefined {
  if (collection !== undefined && origin !== undefined) return { collection, origin };
  if (bound === undefined) return undefined;
  const value = unwrapped(bound);
  const name = identifierName(value) || memberName(value);
  if (name === '' || SMALL_NUMBERS.test(name)) return undefined;
  return { collection: value, origin: look.origin(value) };
}

/** Numbers of a model or a picture, which stay as they are however many items there are. */
const SMALL_NUMBERS =
  /^(?:[a-mo-z]|\w*(?:[dD]ims?|[dD]imensions?|[fF]actors|[rR]ank|[wW]idth|[hH]eight|[dD]epth|[cC]ols|[cC]olumns|[rR]ows|[sS]egments\w*|[sS]teps|[eE]pochs|[iI]terations|[cC]hannels|[sS]ize|[oO]rder|[dD]egree|[eE]nd|[lL]evels?)|segments\w*|[A-Z_]+)$/;

/** Is something added to a collection in a loop around the one that walks it, and never taken? */
function growsIn(collection: TreeNode, loop: Repeat, inner: Repeat, look: Look): boolean {
  const { binding, path } = look.origin(collection);
  if (binding === undefined || path !== '' || look.binding(collection) === undefined) return false;
  if (holds(loop.node, binding.id)) return false;
  const changes = changesOf(binding, loop.node);
  const isTaken = ({ by }: Change): boolean => /^(?:pop|shift|splice|delete|clear|=)$/.test(by);
  if (changes.some((change) => isTaken(change) && !isAdded(change))) return false;
  return changes.some(
    (change) =>
      (isAdded(change) || /^(?:push|add|set)$/.test(change.by)) && !holds(inner.node, change.node),
  );
}

/** `list[at] = x` and `text += x`: nothing is taken by that. */
function isAdded({ by, node }: Change): boolean {
  if (by !== '=' || node.type !== 'AssignmentExpression') return false;
  if (node['operator'] === '+=') return child(node, 'left')?.type === 'Identifier';
  return child(node, 'left')?.['computed'] === true && node['operator'] === '=';
}

/** Is it a field that is only ever added to: `this.seen.push(item)`? */
export function isGrowingField(collection: TreeNode, inner: TreeNode, look: Look): boolean {
  const { isThis, path } = look.origin(collection);
  if (!isThis || !/^\.[\w$#]+$/.test(path)) return false;
  const field = path.replace(/[.$]/g, String.raw`\$&`);
  if (!look.facts.text.includes(`this${path}.`)) return false;
  // What the loop itself collects is not what was there before.
  const text = look.facts.text.slice(0, inner.start) + look.facts.text.slice(inner.end);
  const isTaken = new RegExp(
    String.raw`${field}(?:\.(?:pop|shift|splice|delete|clear)\(|\.length\s*=[^=])`,
  ).test(text);
  return !isTaken && new RegExp(String.raw`this${field}\.(?:push|add|set)\(`).test(text);
}

function callbackOf(call: TreeNode): TreeNode | undefined {
  const args = children(call, 'arguments').map((each) => unwrapped(each));
  return args.find(
    ({ type }) => type === 'ArrowFunctionExpression' || type === 'FunctionExpression',
  );
}

/** Does the collection belong to an element of a loop further out: one of many that are small? */
function isDependent(collection: TreeNode, around: readonly Repeat[], look: Look): boolean {
  return around.some((loop) => look.changes(collection, loop));
}

/** Is the number of turns bounded by a distance from the outer counter? */
function isWindow({ node, kind, index }: Repeat, look: Look): boolean {
  if (kind !== 'for' || index === undefined) return false;
  const start = child(children(child(node, 'init'), 'declarations')[0], 'init');
  const test = child(node, 'test');
  const bound = child(test, 'right');
  if (start === undefined || bound === undefined) return false;
  // `j < i + window`, `j <= Math.min(n - 1, i + window)`
  const isOffset =
    bound.type === 'BinaryExpression' && numberOf(child(bound, 'left')) !== undefined;
  if (!isOffset && /[\w)\]]\s*\+\s*[A-Za-z0-9]/.test(look.shown(bound, 200))) return true;
  // `j = Math.max(0, i - window); j < i`
  const from = unwrapped(start);
  const isBehind = isCall(from) && look.shown(from, 200).includes('-');
  return (
    isBehind ||
    (from.type === 'BinaryExpression' && from['operator'] === '-' && test?.['operator'] !== '>=')
  );
}

/** `j += step`: the more it skips, the fewer turns it takes. */
function isStriding({ node, kind }: Repeat): boolean {
  const update = child(node, 'update');
  if (kind !== 'for' || update?.type !== 'AssignmentExpression') return false;
  return numberOf(child(update, 'right')) === undefined;
}

/** Does it stop where the elements, being in order, get too far away, or at the first that fits? */
function breaksEarly(inner: Repeat, around: readonly Repeat[], look: Look): boolean {
  const { node, region, kind } = inner;
  const body = child(region.node, 'body');
  const conditions = conjuncts(child(node, 'test'));
  if (kind === 'while' && conditions.length > 1) return !isInsertion(inner, around, look);
  // `j < n && sorted[j].start < end`
  if (conditions.filter((part) => isOrdering(part)).length > 1) return true;
  const statements = body?.type === 'BlockStatement' ? children(body, 'body') : [body];
  return statements.some((statement) => {
    if (statement?.type !== 'IfStatement') return false;
    const test = child(statement, 'test');
    const consequent = child(statement, 'consequent');
    if (test === undefined || consequent === undefined) return false;
    const isOrder = /[^=]>|<[^=]|>=|<=/.test(look.shown(test, 200)) || statement === node;
    // What has nothing to do with the other element is met as soon as it is anywhere.
    const outer = around[0];
    const isFirst =
      outer?.index !== undefined && !look.uses(test, [outer.index, ...outer.elements]);
    return (
      (isOrder || isFirst) &&
      /^\{?\s*(?:break|return)\b/.test(look.facts.text.slice(consequent.start, consequent.end))
    );
  });
}

/** Insertion sort: a `while` from the counter of the loop around down, which moves elements. */
function isInsertion(
  { node, region, index }: Repeat,
  around: readonly Repeat[],
  look: Look,
): boolean {
  const body = child(region.node, 'body');
  const outer = around[0]?.index;
  if (index === undefined || outer === undefined || body === undefined) return false;
  const isSkipped = outer.references.some(
    ({ node: use, isWrite }) => isWrite && outerOf(use)?.type === 'AssignmentExpression',
  );
  return movesElements(body, look) && !isSkipped && holds(around[0]!.node, node);
}

/** `list[i] = x`, `[list[i], list[j]] = …` */
function movesElements(body: TreeNode, look: Look): boolean {
  return look.facts.referencesIn(body).some(({ node: use }) => {
    const member = parentOf(use);
    if (member?.['computed'] !== true) return false;
    const target = outerOf(member);
    const isTarget = target?.type === 'AssignmentExpression' && child(target, 'left') === member;
    return isTarget || target?.type === 'ArrayPattern';
  });
}

/** All of one input for each element of another one: every user with every item. */
function isCross(loop: Repeat, inner: Repeat, look: Look): boolean {
  const [outer, own] = [loop.origin, inner.origin];
  if (loop.collection === undefined || inner.collection === undefined) return false;
  if (outer === undefined || own === undefined || look.changes(inner.collection, loop)) {
    return false;
  }
  // `users.map((u) => items.map(…))`: a value for each of both is what is asked for.
  if (inner.method === 'map') return false;
  const isInput = ({ binding, path }: Origin): boolean =>
    binding?.kind === 'param' && !path.includes('[]');
  if (!isInput(outer) || !isInput(own) || loop.kind === 'while' || inner.kind === 'while') {
    return false;
  }
  if (
    outer.binding === own.binding &&
    (outer.path === own.path || own.binding?.path.length === 0)
  ) {
    return false;
  }
  // Words that a text is asked for are few, and told by who lists them.
  const asked = methodCall(returnedValue(inner.region.node));
  if (asked !== undefined && /^(?:includes|startsWith|endsWith|test)$/.test(asked.name)) {
    return false;
  }
  // `weights[f] * row[f]`: as many as an element has, and that is few.
  return !(inner.index?.references ?? []).some(({ node }) => {
    const member = parentOf(node);
    const object = child(member, 'object');
    return member?.['computed'] === true && object !== undefined && look.changes(object, loop);
  });
}

/** `while (isSwapped)` around a walk that puts elements in order: as many walks as there are. */
function isUntilSorted(loop: Repeat, inner: Repeat, look: Look): boolean {
  const flag = look.binding(child(loop.node, 'test'));
  const body = child(inner.region.node, 'body');
  if (loop.kind !== 'while' || flag === undefined || body === undefined) return false;
  const isSet = flag.references.some(({ node, isWrite }) => isWrite && holds(body, node));
  return isSet && movesElements(body, look);
}

/** Looking an element up by its key is told as such. */
function isLookUp({ region, elements, method }: Repeat, look: Look): boolean {
  const value = returnedValue(region.node);
  const equality = value === undefined ? undefined : keyEquality(value, elements, look);
  // `other !== item && …` leaves out the element itself.
  return equality !== undefined && (method === 'every' || equality.operator.startsWith('='));
}

/** A `while` whose counter is not set back in the loop around goes on where it was: two pointers. */
function isCarriedOn({ kind, index, node }: Repeat, look: Look): boolean {
  if (kind === 'for') {
    // `for (; j < n; j++)`
    const init = child(node, 'init');
    return (
      init === undefined ||
      (init.type !== 'VariableDeclaration' && init.type !== 'AssignmentExpression')
    );
  }
  if (kind !== 'while') return false;
  if (index === undefined) return true;
  const outer = look.growing(look.facts.tree.regions.get(node)?.parent ?? look.facts.tree.root)[0];
  if (outer === undefined) return index.kind === 'param';
  // The counter of the loop around goes on where the inner one has left it.
  if (index === outer.index) return true;
  const isFresh = index.id.start > outer.node.start && index.id.end < outer.node.end;
  const isSet = index.references.some(({ node: use, isWrite }) => {
    const isThere = use.start > outer.node.start && use.start < node.start;
    return (
      isWrite && isThere && numberOf(child(parentAssignment(use, look), 'right')) !== undefined
    );
  });
  return !isFresh && !isSet;
}

function parentAssignment(use: TreeNode, look: Look): TreeNode | undefined {
  return look.facts.assignmentOf(use);
}

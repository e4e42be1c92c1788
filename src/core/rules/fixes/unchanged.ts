import type { Binding } from '../../source/bindings.js';
import { changesOf } from '../../source/dependence.js';
import {
  child,
  holds,
  identifierName,
  isCall,
  isMember,
  memberName,
  methodCall,
  outerOf,
  parentOf,
  part,
  unwrapped,
  type TreeNode,
} from '../../source/tree-node.js';
import type { Effect } from '../effects.js';
import type { Look } from '../look.js';
import { isOwnCollection, isPrivate, rootOf } from '../ownership.js';
import { isPlain, type Anchor } from './places.js';

/**
 * Is a list sure to stay as it is from before a loop to its end? Nothing in there may change it,
 * no function that might be called there may, and nobody who might hold it under another name.
 */
export function staysSame(list: TreeNode, anchor: Anchor, look: Look): boolean {
  if (!isPlain(list)) return false;
  const root = nameOf(list, look);
  if (root === undefined) return false;
  const within = anchor.node;
  // It has to exist before the loop, with the value it has inside.
  if (holds(within, root.id)) return false;
  if (changesOf(root, within).length > 0 || isReassigned(root, within)) return false;
  const owner = look.repeats.ownerOf(anchor.loop.region);
  const elsewhere = changesOf(root, look.facts.tree.program).filter(({ by }) => by !== '()');
  if (elsewhere.some(({ reference }) => look.repeats.ownerOf(reference.region) !== owner)) {
    return false;
  }
  return !hasChangedAlias(root, look) && isLeftAlone(list, within, look);
}

/** Do the effects of some code leave a list alone, also where it is known by other names? */
function isLeftAlone(list: TreeNode, within: TreeNode, look: Look): boolean {
  const { effects } = look.doings(within);
  const root = rootOf(look.facts, list);
  const isOwn =
    root !== undefined && list.type === 'Identifier' && isPrivate(look.facts, root, within);
  const path = fieldsOf(list);
  return effects.every((effect) => {
    const { kind } = effect;
    if (kind === 'varies' || kind === 'output' || kind === 'name') return true;
    if (kind === 'unknown') return isOwn;
    // A write that is there twice: `changesOf` has looked at those by this name.
    if (root !== undefined && effect.root === root && !isElsewhere(effect, path)) return false;
    if (kind === 'field' && effect.field !== '') {
      return !path.includes(effect.field) && (effect.field !== 'length' || isOwn);
    }
    return isOwn || cannotBeList(effect, look);
  });
}

/** Is it done to another field of the same object: `user.name` beside `user.seen`? */
function isElsewhere({ field }: Effect, path: readonly string[]): boolean {
  return path.length > 0 && field !== '' && !path.includes(field);
}

/** Is what is changed made on the spot, or changed by a method that lists do not have? */
function cannotBeList({ root, node, isDirect }: Effect, look: Look): boolean {
  if (isDirect && root !== undefined && isOwnCollection(look.facts, root)) return true;
  return /^(?:set|add|delete|clear)$/.test(methodCall(node)?.name ?? '');
}

/** The fields on the way to a list: `state`, `seen` of `this.state.seen`. */
function fieldsOf(list: TreeNode): readonly string[] {
  const value = unwrapped(list);
  const object = isMember(value) ? child(value, 'object') : undefined;
  return object === undefined ? [] : [...fieldsOf(object), memberName(value)];
}

function isReassigned(root: Binding, within: TreeNode): boolean {
  return root.references.some(({ node, isWrite }) => isWrite && holds(within, node));
}

/** Has another name been given to it by which it is changed? */
function hasChangedAlias(root: Binding, look: Look): boolean {
  return root.references.some(({ node }) => {
    let at: TreeNode = node;
    let above = outerOf(at);
    while (above !== undefined && isMember(above)) {
      at = above;
      above = outerOf(at);
    }
    if (above?.type === 'AssignmentExpression' && child(above, 'right') === at) return true;
    if (above?.type !== 'VariableDeclarator' || child(above, 'init') !== at) return false;
    return look.facts
      .declaredIn(above)
      .some((alias) => changesOf(alias, look.facts.tree.program).length > 0);
  });
}

/** The name that an expression begins with. */
export function nameOf(node: TreeNode, look: Look): Binding | undefined {
  const value = unwrapped(node);
  if (value.type === 'Identifier') return look.binding(value);
  const object = isMember(value) ? child(value, 'object') : undefined;
  return object === undefined ? undefined : nameOf(object, look);
}

/**
 * Does some code ask whether a value is there, or what it is? What was safe behind that question may
 * fail in front of it.
 */
export function mayBeMissing(value: TreeNode, within: TreeNode, look: Look): boolean {
  const root = nameOf(value, look);
  if (root === undefined) return true;
  return root.references.some(({ node }) => {
    if (!holds(within, node)) return false;
    let at: TreeNode = node;
    let above = outerOf(at);
    while (above !== undefined && isMember(above) && unwrapped(part(above, 'object')) === at) {
      if (above.type === 'OptionalMemberExpression') return true;
      if (memberName(above) === 'length') return false;
      at = above;
      above = outerOf(at);
    }
    return above !== undefined && isAsked(above, at);
  });
}

function isAsked(above: TreeNode, node: TreeNode): boolean {
  if (/^(?:Logical|Unary)Expression$/.test(above.type)) return true;
  if (/^(?:If|While|For)Statement$|^ConditionalExpression$/.test(above.type)) {
    return child(above, 'test') === node;
  }
  if (above.type === 'BinaryExpression') {
    const other = part(above, child(above, 'left') === node ? 'right' : 'left');
    return (
      other.type === 'NullLiteral' ||
      identifierName(other) === 'undefined' ||
      above['operator'] === 'instanceof'
    );
  }
  return isCall(above) && /^(?:isArray|Boolean)$/.test(calledName(above));
}

function calledName(call: TreeNode): string {
  return methodCall(call)?.name ?? identifierName(child(call, 'callee'));
}

/**
 * Might some code fail by itself, where it is run although it was not reached before: a fold of an
 * empty list, the first of none, a text that is no JSON?
 */
export function mayFail(node: TreeNode, look: Look): boolean {
  return hasFailingCall(node, look) || hasIndexedPart(node, look);
}

/** Does it call something that fails for what is empty or malformed? */
export function hasFailingCall(node: TreeNode, look: Look): boolean {
  const calls = ['CallExpression', 'OptionalCallExpression'].flatMap((type) =>
    look.facts.sitesIn(type, node).map((site) => site.node),
  );
  return calls.some((each) => {
    const call = methodCall(each);
    if (call === undefined) return false;
    if (/^reduce/.test(call.name) && call.args.length < 2) return true;
    const isUsed = isMember(parentOf(each)) && child(parentOf(each), 'object') === each;
    if (isUsed && /^(?:find|findLast|at|get|pop|shift)$/.test(call.name)) return true;
    return (
      identifierName(call.object) === 'JSON' && call.name === 'parse' && !isRoundTrip(call.args[0])
    );
  });
}

function isRoundTrip(argument: TreeNode | undefined): boolean {
  return methodCall(argument)?.name === 'stringify';
}

/** `rows[0].weights`, `Object.keys(rows[0])`, `a.b.c.d`: there may be nothing on the way. */
function hasIndexedPart(node: TreeNode, look: Look): boolean {
  return look.facts.referencesIn(node).some(({ node: use, binding }) => {
    if (binding === undefined || holds(node, binding.id)) return false;
    let steps = 0;
    let at: TreeNode = use;
    let above = parentOf(at);
    while (
      above !== undefined &&
      isMember(above) &&
      child(above, 'object') === at &&
      holds(node, above)
    ) {
      const isCalled = isCall(parentOf(above)) && child(parentOf(above), 'callee') === above;
      if (above['computed'] === true && memberName(above) === '') return true;
      if (!isCalled) steps += 1;
      at = above;
      above = parentOf(at);
    }
    return steps > 2;
  });
}

/** Might a field of this name be written in some code, by whatever it calls in its file as well? */
export function isFieldWritten(field: string, within: TreeNode, look: Look): boolean {
  return look.doings(within).effects.some(({ kind, field: written, root, isDirect }) => {
    if (kind === 'unknown') return !IDENTITY.test(field);
    if (kind !== 'field') return false;
    const isOwn = isDirect && root !== undefined && isOwnCollection(look.facts, root);
    return written === field || (written === '' && !isOwn);
  });
}

/** Fields that nobody gives another value once they have one. */
const IDENTITY = /(?:^(?:id|key|slug|uuid|sku)|[a-z](?:Id|ID|Key)|_(?:id|key))$/;

/** What an expression looks at that is to be worked out at another time than it was. */
export interface Watched {
  readonly fields: ReadonlySet<string>;
  readonly names: ReadonlySet<Binding>;
  /** The code in which nothing may happen to it. */
  readonly within: TreeNode;
  /** The names that the expression itself writes. */
  readonly written?: ReadonlySet<Binding | undefined>;
  /** A list that is known to do nothing but grow. */
  readonly picked?: Binding;
  /** A list whose elements are looked at, and not itself. */
  readonly pool: Binding | undefined;
}

/** Has something that code does nothing to do with what an expression looks at? */
export function isUntouchedBy(effect: Effect, watched: Watched, look: Look): boolean {
  const { kind, root, field, node, isDirect } = effect;
  const { fields, names, written, within, picked, pool } = watched;
  if (kind === 'varies' || kind === 'output') return true;
  if (kind === 'unknown' || fields.has('*')) return false;
  if (kind === 'name') {
    return root !== undefined && (written?.has(root) === true || !names.has(root));
  }
  const isOwn = isDirect && root !== undefined && isOwnCollection(look.facts, root);
  if (root !== undefined && names.has(root)) {
    return isDirect && kind === 'change' && root === picked;
  }
  if (field !== '' && fields.has(field)) return false;
  if (kind === 'field') return isOwn || (field !== '' && !fields.has(''));
  if (isOwn || (isDirect && root !== undefined && root === pool)) return true;
  const isTable = /^(?:set|add|delete|clear)$/.test(methodCall(node)?.name ?? '');
  return isTable && root !== undefined && !holds(within, root.id);
}

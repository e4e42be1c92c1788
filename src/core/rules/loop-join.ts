import type { Region } from '../source/bindings.js';
import { isSameOrigin } from '../source/origins.js';
import type { Repeat } from '../source/repeats.js';
import type { Site } from '../source/script-tree.js';
import { part, child, children, parentOf, type TreeNode } from '../source/tree-node.js';
import { keyEquality, type KeyEquality } from './key-equality.js';
import { conjuncts, type Look } from './look.js';

/** A loop that walks a whole collection for the elements whose key equals one from outside. */
export interface LoopJoin {
  readonly repeat: Repeat;
  readonly collection: TreeNode;
  readonly equality: KeyEquality;
  /** Does it stop at the first that it finds? */
  readonly isLookUp: boolean;
}

/** The types of nodes that may decide which element a loop takes. */
export const DECIDING = ['IfStatement', 'ConditionalExpression', 'LogicalExpression'] as const;

/** Methods whose callbacks do what the body of a loop does. */
const LOOPING: ReadonlySet<string> = new Set(['', 'forEach', 'reduce', 'map', 'flatMap']);

/** `for (const e of events) if (e.user === user.id) …`: is this the condition of such a loop? */
export function loopJoin({ node, region }: Site, look: Look): LoopJoin | undefined {
  const repeat = look.repeats.of(region);
  if (repeat?.growth !== 'linear' || !LOOPING.has(repeat.method)) return undefined;
  const { collection } = repeat;
  if (collection === undefined || look.isSmall(collection)) return undefined;
  if (!isFirstThing(node, region)) return undefined;
  const test = child(node, 'test') ?? (node['operator'] === '&&' ? child(node, 'left') : undefined);
  if (test === undefined || conjuncts(test).some((part) => isOrdering(part))) return undefined;
  const names = repeat.index === undefined ? repeat.elements : [...repeat.elements, repeat.index];
  const equality = keyEquality(test, names, look);
  if (equality === undefined || look.changes(equality.other, repeat)) return undefined;
  const isSkip = equality.operator.startsWith('!');
  if (isSkip && !isSkipping(child(node, 'consequent'))) return undefined;
  if (isCounter(equality, repeat, look) || isSelfPair(repeat, region, look)) return undefined;
  const body = part(repeat.region.node, 'body');
  const rest = look.facts.text.slice(isSkip ? body.start : node.start, body.end);
  const isLookUp = repeat.method === '' && /\b(?:break|return)\b/.test(rest);
  return { repeat, collection, equality, isLookUp };
}

/**
 * `for (…) if (isWanted(list[i])) return …`: a search through what a function is given, by what it
 * is given besides; nothing for loops that look for something fixed or in order.
 */
export function searchLoop({ node, region }: Site, look: Look): Repeat | undefined {
  const isReturn = /^(?:Return|Block)Statement$/.test(child(node, 'consequent')?.type ?? '');
  if (node.type !== 'IfStatement' || !isReturn || region.kind !== 'loop') return undefined;
  const repeat = look.repeats.of(region);
  const collection = repeat?.collection;
  if (repeat?.growth !== 'linear' || repeat.method !== '' || collection === undefined) {
    return undefined;
  }
  if (!isFirstThing(node, region)) return undefined;
  const list = look.origin(collection).binding;
  const test = child(node, 'test');
  const leaves = child(node, 'consequent');
  if (list?.kind !== 'param' || list.path.length > 0 || test === undefined) return undefined;
  if (look.growing(repeat.region.parent ?? region).length > 0 || look.isSmall(collection)) {
    return undefined;
  }
  const body = leaves?.type === 'BlockStatement' ? children(leaves, 'body')[0] : leaves;
  if (body?.type !== 'ReturnStatement' || conjuncts(test).some(isOrdering)) return undefined;
  const names = repeat.index === undefined ? repeat.elements : [...repeat.elements, repeat.index];
  const isByOther = look.facts
    .referencesIn(test)
    .some(
      ({ binding }) =>
        binding?.kind === 'param' && binding.holder === list.holder && binding !== list,
    );
  return isByOther && look.uses(test, names) ? repeat : undefined;
}

/** Does it stand directly in the body of the repeat? */
function isFirstThing(node: TreeNode, region: Region): boolean {
  const body = child(region.node, 'body');
  for (let at: TreeNode | undefined = node; at !== undefined; at = parentOf(at)) {
    if (at === body) return true;
    if (at !== node && !/^(?:BlockStatement|ExpressionStatement|ReturnStatement)$/.test(at.type)) {
      const isValue = /^(?:Binary|Assignment)Expression$/.test(at.type);
      if (!isValue) return false;
    }
  }
  return false;
}

/** `if (e.user !== id) continue;` */
function isSkipping(consequent: TreeNode | undefined): boolean {
  const statement =
    consequent?.type === 'BlockStatement' ? children(consequent, 'body')[0] : consequent;
  return statement?.type === 'ContinueStatement' || statement?.type === 'ReturnStatement';
}

/** Is it a comparison of more and less? */
export function isOrdering(node: TreeNode): boolean {
  return node.type === 'BinaryExpression' && /^[<>]/.test(String(node['operator']));
}

/** `i === j` tells two counters apart; it looks nothing up. */
function isCounter(equality: KeyEquality, repeat: Repeat, look: Look): boolean {
  return repeat.index !== undefined && look.binding(equality.own) === repeat.index;
}

/** Two loops over the same collection are another rule's matter. */
function isSelfPair(repeat: Repeat, region: Region, look: Look): boolean {
  const { origin } = repeat;
  if (origin === undefined) return false;
  return look.repeats
    .around(region)
    .some((each) => each !== repeat && each.origin && isSameOrigin(each.origin, origin));
}

/** What a rule says of such a loop. */
export function joinText({ repeat, collection, equality }: LoopJoin, look: Look): string {
  const list = look.shown(collection);
  const loop = repeat.method === '' ? 'the loop' : `\`${repeat.method}\``;
  return `${loop} walks \`${list}\` to compare \`${look.shown(equality.own)}\``;
}

import type { Binding } from '../../source/bindings.js';
import type { Repeat } from '../../source/repeats.js';
import {
  calleeName,
  child,
  children,
  holds,
  identifierName,
  isMember,
  memberName,
  methodCall,
  parentOf,
  part,
  type TreeNode,
} from '../../source/tree-node.js';
import type { Look } from '../look.js';
import type { Pair } from '../pairs.js';
import { applyEdits } from '../text-edits.js';
import type { Fix } from '../rule.js';
import { isOnlyRead } from './hoist.js';
import {
  anchorBefore,
  freshName,
  insertBefore,
  isPlain,
  isTyped,
  replace,
  textOf,
  type Anchor,
} from './places.js';
import { hasFailingCall, isUntouchedBy, mayBeMissing, staysSame } from './unchanged.js';

/** Something that is worked out of one element of a pair: `norm(a.vector)`, `new Set(b.tags)`. */
interface Own {
  readonly node: TreeNode;
  /** The element as it is written there: `a`, `items[j]`. */
  readonly element: string;
  /** The code for an element that is called `each`. */
  readonly code: string;
}

/**
 * Norms and sets that a loop over all pairs works out of one element again and again get a place in
 * a Map before the loops. Nothing is offered where they hang on more than the element, where
 * anything in the loops may change it, or where somebody keeps or changes the result.
 */
export function elementOnceFix(pair: Pair, loops: readonly Repeat[], look: Look): Fix | undefined {
  const anchor = anchorBefore(loops);
  const list = pair.collection;
  if (anchor === undefined || loops.length !== 1 || !isPlain(list)) return undefined;
  if (look.kind(list) !== 'array' || !staysSame(list, anchor, look)) return undefined;
  if (mayBeMissing(list, anchor.node, look)) return undefined;
  const each = freshName('each', look);
  // An element of another list, though it be a copy, is perhaps not in the Map.
  const repeats = [pair.inner, ...loops].filter(
    ({ collection }) => collection !== undefined && textOf(collection, look) === textOf(list, look),
  );
  const found = ownWork(pair, look).flatMap(
    (node) => ownOf(node, repeats, each, anchor, look) ?? [],
  );
  const whole = found.filter(
    ({ node }) => !found.some((other) => other.node !== node && holds(other.node, node)),
  );
  const [first] = whole;
  if (first === undefined) return undefined;
  const same = whole.filter(({ code }) => code === first.code);
  const name = freshName(`${nameFor(first.node)}Of`, look);
  const typed = isTyped(look);
  const row = `[${each}, ${first.code}]${typed ? ' as const' : ''}`;
  return {
    title: 'Work it out once for each element',
    edits: [
      ...insertBefore(
        anchor,
        [`const ${name} = new Map(${textOf(list, look)}.map((${each}) => ${row}));`],
        look,
      ),
      ...same.map(({ node, element }) =>
        replace(node, `${name}.get(${element})${typed ? '!' : ''}`),
      ),
    ],
  };
}

/** The calls in the inner loop that take longer the larger an element is. */
function ownWork({ inner }: Pair, look: Look): readonly TreeNode[] {
  const body = child(inner.region.node, 'body');
  if (body === undefined) return [];
  const nodes = ['CallExpression', 'NewExpression'].flatMap((type) =>
    look.facts.sitesIn(type, body).map(({ node }) => node),
  );
  return nodes.filter((node) => isCostly(node, look) && look.isPure(node));
}

function isCostly(node: TreeNode, look: Look): boolean {
  const [first] = children(node, 'arguments');
  if (node.type === 'NewExpression') {
    return /^(?:Set|Map)$/.test(calleeName(node)) && first !== undefined;
  }
  const func = look.callback(child(node, 'callee'));
  return REPEATS.test(textOf(func ?? node, look));
}

const REPEATS = /\b(?:for|while)\b|\.(?:map|filter|reduce|flatMap|split|join)\(|\bhypot\(|\.sort\(/;

/** What a piece of work is for the element that it hangs on alone; nothing where it hangs on more. */
function ownOf(
  node: TreeNode,
  repeats: readonly Repeat[],
  each: string,
  anchor: Anchor,
  look: Look,
): Own | undefined {
  const { fields, names } = look.doings(node);
  const [name, ...others] = [...names].filter((used) => holds(anchor.node, used.id));
  if (name === undefined || others.length > 0) return undefined;
  const isCounter = isCounted(name, repeats);
  if (!isCounter && name.references.some(({ isWrite }) => isWrite)) return undefined;
  if (hasFailingCall(node, look) || !isOnlyRead(node, look)) return undefined;
  const written = new Set(isCounter ? [name] : []);
  const watched = { fields, names, within: anchor.node, written, pool: undefined };
  const isSafe = look
    .doings(anchor.node)
    .effects.every((effect) => isUntouchedBy(effect, watched, look));
  if (!isSafe) return undefined;
  const uses = look.facts.referencesIn(node).filter(({ binding }) => binding === name);
  const elements = uses.flatMap((use) => elementAt(use.node, name, repeats, look) ?? []);
  const [element] = elements;
  if (element === undefined || elements.length < uses.length) return undefined;
  return { node, element: textOf(element, look), code: rewritten(node, elements, each, look) };
}

/** The code of a node with a name in the place of some of its parts. */
function rewritten(node: TreeNode, parts: readonly TreeNode[], name: string, look: Look): string {
  const edits = parts.map(({ start, end }) => ({
    start: start - node.start,
    end: end - node.start,
    text: name,
  }));
  return applyEdits(textOf(node, look), edits);
}

function nameFor(node: TreeNode): string {
  const [first] = children(node, 'arguments');
  if (node.type === 'NewExpression') return `${memberName(first) || 'own'}${calleeName(node)}`;
  return methodCall(node)?.name ?? (identifierName(child(node, 'callee')) || 'own');
}

/** Is it the counter of one of the loops? */
function isCounted(name: Binding, repeats: readonly Repeat[]): boolean {
  return repeats.some(({ index, kind }) => index === name && kind === 'for');
}

/** The element that a name stands for, or is the position of: `a`, `items[i]`. */
function elementAt(
  use: TreeNode,
  name: Binding,
  repeats: readonly Repeat[],
  look: Look,
): TreeNode | undefined {
  if (parentOf(use)?.['shorthand'] === true) return undefined;
  const repeat = repeats.find(({ elements }) => elements.includes(name));
  if (repeat !== undefined) return name.path.length === 0 ? use : undefined;
  const counted = repeats.find(({ index }) => index === name);
  const member = parentOf(use);
  if (counted?.collection === undefined || !isMember(member) || member?.['computed'] !== true) {
    return undefined;
  }
  const isOfList = textOf(part(member, 'object'), look) === textOf(counted.collection, look);
  return isOfList && child(member, 'property') === use ? member : undefined;
}

import {
  part,
  children,
  child,
  holds,
  identifierName,
  isMember,
  methodCall,
  parentOf,
  unwrapped,
  type TreeNode,
} from '../../source/tree-node.js';
import type { Binding } from '../../source/bindings.js';
import { changesOf } from '../../source/dependence.js';
import type { Repeat } from '../../source/repeats.js';
import type { Look } from '../look.js';
import type { Fix } from '../rule.js';
import {
  anchorBefore,
  freshName,
  insertBefore,
  isPlain,
  isTyped,
  replace,
  textOf,
} from './places.js';
import { mayBeMissing, nameOf } from './unchanged.js';

/** A comparator that works the same key out of both its arguments looks it up in a Map instead. */
export function keyOnceFix(repeat: Repeat, look: Look): Fix | undefined {
  const callback = repeat.region.node;
  const [first, second] = children(callback, 'params').map((each) => identifierName(each));
  const body = child(callback, 'body');
  const anchor = anchorBefore([repeat]);
  if (first === undefined || second === undefined || first === '' || second === '') {
    return undefined;
  }
  if (body === undefined || body.type === 'BlockStatement' || anchor === undefined) {
    return undefined;
  }
  const list = listOf(repeat);
  const isSpread = repeat.collection?.type === 'ArrayExpression';
  if (list === undefined || !(isSpread || look.kind(list) === 'array')) return undefined;
  if (!isOutside(list, anchor.node, repeat, look)) return undefined;
  const sides = sidesOf(body);
  if (sides === undefined || !sides.every((side) => isPure(side, look))) return undefined;
  const [left, right] = sides.map((side) => textOf(side, look));
  if (left === undefined || right === undefined) return undefined;
  const isForward = swapped(left, first, second) === right && !uses(left, second);
  const isBackward = swapped(left, second, first) === right && !uses(left, first);
  if (!isForward && !isBackward) return undefined;
  const isInside = sides.some((side) =>
    look.facts
      .referencesIn(side)
      .some(({ binding }) => binding !== undefined && isWithin(binding, anchor.node, callback)),
  );
  if (isInside) return undefined;
  const name = freshName('sortKeys', look);
  const [a, b] = isForward ? [first, second] : [second, first];
  const bang = isTyped(look) ? '!' : '';
  const pair = isTyped(look) ? ' as const' : '';
  const copy = isSpread ? freshName('copy', look) : textOf(list, look);
  const made = `const ${name} = new Map(${copy}.map((${a}) => [${a}, ${left}]${pair}));`;
  const spread = isSpread
    ? [part(repeat.node, 'callee')].map((callee) => part(callee, 'object'))
    : [];
  return {
    title: 'Work each key out once',
    edits: [
      ...insertBefore(
        anchor,
        // What is spread may be there only once.
        [...spread.map((each) => `const ${copy} = ${textOf(each, look)};`), made],
        look,
      ),
      ...spread.map((each) => replace(each, copy)),
      { start: sides[0].start, end: sides[0].end, text: `${name}.get(${a})${bang}` },
      { start: sides[1].start, end: sides[1].end, text: `${name}.get(${b})${bang}` },
    ],
  };
}

/** Is it there, and the same, where the keys are to be worked out: before the statement that sorts? */
function isOutside(list: TreeNode, statement: TreeNode, repeat: Repeat, look: Look): boolean {
  const root = nameOf(list, look);
  if (root === undefined || holds(statement, root.id)) return false;
  if (mayBeMissing(list, statement, look)) return false;
  for (let at = repeat.node; at !== statement; at = parentOf(at) ?? statement) {
    if (at.type.endsWith('Statement') && look.facts.tree.regions.has(at)) return false;
  }
  if (look.facts.tree.regions.has(statement)) return false;
  const others = changesOf(root, statement).filter(({ node }) => node !== repeat.node);
  return others.length === 0;
}

/** Is a name declared in a statement, but outside of a function that stands there? */
function isWithin(binding: Binding, statement: TreeNode, func: TreeNode): boolean {
  return holds(statement, binding.id) && !holds(func, binding.id);
}

/** What is sorted, without the copy that is made for it. */
function listOf({ collection }: Repeat): TreeNode | undefined {
  if (collection === undefined) return undefined;
  const value = unwrapped(collection);
  if (isPlain(value)) return value;
  const [only, ...rest] = children(value, 'elements');
  const spread =
    only?.type === 'SpreadElement' && rest.length === 0 ? child(only, 'argument') : undefined;
  const copied = methodCall(value);
  const inner =
    spread ?? (copied?.name === 'slice' && copied.args.length === 0 ? copied.object : undefined);
  return inner !== undefined && isPlain(inner) ? inner : undefined;
}

/** The two keys of `a - b` and `a.localeCompare(b)`. */
function sidesOf(body: TreeNode): readonly [TreeNode, TreeNode] | undefined {
  const call = methodCall(body);
  if (call?.name === 'localeCompare' && call.args[0] !== undefined) {
    return [call.object, call.args[0]];
  }
  if (body.type !== 'BinaryExpression' || body['operator'] !== '-') return undefined;
  const left = child(body, 'left');
  const right = child(body, 'right');
  return left === undefined || right === undefined ? undefined : [left, right];
}

/** Nothing but reads, and calls that are known to change nothing. */
function isPure(node: TreeNode, look: Look): boolean {
  if (!look.isPure(node)) return false;
  if (/[^=!<>]=[^=>]|\+\+|--|\b(?:random|await|yield|this)\b/.test(textOf(node, look))) {
    return false;
  }
  const inside = ['CallExpression', 'OptionalCallExpression', 'NewExpression'].flatMap((type) =>
    look.facts.sitesIn(type, node),
  );
  return inside.every(({ node: each }) => {
    if (each.type === 'NewExpression') return identifierName(child(each, 'callee')) === 'Date';
    const call = methodCall(each);
    if (call !== undefined && call.name === 'exec') return false;
    return call !== undefined && isMember(part(each, 'callee')) && KNOWN.test(call.name);
  });
}

const KNOWN =
  /^(?:parse|getTime|valueOf|toLowerCase|toUpperCase|trim|split|join|indexOf|includes|findIndex|stringify|normalize|replace|slice|get|at)$/;

/** The text with one name in the place of another. */
function swapped(text: string, from: string, to: string): string {
  return text.replace(new RegExp(String.raw`(?<![\w$.])${from}(?![\w$])`, 'g'), to);
}

function uses(text: string, name: string): boolean {
  return new RegExp(String.raw`(?<![\w$.])${name}(?![\w$])`).test(text);
}

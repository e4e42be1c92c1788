import type { Binding, Region } from '../../source/bindings.js';
import { changesOf } from '../../source/dependence.js';
import type { Repeat } from '../../source/repeats.js';
import {
  part,
  child,
  children,
  methodCall,
  outerOf,
  parentOf,
  unwrapped,
  type MethodCall,
  type TreeNode,
} from '../../source/tree-node.js';
import type { Look } from '../look.js';
import { isOwnCollection, isPrivate, rootOf } from '../ownership.js';
import type { Fix, TextEdit } from '../rule.js';
import type { DedupeGuard } from '../scan-shapes.js';
import {
  anchorBefore,
  freshName,
  insertBefore,
  isNeverNaN,
  isPlain,
  replace,
  stemOf,
  textOf,
} from './places.js';

/** `xs.filter((x, i) => xs.indexOf(x) === i)` becomes `[...new Set(xs)]`. */
export function dedupeFilterFix(call: MethodCall, filter: Repeat, look: Look): Fix | undefined {
  const whole = methodCall(filter.node);
  const callback = filter.region.node;
  if (whole === undefined || call.name !== 'indexOf' || call.args.length !== 1) return undefined;
  // The comparison has to be all that decides.
  const body = child(callback, 'body');
  if (
    body === undefined ||
    unwrapped(body) !== outerOf(call.node) ||
    !/^===?$/.test(String(body['operator']))
  ) {
    return undefined;
  }
  if (!isPlain(whole.object) || look.kind(whole.object) !== 'array') return undefined;
  if (!isWalkedList(call.object, whole.object, callback, look)) return undefined;
  const sought = call.args[0]!;
  // `indexOf` never finds NaN, and `filter` passes over holes: only texts and ids are sure.
  const isSure =
    isNeverNaN(sought, look) || /(?:ids|Ids|IDs|keys|Keys|slugs|codes)$/.test(stemOf(whole.object));
  if (!isSure) return undefined;
  return {
    title: 'Use a Set',
    edits: [replace(whole.node, `[...new Set(${textOf(whole.object, look)})]`)],
  };
}

/** Is the list the one that is filtered, and not a copy of it: by its name, or as third parameter? */
function isWalkedList(list: TreeNode, filtered: TreeNode, callback: TreeNode, look: Look): boolean {
  if (textOf(list, look) === textOf(filtered, look)) return true;
  const binding = look.binding(list);
  return binding?.kind === 'param' && binding.holder === callback && binding.parameter === 2;
}

/** `if (!out.includes(x)) out.push(x)` gets a Set of what is in `out` beside it. */
export function dedupeGuardFix(
  call: MethodCall,
  { adds, statement }: DedupeGuard,
  region: Region,
  loops: readonly Repeat[],
  look: Look,
): Fix | undefined {
  const anchor = anchorBefore(loops);
  const list = look.binding(call.object);
  const [sought] = call.args;
  if (anchor === undefined || list === undefined || sought === undefined || adds === undefined) {
    return undefined;
  }
  if (call.name !== 'includes' || call.args.length !== 1 || statement?.type !== 'IfStatement') {
    return undefined;
  }
  const test = child(statement, 'test');
  const isNegated = test?.type === 'UnaryExpression' && child(test, 'argument') === call.node;
  const consequent = child(statement, 'consequent');
  if (!isNegated || consequent === undefined || look.kind(call.object) !== 'array') {
    return undefined;
  }
  if (adds.name !== 'push' || adds.args.length !== 1 || !isPlain(sought)) return undefined;
  if (textOf(adds.args[0]!, look) !== textOf(sought, look) || call.node.type !== 'CallExpression') {
    return undefined;
  }
  // Nothing but this `push` may change the list: the Set would not know.
  const changes = changesOf(list, look.facts.tree.program);
  const owner = look.repeats.ownerOf(region);
  const inLoop = changes.filter(
    ({ node }) => node.start >= anchor.node.start && node.end <= anchor.node.end,
  );
  if (inLoop.some(({ node }) => node !== adds.node)) return undefined;
  if (changes.some(({ reference }) => look.repeats.ownerOf(reference.region) !== owner)) {
    return undefined;
  }
  if (!isChangedOnlyBy(adds, call.object, list, anchor.node, look)) return undefined;
  if (list.id.start > anchor.node.start || /\b(?:await|yield)\b/.test(textOf(anchor.node, look))) {
    return undefined;
  }
  const name = freshName(`${stemOf(call.object)}Set`, look);
  const added = `${name}.add(${textOf(sought, look)});`;
  const push = parentOf(adds.node);
  if (push?.type !== 'ExpressionStatement') return undefined;
  return {
    title: `Keep a Set beside \`${look.shown(call.object)}\``,
    edits: [
      ...insertBefore(anchor, [`const ${name} = new Set(${textOf(call.object, look)});`], look),
      replace(part(call.node, 'callee'), `${name}.has`),
      ...beside(push, consequent, added),
    ],
  };
}

/** The edits that put a statement in front of one in a branch, with braces where there are none. */
function beside(statement: TreeNode, branch: TreeNode, added: string): readonly TextEdit[] {
  const { start, end } = statement;
  const isBlock = branch.type === 'BlockStatement' && children(branch, 'body').includes(statement);
  if (isBlock) return [{ start, end: start, text: `${added} ` }];
  return [
    { start, end: start, text: `{ ${added} ` },
    { start: end, end, text: ' }' },
  ];
}

/** Is the one `push` all that happens to the list, whatever other names it has and whoever is called? */
function isChangedOnlyBy(
  adds: MethodCall,
  list: TreeNode,
  binding: Binding,
  within: TreeNode,
  look: Look,
): boolean {
  if (isPrivate(look.facts, binding, within)) return true;
  return look.doings(within).effects.every(({ kind, root, node, field, isDirect }) => {
    if (node === adds.node || /^(?:name|varies|output)$/.test(kind)) return true;
    if (kind === 'field' && field !== '' && field !== 'length') return true;
    const isOther = isDirect && root !== undefined && isOwnCollection(look.facts, root);
    return kind !== 'unknown' && isOther && root !== rootOf(look.facts, list);
  });
}

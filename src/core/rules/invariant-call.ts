import { changesOf } from '../source/dependence.js';
import {
  child,
  children,
  identifierName,
  methodCall,
  outerOf,
  type TreeNode,
} from '../source/tree-node.js';
import { hoistFix } from './fixes/hoist.js';
import type { Look } from './look.js';
import type { Rule } from './rule.js';

const WALKS: ReadonlySet<string> = new Set([
  ...['reduce', 'filter', 'map', 'flatMap', 'some', 'every', 'find', 'findIndex', 'join', 'flat'],
]);

/** A walk over a collection that comes to the same in each turn of a loop. */
export const invariantCall: Rule = {
  id: 'invariant-call',
  on: ['CallExpression', 'OptionalCallExpression'],
  methods: [...WALKS, 'max', 'min', 'hypot'],
  check({ node, region }, look) {
    const walked = walkedBy(node, look);
    if (walked === undefined || look.isSmall(walked) || look.isString(walked)) return undefined;
    const loops = look.loopsOver(node, region);
    if (loops.length === 0 || isChangedLater(node, look)) return undefined;
    return {
      node,
      subject: node,
      what: `\`${look.shown(node)}\` walks \`${look.shown(walked)}\`, though nothing in it changes,`,
      advice: 'Work it out once before the loop, or keep it up to date as the list changes.',
      loops,
      isComplete: true,
      fix: () => hoistFix(node, region, loops, look),
    };
  },
};

function walkedBy(node: TreeNode, look: Look): TreeNode | undefined {
  const call = methodCall(node);
  if (call === undefined) return undefined;
  if (identifierName(call.object) === 'Math' && /^(?:max|min|hypot)$/.test(call.name)) {
    const spread = children(node, 'arguments').find(({ type }) => type === 'SpreadElement');
    return child(spread, 'argument');
  }
  if (!WALKS.has(call.name)) return undefined;
  if (call.name === 'join') return look.kind(call.object) === 'array' ? call.object : undefined;
  const callback = look.callback(call.args[0]);
  return callback === undefined && call.name !== 'flat' ? undefined : call.object;
}

/** Is the result changed afterwards, so that each turn needs its own? */
export function isChangedLater(node: TreeNode, look: Look): boolean {
  const holder = outerOf(node);
  if (holder?.type === 'VariableDeclarator') {
    const binding = look.facts.declaredIn(holder)[0];
    const changes = binding === undefined ? [] : changesOf(binding, look.facts.tree.program);
    return changes.some(({ by }) => by !== '()');
  }
  // Put somewhere, or given away: it may be changed there.
  return /^(?:Assignment|New)Expression$|^(?:Object|Class)Property$|^ReturnStatement$/.test(
    holder?.type ?? '',
  );
}

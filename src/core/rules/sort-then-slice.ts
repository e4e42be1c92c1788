import {
  methodCall,
  numberOf,
  parentOf,
  unwrapped,
  type MethodCall,
  type TreeNode,
} from '../source/tree-node.js';
import type { Look } from './look.js';
import type { Rule } from './rule.js';

/** `list.sort(…).slice(0, k)` in a loop: all is put in order for the sake of a few. */
export const sortThenSlice: Rule = {
  id: 'sort-then-slice',
  on: ['CallExpression', 'OptionalCallExpression'],
  methods: ['slice'],
  check({ node }, look) {
    const call = methodCall(node);
    if (call?.name !== 'slice' || call.args.length !== 2) return undefined;
    if (numberOf(call.args[0]) !== 0) return undefined;
    const sort = sortOf(call.object, look);
    if (sort === undefined || look.isSmall(sort.object)) return undefined;
    const list = look.shown(sort.object);
    return {
      node: sort.node,
      subject: listBehind(sort.object),
      what: `all of \`${list}\` is sorted for its first \`${look.shown(call.args[1]!)}\``,
      advice: 'Sort once before the loop; where k is small, keep the best k in a bounded heap.',
    };
  },
};

/** `items` of `items.map(f).filter(g)`: it is all of that which is sorted. */
function listBehind(node: TreeNode): TreeNode {
  const call = methodCall(unwrapped(node));
  return call !== undefined && call.name === 'map' ? listBehind(call.object) : node;
}

/** The call that has sorted a list, there or in a statement before. */
function sortOf(node: TreeNode, look: Look): MethodCall | undefined {
  const value = unwrapped(node);
  const direct = sortCall(value);
  if (direct !== undefined) return direct;
  const binding = look.binding(value);
  const init = look.facts.initOf(binding);
  const made = init === undefined ? undefined : sortCall(unwrapped(init));
  if (made !== undefined) return made;
  for (const { node: use } of binding?.references ?? []) {
    const call = sortCall(parentOf(parentOf(use) ?? use));
    if (call?.object === use) return call;
  }
  return undefined;
}

function sortCall(node: TreeNode | undefined): MethodCall | undefined {
  const call = methodCall(node);
  return call?.name === 'sort' || call?.name === 'toSorted' ? call : undefined;
}

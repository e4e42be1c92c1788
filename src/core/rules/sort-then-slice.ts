import {
  child,
  methodCall,
  numberOf,
  parentOf,
  unwrapped,
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
    const sorted = sortedList(call.object, look);
    if (sorted === undefined || look.isSmall(sorted)) return undefined;
    const list = look.shown(sorted);
    return {
      node,
      subject: sorted,
      what: `all of \`${list}\` is sorted for its first \`${look.shown(call.args[1]!)}\``,
      advice: 'Where k is small, keep the best k in a bounded heap instead.',
    };
  },
};

/** What has been sorted, there or in the statement before. */
function sortedList(node: TreeNode, look: Look): TreeNode | undefined {
  const value = unwrapped(node);
  const direct = methodCall(value);
  if (direct?.name === 'sort' || direct?.name === 'toSorted') return direct.object;
  const binding = look.binding(value);
  if (binding === undefined) return undefined;
  const init = look.facts.initOf(binding);
  const made = init === undefined ? undefined : methodCall(unwrapped(init));
  if (made?.name === 'sort' || made?.name === 'toSorted') return made.object;
  for (const { node: use } of binding.references) {
    const member = parentOf(use);
    const call = methodCall(parentOf(member ?? use));
    if (call?.name === 'sort' && child(member, 'object') === use) return init ?? value;
  }
  return undefined;
}

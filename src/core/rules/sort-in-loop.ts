import { methodCall } from '../source/tree-node.js';
import { sortOnceFix } from './fixes/sort-once.js';
import { leavesAfter } from './splice-in-loop.js';
import type { Rule } from './rule.js';

/** `list.sort()` in each turn of a loop. */
export const sortInLoop: Rule = {
  id: 'sort-in-loop',
  on: ['CallExpression', 'OptionalCallExpression'],
  methods: ['sort', 'toSorted'],
  check({ node, region }, look) {
    const call = methodCall(node);
    if (call?.name !== 'sort' && call?.name !== 'toSorted') return undefined;
    if (look.isSmall(call.object)) return undefined;
    const loops = look.loopsOver(call.object, region);
    if (loops[0] !== undefined && leavesAfter(node, loops[0])) return undefined;
    const list = look.shown(call.object);
    return {
      node,
      subject: call.object,
      what: `\`${list}.${call.name}\` sorts \`${list}\` again`,
      advice: 'Sort once, before or after the loop; for the best few keep a heap.',
      fix: () => sortOnceFix(call, region, loops, look),
    };
  },
};

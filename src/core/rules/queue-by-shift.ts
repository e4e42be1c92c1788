import { methodCall } from '../source/tree-node.js';
import { headIndexFix } from './fixes/head-index.js';
import type { Rule } from './rule.js';

/** `while (queue.length) queue.shift()`: each turn moves what is left. */
export const queueByShift: Rule = {
  id: 'queue-by-shift',
  on: ['CallExpression', 'OptionalCallExpression'],
  methods: ['shift'],
  check({ node, region }, look) {
    const call = methodCall(node);
    if (call?.name !== 'shift' || call.args.length > 0) return undefined;
    const kind = look.kind(call.object);
    if (!/^(?:array|iterable|unknown)$/.test(kind) || look.isSmall(call.object)) return undefined;
    const queue = look.shown(call.object);
    return {
      node,
      subject: call.object,
      what: `\`${queue}.shift\` moves all that is left in \`${queue}\``,
      advice: 'Keep the index of the head and read `queue[head++]`.',
      fix: (loops) => headIndexFix(call, region, loops, look),
    };
  },
};

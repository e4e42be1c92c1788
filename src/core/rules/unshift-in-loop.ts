import { methodCall } from '../source/tree-node.js';
import { pushAndReverseFix } from './fixes/push-and-reverse.js';
import type { Rule } from './rule.js';

/** `out.unshift(x)` in a loop: each turn moves all that is there. */
export const unshiftInLoop: Rule = {
  id: 'unshift-in-loop',
  on: ['CallExpression', 'OptionalCallExpression'],
  methods: ['unshift'],
  check({ node, region }, look) {
    const call = methodCall(node);
    if (call?.name !== 'unshift' || call.args.length === 0) return undefined;
    const kind = look.kind(call.object);
    if (!/^(?:array|iterable|unknown)$/.test(kind) || look.isSmall(call.object)) return undefined;
    const list = look.shown(call.object);
    return {
      node,
      subject: call.object,
      what: `\`${list}.unshift\` moves all of \`${list}\``,
      advice: 'Push, and reverse once after the loop.',
      fix: (loops) => pushAndReverseFix(call, region, loops, look),
    };
  },
};

import { listCall } from '../source/tree-node.js';
import { dedupeGuard, ownPosition } from './scan-shapes.js';
import { hoistSet } from './fixes/hoist-set.js';
import type { Rule } from './rule.js';

const METHODS: ReadonlySet<string> = new Set(['includes', 'indexOf', 'lastIndexOf']);

/** `includes` or `indexOf` of an array in a loop: a scan for each turn. */
export const membershipInLoop: Rule = {
  id: 'membership-in-loop',
  on: ['CallExpression', 'OptionalCallExpression'],
  methods: [...METHODS],
  check({ node, region }, look) {
    const call = listCall(node);
    if (call === undefined || !METHODS.has(call.name) || call.args.length === 0) return undefined;
    if (!look.isArray(call.object) || look.isSmall(call.object)) return undefined;
    if (ownPosition(node, region, look) !== undefined) return undefined;
    if (dedupeGuard(node, look) !== undefined) return undefined;
    const list = look.shown(call.object);
    return {
      node,
      subject: call.object,
      what: `\`${list}.${call.name}\` walks \`${list}\``,
      advice: 'Put the values into a Set before the loop and ask it with `has`.',
      fix: (loops) => (call.isLibrary ? undefined : hoistSet(call, region, loops, look)),
    };
  },
};

import { child, methodCall, parentOf, type TreeNode } from '../source/tree-node.js';
import type { Look } from './look.js';
import { headIndexFix } from './fixes/head-index.js';
import type { Rule } from './rule.js';

/** `if (recent[0] < oldest) recent.shift()`: what is there is a window, not all that waits. */
function isExpired(node: TreeNode, queue: string, look: Look): boolean {
  const statement = parentOf(node);
  const above = statement === undefined ? undefined : parentOf(statement);
  const holder = above?.type === 'BlockStatement' ? parentOf(above) : above;
  const test = holder?.type === 'IfStatement' ? child(holder, 'test') : undefined;
  return test !== undefined && look.shown(test, 200).includes(`${queue}[0]`);
}

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
    if (isExpired(node, queue, look)) return undefined;
    return {
      node,
      subject: call.object,
      what: `\`${queue}.shift\` moves all that is left in \`${queue}\``,
      advice: 'Keep the index of the head and read `queue[head++]`.',
      fix: (loops) => headIndexFix(call, region, loops, look),
    };
  },
};

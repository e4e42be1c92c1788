import { methodCall } from '../source/tree-node.js';
import { ownIndexFix } from './fixes/own-index.js';
import { ownPosition, positionFilter } from './scan-shapes.js';
import type { Rule } from './rule.js';

/** `xs.indexOf(x)` while walking `xs`: a search for a position that the loop knows. */
export const ownPositionScan: Rule = {
  id: 'own-position-scan',
  on: ['CallExpression', 'OptionalCallExpression'],
  methods: ['indexOf', 'lastIndexOf', 'findIndex'],
  check({ node, region }, look) {
    const call = methodCall(node);
    const repeat = ownPosition(node, region, look);
    if (call === undefined || repeat === undefined || look.isSmall(call.object)) return undefined;
    if (positionFilter(node, region, look) !== undefined || repeat.growth !== 'linear') {
      return undefined;
    }
    const list = look.shown(call.object);
    return {
      node,
      subject: call.object,
      what: `\`${list}.${call.name}\` searches \`${list}\` for the element at hand`,
      advice: 'Use the index of the loop (where no value occurs twice).',
      loops: [repeat],
      isComplete: true,
      fix: () => ownIndexFix(call, repeat, look),
    };
  },
};

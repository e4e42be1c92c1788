import { methodCall } from '../source/tree-node.js';
import { dedupeFilterFix, dedupeGuardFix } from './fixes/dedupe.js';
import { SCANS, dedupeGuard, positionFilter } from './scan-shapes.js';
import type { Rule } from './rule.js';

const ADVICE = 'Keep the values that were seen in a Set beside the list (or `new Set(list)`).';

/** Duplicates found by a scan: of the list itself, or of what was kept so far. */
export const dedupeByScan: Rule = {
  id: 'dedupe-by-scan',
  on: ['CallExpression', 'OptionalCallExpression'],
  methods: [...SCANS],
  check({ node, region }, look) {
    const call = methodCall(node);
    if (call === undefined || !look.isArray(call.object)) return undefined;
    const list = look.shown(call.object);
    const filter = positionFilter(node, region, look);
    if (filter !== undefined) {
      if (look.isSmall(call.object)) return undefined;
      return {
        node,
        subject: call.object,
        what: `\`${list}.${call.name}\` walks \`${list}\``,
        advice: ADVICE,
        loops: [filter],
        isComplete: true,
        fix: () => dedupeFilterFix(call, filter, look),
      };
    }
    const guard = dedupeGuard(node, look);
    if (guard === undefined || look.isSmall(call.object)) return undefined;
    const loops = look.loopsOver(call.object, region);
    const holders = loops.length > 0 ? [] : look.loopsOverHolder(call.object, region);
    return {
      ...(holders.length > 0 && { loops: holders }),
      node,
      subject: call.object,
      what: `\`${list}.${call.name}\` walks what is in \`${list}\` so far`,
      advice: ADVICE,
      fix: (loops) => dedupeGuardFix(call, guard, region, loops, look),
    };
  },
};

import { isGrowingField, pairOf, type Pair } from './pairs.js';
import { isSimilarity } from './pairwise-similarity.js';
import { LOOPS, LOOP_METHODS } from './pairs.js';
import type { Look } from './look.js';
import type { Rule, Suspect } from './rule.js';

/** Two loops over the same collection, one in the other: all pairs. */
export const pairwiseLoops: Rule = {
  id: 'pairwise-loops',
  on: LOOPS,
  methods: LOOP_METHODS,
  check(site, look) {
    const pair = pairOf(site, look);
    if (pair === undefined) return undefined;
    const isTold = pair.of !== 'another' && isSimilarity(pair, look);
    return isTold ? undefined : pairSuspect(pair, look);
  },
};

/** What all rules about pairs say. */
export function pairSuspect({ inner, collection, loops }: Pair, look: Look): Suspect {
  const list = look.shown(collection);
  return {
    node: inner.node,
    region: inner.region.parent,
    subject: collection,
    loops,
    // What was collected before is walked once more for each call, whatever the callers walk.
    needs: isGrowingField(collection, inner.node, look) ? 'loop' : 'pair',
    what: `the inner ${inner.method === '' ? 'loop' : `\`${inner.method}\``} walks \`${list}\``,
    advice:
      'Compare only what can match: block by a key, keep an inverted index, or search neighbours.',
  };
}

import { child, methodCall, calleeName } from '../source/tree-node.js';
import { elementOnceFix } from './fixes/element-once.js';
import { LOOPS, LOOP_METHODS, pairOf, type Pair } from './pairs.js';
import { pairSuspect } from './pairwise-loops.js';
import type { Look } from './look.js';
import type { Rule } from './rule.js';

const SIMILARITY =
  /(?:cosine|jaccard|simil|pearson|correl|dot|overlap|distance|dist|hamming|levenshtein|kernel|norm|magnitude|intersect|sim)/i;

/** Similarities of all pairs, with norms and sets made again for each. */
export const pairwiseSimilarity: Rule = {
  id: 'pairwise-similarity',
  on: LOOPS,
  methods: LOOP_METHODS,
  check(site, look) {
    const pair = pairOf(site, look);
    if (pair === undefined || pair.of === 'another' || !isSimilarity(pair, look)) return undefined;
    return {
      ...pairSuspect(pair, look),
      what: `all of \`${look.shown(pair.collection)}\` is compared`,
      advice:
        'Work norms and sets out once an element; compare only candidates from an inverted or nearest-neighbour index.',
      fix: (loops) => (pair.of === 'itself' ? elementOnceFix(pair, loops, look) : undefined),
    };
  },
};

/** Does the inner loop of a pair compare by a function of that name? */
export function isSimilarity({ inner }: Pair, look: Look): boolean {
  const body = child(inner.region.node, 'body');
  if (body === undefined) return false;
  const calls = look.facts.sitesIn('CallExpression', body);
  return calls.some(({ node }) =>
    SIMILARITY.test(calleeName(node) || (methodCall(node)?.name ?? '')),
  );
}

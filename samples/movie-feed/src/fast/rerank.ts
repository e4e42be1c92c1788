import { FRESH_LIFT, FRESH_SLOTS, RELEVANCE_WEIGHT } from '../stages/rerank.ts';
import type { ScoredItem } from '../types.ts';
import { topK } from '../util/top-k.ts';
import { dot, norm } from '../util/vector.ts';

/** One date parsed a title, and only the best few kept in order. */
function liftFresh(items: readonly ScoredItem[]): readonly ScoredItem[] {
  const freshest = topK(items, FRESH_SLOTS, ({ features }) => Date.parse(features.releasedAt));
  const fresh = new Set(freshest.map(({ id }) => id));
  return items.map((item) =>
    fresh.has(item.id) ? { ...item, score: item.score + FRESH_LIFT } : item,
  );
}

/**
 * Maximal marginal relevance with a running maximum: a pick can only raise a title's redundancy,
 * so comparing with the latest pick is enough, and each norm is taken once.
 */
function selectDiverse(pool: readonly ScoredItem[], count: number): readonly ScoredItem[] {
  const vectors = pool.map(({ features }) => features.factors);
  const norms = vectors.map(norm);
  const redundancy = new Float64Array(pool.length);
  const taken = new Uint8Array(pool.length);
  const selected: ScoredItem[] = [];
  while (selected.length < Math.min(count, pool.length)) {
    let best = -1;
    let bestValue = -Infinity;
    for (let i = 0; i < pool.length; i++) {
      if (taken[i] === 1) continue;
      const value = RELEVANCE_WEIGHT * pool[i].score - (1 - RELEVANCE_WEIGHT) * redundancy[i];
      if (value > bestValue) {
        best = i;
        bestValue = value;
      }
    }
    taken[best] = 1;
    selected.push(pool[best]);
    for (let i = 0; i < pool.length; i++) {
      if (taken[i] === 1) continue;
      const product = norms[i] * norms[best];
      const similarity = product === 0 ? 0 : dot(vectors[i], vectors[best]) / product;
      redundancy[i] = Math.max(redundancy[i], similarity);
    }
  }
  return selected;
}

/** The first `count` titles of the feed. A longer feed starts with the shorter one. */
export function rerank(items: readonly ScoredItem[], count: number): readonly ScoredItem[] {
  return selectDiverse(liftFresh(items), count);
}

import type { ScoredItem } from '../types.ts';
import { cosine } from '../util/vector.ts';

/** 1 ranks by relevance alone, 0 by variety alone. */
export const RELEVANCE_WEIGHT = 0.7;
/** How many of the newest titles get a lift, and how much. */
export const FRESH_SLOTS = 12;
export const FRESH_LIFT = 0.12;

function freshest(items: readonly ScoredItem[], count: number): readonly ScoredItem[] {
  return [...items]
    .sort(
      (a, b) =>
        new Date(b.features.releasedAt).getTime() - new Date(a.features.releasedAt).getTime(),
    )
    .slice(0, count);
}

function liftFresh(items: readonly ScoredItem[]): readonly ScoredItem[] {
  const fresh = new Set(freshest(items, FRESH_SLOTS).map(({ id }) => id));
  return items.map((item) =>
    fresh.has(item.id) ? { ...item, score: item.score + FRESH_LIFT } : item,
  );
}

/** Similarity to the most similar title already picked. */
function redundancy(item: ScoredItem, selected: readonly ScoredItem[]): number {
  let closest = 0;
  for (const other of selected) {
    closest = Math.max(closest, cosine(item.features.factors, other.features.factors));
  }
  return closest;
}

/** Maximal marginal relevance: greedily the most relevant title that is least like the picks so far. */
function selectDiverse(pool: readonly ScoredItem[], count: number): readonly ScoredItem[] {
  const selected: ScoredItem[] = [];
  const taken = new Set<number>();
  while (selected.length < Math.min(count, pool.length)) {
    let best = pool[0];
    let bestValue = -Infinity;
    for (const item of pool) {
      if (taken.has(item.id)) continue;
      const value =
        RELEVANCE_WEIGHT * item.score - (1 - RELEVANCE_WEIGHT) * redundancy(item, selected);
      if (value > bestValue) {
        best = item;
        bestValue = value;
      }
    }
    selected.push(best);
    taken.add(best.id);
  }
  return selected;
}

/** The first `count` titles of the feed. A longer feed starts with the shorter one. */
export function rerank(items: readonly ScoredItem[], count: number): readonly ScoredItem[] {
  return selectDiverse(liftFresh(items), count);
}

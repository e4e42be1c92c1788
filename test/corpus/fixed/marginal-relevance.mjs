// MMR: a page of k diverse items from a pool. n is the length of the page, the pool stays as it is.

export const sizes = [15, 30, 60, 120];

const POOL = 1200;

export function setup(n) {
  const pool = Array.from({ length: POOL }, (_, i) => ({
    id: i,
    relevance: ((i * 7919) % POOL) / POOL,
    genre: i % 11,
    decade: i % 7,
  }));
  return { pool, k: n };
}

const similarity = (a, b) => (a.genre === b.genre ? 0.5 : 0) + (a.decade === b.decade ? 0.5 : 0);

export function run({ pool, k }) {
  const picked = [];
  const taken = new Set();
  const closest = new Float64Array(pool.length);
  while (picked.length < k) {
    let best;
    let bestValue = -Infinity;
    for (let i = 0; i < pool.length; i++) {
      const candidate = pool[i];
      if (taken.has(candidate.id)) continue;
      if (picked.length > 0)
        closest[i] = Math.max(closest[i], similarity(candidate, picked.at(-1)));
      const value = 0.7 * candidate.relevance - 0.3 * closest[i];
      if (value > bestValue) [best, bestValue] = [candidate, value];
    }
    picked.push(best);
    taken.add(best.id);
  }
  return picked.map(({ id }) => id);
}

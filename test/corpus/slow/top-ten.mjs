// The ten best of all candidates.

export const sizes = [1000, 2000, 4000, 8000];

export function setup(n) {
  return Array.from({ length: n }, (_, i) => ({ id: i, score: ((i * 7919) % n) / n }));
}

export function run(candidates) {
  return [...candidates].sort((a, b) => b.score - a.score).slice(0, 10); // grows n log n rule:sort-then-slice
}

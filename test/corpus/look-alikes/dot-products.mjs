// Scores by embeddings: the inner loop is over 32 dimensions.

const DIMENSIONS = 32;

export const sizes = [250, 500, 1000, 2000];

export function setup(n) {
  const vector = (seed) =>
    Float32Array.from({ length: DIMENSIONS }, (_, d) => ((seed * 31 + d * 7) % 17) / 17);
  return { user: vector(1), items: Array.from({ length: n }, (_, i) => vector(i)) };
}

export function run({ user, items }) {
  return items.map((item) => {
    let dot = 0;
    for (let d = 0; d < DIMENSIONS; d++) dot += user[d] * item[d];
    return dot;
  });
}

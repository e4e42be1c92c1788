// Removes candidates whose licence has run out.

export const sizes = [1000, 2000, 4000, 8000];

export function setup(n) {
  return Array.from({ length: n }, (_, i) => ({ id: i, expires: (i * 7919) % 100 }));
}

export function run(candidates) {
  const live = candidates.filter(({ expires }) => expires >= 50);
  return live.map(({ id }) => id);
}

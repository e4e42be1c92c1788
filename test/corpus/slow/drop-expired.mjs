// Removes candidates whose licence has run out.

export const sizes = [1000, 2000, 4000, 8000];

export function setup(n) {
  return Array.from({ length: n }, (_, i) => ({ id: i, expires: (i * 7919) % 100 }));
}

export function run(candidates) {
  const live = [...candidates];
  for (let i = live.length - 1; i >= 0; i--) {
    if (live[i].expires < 50) live.splice(i, 1); // grows n^2 rule:splice-in-loop
  }
  return live.map(({ id }) => id);
}

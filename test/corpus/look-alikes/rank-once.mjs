// One sort before the loop, one after it.

export const sizes = [500, 1000, 2000, 4000];

export function setup(n) {
  return Array.from({ length: n }, (_, i) => ({ id: i, score: (i * 7919) % n, age: i % 30 }));
}

export function run(items) {
  const byScore = [...items].sort((a, b) => b.score - a.score);
  const decayed = [];
  for (const item of byScore) decayed.push({ id: item.id, value: item.score / (1 + item.age) });
  decayed.sort((a, b) => b.value - a.value || a.id - b.id);
  return decayed.map(({ id }) => id);
}

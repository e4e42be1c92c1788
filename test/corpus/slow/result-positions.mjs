// Logs at which position each result of a page was shown.

export const sizes = [250, 500, 1000, 2000];

export function setup(n) {
  return Array.from({ length: n }, (_, i) => ({ id: i, score: ((i * 7919) % n) / n }));
}

export function run(items) {
  const ranked = [...items].sort((a, b) => b.score - a.score);
  return ranked.map((item) => ({ id: item.id, position: ranked.indexOf(item) + 1 })); // grows n^2 rule:own-position-scan
}

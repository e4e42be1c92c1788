// The best ten, kept in a short sorted list; the splice is within ten elements.

export const sizes = [1000, 2000, 4000, 8000];

export function setup(n) {
  return Array.from({ length: n }, (_, i) => ({ id: i, score: (i * 7919) % n }));
}

export function run(items) {
  const top = [];
  for (const item of items) {
    const at = top.findIndex(({ score }) => score < item.score);
    if (at >= 0) top.splice(at, 0, item);
    else top.push(item);
    if (top.length > 10) top.length = 10;
  }
  return top;
}

// All items of all baskets in one list, for counting how popular they are.

export const sizes = [500, 1000, 2000, 4000];

export function setup(n) {
  return Array.from({ length: n }, (_, i) => ({ items: [(i * 7) % n, (i * 13) % n] }));
}

export function run(baskets) {
  let bought = [];
  for (const { items } of baskets) {
    bought.push(...items);
  }
  const plays = new Map();
  for (const item of bought) plays.set(item, (plays.get(item) ?? 0) + 1);
  return [...plays];
}

// Brings items into the order that editors have given by a list of ids.

export const sizes = [50, 100, 200, 400];

export function setup(n) {
  const order = Array.from({ length: n }, (_, i) => `m${(i * 7919) % n}`);
  const items = Array.from({ length: n }, (_, i) => ({ id: `m${i}`, title: `Movie ${i}` }));
  return { order, items };
}

export function run({ order, items }) {
  const sorted = [...items];
  sorted.sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id)); // grows n^2 log n rule:costly-comparator
  return sorted.map(({ title }) => title);
}

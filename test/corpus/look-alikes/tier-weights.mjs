// `find` in a table of five rows.

const TIERS = [
  { below: 10, weight: 0.1 },
  { below: 100, weight: 0.3 },
  { below: 1000, weight: 0.5 },
  { below: 10000, weight: 0.8 },
  { below: Infinity, weight: 1 },
];

export const sizes = [500, 1000, 2000, 4000];

export function setup(n) {
  return Array.from({ length: n }, (_, i) => ({ id: i, plays: (i * 7919) % 20000 }));
}

export function run(items) {
  return items.map(({ id, plays }) => {
    const tier = TIERS.find(({ below }) => plays < below);
    return { id, weight: tier.weight };
  });
}

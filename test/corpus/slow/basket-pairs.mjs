// Co-occurrence: how often were two products bought together?

export const sizes = [200, 400, 800, 1600];

export function setup(n) {
  return Array.from({ length: n }, (_, i) => ({
    basket: Math.floor(((i * 7919) % n) / 4),
    product: i % 40,
  }));
}

function count(pairs, a, b) {
  const key = a.product < b.product ? `${a.product}|${b.product}` : `${b.product}|${a.product}`;
  pairs[key] = (pairs[key] ?? 0) + 1;
}

export function run(lines) {
  const pairs = {};
  for (let i = 0; i < lines.length; i++) {
    for (let j = i + 1; j < lines.length; j++) { // grows n^2 rule:pairwise-loops
      if (lines[i].basket === lines[j].basket) count(pairs, lines[i], lines[j]);
    }
  }
  return pairs;
}

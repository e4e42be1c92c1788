// Union-find with path compression: the inner loop is short.

export const sizes = [500, 1000, 2000, 4000];

export function setup(n) {
  return { n, links: Array.from({ length: n }, (_, i) => [i, (i * 7919 + 1) % n]) };
}

export function run({ n, links }) {
  const parent = Array.from({ length: n }, (_, i) => i);
  const root = (x) => {
    while (parent[x] !== x) {
      parent[x] = parent[parent[x]];
      x = parent[x];
    }
    return x;
  };
  for (const [a, b] of links) parent[root(a)] = root(b);
  return new Set(parent.map((_, i) => root(i))).size;
}

// Several retrieval sources return the same item; only its first appearance is kept.

export const sizes = [200, 400, 800, 1600];

export function setup(n) {
  return Array.from({ length: 4 }, (_, source) =>
    Array.from({ length: n / 2 }, (_, i) => `item-${(source * (n / 4) + ((i * 7) % (n / 2))) % n}`),
  );
}

export function run(sources) {
  const all = sources.flat();
  return all.filter((id, i) => all.indexOf(id) === i); // grows n^2 rule:dedupe-by-scan
}

// Several retrieval sources return the same item; only its first appearance is kept.

export const sizes = [250, 500, 1000, 2000];

export function setup(n) {
  return Array.from({ length: 4 }, (_, source) =>
    Array.from({ length: n / 4 }, (_, i) => `item-${(i * 7919 + source * 13) % n}`),
  );
}

export function run(sources) {
  const all = sources.flat();
  return all.filter((id, i) => all.indexOf(id) === i); // grows n^2 rule:dedupe-by-scan
}

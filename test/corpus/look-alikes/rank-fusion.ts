// Reciprocal rank fusion of three lists.

export const sizes = [500, 1000, 2000, 4000];

export function setup(n: number): string[][] {
  return [7919, 104729, 31].map((step) =>
    Array.from({ length: n }, (_, i) => `d${(i * step) % n}`),
  );
}

export function run(lists: readonly (readonly string[])[]): [string, number][] {
  const fused = new Map<string, number>();
  for (const list of lists) {
    list.forEach((doc, rank) => {
      fused.set(doc, (fused.get(doc) ?? 0) + 1 / (60 + rank));
    });
  }
  return [...fused].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
}

// Sorts items by scores that another service has returned as a list.

interface Scored {
  readonly itemId: number;
  readonly score: number;
}

export const sizes = [50, 100, 200, 400];

export function setup(n: number): { ids: number[]; scores: Scored[] } {
  const ids = Array.from({ length: n }, (_, i) => (i * 104729) % n);
  const scores = Array.from({ length: n }, (_, i) => ({ itemId: i, score: ((i * 7919) % n) / n }));
  return { ids, scores };
}

export function run({ ids, scores }: ReturnType<typeof setup>): number[] {
  const byId = new Map(scores.map(({ itemId, score }) => [itemId, score]));
  const scoreOf = (id: number): number => byId.get(id) ?? 0;
  return [...ids].sort((left, right) => scoreOf(right) - scoreOf(left));
}

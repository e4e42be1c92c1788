// A join over a Map: a lookup an item.

interface Row {
  readonly id: string;
  readonly price: number;
}

export const sizes = [500, 1000, 2000, 4000];

export function setup(n: number): { ids: string[]; rows: Row[] } {
  return {
    ids: Array.from({ length: n }, (_, i) => `s${(i * 7919) % n}`),
    rows: Array.from({ length: n }, (_, i) => ({ id: `s${i}`, price: i })),
  };
}

export function run({ ids, rows }: ReturnType<typeof setup>): number[] {
  const find = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => find.get(id)?.price ?? -1);
}

// An in-memory feature store behind a class, read once for every item that is scored.

interface Row {
  readonly key: string;
  readonly values: readonly number[];
}

export const sizes = [250, 500, 1000, 2000];

class FeatureStore {
  readonly #rows = new Map<string, Row>();

  constructor(rows: readonly Row[]) {
    for (const row of rows) {
      if (!this.#rows.has(row.key)) this.#rows.set(row.key, row);
    }
  }

  get(key: string): readonly number[] {
    return this.#rows.get(key)?.values ?? [];
  }
}

export function setup(n: number): { rows: Row[]; keys: string[] } {
  const rows: Row[] = [];
  const keys: string[] = [];
  for (let i = 0; i < n; i++) {
    rows.push({ key: `item:${i}`, values: [i % 5, i % 7, i % 11] });
    keys.push(`item:${(i * 7919) % n}`);
  }
  return { rows, keys };
}

export function run({ rows, keys }: ReturnType<typeof setup>): number[] {
  const store = new FeatureStore(rows);
  const weights = [0.5, 0.3, 0.2];
  return keys.map((key) =>
    store.get(key).reduce((score, value, i) => score + value * weights[i]!, 0),
  );
}

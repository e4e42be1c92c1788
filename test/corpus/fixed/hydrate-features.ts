// Feature hydration: every candidate gets its row of the feature table.

interface Candidate {
  readonly itemId: string;
  readonly source: string;
}

interface FeatureRow {
  readonly itemId: string;
  readonly ctr: number;
  readonly freshness: number;
}

export const sizes = [250, 500, 1000, 2000];

export function setup(n: number): { candidates: Candidate[]; table: FeatureRow[] } {
  const candidates: Candidate[] = [];
  const table: FeatureRow[] = [];
  for (let i = 0; i < n; i++) {
    candidates.push({ itemId: `i${(i * 7919) % n}`, source: i % 2 ? 'ann' : 'trending' });
    table.push({ itemId: `i${i}`, ctr: (i % 100) / 100, freshness: 1 / (1 + (i % 30)) });
  }
  return { candidates, table };
}

export function run({ candidates, table }: ReturnType<typeof setup>): unknown {
  const rows = new Map<string, FeatureRow>();
  for (const row of table) {
    if (!rows.has(row.itemId)) rows.set(row.itemId, row);
  }
  return candidates.map((candidate) => {
    const row = rows.get(candidate.itemId);
    return { ...candidate, ctr: row?.ctr ?? 0, freshness: row?.freshness ?? 0 };
  });
}

// A linear model over one-hot features; of each row only a few columns are set.

interface Row {
  readonly columns: Readonly<Record<number, number>>;
}

export const sizes = [200, 400, 800, 1600];

export function setup(n: number): { rows: Row[]; weights: Float64Array } {
  const weights = Float64Array.from({ length: n }, (_, i) => (i % 8) - 3);
  const rows = Array.from({ length: n }, (_, i) => ({
    columns: { [i]: 1, [(i * 31) % n]: 2, [(i * 7919) % n]: 4 },
  }));
  return { rows, weights };
}

export function run({ rows, weights }: ReturnType<typeof setup>): number[] {
  const scores: number[] = [];
  for (const { columns } of rows) {
    let score = 0;
    for (let column = 0; column < weights.length; column++) { // grows n^2 rule:dense-over-sparse
      const value = columns[column];
      if (value === undefined) continue;
      score += value * weights[column]!;
    }
    scores.push(score);
  }
  return scores;
}

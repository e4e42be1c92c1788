// NDCG of a ranking with graded relevance.

interface Judged {
  readonly doc: string;
  readonly grade: number;
}

export const sizes = [250, 500, 1000, 2000];

export function setup(n: number): Judged[] {
  return Array.from({ length: n }, (_, i) => ({ doc: `d${i}`, grade: (i * 37) % 4 }));
}

function dcg(ranking: readonly Judged[]): number {
  let gain = 0;
  for (const [rank, judged] of ranking.entries()) {
    gain += (2 ** judged.grade - 1) / Math.log2(rank + 2);
  }
  return gain;
}

export function run(ranking: readonly Judged[]): number {
  const ideal = [...ranking].sort((a, b) => b.grade - a.grade);
  return dcg(ranking) / dcg(ideal);
}

// Clips every score at percentiles of all scores.

export const sizes = [50, 100, 200, 400];

export function setup(n: number): number[] {
  return Array.from({ length: n }, (_, i) => ((i * 7919) % n) / n);
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.slice().sort((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
}

export function run(scores: readonly number[]): number[] {
  const limit = percentile(scores, 0.95);
  return scores.map((score) => Math.min(score, limit));
}

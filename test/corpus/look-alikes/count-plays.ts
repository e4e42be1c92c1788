// A reducer that changes its accumulator instead of copying it.

export const sizes = [1000, 2000, 4000, 8000];

export function setup(n: number): number[] {
  return Array.from({ length: n }, (_, i) => (i * 7919) % (n / 4));
}

export function run(plays: readonly number[]): Record<number, number> {
  return plays.reduce<Record<number, number>>((counts, item) => {
    counts[item] = (counts[item] ?? 0) + 1;
    return counts;
  }, {});
}

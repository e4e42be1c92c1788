// Merges the weights that several rankers give to features into one table.

type Weights = Readonly<Record<string, number>>;

export const sizes = [100, 200, 400, 800];

export function setup(n: number): Weights[] {
  return Array.from({ length: n }, (_, i) => ({ [`f${i}`]: i / n, bias: i }));
}

export function run(all: readonly Weights[]): Weights {
  return all.reduce<Weights>((merged, weights) => Object.assign({}, merged, weights), {}); // grows n^2 rule:accumulate-by-copy
}

// Scales click-through rates by the best one of the page.

export const sizes = [500, 1000, 2000, 4000];

export function setup(n: number): { rates: number[] } {
  return { rates: Array.from({ length: n }, (_, i) => 1 + ((i * 7919) % n)) };
}

export function run({ rates }: { rates: number[] }): number[] {
  return rates.map((rate) => rate / Math.max(...rates)); // grows n^2 rule:invariant-call
}

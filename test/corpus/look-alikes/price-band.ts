// Binary search for each item: n log n.

export const sizes = [500, 1000, 2000, 4000];

export function setup(n: number): { limits: number[]; prices: number[] } {
  return {
    limits: Array.from({ length: n }, (_, i) => i * 3),
    prices: Array.from({ length: n }, (_, i) => (i * 7919) % (3 * n)),
  };
}

function band(limits: readonly number[], price: number): number {
  let low = 0;
  let high = limits.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (limits[middle]! <= price) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function run({ limits, prices }: ReturnType<typeof setup>): number[] {
  const bands: number[] = [];
  for (const price of prices) bands.push(band(limits, price));
  return bands;
}

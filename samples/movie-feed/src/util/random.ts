export type Random = () => number;

/** mulberry32: 32 bits of state, the same numbers on every platform. */
export function mulberry32(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Standard normal by Marsaglia's polar method: no trigonometry, whose last bit varies by engine. */
export function normal(random: Random): number {
  for (;;) {
    const u = random() * 2 - 1;
    const v = random() * 2 - 1;
    const s = u * u + v * v;
    if (s > 0 && s < 1) return u * Math.sqrt((-2 * Math.log(s)) / s);
  }
}

export function integerBelow(random: Random, bound: number): number {
  return Math.floor(random() * bound);
}

/** Fisher–Yates on the numbers 0 to n − 1. */
export function permutation(random: Random, n: number): Uint32Array {
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = integerBelow(random, i + 1);
    const kept = order[i];
    order[i] = order[j];
    order[j] = kept;
  }
  return order;
}

/**
 * Draws a rank (0 is the most likely) with probability proportional to 1 / (rank + 1)^s.
 * Walker's alias method: linear to set up, and a draw costs the same however many ranks there are.
 */
export function zipfSampler(n: number, s: number): (random: Random) => number {
  const weights = Float64Array.from({ length: n }, (_, rank) => Math.exp(-s * Math.log(rank + 1)));
  const scale = n / weights.reduce((sum, weight) => sum + weight, 0);
  const kept = weights.map((weight) => weight * scale);
  const alias = new Uint32Array(n);
  const small: number[] = [];
  const large: number[] = [];
  for (let rank = 0; rank < n; rank++) (kept[rank] < 1 ? small : large).push(rank);
  for (let low = small.pop(); low !== undefined; low = small.pop()) {
    const high = large.pop();
    if (high === undefined) {
      // Rounding left one over; its weight is 1 but for the last bit.
      kept[low] = 1;
      continue;
    }
    alias[low] = high;
    kept[high] -= 1 - kept[low];
    (kept[high] < 1 ? small : large).push(high);
  }
  return (random) => {
    const position = random() * n;
    const rank = Math.floor(position);
    return position - rank < kept[rank] ? rank : alias[rank];
  };
}

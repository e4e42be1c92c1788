/** The value in the middle; the mean of the two in the middle of an even number. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which this share of the values lies, between neighbours in proportion. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)] ?? NaN;
  const high = sorted[Math.ceil(at)] ?? NaN;
  return low + (high - low) * (at - Math.floor(at));
}

/** A ratio with the interval in which it lies in 95 % of all repetitions. */
export interface Ratio {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const RESAMPLES = 5000;

/**
 * The median of `with[i] / without[i]` over pairs that ran one after the other, with a bootstrap
 * interval over the pairs (Efron & Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13).
 */
export function pairedRatio(withIt: readonly number[], without: readonly number[]): Ratio {
  const ratios = withIt.map((value, i) => value / (without[i] ?? NaN));
  const random = seededRandom(1);
  const medians = Array.from({ length: RESAMPLES }, () =>
    median(ratios.map(() => ratios[Math.floor(random() * ratios.length)] ?? NaN)),
  );
  return { value: median(ratios), low: quantile(medians, 0.025), high: quantile(medians, 0.975) };
}

/** `1.03 [1.01, 1.05]` */
export function ratioText({ value, low, high }: Ratio): string {
  return `${value.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`;
}

/** Mulberry32: the same numbers every time, so that a table can be made again. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

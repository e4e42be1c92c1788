/** The value in the middle; the mean of the two in the middle of an even number. NaN for none. */
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

const RESAMPLES = 4000;

/**
 * By which factor is the median of `above` larger than that of `below`? Each value stands for one
 * process. The interval is a percentile bootstrap over processes (Efron & Tibshirani, An Introduction
 * to the Bootstrap, 1993, chapter 13): medians, since now and then a process is disturbed, and both
 * sides drawn apart, which covers 95 % also with five processes each, where drawing pairs does not.
 */
export function ratioOfMedians(above: readonly number[], below: readonly number[]): Ratio {
  const random = seededRandom(1);
  const drawn = (values: readonly number[]) =>
    median(values.map(() => values[Math.floor(random() * values.length)]!));
  const ratios = Array.from({ length: RESAMPLES }, () => drawn(above) / drawn(below));
  return {
    value: median(above) / median(below),
    low: quantile(ratios, 0.025),
    high: quantile(ratios, 0.975),
  };
}

/** Numbers from 0 to 1, the same ones every time (Mulberry32): a figure can be computed again. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

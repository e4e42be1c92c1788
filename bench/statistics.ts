import { median, quantile, seededRandom, type Ratio } from '../src/core/analysis/statistics.js';

export { median, quantile };

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

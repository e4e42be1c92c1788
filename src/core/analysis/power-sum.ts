/** A way for work to grow, as it is added to others. */
interface Term {
  readonly power: number;
  readonly at: (n: number) => number;
}

/** Work that is the sum of two ways to grow, as 2000·n + n²/8. */
export interface PowerSum {
  /** Exponent of the one that wins in the end. */
  readonly power: number;
  /** How much of the largest count that one is; 0 to 1. */
  readonly share: number;
  /** The sum at another size. */
  readonly valueAt: (n: number) => number;
}

/** What is added, and what to: n² log n and the like would pass for sums of their neighbours. */
const SUMS: readonly (readonly [low: Term, high: Term])[] = [
  [power(0), power(1)],
  [power(0), power(2)],
  [power(0), power(3)],
  [power(1), power(2)],
  [{ power: 1, at: (n) => n * Math.log2(n) }, power(2)],
  [power(1), power(3)],
  [power(2), power(3)],
];

/** What bends by itself; a sum has to leave so many times less unexplained to be believed. */
const BENT: readonly { readonly at: (n: number) => number; readonly better: number }[] = [
  { at: (n) => Math.log2(n), better: 4 },
  { at: (n) => n * Math.log2(n), better: 4 },
  { at: (n) => n * Math.log2(n) ** 2, better: 4 },
  // Whichever of both it is, it grows faster than its input.
  { at: (n) => n ** 1.5, better: 1.5 },
  { at: (n) => n * n * Math.log2(n), better: 1.5 },
];

/** With fewer points everything is a sum of two. */
const LEAST_POINTS = 4;

/** Each of both has to be this part of the count where it is largest. */
const LEAST_SHARE = 0.01;

/** How much larger than what is left unexplained the winner has to be. */
const CLEAR = 40;

/** More than this may not be left unexplained at any point, as a part of its count. */
const MOST_UNEXPLAINED = 0.01;

/**
 * Is this series a sum of two powers of n, and which? Counts are exact, so a sum leaves next to
 * nothing unexplained at all of the points, which noise and other curves do. Nothing where one
 * power alone tells as much. Least squares of what remains relative to each count.
 * @param sizes rising, above 0; as many as `counts`, which are above 0
 */
export function powerSumOf(
  sizes: readonly number[],
  counts: readonly number[],
): PowerSum | undefined {
  const end = sizes.at(-1) ?? 0;
  const last = counts.at(-1) ?? 0;
  if (counts.length < LEAST_POINTS || counts.some((count) => !(count > 0))) return undefined;
  let best: PowerSum | undefined;
  let least = MOST_UNEXPLAINED;
  for (const [low, high] of SUMS) {
    const fitted = fit(sizes, counts, low.at, high.at);
    if (fitted === undefined) continue;
    const { a, b, unexplained } = fitted;
    const share = (b * high.at(end)) / last;
    const lowShare = (a * low.at(sizes[0]!)) / counts[0]!;
    if (share < LEAST_SHARE || lowShare < LEAST_SHARE) continue;
    if (unexplained * CLEAR > share || unexplained >= least) continue;
    least = unexplained;
    best = { power: high.power, share, valueAt: (n) => a * low.at(n) + b * high.at(n) };
  }
  const isBent = BENT.some(({ at, better }) => bestOf(sizes, counts, at) < least * better);
  return isBent ? undefined : best;
}

function power(exponent: number): Term {
  return { power: exponent, at: (n) => n ** exponent };
}

/** a·f + b·g through the points; nothing where one of them had to be taken away. */
function fit(
  sizes: readonly number[],
  counts: readonly number[],
  f: (n: number) => number,
  g: (n: number) => number,
): { readonly a: number; readonly b: number; readonly unexplained: number } | undefined {
  let [ff, fg, gg, f1, g1] = [0, 0, 0, 0, 0];
  const rows = sizes.map((n, i) => [f(n) / counts[i]!, g(n) / counts[i]!] as const);
  for (const [x, y] of rows) {
    ff += x * x;
    fg += x * y;
    gg += y * y;
    f1 += x;
    g1 += y;
  }
  const determinant = ff * gg - fg * fg;
  const a = (f1 * gg - g1 * fg) / determinant;
  const b = (g1 * ff - f1 * fg) / determinant;
  if (!(a > 0 && b > 0)) return undefined;
  return { a, b, unexplained: Math.max(...rows.map(([x, y]) => Math.abs(1 - a * x - b * y))) };
}

/** What one function alone, or one above a constant, leaves unexplained. */
function bestOf(
  sizes: readonly number[],
  counts: readonly number[],
  f: (n: number) => number,
): number {
  const parts = sizes.map((n, i) => f(n) / counts[i]!);
  const sum = parts.reduce((all, part) => all + part, 0);
  const squares = parts.reduce((all, part) => all + part * part, 0);
  const alone = Math.max(...parts.map((part) => Math.abs(1 - (sum / squares) * part)));
  const above = fit(sizes, counts, () => 1, f)?.unexplained ?? Infinity;
  const beside = fit(sizes, counts, (n) => n, f)?.unexplained ?? Infinity;
  return Math.min(alone, above, beside);
}

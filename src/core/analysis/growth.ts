import { powerSumOf, type PowerSum } from './power-sum.js';

/** How a count can grow with the size n of the input. */
export type GrowthModel = '1' | 'log n' | 'n' | 'n log n' | 'n^2' | 'n^2 log n' | 'n^3';

/** How a series of counts or times grows with n. */
export interface Growth {
  /** Exponent of n: the slope in a log-log plot, where the series is not zero; 0 for no growth. */
  readonly growth: number;
  /** How far the exponent may be off, as the points do not lie on one line. */
  readonly uncertainty: number;
  readonly model: GrowthModel;
  /** How many points it rests on: those behind the last zero. */
  readonly points: number;
}

const MODELS: readonly (readonly [GrowthModel, (n: number) => number])[] = [
  ['1', () => 1],
  ['log n', (n) => Math.log2(n)],
  ['n', (n) => n],
  ['n log n', (n) => n * Math.log2(n)],
  ['n^2', (n) => n * n],
  ['n^2 log n', (n) => n * n * Math.log2(n)],
  ['n^3', (n) => n ** 3],
];

/** Slopes that differ by less than this from step to step lie on one line. */
const STEADY = 0.06;

interface Point {
  /** Natural logarithms of size and count. */
  readonly x: number;
  readonly y: number;
}

/** The sums that are looked for, by the exponent of what wins in the end. */
const MODEL_OF_POWER: ReadonlyMap<number, GrowthModel> = new Map([
  [1, 'n'],
  [2, 'n^2'],
  [3, 'n^3'],
]);

/**
 * How does this series grow with n in the end? Of a sum of two powers, as 2000·n + n², it is the
 * larger one, however small it is as yet. Else small inputs take other ways through a program, so
 * what counts is the end of the series: zeros at its head are left out, and where the slope moves
 * steadily in one direction, it is followed to where it is going.
 * @param sizes rising, above 0
 */
export function growthOf(sizes: readonly number[], counts: readonly number[]): Growth {
  const points = tailOf(sizes, counts);
  if (points.length < 2) {
    return { growth: 0, uncertainty: 0, model: '1', points: points.length };
  }
  const sum = sumOf(sizes, counts);
  const model = MODEL_OF_POWER.get(sum?.power ?? 0);
  if (sum !== undefined && model !== undefined) {
    return { growth: sum.power, uncertainty: 0, model, points: points.length };
  }
  const { growth, uncertainty } = exponentOf(points);
  return {
    growth: round(growth),
    uncertainty: round(uncertainty),
    model: modelOf(points, growth),
    points: points.length,
  };
}

/**
 * A line through the end of the series, as far back as its slope stays the same; where it never
 * does, the slope it is going to, or a line through all of it when it only goes up and down.
 */
function exponentOf(points: readonly Point[]): Pick<Growth, 'growth' | 'uncertainty'> {
  const slopes = slopesOf(points);
  const last = slopes.at(-1) ?? 0;
  let steady = 1;
  while (steady < slopes.length && isSteady(slopes[slopes.length - 1 - steady]!, last)) {
    steady += 1;
  }
  if (steady === 1 && isDrifting(slopes)) {
    const growth = lastSlope(slopes);
    return { growth, uncertainty: Math.abs(growth - slopes[slopes.length - 2]!) };
  }
  const used = steady === 1 ? slopes : slopes.slice(-steady);
  const growth = fittedSlope(points.slice(-used.length - 1));
  return { growth, uncertainty: Math.max(...used.map((slope) => Math.abs(slope - growth))) };
}

function sumOf(sizes: readonly number[], counts: readonly number[]): PowerSum | undefined {
  const first = counts.lastIndexOf(0) + 1;
  return powerSumOf(sizes.slice(first), counts.slice(first));
}

/** Points behind the last zero, as logarithms. */
function tailOf(sizes: readonly number[], counts: readonly number[]): Point[] {
  const first = counts.lastIndexOf(0) + 1;
  return counts
    .slice(first)
    .map((count, i) => ({ x: Math.log(sizes[first + i] ?? 1), y: Math.log(count) }));
}

function slopesOf(points: readonly Point[]): number[] {
  return points.slice(1).map((point, i) => {
    const before = points[i]!;
    return (point.y - before.y) / (point.x - before.x);
  });
}

function isSteady(slope: number, last: number): boolean {
  return Math.abs(slope - last) < STEADY;
}

/** Do the slopes move in one direction? */
function isDrifting(slopes: readonly number[]): boolean {
  const steps = slopes.slice(1).map((slope, i) => slope - slopes[i]!);
  const isRising = steps.every((step) => step > -STEADY);
  const isFalling = steps.every((step) => step < STEADY);
  return steps.length > 0 && (isRising || isFalling);
}

/**
 * Where the slopes are going: of a sum of two powers each step is a fixed part of the one before
 * (Aitken's delta-squared process). Never further than one more step like the last one.
 */
function lastSlope(slopes: readonly number[]): number {
  const [a, b, c] = [slopes.at(-3), slopes.at(-2), slopes.at(-1) ?? 0];
  if (a === undefined || b === undefined) return c;
  const ratio = (c - b) / (b - a);
  if (!(ratio > 0 && ratio < 1)) return c;
  const rest = ((c - b) * ratio) / (1 - ratio);
  return c + Math.sign(rest) * Math.min(Math.abs(rest), Math.abs(c - b));
}

/** Least squares through all points. */
function fittedSlope(points: readonly Point[]): number {
  const meanX = mean(points.map(({ x }) => x));
  const meanY = mean(points.map(({ y }) => y));
  let covariance = 0;
  let variance = 0;
  for (const { x, y } of points) {
    covariance += (x - meanX) * (y - meanY);
    variance += (x - meanX) ** 2;
  }
  return variance === 0 ? 0 : covariance / variance;
}

/** The model whose shape the end of the series has; the exponent decides between those alike. */
function modelOf(points: readonly Point[], growth: number): GrowthModel {
  const tail = points.slice(-4);
  let best: GrowthModel = '1';
  let least = Infinity;
  for (const [model, f] of MODELS) {
    const shape = tail.map(({ x, y }) => ({ x, y: y - Math.log(f(Math.exp(x))) }));
    // The slope that remains when the model is taken out, where the series is going.
    const ownSlope = growth - slopeOfModel(tail, f);
    const error = Math.abs(ownSlope) + spread(shape) / 100;
    if (error < least - 0.005) {
      least = error;
      best = model;
    }
  }
  return best;
}

function slopeOfModel(points: readonly Point[], f: (n: number) => number): number {
  return fittedSlope(points.map(({ x }) => ({ x, y: Math.log(f(Math.exp(x))) })));
}

function spread(points: readonly Point[]): number {
  const values = points.map(({ y }) => y);
  const middle = mean(values);
  return Math.max(...values.map((value) => Math.abs(value - middle)));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** What a series is expected to come to, and between which bounds. */
export interface Forecast {
  readonly size: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Nobody knows the exponent of a time better than this. */
const LEAST_UNCERTAINTY = 0.05;

/** What will the series be at `factor` times its largest size, if it goes on like that? */
export function forecastOf(
  sizes: readonly number[],
  values: readonly number[],
  factor: number,
): Forecast | undefined {
  const size = sizes.at(-1);
  const value = values.at(-1);
  if (size === undefined || value === undefined || !(value > 0)) return undefined;
  const { uncertainty, points } = growthOf(sizes, values);
  if (points < 2) return undefined;
  const off = Math.max(uncertainty, LEAST_UNCERTAINTY);
  const times = timesAhead(sizes, values, factor);
  return {
    size: size * factor,
    value: value * times,
    low: value * Math.max(1, times / factor ** off),
    high: value * times * factor ** off,
  };
}

/**
 * How many times its last value will a series be at `factor` times its largest size? Of a sum of
 * two powers that is less than the larger one alone would make of it.
 */
export function timesAhead(
  sizes: readonly number[],
  values: readonly number[],
  factor: number,
): number {
  const sum = sumOf(sizes, values);
  const size = sizes.at(-1) ?? 0;
  if (sum !== undefined) return round(sum.valueAt(size * factor) / sum.valueAt(size));
  return round(factor ** growthOf(sizes, values).growth);
}

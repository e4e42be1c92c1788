import { forecastOf, type Forecast } from '../../src/core/analysis/growth.js';
import type { ChartSeries, SweepChart } from '../../src/protocol/chart.js';
import { logScale, type LogScale } from './log-scale.js';

/** How far ahead the chart looks. */
export const AHEAD = 10;

/** Space around the plot, for the axes, in pixels. */
export const MARGIN = { top: 28, right: 76, bottom: 44, left: 64 } as const;

/** Where everything of the chart stands. */
export interface ChartLayout {
  readonly width: number;
  readonly height: number;
  readonly x: LogScale;
  /** Work and time have an axis each; both have as many decades, so that slopes compare. */
  readonly y: Readonly<Record<ChartSeries['unit'], LogScale>>;
}

/** What a series is expected to come to. */
export function forecast({ values }: ChartSeries, sizes: readonly number[]): Forecast | undefined {
  return forecastOf(sizes, values, AHEAD);
}

/** Finds scales that hold everything there is to draw. */
export function chartLayout(data: SweepChart, width: number, height: number): ChartLayout {
  const { sizes } = data;
  const first = sizes[0] ?? 1;
  const last = sizes.at(-1) ?? first;
  const work = extent(data, 'work');
  const time = extent(data, 'ms');
  const decades = Math.max(Math.log10(work.to / work.from), Math.log10(time.to / time.from), 1);
  const bottom = height - MARGIN.bottom;
  const axis = ({ to }: { to: number }) => logScale(to / 10 ** decades, to, bottom, MARGIN.top);
  return {
    width,
    height,
    x: logScale(first, last * AHEAD, MARGIN.left, width - MARGIN.right),
    y: { work: axis(work), ms: axis(time) },
  };
}

function extent(data: SweepChart, unit: ChartSeries['unit']): { from: number; to: number } {
  const values = data.series
    .filter((series) => series.unit === unit)
    .flatMap((series) => [...series.values, forecast(series, data.sizes)?.high ?? 0])
    .filter((value) => value > 0);
  if (values.length === 0) return { from: 1, to: 1 };
  return { from: Math.min(...values), to: Math.max(...values) };
}

/** The points of a series that a scale of logarithms has a place for. */
export function pointsOf(
  { values, unit }: ChartSeries,
  sizes: readonly number[],
  { x, y }: ChartLayout,
): (readonly [x: number, y: number])[] {
  return sizes.flatMap((size, i) => {
    const value = values[i] ?? 0;
    return value > 0 ? [[x.at(size), y[unit].at(value)] as const] : [];
  });
}

/** The line of a model through the last point, back to the first size and on to the forecast. */
export function modelLine(
  series: ChartSeries,
  sizes: readonly number[],
  { x, y }: ChartLayout,
): { readonly measured: string; readonly ahead: string; readonly band: string } | undefined {
  const value = series.values.at(-1) ?? 0;
  const last = sizes.at(-1) ?? 1;
  const next = forecast(series, sizes);
  if (next === undefined) return undefined;
  const from = series.values.lastIndexOf(0) + 1;
  const start = sizes[from] ?? last;
  const scale = y[series.unit];
  const back = Math.max(value * (start / last) ** series.growth, scale.from);
  const end = `${place(x.at(last))},${place(scale.at(value))}`;
  const at = (each: number) => `${place(x.at(next.size))},${place(scale.at(each))}`;
  return {
    measured: `M${place(x.at(start))},${place(scale.at(back))} L${end}`,
    ahead: `M${end} L${at(next.value)}`,
    band: `M${end} L${at(next.high)} L${at(Math.max(next.low, scale.from))} Z`,
  };
}

function place(pixels: number): string {
  return pixels.toFixed(1);
}

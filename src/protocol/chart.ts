import type { GrowthModel } from '../core/analysis/growth.js';
import type { Line1 } from '../core/model/units.js';
import { isObject } from './guards.js';

/*
 * What the editor tells the page with the scaling chart. What that asks for are the requests of
 * every page, see `panel.ts`.
 */

/** One line of the chart. */
export interface ChartSeries {
  readonly title: string;
  /** As people read it: `src/rank.ts:12`; empty for what has no line. */
  readonly place: string;
  /** Absolute path; empty for what has no line. */
  readonly file: string;
  readonly line: Line1;
  /** Work is counted, time is in ms; one for each size. */
  readonly unit: 'work' | 'ms';
  readonly values: readonly number[];
  readonly growth: number;
  readonly uncertainty: number;
  readonly model: GrowthModel;
  readonly isSuperlinear: boolean;
}

/** How everything grows with one parameter, the others held. */
export interface SweepChart {
  /** `n` where there is only one size. */
  readonly parameter: string;
  readonly held: Readonly<Record<string, number>>;
  /** Rising, above 0. */
  readonly sizes: readonly number[];
  /** Most important first. */
  readonly series: readonly ChartSeries[];
}

/** What the page shows: a chart for each parameter, of which one is seen at a time. */
export interface ChartData {
  /** Name of the workload. */
  readonly name: string;
  /** At least one. */
  readonly charts: readonly SweepChart[];
}

/** What the editor tells the page. */
export interface ChartMessage {
  readonly type: 'chart';
  readonly data: ChartData;
}

/** Is this for the chart? Messages come from VS Code alone, so its type stands for the rest. */
export function isChartMessage(value: unknown): value is ChartMessage {
  return isObject(value) && value['type'] === 'chart' && isObject(value['data']);
}

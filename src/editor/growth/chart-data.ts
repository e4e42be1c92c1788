import path from 'node:path';
import { growthOf } from '../../core/analysis/growth.js';
import type { GrowthSite } from '../../core/analysis/growth-sites.js';
import type { ChartData, ChartSeries } from '../../protocol/chart.js';
import type { MeasuredGrowth } from '../../protocol/growth.js';
import { siteTitle } from './growth-text.js';

/** More lines than these nobody can tell apart. */
const MOST_SERIES = 6;

/** What stays the same at every size would only make the others look alike. */
const LEAST_GROWTH = 0.1;

/** What the scaling chart shows of a result: its most important sites, and the time of all. */
export function chartData(
  growth: MeasuredGrowth,
  placeText: (file: string, line: number) => string,
): ChartData {
  const { workload, sizes, sites, wall } = growth;
  const shown = sites
    // How often a function was called is told by the loop that calls it.
    .filter(({ kind, isSuperlinear }) => kind !== 'function' || isSuperlinear)
    .filter(({ growth: exponent }) => exponent >= LEAST_GROWTH)
    .slice(0, MOST_SERIES);
  return {
    name: path.basename(workload),
    sizes,
    series: [
      ...shown.map((site) => siteSeries(site, placeText(site.file, site.line))),
      ...(wall === undefined ? [] : [timeSeries(sizes, wall.ms)]),
    ],
  };
}

function siteSeries(site: GrowthSite, place: string): ChartSeries {
  const { file, line, counts: values, growth, uncertainty, model, isSuperlinear } = site;
  const around = site.function === '' || site.kind === 'function' ? '' : ` in ${site.function}`;
  return {
    title: `${siteTitle(site)}${around}`,
    unit: 'work',
    ...{ place, file, line, values, growth, uncertainty, model, isSuperlinear },
  };
}

function timeSeries(sizes: readonly number[], ms: readonly number[]): ChartSeries {
  const { growth, uncertainty, model } = growthOf(sizes, ms);
  return {
    ...{ title: 'time of a run', place: '', file: '', line: 1, unit: 'ms', values: ms },
    ...{ growth, uncertainty, model, isSuperlinear: false },
  };
}

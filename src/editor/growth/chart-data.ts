import path from 'node:path';
import { growthOf } from '../../core/analysis/growth.js';
import type { GrownSite, SiteGrowth } from '../../core/analysis/parameters.js';
import type { ChartData, ChartSeries, SweepChart } from '../../protocol/chart.js';
import type { GrowthSweep, MeasuredGrowth } from '../../protocol/growth.js';
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
  const { workload, sweeps, sites } = growth;
  return {
    name: path.basename(workload),
    charts: sweeps.map((sweep) => sweepChart(sweep, sites, placeText)),
  };
}

function sweepChart(
  { parameter, held, sizes, wall }: GrowthSweep,
  sites: readonly GrownSite[],
  placeText: (file: string, line: number) => string,
): SweepChart {
  const shown = sites
    .flatMap((site) => {
      const found = [site, ...site.others].find((each) => each.parameter === parameter);
      return found === undefined ? [] : [{ site, growth: found }];
    })
    // How often a function was called is told by the loop that calls it.
    .filter(({ site, growth: { isSuperlinear } }) => site.kind !== 'function' || isSuperlinear)
    .filter(({ growth }) => growth.growth >= LEAST_GROWTH)
    .sort((a, b) => Number(b.growth.isSuperlinear) - Number(a.growth.isSuperlinear))
    .slice(0, MOST_SERIES);
  return {
    ...{ parameter, held, sizes },
    series: [
      ...shown.map(({ site, growth }) => siteSeries(site, growth, placeText(site.file, site.line))),
      ...(wall === undefined ? [] : [timeSeries(sizes, wall.ms)]),
    ],
  };
}

function siteSeries(site: GrownSite, grown: SiteGrowth, place: string): ChartSeries {
  const { file, line } = site;
  const { counts: values, growth, uncertainty, model, isSuperlinear } = grown;
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

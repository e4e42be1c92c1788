import type { CountKind, CountSite } from '../counting/count-site.js';
import type { Line1 } from '../model/units.js';
import { forecastOf, growthOf, timesAhead, type Forecast, type GrowthModel } from './growth.js';
import { median } from './statistics.js';
import { superlinearSites } from './superlinear.js';

/** One file with what was counted in it in one run. */
export interface CountedSites {
  readonly id: string;
  readonly file: string;
  /** `file` for those that stand in another one, from which this one was compiled. */
  readonly sites: readonly (CountSite & { readonly file?: string })[];
  readonly counts: readonly number[];
}

/** What the runs at one size have shown. */
export interface SizeRuns {
  readonly size: number;
  readonly files: readonly CountedSites[];
  /** Duration of each run without counters, ms; empty when none was timed. */
  readonly runsMs: readonly number[];
  /** Sampled time of a stretch of a file in one run without counters, ms. */
  readonly sampledMs?: ((file: string, from: Line1, to: Line1) => number) | undefined;
}

/** A site with its counts at all sizes. */
export interface ScaledSite {
  readonly file: string;
  readonly line: Line1;
  readonly column: number;
  readonly endLine: Line1;
  readonly function: string;
  readonly kind: CountKind;
  readonly label: string;
  readonly counts: readonly number[];
  readonly growth: number;
  readonly uncertainty: number;
  readonly model: GrowthModel;
  /** How many times its largest count it will be at ten times the largest size. */
  readonly ahead: number;
  /** Time of its lines at each size, where it was sampled. */
  readonly timeMs?: readonly number[];
  /** Index in the list of sites of what it stands in; -1 for nothing. */
  readonly parent: number;
}

/** Something that grows faster than its input, with the count to prove it. */
export interface SuperlinearFinding {
  readonly kind: 'superlinear';
  readonly severity: 'warning';
  readonly evidence: 'measured';
  readonly file: string;
  readonly line: Line1;
  readonly endLine: Line1;
  readonly function: string;
  readonly message: string;
  readonly growth: number;
  readonly counts: readonly number[];
  /** Share of all time at the largest size, or of all that was counted where nothing was timed. */
  readonly share: number;
}

/** How a program scales with one parameter. */
export interface Scaling {
  readonly sizes: readonly number[];
  /** Those that matter for time first. */
  readonly sites: readonly ScaledSite[];
  readonly wall?: {
    readonly ms: readonly number[];
    readonly growth: number;
    readonly forecast?: Forecast;
  };
  readonly findings: readonly SuperlinearFinding[];
}

/** Forecasts look this far ahead. */
const FORECAST_FACTOR = 10;

/** How does a program scale, given what its runs at rising sizes have shown? */
export function scalingOf(runs: readonly SizeRuns[]): Scaling {
  const sizes = runs.map(({ size }) => size);
  const sites = joinSites(runs, sizes);
  const wall = wallOf(runs, sizes);
  const order = [...sites.keys()].sort((a, b) => weight(sites[b]!) - weight(sites[a]!));
  const place = new Map(order.map((index, position) => [index, position]));
  const ordered = order.map((index) => {
    const site = sites[index]!;
    return { ...site, parent: place.get(site.parent) ?? -1 };
  });
  const findings = superlinearSites({ sizes, sites: ordered, wallMs: wall?.ms.at(-1) });
  return { sizes, sites: ordered, ...(wall !== undefined && { wall }), findings };
}

/** Time at the largest size, and the count among those without. */
function weight(site: ScaledSite): number {
  const count = site.counts.at(-1) ?? 0;
  return (site.timeMs?.at(-1) ?? 0) * 1e15 + count;
}

function wallOf(runs: readonly SizeRuns[], sizes: readonly number[]): Scaling['wall'] {
  if (runs.some(({ runsMs }) => runsMs.length === 0)) return undefined;
  const ms = runs.map(({ runsMs }) => median(runsMs));
  const forecast = forecastOf(sizes, ms, FORECAST_FACTOR);
  return { ms, growth: growthOf(sizes, ms).growth, ...(forecast !== undefined && { forecast }) };
}

interface JoinedSite extends CountSite {
  readonly file: string;
  readonly counts: number[];
  readonly parent: number;
}

/** The sites of all runs; a file that a run has not loaded counts nothing there. */
function joinSites(runs: readonly SizeRuns[], sizes: readonly number[]): ScaledSite[] {
  const joined: JoinedSite[] = [];
  const first = new Map<string, number>();
  for (const [run, { files }] of runs.entries()) {
    for (const { id, file, sites, counts } of files) {
      let start = first.get(id);
      if (start === undefined) {
        start = joined.length;
        first.set(id, start);
        for (const site of sites) {
          const parent = site.parent === -1 ? -1 : site.parent + start;
          joined.push({ ...site, file: site.file ?? file, parent, counts: sizes.map(() => 0) });
        }
      }
      for (const [index, count] of counts.entries()) {
        const site = joined[start + index];
        if (site !== undefined) site.counts[run] = (site.counts[run] ?? 0) + count;
      }
    }
  }
  return joined.map((site) => scaledSite(site, runs, sizes));
}

function scaledSite(
  site: JoinedSite,
  runs: readonly SizeRuns[],
  sizes: readonly number[],
): ScaledSite {
  const { growth, uncertainty, model } = growthOf(sizes, site.counts);
  const isTimed = runs.every(({ sampledMs }) => sampledMs !== undefined);
  // A builtin is one line; a loop or a function all of its lines.
  const to = site.kind === 'builtin' ? site.line : site.endLine;
  return {
    ...site,
    growth,
    uncertainty,
    model,
    ahead: timesAhead(sizes, site.counts, FORECAST_FACTOR),
    ...(isTimed && {
      timeMs: runs.map(({ sampledMs }) => sampledMs?.(site.file, site.line, to) ?? 0),
    }),
  };
}

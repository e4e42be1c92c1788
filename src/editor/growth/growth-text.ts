import { durationText } from '../../core/analysis/figures.js';
import type { GrowthSite } from '../../core/analysis/growth-sites.js';
import type { GrownSite, SiteGrowth } from '../../core/analysis/parameters.js';
import { groups } from '../../core/analysis/superlinear.js';

/** How far ahead the texts look. */
const AHEAD = 10;

/** Below it a site's time at ten times the size is nobody's concern. */
const LEAST_MS = 0.1;

/** Beside a parameter that matters nobody asks for one that does not. */
const LEAST_GROWTH = 0.1;

type Measured = Pick<GrownSite, 'parameter' | 'growth' | 'counts' | 'ahead' | 'timeMs' | 'others'>;

/** `n^2.00`, or `n^2.00 in items` where there are names to choose from. */
export function exponentText({
  growth,
  parameter,
}: Pick<SiteGrowth, 'growth' | 'parameter'>): string {
  return `n^${growth.toFixed(2)}${parameter === 'n' ? '' : ` in ${parameter}`}`;
}

/** `n^2.00 in k, n^1.00 in items`: the worst first, without those that change nothing. */
export function exponentsText(
  site: Pick<GrownSite, 'growth' | 'parameter'> & {
    readonly others: readonly Pick<SiteGrowth, 'growth' | 'parameter'>[];
  },
): string {
  const others = site.others.filter(({ growth }) => growth >= LEAST_GROWTH);
  return [site, ...others].map(exponentText).join(', ');
}

/** What stands behind a line: `n^2.00 · 62 500 → 1 000 000 · at 10×: 4.10 s`. */
export function siteText(site: Measured): string {
  return [exponentsText(site), rangeText(site), ...aheadText(site)].join(' · ');
}

/** From the smallest size to the largest: `62 500 → 1 000 000`. */
export function rangeText({ counts }: Pick<GrowthSite, 'counts'>): string {
  return `${groups(counts[0] ?? 0)} → ${groups(counts.at(-1) ?? 0)}`;
}

/** The lens of a function, told by its worst site. */
export function functionGrowthText(site: Measured): string {
  return [`grows ${exponentsText(site)}`, ...aheadText(site)].join(' · ');
}

/** Counts tell better than sampled times how a site goes on. */
function aheadText({ timeMs, ahead, parameter }: Measured): string[] {
  const ms = (timeMs?.at(-1) ?? 0) * ahead;
  const where = parameter === 'n' ? `${AHEAD}×` : `${AHEAD}× ${parameter}`;
  return ms < LEAST_MS ? [] : [`at ${where}: ${durationText(ms * 1000)}`];
}

/** What a site is, as people call it: `for loop`, `includes`, `calls of score`. */
export function siteTitle({ kind, label }: Pick<GrowthSite, 'kind' | 'label'>): string {
  if (kind === 'loop') return `${label} loop`;
  if (kind === 'function') return label === '' ? 'calls of a function' : `calls of ${label}`;
  return label === '...' ? 'copying with ...' : label;
}

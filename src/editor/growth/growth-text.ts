import { durationText } from '../../core/analysis/figures.js';
import type { GrowthSite } from '../../core/analysis/growth-sites.js';
import { groups } from '../../core/analysis/superlinear.js';

/** How far ahead the texts look. */
const AHEAD = 10;

/** Below it a site's time at ten times the size is nobody's concern. */
const LEAST_MS = 0.1;

type Measured = Pick<GrowthSite, 'growth' | 'counts' | 'ahead' | 'timeMs'>;

/** `n^2.00`. */
export function exponentText(growth: number): string {
  return `n^${growth.toFixed(2)}`;
}

/** What stands behind a line: `n^2.00 · 62 500 → 1 000 000 · at 10×: 4.10 s`. */
export function siteText(site: Measured): string {
  const { counts, growth } = site;
  const range = `${groups(counts[0] ?? 0)} → ${groups(counts.at(-1) ?? 0)}`;
  return [exponentText(growth), range, ...aheadText(site)].join(' · ');
}

/** The lens of a function, told by its worst site. */
export function functionGrowthText(site: Measured): string {
  return [`grows ${exponentText(site.growth)}`, ...aheadText(site)].join(' · ');
}

/** Counts tell better than sampled times how a site goes on. */
function aheadText({ timeMs, ahead }: Measured): string[] {
  const ms = (timeMs?.at(-1) ?? 0) * ahead;
  return ms < LEAST_MS ? [] : [`at ${AHEAD}×: ${durationText(ms * 1000)}`];
}

/** What a site is, as people call it: `for loop`, `includes`, `calls of score`. */
export function siteTitle({ kind, label }: Pick<GrowthSite, 'kind' | 'label'>): string {
  if (kind === 'loop') return `${label} loop`;
  if (kind === 'function') return label === '' ? 'calls of a function' : `calls of ${label}`;
  return label === '...' ? 'copying with ...' : label;
}

import { durationText } from './figures.js';
import type { ScaledSite, SuperlinearFinding } from './scale.js';

/** From this exponent on something is called super-linear: n·log n stays well below. */
const SUPERLINEAR = 1.5;

/** A site that grows this much faster than what it stands in adds a loop of its own. */
const OWN_GROWTH = 0.4;

/** The exponent of a finding has to be this sure. */
const MOST_UNCERTAIN = 0.35;

/** What stays below this share of all work, at ten times the size as well, matters to nobody. */
const MATTERS = 0.02;

/** So often at least must a site have been at work, as a multiple of n. */
const LEAST_WORK = 2;

/** How close a function's growth must come to that of a loop to be explained by it. */
const EXPLAINED = 0.3;

/** What there is to judge. */
export interface ScaledSites {
  readonly sizes: readonly number[];
  readonly sites: readonly ScaledSite[];
  readonly wallMs: number | undefined;
}

/**
 * Which sites grow faster than their input, and matter? Of nested sites only the innermost that
 * adds to the growth of its surroundings; of several on one line the one that works most. Those
 * that take the most time come first.
 */
export function superlinearSites({ sizes, sites, wallMs }: ScaledSites): SuperlinearFinding[] {
  const fast = sites.filter((site) => growsFast(site, sizes));
  const own = fast.filter((site) => site.growth - growthAround(site, sites) >= OWN_GROWTH);
  const work = own.filter(({ kind }) => kind !== 'function');
  const calls = own.filter(
    (site) => site.kind === 'function' && !work.some((each) => explains(each, site)),
  );
  const innermost = [...work, ...calls].filter(
    (site, _, all) => !all.some((other) => other !== site && standsIn(other, site, sites)),
  );
  const matters = innermost.filter((site) => workAhead(site) >= MATTERS * totalAhead(sites));
  const largest = sizes.at(-1) ?? 0;
  const totalMs = wallMs ?? 0;
  return onePerLine(matters)
    .map((site) => findingOf(site, sizes, { largest, totalMs, sites }))
    .sort((a, b) => b.share - a.share);
}

function growsFast({ growth, uncertainty, counts }: ScaledSite, sizes: readonly number[]): boolean {
  const n = sizes.at(-1) ?? 0;
  const last = counts.at(-1) ?? 0;
  const points = counts.length - 1 - counts.lastIndexOf(0);
  return (
    growth >= SUPERLINEAR &&
    growth - uncertainty >= SUPERLINEAR - MOST_UNCERTAIN &&
    points >= Math.min(3, sizes.length) &&
    last >= LEAST_WORK * n
  );
}

/** Growth of the nearest site around this one that was at work. */
function growthAround(site: ScaledSite, sites: readonly ScaledSite[]): number {
  return sites[site.parent]?.growth ?? 0;
}

/** A loop that runs n² times calls what it calls n² times. */
function explains(loop: ScaledSite, called: ScaledSite): boolean {
  return loop.growth >= called.growth - EXPLAINED;
}

function standsIn(inner: ScaledSite, outer: ScaledSite, sites: readonly ScaledSite[]): boolean {
  const seen = new Set<ScaledSite>();
  for (let each = sites[inner.parent]; each !== undefined; each = sites[each.parent]) {
    if (each === outer) return true;
    if (seen.has(each)) return false;
    seen.add(each);
  }
  return false;
}

/** What a site will have to do at ten times the size. */
function workAhead({ counts, ahead }: ScaledSite): number {
  return (counts.at(-1) ?? 0) * ahead;
}

function totalAhead(sites: readonly ScaledSite[]): number {
  let total = 0;
  for (const site of sites) if (site.kind !== 'function') total += workAhead(site);
  return total;
}

function onePerLine(sites: readonly ScaledSite[]): ScaledSite[] {
  const lines = new Map<string, ScaledSite>();
  for (const site of sites) {
    const key = `${site.line} ${site.file}`;
    const other = lines.get(key);
    if (other === undefined || workAhead(site) > workAhead(other)) lines.set(key, site);
  }
  return [...lines.values()];
}

interface Surroundings {
  readonly largest: number;
  readonly totalMs: number;
  readonly sites: readonly ScaledSite[];
}

function findingOf(
  site: ScaledSite,
  sizes: readonly number[],
  { largest, totalMs, sites }: Surroundings,
): SuperlinearFinding {
  const { file, line, endLine, function: name, growth, counts, timeMs, ahead } = site;
  const ms = timeMs?.at(-1) ?? 0;
  const share = totalMs > 0 && timeMs !== undefined ? ms / totalMs : shareOfWork(site, sites);
  // Counts tell better than sampled times how a site goes on.
  const cost = ms > 0 ? ` · at 10×: ${durationText(ms * 1000 * ahead)}` : '';
  const range = `${groups(counts[0] ?? 0)} → ${groups(counts.at(-1) ?? 0)}`;
  return {
    kind: 'superlinear',
    severity: 'warning',
    evidence: 'measured',
    ...{ file, line, endLine, function: name },
    message:
      `${titleOf(site)} grows as n^${growth.toFixed(2)} · ${range} for n = ` +
      `${groups(sizes[0] ?? 0)} → ${groups(largest)}${cost}`,
    growth,
    counts,
    share: Math.min(1, Math.round(share * 1e6) / 1e6),
  };
}

function shareOfWork(site: ScaledSite, sites: readonly ScaledSite[]): number {
  let total = 0;
  for (const each of sites) if (each.kind !== 'function') total += each.counts.at(-1) ?? 0;
  return total === 0 ? 0 : (site.counts.at(-1) ?? 0) / total;
}

/** How people call a site. */
function titleOf({
  kind,
  label,
  function: name,
}: Pick<ScaledSite, 'kind' | 'label' | 'function'>): string {
  const around = name === '' ? '' : ` in ${name}`;
  if (kind === 'loop') return `The ${label} loop${around}`;
  if (kind === 'function') return label === '' ? `A function${around}` : `Calling ${label}`;
  return label === '...' ? `Copying with ...${around}` : `${label}${around}`;
}

/** 62500 as 62 500. */
export function groups(count: number): string {
  return Math.round(count)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ' ');
}

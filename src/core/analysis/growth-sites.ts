import type { Line1 } from '../model/units.js';
import type { ScaledSite, Scaling } from './scale.js';

/** A site that was at work, with what one wants to know of it beside its line. */
export interface GrowthSite extends Omit<ScaledSite, 'parent'> {
  /**
   * Where the function it stands in begins, or it itself if it is one; 0 outside of functions. A
   * callback without a name is a part of the function around it.
   */
  readonly functionLine: Line1;
  /** Share of all time at the largest size, or of all that was counted where nothing was timed. */
  readonly share: number;
  /** Is it one of those that grow faster than their input, and matter? */
  readonly isSuperlinear: boolean;
}

/**
 * The sites of a program that were at work, those that are super-linear first, each group by its
 * share of the time: what matters comes before what merely grows.
 */
export function growthSites({ sites, wall, findings }: Scaling): GrowthSite[] {
  const totalMs = wall?.ms.at(-1) ?? 0;
  let totalWork = 0;
  for (const { kind, counts } of sites) if (kind !== 'function') totalWork += counts.at(-1) ?? 0;
  const shares = new Map(findings.map((each) => [placeOf(each), each]));
  const shown = sites
    .filter(({ counts }) => counts.some((count) => count > 0))
    .map((site): GrowthSite => {
      const finding = shares.get(placeOf(site));
      const ms = site.timeMs?.at(-1);
      const share =
        totalMs > 0 && ms !== undefined ? ms / totalMs : (site.counts.at(-1) ?? 0) / totalWork;
      return {
        ...withoutParent(site),
        functionLine: functionAround(site, sites)?.line ?? 0,
        share: Number.isFinite(share) ? Math.min(1, share) : 0,
        isSuperlinear: finding !== undefined && finding.counts.join() === site.counts.join(),
      };
    });
  return shown.sort(
    (a, b) => Number(b.isSuperlinear) - Number(a.isSuperlinear) || b.share - a.share,
  );
}

/** Sites are shown in another order than they stand in each other. */
function withoutParent(site: ScaledSite): Omit<ScaledSite, 'parent'> {
  const { file, line, column, endLine, function: name, kind, label } = site;
  const { counts, growth, uncertainty, model, ahead, timeMs } = site;
  return {
    ...{ file, line, column, endLine, function: name, kind, label },
    ...{ counts, growth, uncertainty, model, ahead },
    ...(timeMs !== undefined && { timeMs }),
  };
}

/** Of several sites on one line, the counts of its finding tell which one it is about. */
function placeOf({ file, line, growth }: Pick<ScaledSite, 'file' | 'line' | 'growth'>): string {
  return `${line} ${growth} ${file}`;
}

function functionAround(site: ScaledSite, sites: readonly ScaledSite[]): ScaledSite | undefined {
  const seen = new Set<ScaledSite>();
  for (let each: ScaledSite | undefined = site; each !== undefined; each = sites[each.parent]) {
    if (each.kind === 'function' && each.label !== '') return each;
    if (seen.has(each)) return undefined;
    seen.add(each);
  }
  return undefined;
}

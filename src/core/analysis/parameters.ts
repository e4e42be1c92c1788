import { growthSites, type GrowthSite } from './growth-sites.js';
import type { Scaling, SuperlinearFinding } from './scale.js';

/** How a program scales with one parameter, the others held. */
export interface ParameterScaling {
  readonly parameter: string;
  readonly held: Readonly<Record<string, number>>;
  readonly scaling: Scaling;
}

/** How a site grows with one parameter. */
export interface SiteGrowth extends Pick<
  GrowthSite,
  'counts' | 'growth' | 'uncertainty' | 'model' | 'ahead' | 'timeMs' | 'share' | 'isSuperlinear'
> {
  readonly parameter: string;
}

/** A site with how it grows with each parameter; its own figures are those of the worst of them. */
export interface GrownSite extends GrowthSite {
  readonly parameter: string;
  readonly others: readonly SiteGrowth[];
}

/**
 * Where does a program grow, and with which of its parameters? The sites of all sweeps, those that
 * are super-linear in any first, each group by its share of the time, which is the same in all
 * sweeps at their ends.
 */
export function growthByParameter(sweeps: readonly ParameterScaling[]): GrownSite[] {
  const bySite = new Map<string, Omit<GrownSite, 'others'>[]>();
  for (const { parameter, scaling } of sweeps) {
    for (const site of growthSites(scaling)) {
      const { file, line, column, kind, label } = site;
      const key = `${line}:${column} ${kind} ${label} ${file}`;
      const same = bySite.get(key) ?? [];
      same.push({ ...site, parameter });
      bySite.set(key, same);
    }
  }
  const sites = [...bySite.values()].flatMap((all): GrownSite[] => {
    const [worst, ...others] = all.sort(worstFirst);
    return worst === undefined ? [] : [{ ...worst, others: others.map(siteGrowth) }];
  });
  return sites.sort(
    (a, b) => Number(b.isSuperlinear) - Number(a.isSuperlinear) || b.share - a.share,
  );
}

/** A finding, with the parameter that it is about. */
export interface ParameterFinding extends SuperlinearFinding {
  readonly parameter: string;
}

/**
 * What grows faster than its input, in any parameter, as messages that name the parameter: of each
 * line only what grows fastest. Those that take the most time come first.
 */
export function findingsByParameter(sweeps: readonly ParameterScaling[]): ParameterFinding[] {
  const byLine = new Map<string, ParameterFinding>();
  for (const { parameter, scaling } of sweeps) {
    for (const finding of scaling.findings) {
      const key = `${finding.line} ${finding.file}`;
      const known = byLine.get(key);
      if (known !== undefined && known.growth >= finding.growth) continue;
      const message = inParameter(finding.message, parameter);
      byLine.set(key, { ...finding, message, parameter });
    }
  }
  return [...byLine.values()].sort((a, b) => b.share - a.share);
}

/** By how much does the work grow in all, if all parameters rise together? */
export function degreeOf({ growth, others }: Pick<GrownSite, 'growth' | 'others'>): number {
  return others.reduce((sum, other) => sum + other.growth, growth);
}

/** Messages of findings are about n, as long as nobody names another parameter. */
function inParameter(message: string, parameter: string): string {
  if (parameter === 'n') return message;
  return message
    .replace(/(n\^[\d.]+)/, (power) => `${power} in ${parameter}`)
    .replace(' for n = ', ` for ${parameter} = `);
}

function worstFirst(a: SiteGrowth, b: SiteGrowth): number {
  return Number(b.isSuperlinear) - Number(a.isSuperlinear) || b.growth - a.growth;
}

function siteGrowth(site: SiteGrowth): SiteGrowth {
  const { parameter, counts, growth, uncertainty, model, ahead } = site;
  const { timeMs, share, isSuperlinear } = site;
  return {
    ...{ parameter, counts, growth, uncertainty, model, ahead, share, isSuperlinear },
    ...(timeMs !== undefined && { timeMs }),
  };
}

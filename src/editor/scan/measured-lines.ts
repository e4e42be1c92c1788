import { degreeOf } from '../../core/analysis/parameters.js';
import { lineTextOf, type MeasuredSite as Site } from '../../protocol/growth.js';
import { exponentsText, rangeText } from '../growth/growth-text.js';

/** From here down it has grown no faster than its input. */
const LINEAR_BELOW = 1.2;

/** From here on it is called super-linear, as `scale` does; n·log n stays well below. */
const SUPERLINEAR_FROM = 1.5;

/** What counters said of a place, as far as it decides what is shown. */
export type MeasuredSite = Pick<
  Site,
  'file' | 'line' | 'lineText' | 'kind' | 'growth' | 'counts' | 'parameter' | 'others'
>;

/** What a measurement says of a suspicion. */
export type Measured =
  | { readonly kind: 'linear' }
  /** `line` is the one of those asked about on which that was measured. */
  | { readonly kind: 'superlinear'; readonly text: string; readonly line: number };

interface Found {
  readonly site: MeasuredSite;
  readonly line: number;
}

/**
 * What was measured, by the text of its line: lines move while one types, and a line that says
 * something else now was not measured.
 */
export class MeasuredLines {
  readonly #sites = new Map<string, MeasuredSite[]>();

  constructor(sites: readonly MeasuredSite[]) {
    for (const site of sites) {
      // What was never reached tells nothing, and a function is no work by itself.
      if (site.kind === 'function' || (site.counts.at(-1) ?? 0) === 0) continue;
      if (site.lineText === '') continue;
      const key = keyOf(site.file);
      const known = this.#sites.get(key) ?? [];
      known.push(site);
      this.#sites.set(key, known);
    }
  }

  /**
   * What was measured of some lines; nothing when that is not clear. What the first of them does
   * decides. It is linear only if the others are, too: a call may begin above its costly part.
   */
  of(file: string, startLine: number, texts: readonly string[]): Measured | undefined {
    const found = texts.map((text, i) => this.#fastest(file, startLine + i, text));
    const [first] = found;
    if (first !== undefined && first.site.growth >= SUPERLINEAR_FROM) return measured(first);
    const [most] = found.filter((each) => each !== undefined).sort(byDegree);
    if (most === undefined) return undefined;
    const isLinear = degreeOf(most.site) < LINEAR_BELOW;
    return first !== undefined && !isLinear ? undefined : measured(most);
  }

  /** What grows fastest of what was measured on a line that says this. */
  #fastest(file: string, line: number, text: string): Found | undefined {
    const alike = (this.#sites.get(keyOf(file)) ?? [])
      .filter(({ lineText }) => lineText === lineTextOf(text))
      .map((site) => ({ site, line }));
    const here = alike.filter(({ site }) => site.line === line);
    if (here.length > 0) return here.sort(byDegree)[0];
    const isClear = new Set(alike.map(({ site }) => site.line)).size === 1;
    return isClear ? alike.sort(byDegree)[0] : undefined;
  }
}

/** What was raised in several parameters one at a time multiplies when they rise together. */
function byDegree(a: Found, b: Found): number {
  return degreeOf(b.site) - degreeOf(a.site);
}

function measured({ site, line }: Found): Measured | undefined {
  if (degreeOf(site) < LINEAR_BELOW) return { kind: 'linear' };
  if (site.growth < SUPERLINEAR_FROM) return undefined;
  return { kind: 'superlinear', text: `${exponentsText(site)}, ${rangeText(site)}`, line };
}

/** Windows does not care for the case of a path. */
function keyOf(file: string): string {
  return process.platform === 'win32' ? file.toLowerCase() : file;
}

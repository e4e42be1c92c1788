import type { ScaledSite } from '../../core/analysis/scale.js';
import { groups } from '../../core/analysis/superlinear.js';

/** From here down it has grown no faster than its input. */
const LINEAR_BELOW = 1.2;

/** From here on it is called super-linear, as `scale` does; n·log n stays well below. */
const SUPERLINEAR_FROM = 1.5;

/** What counters said of a place, as far as it decides what is shown. */
export type MeasuredSite = Pick<ScaledSite, 'file' | 'line' | 'kind' | 'growth' | 'counts'>;

/** What a measurement says of a suspicion. */
export type Measured =
  { readonly kind: 'linear' } | { readonly kind: 'superlinear'; readonly text: string };

interface KnownSite extends MeasuredSite {
  readonly lineText: string;
}

/**
 * What was measured, by the text of its line: lines move while one types, and a line that says
 * something else now was not measured.
 */
export class MeasuredLines {
  readonly #sites = new Map<string, KnownSite[]>();

  /**
   * @param sites what was measured
   * @param linesOf the lines of a file as it was measured; none when it cannot be read
   */
  constructor(sites: readonly MeasuredSite[], linesOf: (file: string) => readonly string[]) {
    for (const site of sites) {
      // What was never reached tells nothing, and a function is no work by itself.
      if (site.kind === 'function' || (site.counts.at(-1) ?? 0) === 0) continue;
      const lineText = linesOf(site.file)[site.line - 1]?.trim();
      if (lineText === undefined) continue;
      const key = keyOf(site.file);
      const known = this.#sites.get(key) ?? [];
      known.push({ ...site, lineText });
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
    if (first !== undefined && first.growth >= SUPERLINEAR_FROM) return measured(first);
    const [most] = found.filter((site) => site !== undefined).sort(byGrowth);
    if (most === undefined) return undefined;
    return first !== undefined && most.growth >= LINEAR_BELOW ? undefined : measured(most);
  }

  /** What grows fastest of what was measured on a line that says this. */
  #fastest(file: string, line: number, text: string): KnownSite | undefined {
    const alike = (this.#sites.get(keyOf(file)) ?? []).filter(
      ({ lineText }) => lineText === text.trim(),
    );
    const here = alike.filter((site) => site.line === line);
    if (here.length > 0) return here.sort(byGrowth)[0];
    const isClear = new Set(alike.map((site) => site.line)).size === 1;
    return isClear ? alike.sort(byGrowth)[0] : undefined;
  }
}

function byGrowth(a: MeasuredSite, b: MeasuredSite): number {
  return b.growth - a.growth;
}

function measured({ growth, counts }: MeasuredSite): Measured | undefined {
  if (growth < LINEAR_BELOW) return { kind: 'linear' };
  if (growth < SUPERLINEAR_FROM) return undefined;
  const range = `${groups(counts[0] ?? 0)} → ${groups(counts.at(-1) ?? 0)}`;
  return { kind: 'superlinear', text: `n^${growth.toFixed(2)}, ${range}` };
}

/** Windows does not care for the case of a path. */
function keyOf(file: string): string {
  return process.platform === 'win32' ? file.toLowerCase() : file;
}

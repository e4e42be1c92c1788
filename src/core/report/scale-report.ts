import { durationText } from '../analysis/figures.js';
import type { ParameterScaling } from '../analysis/parameters.js';
import type { ScaledSite, Scaling, SuperlinearFinding } from '../analysis/scale.js';
import { groups } from '../analysis/superlinear.js';
import type { Warning } from '../model/recording.js';
import { REPORT_SCHEMA } from './json-report.js';
import type { Style } from './text-report.js';
import { textTable } from './text-table.js';

/** What `scale --json` prints. */
export interface ScaleJson extends ScalingJson {
  readonly schema: typeof REPORT_SCHEMA;
  /** `coverage` has counted the rounds of loops only. */
  readonly counter: 'rewrite' | 'coverage';
  readonly findings: readonly SuperlinearFinding[];
  /** One for each parameter, where there is more than the size. */
  readonly sweeps?: readonly (ScalingJson & {
    readonly parameter: string;
    readonly held: Readonly<Record<string, number>>;
    readonly findings: readonly SuperlinearFinding[];
  })[];
  readonly warnings: readonly Warning[];
}

interface ScalingJson {
  readonly sizes: readonly number[];
  readonly sites: readonly Omit<ScaledSite, 'parent'>[];
  readonly wall?: Scaling['wall'];
}

/** The scaling of a program as a plain object for JSON; times in ms, lines from 1. */
export function scaleJson(
  sweeps: readonly ParameterScaling[],
  warnings: readonly Warning[],
  counter: ScaleJson['counter'],
): ScaleJson {
  const [first] = sweeps;
  const isNamed = sweeps.length > 1 || first?.parameter !== 'n';
  const all = sweeps.map(({ parameter, held, scaling }) => ({
    parameter,
    held,
    ...scalingJson(scaling),
    findings: scaling.findings,
  }));
  return {
    schema: REPORT_SCHEMA,
    counter,
    ...(first === undefined ? { sizes: [], sites: [] } : scalingJson(first.scaling)),
    ...(isNamed && { sweeps: all }),
    findings: all.flatMap(({ findings }) => findings),
    warnings,
  };
}

function scalingJson({ sizes, sites, wall }: Scaling): ScalingJson {
  return {
    sizes,
    sites: sites.filter(isAtWork).map((site) => {
      const { file, line, column, endLine, function: name, kind, label } = site;
      const { counts, growth, uncertainty, model, ahead, timeMs } = site;
      return {
        ...{ file, line, column, endLine, function: name, kind, label },
        ...{ counts, growth, uncertainty, model, ahead },
        ...(timeMs !== undefined && { timeMs: timeMs.map(toMicroseconds) }),
      };
    }),
    ...(wall !== undefined && { wall: { ...wall, ms: wall.ms.map(toMicroseconds) } }),
  };
}

function isAtWork({ counts }: ScaledSite): boolean {
  return counts.some((count) => count > 0);
}

function toMicroseconds(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}

/** How to write the text. */
export interface ScaleTextOptions {
  readonly top: number;
  readonly style: Style;
  readonly showPath: (file: string) => string;
}

/** The scaling of a program as a readable text. */
export function scaleText(
  sweeps: readonly ParameterScaling[],
  warnings: readonly Warning[],
  options: ScaleTextOptions,
): string {
  const parts = sweeps.map((sweep) => sweepText(sweep, options));
  const notes = warnings.map(({ message }) => options.style.warning(`! ${message}`));
  return `${[...parts, ...notes].join('\n\n')}\n`;
}

function sweepText(
  { parameter, held, scaling }: ParameterScaling,
  { top, style, showPath }: ScaleTextOptions,
): string {
  const { sizes, sites, wall, findings } = scaling;
  const others = Object.entries(held).map(([name, value]) => `${name} = ${value}`);
  const where = others.length === 0 ? '' : ` (${others.join(', ')})`;
  const title = style.title(`${parameter} = ${sizes.join(', ')}${where}`);
  // How often a function was called is told by the loop that calls it.
  const shown = sites.filter((site) => isAtWork(site) && site.kind !== 'function').slice(0, top);
  const table = textTable(
    [
      { title: 'growth', align: 'right' },
      { title: 'model', align: 'left' },
      { title: `work at ${sizes[0] ?? 0} → ${sizes.at(-1) ?? 0}`, align: 'right' },
      { title: 'time', align: 'right' },
      { title: 'what', align: 'left' },
      { title: 'where', align: 'left' },
    ],
    shown.map((site) => [
      `${parameter}^${site.growth.toFixed(2)}`,
      site.model,
      `${groups(site.counts[0] ?? 0)} → ${groups(site.counts.at(-1) ?? 0)}`,
      site.timeMs === undefined ? '' : durationText((site.timeMs.at(-1) ?? 0) * 1000),
      site.function === '' ? site.label : `${site.label} in ${site.function}`,
      `${showPath(site.file)}:${site.line}`,
    ]),
  );
  const found =
    findings.length === 0
      ? 'Nothing grows faster than its input.'
      : findings
          .map(({ file, line, message }) => {
            const text = message
              .replaceAll('n^', `${parameter}^`)
              .replace('for n =', `for ${parameter} =`);
            return `${style.warning(text)}\n  ${showPath(file)}:${line}`;
          })
          .join('\n');
  return [title, found, table, ...(wall === undefined ? [] : [wallText(wall, parameter)])].join(
    '\n\n',
  );
}

function wallText(
  { ms, growth, forecast }: NonNullable<Scaling['wall']>,
  parameter: string,
): string {
  const times = ms.map((each) => durationText(each * 1000)).join(', ');
  const ahead =
    forecast === undefined
      ? ''
      : `; at ${parameter} = ${groups(forecast.size)} about ${durationText(forecast.value * 1000)} ` +
        `(${durationText(forecast.low * 1000)} to ${durationText(forecast.high * 1000)})`;
  return `Time without counters: ${times}, growing as ${parameter}^${growth.toFixed(2)}${ahead}`;
}

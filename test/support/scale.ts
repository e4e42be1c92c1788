import assert from 'node:assert/strict';
import path from 'node:path';
import type { ScaleJson } from '../../src/core/report/scale-report.js';
import { run, type Outcome, type RunOptions } from './programs.js';
import { CLI } from './rankscope.js';

/** What `scale --json` has printed, and how it ended. */
export interface Scaled extends Outcome {
  readonly report: ScaleJson;
}

/** Runs `rankscope scale --json` on a Node; fails when that does not work. */
export async function scale(
  args: readonly string[],
  { node = process.execPath, ...options }: RunOptions & { readonly node?: string } = {},
): Promise<Scaled> {
  const outcome = await run([node, CLI, 'scale', '--json', ...args], options);
  assert.equal(outcome.code, 0, outcome.stderr);
  return { ...outcome, report: JSON.parse(outcome.stdout.toString()) as ScaleJson };
}

/** The only site with this label on this line of files of this name. */
export function siteAt(
  { sites }: Pick<ScaleJson, 'sites'>,
  file: string,
  line: number,
  label: string,
): ScaleJson['sites'][number] {
  const found = sites.filter(
    (site) => path.basename(site.file) === file && site.line === line && site.label === label,
  );
  const known = sites.map((site) => `${path.basename(site.file)}:${site.line} ${site.label}`);
  assert.equal(found.length, 1, `${file}:${line} ${label} in ${known.join(', ')}`);
  return found[0]!;
}

/** What the rise of one parameter has shown. */
export function sweepOf(
  { sweeps = [] }: ScaleJson,
  parameter: string,
): NonNullable<ScaleJson['sweeps']>[number] {
  const found = sweeps.find((sweep) => sweep.parameter === parameter);
  assert.ok(found !== undefined, `${parameter} is not among the sweeps`);
  return found;
}

/** Findings as `file:line`, in their order. */
export function findingPlaces({ findings }: Pick<ScaleJson, 'findings'>): string[] {
  return findings.map(({ file, line }) => `${path.basename(file)}:${line}`);
}

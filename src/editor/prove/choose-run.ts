import path from 'node:path';
import type { WorkloadFor } from '../../io/workloads-for.js';

/** A function of a workload module that runs what has changed. */
export interface ProvingRun {
  readonly file: string;
  readonly exported: string;
  /** How it comes to run it, for people. */
  readonly how: string;
}

/** The function that is run where there are several. */
const USUAL_EXPORT = 'run';

/** What can be run to prove a change, nearest first; people choose where it is more than one. */
export function runsOf(
  workloads: readonly WorkloadFor[],
  isBesideOnly: boolean,
): readonly ProvingRun[] {
  return workloads.flatMap(({ file, exported, steps }) => {
    const how = isBesideOnly ? 'lies beside what has changed' : howItLoads(steps);
    const names = exported.includes(USUAL_EXPORT) ? [USUAL_EXPORT] : exported;
    return names.map((name) => ({ file, exported: name, how }));
  });
}

function howItLoads(steps: number): string {
  if (steps === 0) return 'has changed itself';
  if (steps === 1) return 'imports what has changed';
  return `imports what has changed, over ${steps} imports`;
}

/** The workload modules in the folder of one of these files, in their order. */
export function besideOf(
  files: readonly string[],
  workloads: readonly string[],
): readonly string[] {
  const folders = new Set(files.map((file) => path.dirname(file)));
  return workloads.filter((workload) => folders.has(path.dirname(workload)));
}

/** What to say when nothing runs what has changed. */
export function nothingRuns(files: readonly string[]): string {
  const [first = ''] = files;
  const more = files.length > 1 ? ` and ${files.length - 1} more` : '';
  const { name } = path.parse(first);
  return `No workload runs ${path.basename(first)}${more}, so there is nothing to compare. Write a module such as ${name}.workload.ts that imports it and exports run(input), and setup(n) for input of n items.`;
}

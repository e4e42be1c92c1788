import { importedFiles } from '../core/source/imports.js';
import { reachOf } from '../core/source/import-reach.js';
import { runnablesOf } from '../core/source/runnables.js';
import { SourceFiles } from './source-files.js';

/** A workload module that runs a file. */
export interface WorkloadFor {
  readonly file: string;
  /** The functions it exports to be run, in the order of its text. */
  readonly exported: readonly string[];
  /** Over how many imports it loads the file; 0 for the module itself. */
  readonly steps: number;
}

/**
 * Which of these workload modules load one of these files, and what can be run in them? Nearest
 * first. Imports are followed as they stand in the text, from file to file below `root`.
 */
export function workloadsFor(
  files: readonly string[],
  workloads: readonly string[],
  root: string,
): readonly WorkloadFor[] {
  const sources = new SourceFiles({ root });
  const known = new Map<string, readonly string[]>();
  const imported = (file: string): readonly string[] => {
    const found = known.get(file) ?? importsOf(file, sources);
    known.set(file, found);
    return found;
  };
  return reachOf(workloads, new Set(files), imported).map(({ module, steps }) => {
    const { runnables } = runnablesOf(sources.text(module) ?? '', module);
    const exported = runnables.flatMap((each) => (each.kind === 'workload' ? [each.name] : []));
    return { file: module, exported, steps };
  });
}

function importsOf(file: string, sources: SourceFiles): readonly string[] {
  return (sources.facts(file)?.imports ?? []).flatMap(({ specifier }) => {
    const found = importedFiles(specifier, file).find((each) => sources.facts(each) !== undefined);
    return found === undefined ? [] : [found];
  });
}

/** Over how many imports a module loads a file. */
export interface Reach {
  readonly module: string;
  /** 0 for the module itself. */
  readonly steps: number;
}

/** A program with more files of its own than this is not followed to its end. */
const MOST_FILES = 5000;

/**
 * Which of these modules load one of these files, and over how many imports? Nearest first, those
 * that are equally near in their order. `imported` gives the files that a file imports, as far as
 * they are known; those of packages need not be among them.
 */
export function reachOf(
  modules: readonly string[],
  files: ReadonlySet<string>,
  imported: (file: string) => readonly string[],
): readonly Reach[] {
  return modules
    .flatMap((module) => {
      const steps = stepsFrom(module, files, imported);
      return steps === undefined ? [] : [{ module, steps }];
    })
    .sort((a, b) => a.steps - b.steps);
}

function stepsFrom(
  module: string,
  files: ReadonlySet<string>,
  imported: (file: string) => readonly string[],
): number | undefined {
  const seen = new Set([module]);
  let border = [module];
  for (let steps = 0; border.length > 0 && seen.size <= MOST_FILES; steps++) {
    if (border.some((file) => files.has(file))) return steps;
    const next: string[] = [];
    for (const file of border.flatMap(imported)) {
      if (seen.has(file)) continue;
      seen.add(file);
      next.push(file);
    }
    border = next;
  }
  return undefined;
}

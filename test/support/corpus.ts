import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const folder = fileURLToPath(new URL('../corpus/', import.meta.url));

/** A line of the corpus whose growth or rule is known. */
export interface Mark {
  readonly file: string;
  readonly line: number;
  /** As a model of growth is written: `n^2 log n`. Nothing where the work is done elsewhere. */
  readonly grows: string | undefined;
  readonly rule: string | undefined;
}

/** What a module of the corpus exports. */
export interface CorpusModule {
  readonly sizes: readonly number[];
  setup(n: number): unknown;
  run(input: unknown): unknown;
}

type CorpusFolder = 'slow' | 'fixed' | 'look-alikes';

/** The workload modules of a folder, without the helpers they import, as absolute paths. */
export function corpusModules(name: CorpusFolder): readonly string[] {
  return readdirSync(path.join(folder, name), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(folder, name, entry.name))
    .sort();
}

/** The module of `fixed/` that does the same as this one of `slow/`. */
export function fixedTwin(slow: string): string {
  return path.join(folder, 'fixed', path.basename(slow));
}

/** A module and the helpers it has in the folder of its name. */
export function corpusFiles(module: string): readonly string[] {
  const helpers = module.replace(/\.\w+$/, '');
  return [module, ...namesIn(helpers).map((name) => path.join(helpers, name))];
}

function namesIn(helpers: string): readonly string[] {
  try {
    return readdirSync(helpers);
  } catch {
    // Most modules have none.
    return [];
  }
}

/** The marks in a module and its helpers. */
export function corpusMarks(module: string): readonly Mark[] {
  return corpusFiles(module).flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((text, i) => {
        const [, mark] = /\/\/ ((?:grows n|rule:).*)$/.exec(text) ?? [];
        if (mark === undefined) return [];
        const grows = /^grows (n\S*(?: log n)?)/.exec(mark)?.[1];
        return [{ file, line: i + 1, grows, rule: /rule:(\S+)/.exec(mark)?.[1] }];
      }),
  );
}

/** Loads a module of the corpus. */
export async function loadCorpusModule(file: string): Promise<CorpusModule> {
  const module = (await import(pathToFileURL(file).href)) as { default?: CorpusModule };
  // A CommonJS module has its exports there, too, also those that are not found by reading it.
  return module.default ?? (module as CorpusModule);
}

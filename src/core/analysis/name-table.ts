import { originOf, type Origin } from '../model/files.js';
import type { FrameFunction } from '../model/profile.js';
import type { Line1 } from '../model/units.js';
import { functionTitle } from './function-title.js';
import { shortPaths } from './short-paths.js';
import type { Summary } from './summary.js';
import { visibleText } from './visible-text.js';

/** Whose code a frame is; collections are nobody's. */
export type FrameOrigin = Origin | 'gc';

/** Index into `ReportData.functions`. */
export type FunctionId = number;

/** Index into `ReportData.files`. */
export type FileId = number;

/** Columns of equal length, which take a third of what objects do. */
export interface ReportFunctions {
  readonly name: readonly string[];
  /** -1 for a function without a file. */
  readonly file: readonly FileId[];
  readonly line: readonly Line1[];
  readonly origin: readonly FrameOrigin[];
}

/** A file as it is found, and as it is shown. */
export interface ReportFile {
  readonly path: string;
  readonly shown: string;
}

/** Gives each function and file a number, and keeps how it is shown. */
export class NameTable {
  readonly #shorten: (file: string) => string;
  readonly #functionIds = new Map<string, FunctionId>();
  readonly #fileIds = new Map<string, FileId>();
  readonly #files: ReportFile[] = [];
  readonly #columns = {
    name: [] as string[],
    file: [] as FileId[],
    line: [] as Line1[],
    origin: [] as FrameOrigin[],
  };

  constructor(summary: Summary) {
    const { functions, lines } = summary;
    this.#shorten = shortPaths([
      ...functions.map((row) => row.function.file),
      ...lines.map((row) => row.file),
    ]);
  }

  function(spec: FrameFunction): FunctionId {
    const key = `${spec.name}\0${spec.file}\0${spec.line}\0${spec.column}\0${spec.kind}`;
    const known = this.#functionIds.get(key);
    if (known !== undefined) return known;
    const { name, file, line, origin } = this.#columns;
    const id = name.push(visibleText(functionTitle(spec))) - 1;
    file.push(this.file(spec.file));
    line.push(spec.line);
    origin.push(spec.kind === 'gc' ? 'gc' : originOf(spec.file));
    this.#functionIds.set(key, id);
    return id;
  }

  file(path: string): FileId {
    if (path === '') return -1;
    const known = this.#fileIds.get(path);
    if (known !== undefined) return known;
    const shown = visibleText(this.#shorten(path));
    const id = this.#files.push({ path: visibleText(path), shown }) - 1;
    this.#fileIds.set(path, id);
    return id;
  }

  functions(): ReportFunctions {
    return this.#columns;
  }

  files(): readonly ReportFile[] {
    return this.#files;
  }
}

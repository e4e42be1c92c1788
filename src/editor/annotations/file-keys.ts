import { realpathSync } from 'node:fs';

/** Finds what belongs to a file by the path that the editor has for it. */
export class FileKeys {
  readonly #realPaths = new Map<string, string>();

  /** Windows does not care for the case of a path, and its tools disagree about that of the drive. */
  of(path: string): string {
    return process.platform === 'win32' ? path.toLowerCase() : path;
  }

  /** Node names a file behind links, the editor names the link. */
  find<Value>(files: ReadonlyMap<string, Value>, path: string): Value | undefined {
    const key = this.of(path);
    return files.get(key) ?? files.get(this.#realPath(key));
  }

  #realPath(path: string): string {
    const known = this.#realPaths.get(path);
    if (known !== undefined) return known;
    let real = path;
    try {
      real = this.of(realpathSync.native(path));
    } catch {
      // Not on the disk (yet): then it has no other name either.
    }
    this.#realPaths.set(path, real);
    return real;
  }
}

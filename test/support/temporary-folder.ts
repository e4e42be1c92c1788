import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A folder for the tests of one `describe`, gone when they are over. */
export class TemporaryFolder {
  readonly path = realpathSync(mkdtempSync(path.join(tmpdir(), 'rankscope-test-')));
  #count = 0;

  /** A path in it that nobody has used yet. */
  fresh(name = 'recording'): string {
    this.#count += 1;
    return path.join(this.path, `${name}-${this.#count}`);
  }

  /** Writes files by their path inside a new folder, and gives that folder. */
  project(files: Readonly<Record<string, string>>, name = 'project'): string {
    const folder = this.fresh(name);
    for (const [file, text] of Object.entries(files)) {
      const full = path.join(folder, file);
      mkdirSync(path.dirname(full), { recursive: true });
      writeFileSync(full, text);
    }
    return folder;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** Makes such a folder for the surrounding `describe`. */
export function temporaryFolder(): TemporaryFolder {
  const folder = new TemporaryFolder();
  after(() => folder.remove());
  return folder;
}

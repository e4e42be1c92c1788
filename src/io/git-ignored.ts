import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';

/** Larger ones were not written by people, and every path would be held against them. */
const LARGEST_BYTES = 256 * 1024;

/** What Git thinks of the case of names where nobody has told it. */
const IGNORES_CASE = process.platform === 'win32' || process.platform === 'darwin';

/**
 * Knows what Git ignores in a folder, by the `.gitignore` files from the repository's folder down,
 * and by its `info/exclude`. Git itself is not asked, so a file that it tracks in spite of them
 * counts as ignored. A folder that is ignored itself was named, so it is meant: then only what the
 * files inside it say counts. What they say is read once.
 */
export class GitIgnored {
  readonly #top: string;
  /** The folders around the top one whose patterns apply in it, from the outermost. */
  readonly #around: readonly string[];
  readonly #rules = new Map<string, Ignore | undefined>();

  /** @param top absolute path of a folder */
  constructor(top: string) {
    this.#top = top;
    this.#around = this.#foldersAround();
  }

  /** Is this file ignored, or a folder around it? It has to be below the top folder. */
  has(file: string): boolean {
    const names = relative(this.#top, file).split(sep);
    return names.some((_, i) => {
      const path = join(this.#top, ...names.slice(0, i + 1));
      return this.hasEntry(path, i < names.length - 1);
    });
  }

  /** Is this file or folder ignored? The folders around it are not, as somebody knows. */
  hasEntry(path: string, isFolder: boolean): boolean {
    const inside = relative(this.#top, dirname(path)).split(sep).filter(Boolean);
    const bases = [...this.#around, this.#top];
    for (const name of inside) bases.push(join(bases.at(-1) ?? '', name));
    return this.#isIgnored(path, isFolder, bases);
  }

  #foldersAround(): string[] {
    const repository = repositoryAround(this.#top);
    if (repository === undefined || repository === this.#top) return [];
    const bases: string[] = [];
    let at = repository;
    for (const name of relative(repository, this.#top).split(sep)) {
      bases.push(at);
      at = join(at, name);
      if (this.#isIgnored(at, true, bases)) return [];
    }
    return bases;
  }

  /** The innermost folder that says anything about a path decides. */
  #isIgnored(path: string, isFolder: boolean, bases: readonly string[]): boolean {
    for (let i = bases.length - 1; i >= 0; i--) {
      const base = bases[i]!;
      const rules = this.#rulesOf(base);
      if (rules === undefined) continue;
      const name = relative(base, path).split(sep).join('/');
      const { ignored, unignored } = rules.test(isFolder ? `${name}/` : name);
      if (ignored || unignored) return ignored;
    }
    return false;
  }

  #rulesOf(folder: string): Ignore | undefined {
    if (!this.#rules.has(folder)) this.#rules.set(folder, rulesOf(folder));
    return this.#rules.get(folder);
  }
}

function rulesOf(folder: string): Ignore | undefined {
  const files = [join(folder, '.git', 'info', 'exclude'), join(folder, '.gitignore')].filter(
    isReadable,
  );
  return files.length === 0 ? undefined : rulesIn(files);
}

function isReadable(file: string): boolean {
  try {
    const stat = statSync(file);
    return stat.isFile() && stat.size <= LARGEST_BYTES;
  } catch {
    // Not there; `.git` may be a file as well, in a further worktree.
    return false;
  }
}

function rulesIn(files: readonly string[]): Ignore {
  const rules = ignore({ ignorecase: IGNORES_CASE });
  for (const file of files) {
    try {
      rules.add(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
    } catch {
      // Forbidden, or no pattern: what cannot be understood ignores nothing.
    }
  }
  return rules;
}

function repositoryAround(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (at === dirname(at)) return undefined;
  }
}

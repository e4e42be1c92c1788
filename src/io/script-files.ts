import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { GitIgnored } from './git-ignored.js';

/** A script that is there to be read, or why it is not read. */
export interface ScriptFile {
  readonly file: string;
  readonly text: string;
}

/** What was left out that its user may miss. */
export interface LeftOut {
  readonly file: string;
  readonly code: 'too-large' | 'unreadable' | 'too-many';
  readonly message: string;
}

const SCRIPT = /\.(?:[cm]?[jt]sx?|vue|svelte)$/i;
const DECLARATIONS = /\.d\.[cm]?ts$/i;
const MINIFIED = /[.-]min\.[cm]?js$/i;

/** Folders of what others wrote or programs made. A folder that is named is looked into. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  ...['node_modules', 'bower_components', 'jspm_packages', 'vendor', 'third_party'],
  ...['dist', 'build', 'out', 'coverage', '__snapshots__', 'target'],
]);

/** Nobody writes files of this size by hand. */
const LARGEST = 1024 * 1024;
const LARGEST_NAMED = 16 * 1024 * 1024;
const MOST_FILES = 50_000;
/** Lines that are longer on average are not written by people. */
const LONGEST_AVERAGE_LINE = 300;
const GENERATED = /@generated\b|\bDO NOT EDIT\b|\bdo not modify\b.*\bgenerated\b/i;

/**
 * The scripts under these paths. Of folders, what is installed, built, generated, minified or ignored
 * by Git is left out; a file or folder that is named is read in any case. Links inside folders are not followed,
 * so that a loop of them has an end.
 */
export function* scriptFiles(
  paths: readonly string[],
  leftOut: (left: LeftOut) => void,
): Generator<ScriptFile> {
  const seen = new Set<string>();
  for (const path of paths) {
    const root = realpathSync(resolve(path));
    const isFolder = statSync(root).isDirectory();
    for (const file of isFolder ? filesIn(root, leftOut) : [root]) {
      if (seen.has(file)) continue;
      if (seen.size >= MOST_FILES) {
        const message = `Only the first ${MOST_FILES} files are scanned; name the folders that matter.`;
        leftOut({ file, code: 'too-many', message });
        return;
      }
      seen.add(file);
      const text = readScript(file, isFolder ? LARGEST : LARGEST_NAMED, leftOut);
      if (text !== undefined && !(isFolder && isGenerated(text))) yield { file, text };
    }
  }
}

/**
 * Would a scan of this folder read this file with this text, or leave it out as installed, built,
 * generated, minified or ignored by Git?
 */
export function isOwnScriptOf(folder: string, file: string, text: string): boolean {
  const folders = relative(folder, dirname(file)).split(sep);
  const name = basename(file);
  return (
    !folders.some((each) => LEFT_OUT.has(each)) &&
    !DECLARATIONS.test(name) &&
    !MINIFIED.test(name) &&
    isOwnText(text) &&
    !new GitIgnored(folder).has(file)
  );
}

/** Is this a text that people write, by its size and what it says? */
export function isOwnText(text: string): boolean {
  return text.length <= LARGEST && !isGenerated(text);
}

function* filesIn(folder: string, leftOut: (left: LeftOut) => void): Generator<string> {
  const ignored = new GitIgnored(folder);
  const waiting = [folder];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    let entries;
    try {
      entries = readdirSync(at, { withFileTypes: true });
    } catch (error) {
      leftOut(unreadable(at, error));
      continue;
    }
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    const folders: string[] = [];
    for (const entry of entries) {
      const path = join(at, entry.name);
      if (entry.isDirectory()) {
        const isLeftOut = entry.name.startsWith('.') || LEFT_OUT.has(entry.name);
        if (!isLeftOut && !ignored.hasEntry(path, true)) folders.push(path);
      } else if (entry.isFile() && isOwnScript(entry.name) && !ignored.hasEntry(path, false)) {
        yield path;
      }
    }
    waiting.push(...folders.reverse());
  }
}

function isOwnScript(name: string): boolean {
  return SCRIPT.test(name) && !DECLARATIONS.test(name) && !MINIFIED.test(name);
}

function readScript(
  file: string,
  largest: number,
  leftOut: (left: LeftOut) => void,
): string | undefined {
  try {
    const { size } = statSync(file);
    if (size <= largest) return readFileSync(file, 'utf8').replace(/^\uFEFF/, ' ');
    const message = `${(size / 2 ** 20).toFixed(1)} MiB is more than is scanned of one file.`;
    leftOut({ file, code: 'too-large', message });
  } catch (error) {
    leftOut(unreadable(file, error));
  }
  return undefined;
}

function unreadable(file: string, error: unknown): LeftOut {
  const reason = error instanceof Error ? error.message : String(error);
  return { file, code: 'unreadable', message: `It cannot be read: ${reason}` };
}

function isGenerated(text: string): boolean {
  if (GENERATED.test(text.slice(0, 600))) return true;
  if (text.length < 5000) return false;
  let lines = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1;
  return text.length / lines > LONGEST_AVERAGE_LINE;
}

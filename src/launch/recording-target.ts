import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { LaunchError } from './launch-error.js';

/** Folder for recordings nobody gave a name, inside the working folder. */
const DEFAULT_FOLDER = '.rankscope';

/** Everything a recording consists of, finished or not. */
const RECORDED =
  /^(?:recording\.json|gc\.json|compiled\.json|sources\.json|\d+\.heapsnapshot|\d+-\d+(?:-\d+)?\.(?:cpuprofile|pb\.gz|heapprofile|thread\.json|calllines\.json|gc\.json|compiled\.json))(?:\.tmp)?$/;

/**
 * Makes the folder a recording is to be written to, and gives its absolute path. A folder with
 * something in it is left alone; `replace` allows to replace a recording, and nothing else, by a
 * new one.
 */
export function prepareFolder(out: string | undefined, cwd: string, replace: boolean): string {
  if (out === undefined) return defaultFolder(cwd);
  const folder = resolve(cwd, out);
  mkdirSync(folder, { recursive: true });
  const names = readdirSync(folder);
  if (names.length === 0) return folder;
  const other = names.find((name) => !RECORDED.test(name));
  if (replace && other === undefined) {
    for (const name of names) rmSync(join(folder, name));
    return folder;
  }
  throw new LaunchError(
    'folder-in-use',
    other === undefined
      ? `${folder} holds a recording already. Choose another folder with --out, or replace it with --force.`
      : `${folder} holds ${other}, which is no part of a recording. Choose another folder with --out.`,
  );
}

function defaultFolder(cwd: string): string {
  const parent = join(cwd, DEFAULT_FOLDER);
  mkdirSync(parent, { recursive: true });
  const ignore = join(parent, '.gitignore');
  if (!existsSync(ignore)) writeFileSync(ignore, '*\n');
  const name = new Date()
    .toISOString()
    .replace(/\.\d+Z$/, '')
    .replaceAll(':', '-');
  let folder = join(parent, name);
  for (let i = 2; !isMade(folder); i++) folder = join(parent, `${name}-${i}`);
  return folder;
}

/** Makes a folder; another recording may have made it in the same second. */
function isMade(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

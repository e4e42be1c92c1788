import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { RECORDING_FILE } from '../protocol/recording-file.js';
import { LaunchError } from './launch-error.js';

/** Folder for recordings nobody gave a name, inside the working folder. */
const DEFAULT_FOLDER = '.rankscope';

/**
 * Makes the folder a recording is to be written to, and gives its absolute path. A folder with
 * something in it is left alone; `replace` allows to replace a recording by a new one.
 */
export function prepareFolder(out: string | undefined, cwd: string, replace: boolean): string {
  const folder = out === undefined ? defaultFolder(cwd) : resolve(cwd, out);
  mkdirSync(folder, { recursive: true });
  const names = readdirSync(folder);
  if (names.length === 0) return folder;
  if (replace && existsSync(join(folder, RECORDING_FILE))) {
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
    return folder;
  }
  throw new LaunchError(
    'folder-in-use',
    `${folder} is not empty. Choose another folder with --out${
      names.includes(RECORDING_FILE) ? ', or replace the recording in it with --force.' : '.'
    }`,
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
  for (let i = 2; existsSync(folder); i++) folder = join(parent, `${name}-${i}`);
  return folder;
}
